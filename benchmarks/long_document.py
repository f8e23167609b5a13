"""Memory and time of a long document: 24 pages, and the same pages 42 times in one file.

    python benchmarks/long_document.py [PDF] [--times 42]

Each document is converted in a process of its own, which reports its peak memory and CPU seconds. The goal: peak memory
of the long document under 1.5 x that of the short one plus the size of its result, and CPU seconds linear in pages.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]


def convert(path: Path) -> dict[str, float]:
    """Convert one document in this process and report pages, result size, peak memory (MB) and CPU seconds."""
    from extractors.pipeline import extract
    from extractors.toolbox import default_toolbox

    default_toolbox()
    start = time.process_time()
    extraction = extract(path.read_bytes())
    with tempfile.TemporaryFile() as sink:
        size = sum(sink.write(piece) for piece in extraction.json_pieces())
    return {
        "pages": len(extraction.pages),
        "result_mb": size / 1e6,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "cpu_s": time.process_time() - start,
    }


def repeat(path: Path, times: int) -> bytes:
    """Return a PDF that holds the pages of a document several times."""
    source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    for _ in range(times):
        target.import_pages(source)
    sink = io.BytesIO()
    target.save(sink)
    return sink.getvalue()


def in_a_process(path: Path) -> dict[str, float]:
    """Run ``convert`` in a fresh process."""
    command = [sys.executable, __file__, "--convert", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pdf", nargs="?", type=Path, default=ROOT / "samples" / "jiangyou-2024.pdf")
    parser.add_argument("--times", type=int, default=42)
    parser.add_argument("--convert", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.convert:
        print(json.dumps(convert(arguments.convert)))
        return
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.pdf"
        long.write_bytes(repeat(arguments.pdf, arguments.times))
        few, many = in_a_process(arguments.pdf), in_a_process(long)
    bound = 1.5 * few["peak_mb"] + many["result_mb"]
    per_page = many["cpu_s"] / many["pages"] / (few["cpu_s"] / few["pages"])
    print(f"{few['pages']:.0f} pages: peak {few['peak_mb']:.0f} MB, {few['cpu_s']:.2f} CPU s")
    print(f"{many['pages']:.0f} pages: peak {many['peak_mb']:.0f} MB, {many['cpu_s']:.2f} CPU s")
    print(f"bound on memory {bound:.0f} MB: {'kept' if many['peak_mb'] <= bound else 'BROKEN'}")
    print(f"CPU a page, long against short: {per_page:.2f} x")


if __name__ == "__main__":
    main()
