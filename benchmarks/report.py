"""`python -m benchmarks.report --to report.html`: the benchmarks one after the other, in one report.

    --to FILE          report.html with its plots inside, or report.md with the plots beside it
    --quick            a minute: one round, no peers, a short long document; to see whether it runs
    --soak FILE        also tell of a soak (`python -m benchmarks.soak --json FILE`)
    --plot FILE        also write the plot of seconds on its own

A benchmark that cannot run here says why and the others go on. Exit status 1 when one failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.machine import describe
from benchmarks.plots import bars, lines

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
_TIMEOUT = 3600.0


@dataclass
class Section:
    """One benchmark: how to repeat it, what it printed, its plots, and whether it came to its end."""

    title: str
    command: str
    output: str
    failed: bool = False
    plots: list[str] = field(default_factory=list)


def commands(quick: bool) -> dict[str, list[str]]:
    """Return the benchmarks by title, as arguments of the interpreter."""
    if quick:
        return {
            "Text PDFs": ["benchmarks.text_pdfs", "samples/jiangyou-2024.pdf", "--runs", "1", "--only", "tablewright"],
            "A long document": ["benchmarks.long_document", "--times", "4"],
        }
    found = {
        "Text PDFs": ["benchmarks.text_pdfs", "--runs", "5"],
        "A long document": ["benchmarks.long_document"],
        "Core-seconds and memory a page": ["benchmarks.core_seconds"],
        "Archives": ["benchmarks.bulk", "--documents", "500"],
        "The service": ["benchmarks.service", "--endurance", "500"],
    }
    scan = SHARED.parent / "reference" / "jiangyou-2024" / "jiangyou.office200.pdf"
    if scan.is_file():
        readers = "ours,rapidocr,tesseract,img2table"
        pages = ["--pages", "3,4,6,9", "--readers", readers]
        found["Scanned pages"] = ["benchmarks.scans", str(scan), "samples/jiangyou-2024.pdf", *pages]
    tables = SHARED / "icdar2013-dev"
    if tables.is_dir():
        found["Tables that are no budgets"] = ["benchmarks.general_tables", str(tables)]
    return found


def run(title: str, arguments: list[str]) -> Section:
    """Run one benchmark; its failure is what the section tells."""
    with tempfile.TemporaryDirectory() as folder:
        figures, drawn = Path(folder) / "figures.json", Path(folder) / "plot.svg"
        more = ["--json", str(figures)] if arguments[0] == "benchmarks.text_pdfs" else []
        more += ["--plot", str(drawn)] if arguments[0] == "benchmarks.scans" else []
        command = [sys.executable, "-m", *arguments, *more]
        print(f"{title}: {' '.join(arguments)}", flush=True)
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_TIMEOUT)
        except subprocess.TimeoutExpired:
            return Section(title, " ".join(arguments), f"not finished after {_TIMEOUT:g} seconds", failed=True)
        failed = done.returncode != 0
        said = done.stdout if not failed else f"{done.stdout}\n{done.stderr[-2000:]}"
        plots = [plot_of_seconds(json.loads(figures.read_text()))] if figures.exists() else []
        plots += [drawn.read_text("utf-8")] if drawn.exists() else []
        return Section(title, " ".join(arguments), said.strip(), failed, plots)


def plot_of_seconds(times: dict[str, dict[str, list[float]]]) -> str:
    """Draw the best times over all documents."""
    totals = {name: sum(min(rounds) for rounds in documents.values()) for name, documents in times.items()}
    count = len(next(iter(times.values())))
    return bars(f"{count} documents, seconds in all (best of the rounds)", totals, "s")


def soak_section(path: Path) -> Section:
    """Tell of a soak that has been run."""
    told: dict[str, Any] = json.loads(path.read_text())
    samples = told.pop("samples")
    memory = [(number, sample["memory"] / 2**20) for number, sample in enumerate(samples)]
    workers = [(number, sample["workers"] / 2**20) for number, sample in enumerate(samples)]
    handles = [(number, sample["handles"]) for number, sample in enumerate(samples)]
    plots = [
        lines("Memory over the soak", {"service": memory, "workers": workers}, "MiB"),
        lines("Open files of the service", {"service": handles}, ""),
    ]
    output = json.dumps(told, indent=2, ensure_ascii=False)
    return Section("A soak", "benchmarks.soak", output, bool(told["wrong"]), plots)


def to_html(machine: dict[str, str], sections: list[Section]) -> str:
    """Return the report as one page with everything in it."""
    rows = "".join(f"<tr><th>{escape(key)}<td>{escape(value)}" for key, value in machine.items())
    parts = [
        f"<h2>{escape(section.title)}{' (failed)' if section.failed else ''}</h2>"
        f"<p><code>python -m {escape(section.command)}</code></p>{''.join(section.plots)}"
        f"<pre>{escape(section.output)}</pre>"
        for section in sections
    ]
    style = "body{font:15px sans-serif;max-width:60em;margin:2em auto}pre{overflow:auto}svg{max-width:45em}"
    style += "th{text-align:left}"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmarks</title><style>{style}</style>'
    return f"{head}<h1>Benchmarks of Tablewright</h1><table>{rows}</table>{''.join(parts)}</html>\n"


def to_markdown(machine: dict[str, str], sections: list[Section], beside: Path) -> str:
    """Return the report as Markdown; its plots are written beside it."""
    text = "# Benchmarks of Tablewright\n\n| | |\n|---|---|\n"
    text += "".join(f"| {key} | {value} |\n" for key, value in machine.items())
    for number, section in enumerate(sections, start=1):
        text += f"\n## {section.title}{' (failed)' if section.failed else ''}\n\n`python -m {section.command}`\n"
        for index, plot in enumerate(section.plots, start=1):
            name = f"{beside.stem}-{number}-{index}.svg"
            beside.with_name(name).write_text(plot)
            text += f"\n![{section.title}]({name})\n"
        text += f"\n```text\n{section.output}\n```\n"
    return text


def main() -> int:
    """Run the benchmarks and write the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--to", type=Path, default=Path("report.html"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--soak", type=Path)
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    machine = describe()
    sections = [run(title, words) for title, words in commands(arguments.quick).items()]
    if arguments.soak:
        sections.append(soak_section(arguments.soak))
    as_html = arguments.to.suffix == ".html"
    arguments.to.write_text(to_html(machine, sections) if as_html else to_markdown(machine, sections, arguments.to))
    if arguments.plot:
        arguments.plot.write_text(sections[0].plots[0])
    print(arguments.to)
    return int(any(section.failed for section in sections))


if __name__ == "__main__":
    sys.exit(main())
