"""Core-seconds a page, of a text PDF and of the same pages as a scan: what a fleet is sized from.

    python -m benchmarks.core_seconds [PDF …] [--pages 6] [--dpi 200]

The scan is the document printed to pixels, with no text layer: grey pages as an office scanner gives them. Processor
seconds of one process with one thread, without its start.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"):
    os.environ[name] = "1"


def scan_of(pdf: bytes, pages: int, dpi: int) -> bytes:
    """Return the first pages as pictures."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink)
    document = pypdfium2.PdfDocument(pdf)
    for number in range(min(pages, len(document))):
        page = document[number]
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        canvas.setPageSize(page.get_size())
        canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
        canvas.showPage()
    canvas.save()
    return sink.getvalue()


def core_seconds(pdf: bytes) -> tuple[int, float, int]:
    """Return pages, processor seconds and peak memory (MiB) of a conversion in this process, the second of two."""
    import cv2

    from schemas.options import ExtractOptions
    from service.work import extract_file

    cv2.setNumThreads(1)
    extract_file(pdf, "warm.pdf", ExtractOptions(pages="1")).json()
    begun = time.process_time()
    extraction = extract_file(pdf, "a.pdf", ExtractOptions())
    extraction.json()
    spent = time.process_time() - begun
    return len(extraction.pages), spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pdfs", nargs="*", type=Path, default=[ROOT / "samples" / "jiangyou-2024.pdf"])
    parser.add_argument("--pages", type=int, default=6, help="of the scan")
    parser.add_argument("--dpi", type=int, default=200)
    options = parser.parse_args()
    for path in options.pdfs:
        pdf = path.read_bytes()
        for name, blob in (("text", pdf), (f"scan at {options.dpi} dpi", scan_of(pdf, options.pages, options.dpi))):
            with ProcessPoolExecutor(1, get_context("spawn")) as process:
                pages, seconds, peak = process.submit(core_seconds, blob).result()
            print(
                f"{path.name:40} {name:16} {pages:3} pages {seconds:7.2f} s  {seconds / pages:7.3f} s a page"
                f"  at most {peak} MiB"
            )


if __name__ == "__main__":
    main()
