"""What the coordinator of a bulk run costs a document, when the work itself costs nothing.

    python -m benchmarks.coordinator [PDF] [--documents 10000] [--cores 400] [--targets none,json,…] [--ray]

Fake documents of a real one's size are read, hashed and planned; an executor in this process answers at once with what
a worker made of the real one; real targets take it. What is left is the coordinator: its processor milliseconds a
document bound how many cores one coordinator keeps busy. ``--ray`` hands the steps to a real Ray node instead, whose
worker answers at once: the cost of the way there and back.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.bulk import copy_of
from benchmarks.fake_work import PRODUCT_VARIABLE, WORK_SECONDS
from benchmarks.postgresql import server
from schemas.options import ExtractOptions, Limits
from service.convert.intake import read_ahead
from service.convert.ports import Answer, Executor, Finished, Known, ProductMade, Ref, Sighting, Step, Target
from service.convert.progress import PlainProgress
from service.convert.recipe import ProductKind, Recipe
from service.convert.run import BulkRun, Choice
from service.convert.steps import Product, convert
from service.sources.entry import Entry, Passed
from service.workers.confinement import memory_now
from service.workers.policy import WorkerPolicy

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("none", "json", "jsonl", "parquet", "sqlite", "postgresql")


class Answers:
    """An executor without workers: a step is done at once, and its product lies there as if a worker had made it."""

    def __init__(self, made: Product, scratch: Path, cores: int) -> None:
        self._made, self._scratch, self._cores = made, scratch, cores
        self._steps: deque[tuple[int, Step]] = deque()
        self._refs = count()
        self._kept: dict[int, bytes] = {}
        self.most_kept = 0
        scratch.mkdir(parents=True, exist_ok=True)

    @property
    def capacity(self) -> int:
        return 2 * self._cores

    def put(self, blob: bytes) -> Ref:
        ref = next(self._refs)
        self._kept[ref] = blob
        self.most_kept = max(self.most_kept, len(self._kept))
        return ref

    def free(self, ref: Ref) -> None:
        del self._kept[ref]  # type: ignore[arg-type]

    def submit(self, ticket: int, step: Step) -> None:
        self._steps.append((ticket, step))

    def next_answer(self, seconds: float) -> tuple[int, Answer] | None:
        ticket, _ = self._steps.popleft()
        path = self._scratch / str(ticket)
        path.write_bytes(self._made.content)
        return ticket, ProductMade(path, self._made.sha256, self._made.facts)

    def close(self) -> None:
        self._steps.clear()


class Nowhere:
    """A target that forgets; ``product`` is what it would be fed with."""

    product: ProductKind = "json"

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        return None

    def known(self, sha256: str) -> Known | None:
        return None

    def expect(self, sha256: str) -> None: ...

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        for one in finished:
            if one.content is not None:
                one.content.unlink()

    def finish(self) -> None: ...

    def close(self) -> None: ...


def documents(pdf: bytes, number: int) -> Iterator[Entry | Passed]:
    """Yield fake documents of the real one's size."""
    for one in range(number):
        yield Entry(f"/in/{one:06}.pdf", "1", lambda one=one: copy_of(pdf, one))  # type: ignore[misc]


def measure(name: str, executor: Executor, target: Target, pdf: bytes, number: int, recipe: Recipe) -> None:
    """Run, and print what a document took."""
    progress = PlainProgress(None)
    run = BulkRun(executor, target, recipe, Choice(), progress)
    arrivals = read_ahead(documents(pdf, number), target.sha256_of, 2 * executor.capacity)
    before, begun, spent = memory_now(), time.perf_counter(), time.process_time()
    run.carry_out(arrivals)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - spent
    grown = (memory_now() - before) / 2**20
    assert progress.summary.converted == number, progress.summary
    print(
        f"{name:12} {1000 * cpu / number:8.2f} CPU ms/document {number / seconds:8.0f} documents/s"
        f"   memory {grown:+6.0f} MiB",
        flush=True,
    )


def opened(name: str, base: Path, stack: ExitStack) -> Target | None:
    """Open a fresh target."""
    if name == "none":
        return Nowhere()
    if name == "json":
        from service.sinks.json_folder import JsonFolder

        return JsonFolder(base / "out", base / "books")
    if name == "jsonl":
        from service.sinks.json_lines import JsonLines

        return JsonLines(base / "out.jsonl", base / "books")
    if name == "parquet":
        from service.sinks.parquet_dataset import ParquetDataset

        return ParquetDataset(base / "out", base / "books")
    from service.sinks.warehouse.sink import Warehouse

    url = f"sqlite:///{base}/w.db" if name == "sqlite" else stack.enter_context(server())
    return Warehouse(url) if url else None


def on_local_workers(pdf: bytes, workers: int, recipe: Recipe, base: Path) -> None:
    """Print how much of the time local workers are kept busy."""
    from service.executors.local import LocalExecutor

    number = 60 * workers
    executor = LocalExecutor(recipe, workers, base / "local", WorkerPolicy(), tasks="benchmarks.fake_work:SLEEPING")
    run = BulkRun(executor, Nowhere(), recipe, Choice(), PlainProgress(None))
    warm = BulkRun(executor, Nowhere(), recipe, Choice(), PlainProgress(None))
    warm.carry_out(read_ahead(documents(pdf, 2 * workers), lambda *_: None, 4))
    begun = time.perf_counter()
    run.carry_out(read_ahead(documents(pdf, number), lambda *_: None, 2 * executor.capacity))
    seconds = time.perf_counter() - begun
    executor.close()
    share = number * WORK_SECONDS / workers / seconds
    print(f"{workers:3} workers that sleep {WORK_SECONDS} s: {number / seconds:7.1f} documents/s, busy {share:.1%}")


def on_ray(made: Product, pdf: bytes, number: int, recipe: Recipe, base: Path) -> None:
    """Measure the way to a worker of a real node and back."""
    from ray.cluster_utils import Cluster

    from service.executors.ray_cluster import RayExecutor

    product = base / "product"
    product.write_bytes(made.content)
    os.environ[PRODUCT_VARIABLE] = str(product)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    executor = RayExecutor(
        recipe, cluster.address, base / "ray", WorkerPolicy(), tasks="benchmarks.fake_work:ANSWERING"
    )
    measure("Ray", executor, Nowhere(), pdf, number, recipe)
    executor.close()
    cluster.shutdown()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pdf", nargs="?", type=Path, default=ROOT / "samples" / "jiangyou-2024.pdf")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--cores", type=int, default=400, help="of the imagined cluster")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--sleepers", default="1,2,16", help="numbers of local workers that only take time")
    parser.add_argument("--ray", action="store_true")
    options = parser.parse_args()
    pdf = options.pdf.read_bytes()
    recipe = Recipe(ExtractOptions(), Limits())
    made: dict[ProductKind, Product] = {}
    for kind in ("json", "rows"):
        product = convert(pdf, "a.pdf", replace(recipe, product=kind))  # type: ignore[arg-type]
        assert isinstance(product, Product)
        made[kind] = product  # type: ignore[index]
    print(f"document {len(pdf) >> 10} KiB, JSON {len(made['json'].content) >> 10} KiB, {options.documents} documents")
    for name in filter(None, options.targets.split(",")):
        with tempfile.TemporaryDirectory(prefix="tablewright-coordinator-") as folder, ExitStack() as stack:
            target = opened(name, Path(folder), stack)
            if target is None:
                print(f"{name} is not installed")
                continue
            stack.enter_context(closing(target))
            executor = Answers(made[target.product], Path(folder) / "made", options.cores)
            measure(name, executor, target, pdf, options.documents, replace(recipe, product=target.product))
    for workers in map(int, filter(None, options.sleepers.split(","))):
        with tempfile.TemporaryDirectory(prefix="tablewright-coordinator-") as folder:
            on_local_workers(pdf, workers, recipe, Path(folder))
    if options.ray:
        with tempfile.TemporaryDirectory(prefix="tablewright-coordinator-") as folder:
            on_ray(made["json"], pdf, options.documents, recipe, Path(folder))


if __name__ == "__main__":
    main()
