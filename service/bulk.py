"""Puts a bulk run together: the only place that picks its target and its executor."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Literal

from service.convert.intake import read_ahead
from service.convert.ports import Executor, Target, TargetFault
from service.convert.progress import progress_for
from service.convert.recipe import Recipe
from service.convert.report import render_report
from service.convert.run import BulkRun, Choice
from service.convert.summary import Summary
from service.scratch import scratch_folder
from service.sources.entry import Scope, SourceLimits
from service.sources.find import estimate_documents, find_entries
from service.sources.shards import Shard, share_of
from service.workers.policy import WorkerPolicy

Kind = Literal["json", "jsonl", "parquet", "sql", "stdout"]
#: Targets that have no place of their own on a disk.
_ELSEWHERE = ("sql", "stdout")
_BOOKS = ".tablewright"
_SQL = ("sqlite:", "postgresql:", "postgres:", "postgresql+psycopg:", "sqlite+pysqlite:")
#: Documents read ahead for each step in work: enough to hide a slow store, few enough to stay in memory.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user asked for."""

    sources: tuple[str, ...]
    to: str
    kind: Kind
    recipe: Recipe
    workers: int | None
    choice: Choice = field(default_factory=Choice)
    policy: WorkerPolicy = field(default_factory=WorkerPolicy)
    ray: str | None = None
    report: Path | None = None
    resume: bool = True
    shard: Shard | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How the run ended; ``interrupted`` by a signal, with everything that was finished delivered."""

    summary: Summary
    interrupted: bool
    report: Path | None


def kind_of(to: str) -> Kind:
    """Tell by its name what kind of target is meant; raises TargetFault for a URL that none of them is."""
    if to.startswith(_SQL):
        return "sql"
    if to == "-":
        return "stdout"
    if "://" in to:
        raise TargetFault(f"{to.partition(':')[0]}: not a target; give a folder, a file or a database URL")
    if to.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    return "parquet" if to.rstrip("/").endswith(".parquet") else "json"


def run_bulk(plan: Plan) -> Ended:
    """Carry out a plan; raises TargetFault when the target cannot be used."""
    recipe = replace(plan.recipe, product="rows" if plan.kind in ("parquet", "sql") else "json")
    root = Path(plan.to).absolute()
    scope = Scope(
        SourceLimits(max_bytes=recipe.limits.max_bytes),
        excluded=() if plan.kind in _ELSEWHERE else (root, _books(plan)),
    )
    total = estimate_documents(plan.sources)
    if total is not None:
        total = min(total // (plan.shard.of if plan.shard else 1), plan.choice.limit or total)
    with ExitStack() as stack:
        target = stack.enter_context(closing(_target(plan, recipe)))
        executor = stack.enter_context(closing(_executor(plan, recipe, _scratch(plan))))
        progress = progress_for(total)
        run = BulkRun(executor, target, recipe, plan.choice, progress)
        found = share_of(find_entries(plan.sources, scope), plan.shard)
        arrivals = read_ahead(found, target.sha256_of, _AHEAD * executor.capacity)
        with progress, _stopped_by_signals(run):
            run.carry_out(arrivals)
    return Ended(progress.summary, run.stopped, _write_report(plan, progress.summary))


def _books(plan: Plan) -> Path:
    path = Path(plan.to).absolute()
    return path.with_name(f"{path.name}.tablewright") if plan.kind == "jsonl" else path / _BOOKS


def _scratch(plan: Plan) -> Path:
    """Return the folder for unfinished work: on the target's own file system, so that results move by renaming."""
    if plan.kind in _ELSEWHERE:
        return Path(tempfile.mkdtemp(dir=scratch_folder()))
    scratch = _books(plan) / "work"
    shutil.rmtree(scratch, ignore_errors=True)  # what a killed run left; the target's lock says that none lives
    return scratch


def _target(plan: Plan, recipe: Recipe) -> Target:
    if plan.kind == "sql":
        from service.sinks.warehouse.sink import Warehouse

        return Warehouse(plan.to)
    if plan.kind == "stdout":
        from service.sinks.standard_output import StandardOutput

        return StandardOutput()
    path, books = Path(plan.to).absolute(), _books(plan)
    if not plan.resume and books.exists():
        raise TargetFault(f"{plan.to} has results already, and --no-resume was given")
    try:
        if plan.kind == "jsonl":
            from service.sinks.json_lines import JsonLines

            return JsonLines(path, books)
        if plan.kind == "parquet":
            try:
                from service.sinks.parquet_dataset import ParquetDataset
            except ModuleNotFoundError as error:
                raise TargetFault("parquet needs the extra: pip install 'tablewright[parquet]'") from error
            return ParquetDataset(path, books)
        from service.sinks.json_folder import JsonFolder

        return JsonFolder(path, books)
    except OSError as error:
        raise TargetFault(f"{plan.to}: {error.strerror or error}") from error


def _executor(plan: Plan, recipe: Recipe, scratch: Path) -> Executor:
    if plan.ray is not None:
        try:
            from service.executors.ray_cluster import RayExecutor
        except ModuleNotFoundError as error:
            raise TargetFault("--ray needs the extra: pip install 'tablewright[ray]'") from error
        return RayExecutor(recipe, plan.ray, scratch, plan.policy, plan.workers)
    from service.executors.local import LocalExecutor

    return LocalExecutor(recipe, plan.workers or os.cpu_count() or 1, scratch, plan.policy)


@contextmanager
def _stopped_by_signals(run: BulkRun) -> Iterator[None]:
    """Have Ctrl-C and SIGTERM end the run in order; a second one ends it at once."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        run.stop()
        signal.signal(signal.SIGINT, before[signal.SIGINT])
        signal.signal(signal.SIGTERM, before[signal.SIGTERM])

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write_report(plan: Plan, summary: Summary) -> Path | None:
    path = plan.report
    if path is None and plan.kind not in _ELSEWHERE:
        target = Path(plan.to).absolute()
        path = target.with_name(f"{target.name}.report.html") if plan.kind == "jsonl" else target / "report.html"
    if path is not None:
        path.write_text(render_report(summary, f"tablewright convert: {Path(plan.to).name}"), encoding="utf-8")
    return path
