"""Born-digital PDFs: ours from bytes to validated JSON, against the peers that only find tables, in one run.

    pip install -r benchmarks/requirements.txt
    python benchmarks/text_pdfs.py [PDF ...] [--runs 5] [--markdown]

Without arguments it reads the reference document and, where the shared corpus is checked out beside the project, the
real documents. Every contender reads every document in turn, round after round, so that all of them see the same
weather on the machine; the table gives each one's best time and its ratio to ours. Imports and, for ours, form
definitions are loaded before the clock starts. Camelot's engines are asked for lattice, as the documents are ruled.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
Contender = Callable[[Path, bytes], int]


def ours(path: Path, blob: bytes) -> int:
    """Convert to the contract's JSON; return how many tables it holds."""
    from extractors.pipeline import extract

    extraction = extract(blob, filename=path.name)
    extraction.json()
    return len(extraction.tables)


def pdfium_text(path: Path, blob: bytes) -> int:
    """Read the bare text through the same engine: the floor for anyone who uses it."""
    import pypdfium2

    with pypdfium2.PdfDocument(blob) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
    return 0


def pdfplumber_tables(path: Path, blob: bytes) -> int:
    """Find tables with pdfplumber's defaults."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(blob)) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)


def camelot_lattice(path: Path, blob: bytes) -> int:
    """Find ruled tables with Camelot's default engine, which renders pages."""
    import camelot

    return len(camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True))


def camelot_vector(path: Path, blob: bytes) -> int:
    """Find ruled tables with Camelot's engine for vector rulings."""
    import camelot

    return len(camelot.read_pdf(str(path), pages="all", flavor="lattice", engine="vector", suppress_stdout=True))


CONTENDERS: dict[str, Contender] = {
    "tablewright": ours,
    "pdfium bare text": pdfium_text,
    "pdfplumber": pdfplumber_tables,
    "camelot lattice": camelot_lattice,
    "camelot lattice, vector": camelot_vector,
}


def documents(chosen: list[Path]) -> list[Path]:
    """Return the documents to read."""
    if chosen:
        return chosen
    corpus = sorted((SHARED / "corpus" / "real").glob("*.pdf"))
    return [ROOT / "samples" / "jiangyou-2024.pdf", *corpus]


def measure(paths: list[Path], runs: int, only: str | None = None) -> dict[str, dict[str, list[float]]]:
    """Return seconds by contender and document, one for each round; a contender that cannot run is left out."""
    times: dict[str, dict[str, list[float]]] = {}
    blobs = {path: path.read_bytes() for path in paths}
    usable = {}
    for name, contender in CONTENDERS.items():
        if only not in (None, name):
            continue
        try:
            contender(paths[0], blobs[paths[0]])  # imports and caches, untimed
            usable[name] = contender
        except (ImportError, TypeError) as error:
            print(f"{name}: not measured ({type(error).__name__}: {error})", file=sys.stderr)
    for _ in range(runs):
        for path in paths:
            for name, contender in usable.items():
                start = time.perf_counter()
                contender(path, blobs[path])
                times.setdefault(name, {}).setdefault(path.name, []).append(time.perf_counter() - start)
    return times


def report(times: dict[str, dict[str, list[float]]], markdown: bool) -> None:
    """Print seconds (best of all rounds) and the ratio to ours for each document and over all."""
    names = list(times)
    mine = times["tablewright"]
    rows = [["document", *names]]
    totals = dict.fromkeys(names, 0.0)
    for document in mine:
        best = {name: min(times[name][document]) for name in names}
        for name in names:
            totals[name] += best[name]
        rows.append([document, *(_cell(best[name], best["tablewright"]) for name in names)])
    rows.append(["all", *(_cell(totals[name], totals["tablewright"]) for name in names)])
    ratios = {
        name: statistics.median(
            other / own for document in mine for other, own in zip(times[name][document], mine[document], strict=True)
        )
        for name in names
    }
    rows.append(["median ratio of paired runs", *(f"{ratios[name]:.1f} x" for name in names)])
    for number, row in enumerate(rows):
        print("| " + " | ".join(row) + " |" if markdown else "  ".join(f"{cell:<26}" for cell in row))
        if markdown and number == 0:
            print("|---" * len(row) + "|")


def _cell(seconds: float, own: float) -> str:
    return f"{seconds:.3f} s ({seconds / own:.1f} x)"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pdf", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--only", choices=list(CONTENDERS), help="measure one contender only")
    parser.add_argument("--json", type=Path, help="write the seconds there")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    times = measure(documents(arguments.pdf), arguments.runs, arguments.only)
    report(times, arguments.markdown)
    if arguments.json:
        arguments.json.write_text(json.dumps(times))


if __name__ == "__main__":
    main()
