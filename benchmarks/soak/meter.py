"""Memory and handles over time, and whether they grow."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.soak.surroundings import House
from service.workers.confinement import memory_of

#: The first seconds of a life are its start: imports, caches, pools.
_WARM = 20.0


@dataclass(frozen=True)
class Sample:
    """What the service's process held at one moment: bytes and open files; ``workers`` is all of theirs, in bytes."""

    life: int
    age: float
    memory: int
    handles: int
    workers: int


class Meter:
    """Takes a sample every second until stopped."""

    def __init__(self, house: House) -> None:
        self._house, self._stopping = house, threading.Event()
        self.samples: list[Sample] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more."""
        self._stopping.set()
        self._thread.join(5)

    def _run(self) -> None:
        born: dict[int, float] = {}
        while not self._stopping.wait(1.0):
            if not self._house.alive:
                continue
            pid, life = self._house.pid, self._house.lives
            age = time.monotonic() - born.setdefault(life, time.monotonic())
            try:
                handles = len(list(Path(f"/proc/{pid}/fd").iterdir()))
            except OSError:
                continue
            workers = sum(memory_of(worker).resident for worker in self._house.workers())
            memory = memory_of(pid).resident
            if memory:
                self.samples.append(Sample(life, age, memory, handles, workers))

    def slopes(self) -> dict[str, float]:
        """Return MiB and handles gained in an hour, over all lives of the process: one slope, each life its own start.

        Lives shorter than twice their warm-up say nothing.
        """
        ages, memories, handles = [], [], []
        for life in {sample.life for sample in self.samples}:
            own = [sample for sample in self.samples if sample.life == life and sample.age > _WARM]
            if len(own) < _WARM:
                continue
            ages += _centred([sample.age / 3600 for sample in own])
            memories += _centred([sample.memory / (1 << 20) for sample in own])
            handles += _centred([float(sample.handles) for sample in own])
        spread = float(np.dot(ages, ages))
        if not spread:
            return {}
        return {
            "memory_mib_per_hour": round(float(np.dot(ages, memories)) / spread, 1),
            "handles_per_hour": round(float(np.dot(ages, handles)) / spread, 1),
        }


def _centred(values: list[float]) -> list[float]:
    middle = sum(values) / len(values)
    return [value - middle for value in values]
