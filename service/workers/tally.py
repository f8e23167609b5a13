"""Counts what the workers did."""

from __future__ import annotations

from service.metrics import Metrics
from service.ports import AnyWorker
from service.workers.confinement import memory_of
from service.workers.messages import Answer, Done


class Tally:
    """One worker's entries in the metrics."""

    def __init__(self, metrics: Metrics, pool: str, slot: int) -> None:
        self._metrics = metrics
        self._pool = pool
        self._slot = str(slot)
        self._starts_seen = 0

    def worker(self, worker: AnyWorker) -> None:
        """Note how often the process was started."""
        self._metrics.worker_starts.labels(self._pool).inc(worker.starts - self._starts_seen)
        self._starts_seen = worker.starts

    def memory(self, worker: AnyWorker) -> None:
        """Note what the process holds, in bytes; nothing when there is none."""
        pid = worker.pid
        self._metrics.worker_memory.labels(self._pool, self._slot).set(memory_of(pid).resident if pid else 0)

    def stopped(self, reason: str) -> None:
        """Note that a worker ended before its answer."""
        self._metrics.worker_stops.labels(reason).inc()

    def finished(self, answer: Answer, status: str, seconds: float, queued: float) -> None:
        """Note a document's end."""
        problem = "" if isinstance(answer, Done) else answer.code
        self._metrics.documents.labels(status, problem).inc()
        self._metrics.document_seconds.observe(seconds)
        self._metrics.queue_seconds.observe(queued)
        if isinstance(answer, Done):
            for source, count in answer.pages_by_source.items():
                self._metrics.pages.labels(source).inc(count)
            for stage, spent in answer.seconds_by_stage.items():
                self._metrics.stage_seconds.labels(stage).observe(spent)
