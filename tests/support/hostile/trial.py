"""Converts files in a worker of the service, under its limits, and says how each ended."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from schemas.options import ExtractOptions, Limits
from service.problems import PROBLEM_TYPES
from service.workers.messages import Done, Order
from service.workers.policy import WorkerPolicy
from service.workers.worker import Died, OutOfMemory, TimedOut, Worker, WorkerStopped

_RECIPE = "tests.support.hostile.tasks:TASKS"
_NAMES: dict[type[WorkerStopped], str] = {Died: "worker-died", OutOfMemory: "out-of-memory", TimedOut: "timed-out"}


@dataclass(frozen=True)
class Ending:
    """How one file ended: a status, or the code of a problem."""

    name: str
    outcome: str
    seconds: float
    memory: int
    trace: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def fault(self) -> str:
        """What is wrong with it, if anything: an error of ours, or a crash that the worker had to hide."""
        if self.outcome in ("internal", "worker-died"):
            return f"{self.outcome} {self.trace}".strip()
        if self.trace:
            return self.trace
        return "" if self.outcome in ("succeeded", "partial", *PROBLEM_TYPES) else f"unknown outcome {self.outcome}"


class Trial:
    """One worker, replaced as the service would replace it. A context manager."""

    def __init__(self, folder: Path, policy: WorkerPolicy | None = None, limits: Limits | None = None) -> None:
        self._folder = folder
        self._limits = limits or Limits()
        self._worker = Worker(_RECIPE, folder / "slot", policy or WorkerPolicy())
        self._count = 0

    def __enter__(self) -> Trial:
        self._worker.prepare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.kill()

    @property
    def starts(self) -> int:
        """How many processes it took so far."""
        return self._worker.starts

    def convert(self, name: str, blob: bytes, options: ExtractOptions | None = None) -> Ending:
        """Convert one file; never raises for what the file does."""
        self._count += 1
        folder = self._folder / "slot" / f"{self._count}"
        folder.mkdir()
        source = folder / "upload"
        source.write_bytes(blob)
        self._worker.prepare()
        begun = time.monotonic()
        order = Order("extract", folder, source, "a.pdf", options or ExtractOptions(), self._limits)
        try:
            answer = self._worker.run(order, lambda _: None, lambda: False)
        except WorkerStopped as stopped:
            return Ending(name, _NAMES[type(stopped)], time.monotonic() - begun, 0, stopped.reason)
        finally:
            seconds = time.monotonic() - begun
            kept = (folder / "result.json").read_bytes() if (folder / "result.json").exists() else b""
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
        if not isinstance(answer, Done):
            return Ending(name, answer.code, seconds, answer.memory, answer.trace if answer.code == "internal" else "")
        warnings = tuple(warning["code"] for warning in json.loads(kept)["warnings"])
        return Ending(name, answer.status, seconds, answer.memory, "\n".join(answer.facts["traces"]), warnings)
