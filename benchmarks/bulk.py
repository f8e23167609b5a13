"""`tablewright convert` over an archive, against the same work called as a library.

    python -m benchmarks.bulk [PDF] [--documents 2000] [--round 100] [--rounds 3]

The archive holds copies of one document with different metadata, so that each is one of its own. Short rounds of the
library, one worker and two workers take turns, so that all see the same machine in the same minutes; then the whole
archive is converted once (memory), again (resume), and what its documents hold is loaded into each target by itself.
Processor seconds are those of all processes together and hold on a machine that others use, too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.whole_process import Usage, run_whole
from schemas.options import ExtractOptions, Limits
from service.convert.ports import Finished, Sighting, Target
from service.convert.recipe import ProductKind, Recipe
from service.convert.steps import Product, convert

ROOT = Path(__file__).resolve().parents[1]
_BATCH = 32


def copies(pdf: bytes, count: int, folder: Path) -> None:
    """Write copies that differ in their metadata, as an incremental update of the file."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:05}.pdf").write_bytes(copy_of(pdf, number))


def copy_of(pdf: bytes, number: int) -> bytes:
    """Return the document with a remark in its metadata."""
    return pdf + b"\n%% copy %d\n" % number


def as_library(folder: str, count: int) -> None:
    """Convert one document after the other in this process, and print what it took."""
    from service.work import extract_file

    paths = sorted(Path(folder).glob("*.pdf"))[:count]
    pages = _library_pass(paths[:1], extract_file)
    begun, spent = time.perf_counter(), time.process_time()
    pages = _library_pass(paths, extract_file)
    print(json.dumps({"pages": pages, "seconds": time.perf_counter() - begun, "cpu": time.process_time() - spent}))


def _library_pass(paths: list[Path], extract_file: Callable[..., object]) -> int:
    pages = 0
    for path in paths:
        extraction = extract_file(path.read_bytes(), path.name, ExtractOptions())
        hashlib.sha256(b"".join(extraction.json_pieces())).hexdigest()  # type: ignore[attr-defined]
        pages += len(extraction.pages)  # type: ignore[attr-defined]
    return pages


@dataclass
class Round:
    """One round: pages, wall-clock and processor seconds."""

    pages: int
    seconds: float
    cpu: float


def library_round(folder: Path, count: int) -> Round:
    """Measure the library in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bulk", "--library", str(folder), "--round", str(count)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    return Round(told["pages"], told["seconds"], told["cpu"])


def command_line(folder: Path, target: str, workers: int, count: int) -> list[str]:
    """Return the command as users type it."""
    script = "import sys; from service.cli import main; sys.argv[0] = 'tablewright'; main()"
    options = ["--to", target, "--workers", str(workers), "--limit", str(count)]
    return [sys.executable, "-c", script, "convert", str(folder), *options]


def converted(folder: Path, target: str, workers: int, count: int) -> Usage:
    """Run the command; it must succeed."""
    usage = run_whole(command_line(folder, target, workers, count))
    if usage.status:
        raise SystemExit(f"convert failed with status {usage.status}:\n{usage.output}")
    return usage


def worker_round(folder: Path, scratch: Path, workers: int, count: int, pages: int) -> Round:
    """Measure the command without its start, which a run of three documents shows."""
    long = converted(folder, str(scratch / f"long{time.monotonic_ns()}"), workers, count)
    short = converted(folder, str(scratch / f"short{time.monotonic_ns()}"), workers, 3)
    share = (count - 3) / count
    return Round(int(pages * share), long.seconds - short.seconds, long.processor - short.processor)


def compare(folder: Path, scratch: Path, count: int, rounds: int) -> None:
    """Print rounds of the library, one worker and two workers, and the medians of their ratios."""
    print(f"{'round':>5}  {'':12} {'pages/s':>8} {'CPU ms/page':>12}")
    ratios: dict[str, list[float]] = {"speed at 2 / at 1": [], "CPU at 1 / library": [], "CPU at 2 / at 1": []}
    ratios["1 worker / library, wall"] = []
    for number in range(rounds):
        library = library_round(folder, count)
        one, two = (worker_round(folder, scratch, workers, count, library.pages) for workers in (1, 2))
        for name, measured in (("library", library), ("1 worker", one), ("2 workers", two)):
            pace, cost = measured.pages / measured.seconds, 1000 * measured.cpu / measured.pages
            print(f"{number:5}  {name:12} {pace:8.1f} {cost:12.2f}", flush=True)
        ratios["speed at 2 / at 1"].append((two.pages / two.seconds) / (one.pages / one.seconds))
        ratios["CPU at 1 / library"].append((one.cpu / one.pages) / (library.cpu / library.pages))
        ratios["CPU at 2 / at 1"].append((two.cpu / two.pages) / (one.cpu / one.pages))
        ratios["1 worker / library, wall"].append((one.pages / one.seconds) / (library.pages / library.seconds))
    for name, values in ratios.items():
        print(f"{name:26} median {statistics.median(values):.3f}  ({min(values):.3f} to {max(values):.3f})")


def whole(folder: Path, scratch: Path, count: int) -> None:
    """Print memory over the whole archive, and the time of going on with its last twentieth, and with nothing."""
    target, workers = str(scratch / "whole"), 2
    first = converted(folder, target, workers, count - count // 20)
    points = first.settled
    print(
        f"whole archive, 2 workers: {first.seconds:.0f} s, {first.processor:.0f} CPU s; memory"
        f" {statistics.mean(y for _, y in points[:10]):.0f} -> {statistics.mean(y for _, y in points[-10:]):.0f} MiB,"
        f" at most {max(y for _, y in first.memory):.0f}, trend {first.memory_slope():+.1f} MiB over the run"
    )
    rest = converted(folder, target, workers, count)
    again = converted(folder, target, workers, count)
    print(f"gone on with the last {count // 20}: {rest.seconds:.1f} s; once more, all there: {again.seconds:.2f} s")
    print(again.output.strip().splitlines()[-1])


def products(pdf: bytes, kind: ProductKind, count: int, folder: Path) -> Iterator[Finished]:
    """Yield finished documents as workers hand them over, each with a content of its own."""
    made = convert(pdf, "a.pdf", Recipe(ExtractOptions(), Limits(), product=kind))
    assert isinstance(made, Product)
    old = hashlib.sha256(pdf).hexdigest()
    for number in range(count):
        new = hashlib.sha256(b"%d" % number).hexdigest()
        path = folder / new
        path.write_bytes(made.content.replace(old.encode(), new.encode()))
        yield Finished(new, f"/in/{number}.pdf", "a.pdf", "succeeded", "made", path, new, made.facts)


def load(name: str, target: Target, pdf: bytes, count: int, scratch: Path) -> None:
    """Print how fast a target takes what workers hand over."""
    scratch.mkdir()
    finished = list(products(pdf, target.product, count, scratch))
    rows = 1
    if target.product == "rows":
        rows = sum(map(len, json.loads(finished[0].content.read_bytes()).values()))  # type: ignore[union-attr]
    begun, spent = time.perf_counter(), time.process_time()
    for start in range(0, count, _BATCH):
        batch = finished[start : start + _BATCH]
        for one in batch:
            target.expect(one.sha256)
        target.deliver(batch, [Sighting(one.name, "1", one.sha256) for one in batch])
    target.finish()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - spent
    print(
        f"{name:12} {rows * count / seconds:10,.0f} rows/s {count / seconds:8.0f} documents/s"
        f" {1000 * cpu / count:8.2f} CPU ms/document",
        flush=True,
    )


def load_all(pdf: bytes, count: int, scratch: Path) -> None:
    """Measure every target; PostgreSQL only where it is installed."""
    from service.sinks.json_folder import JsonFolder
    from service.sinks.json_lines import JsonLines
    from service.sinks.parquet_dataset import ParquetDataset
    from service.sinks.warehouse.sink import Warehouse

    openers: dict[str, Callable[[Path], Target]] = {
        "JSON folder": lambda base: JsonFolder(base / "out", base / "books"),
        "JSON Lines": lambda base: JsonLines(base / "out.jsonl", base / "books"),
        "Parquet": lambda base: ParquetDataset(base / "out", base / "books"),
        "SQLite": lambda base: Warehouse(f"sqlite:///{base}/w.db"),
    }
    for name, opened in openers.items():
        base = scratch / f"load {name}"
        base.mkdir()
        with closing(opened(base)) as target:
            load(name, target, pdf, count, base / "made")
    from benchmarks.postgresql import server

    with server() as url:
        if url is None:
            print("PostgreSQL is not installed")
            return
        with closing(Warehouse(url)) as target:
            load("PostgreSQL", target, pdf, count, scratch / "load postgresql")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pdf", nargs="?", type=Path, default=ROOT / "samples" / "jiangyou-2024.pdf")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--round", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--library", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.library:
        as_library(options.library, options.round)
        return
    pdf = options.pdf.read_bytes()
    with tempfile.TemporaryDirectory(prefix="tablewright-bulk-") as name:
        scratch = Path(name)
        copies(pdf, max(options.documents, options.round), scratch / "in")
        if options.rounds:
            compare(scratch / "in", scratch, options.round, options.rounds)
        if options.documents:
            whole(scratch / "in", scratch, options.documents)
        load_all(pdf, min(options.documents or 500, 500), scratch)


if __name__ == "__main__":
    main()
