"""A bulk run's executor on a Ray cluster: one worker a core, on whichever node; bytes go by reference.

Nodes may come and go: a worker that dies gives its steps back as lost, and another is asked for as soon as the cluster
has a core for it. Work goes only to workers that have answered: one that was asked for may never come.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import ActorDiedError, ActorUnavailableError, GetTimeoutError, RayError

from service.convert.ports import Answer, Ref, SliceRead, Step, StepFailed, TargetFault
from service.convert.recipe import Recipe
from service.convert.worker_task import TASKS_NAME
from service.executors.cluster import NoCluster, dismiss, hire, join_cluster
from service.executors.node import Halted, Returned, Shipment
from service.executors.orders import answer_of, arguments_of, failure_of
from service.workers.messages import Order
from service.workers.policy import WorkerPolicy

#: Steps that a worker has at once: one in work, one whose bytes are on their way.
_PER_WORKER = 2
#: How often the cluster is asked how many cores it has, in seconds.
_COUNT_EVERY = 5.0
#: How long an answer that is there may take to reach us, in seconds.
_FETCH_TIME = 60.0


@dataclass(slots=True)
class _Hired:
    """One worker of ours; ``steps`` is how many it has."""

    actor: Any
    ready: bool = False
    steps: int = 0


class RayExecutor:
    """``address`` is the cluster's, or `auto`; ``workers`` None takes all of its cores, those that come later, too.

    Raises TargetFault when no cluster answers.
    """

    def __init__(
        self,
        recipe: Recipe,
        address: str,
        scratch: Path,
        policy: WorkerPolicy,
        workers: int | None = None,
        tasks: str = TASKS_NAME,
    ) -> None:
        self._recipe, self._scratch, self._most = recipe, scratch, workers
        scratch.mkdir(parents=True, exist_ok=True)
        try:
            join_cluster(address)
        except NoCluster as error:
            raise TargetFault(str(error)) from error
        forms = tuple((path, path.read_bytes()) for path in recipe.forms)
        self._shipment = ray.put(Shipment(tasks, policy, forms))
        self._numbers = count()
        self._hired: dict[int, _Hired] = {}
        self._readying: dict[Any, int] = {}
        self._working: dict[Any, tuple[int, int]] = {}
        self._waiting: deque[tuple[int, Step]] = deque()
        self._answered: deque[Any] = deque()
        self._next_count = 0.0
        self._count_workers()

    @property
    def capacity(self) -> int:
        """Two steps for each worker."""
        return _PER_WORKER * max(1, len(self._hired))

    def put(self, blob: bytes) -> Ref:
        """Put the bytes into the object store; nodes fetch them when they work on them."""
        return ray.put(blob)

    def free(self, ref: Ref) -> None:
        """Let go: the store frees an object with its last reference."""

    def submit(self, ticket: int, step: Step) -> None:
        """Give the step to a worker, as soon as one has room."""
        self._waiting.append((ticket, step))
        self._give_out()

    def next_answer(self, seconds: float) -> tuple[int, Answer] | None:
        """Wait for any answer."""
        if time.monotonic() > self._next_count:
            self._count_workers()
        if not self._answered:
            self._await_any(seconds)
        while self._answered:
            ref = self._answered.popleft()
            if ref in self._readying:
                self._welcome(ref)
            else:
                return self._take(ref)
        return None

    def close(self) -> None:
        """End the workers and leave the cluster."""
        dismiss(*(one.actor for one in self._hired.values() if one.ready))
        ray.shutdown()
        for path in self._scratch.glob("made-*"):
            path.unlink()
        with contextlib.suppress(OSError):
            self._scratch.rmdir()

    def _count_workers(self) -> None:
        """Have as many workers as the cluster has cores, within what was asked for."""
        self._next_count = time.monotonic() + _COUNT_EVERY
        cores = int(ray.cluster_resources().get("CPU", 0))
        wanted = cores if self._most is None else min(self._most, cores)
        while len(self._hired) < wanted:
            number, one = next(self._numbers), _Hired(hire(self._shipment))
            self._hired[number] = one
            self._readying[one.actor.prepare.remote()] = number

    def _give_out(self) -> None:
        while self._waiting:
            number, one = min(
                ((number, one) for number, one in self._hired.items() if one.ready),
                key=lambda pair: pair[1].steps,
                default=(-1, None),
            )
            if one is None or one.steps >= _PER_WORKER:
                return
            ticket, step = self._waiting.popleft()
            folder = Path(str(ticket))
            order = Order("step", folder, folder, step.filename, arguments=arguments_of(step, self._recipe))
            # Top-level references are fetched before the worker begins; those within a list would not be.
            ref = one.actor.carry_out.remote(order, step.blob, *step.slices)
            one.steps += 1
            self._working[ref] = ticket, number

    def _await_any(self, seconds: float) -> None:
        refs = [*self._working, *self._readying]
        if not refs:
            time.sleep(min(seconds, 0.1))
            return
        done, rest = ray.wait(refs, num_returns=1, timeout=seconds)
        if done and rest:
            # All that are there: asking for one at a time would cost the square of their number.
            done += ray.wait(rest, num_returns=len(rest), timeout=0)[0]
        self._answered.extend(done)

    def _welcome(self, ref: Any) -> None:
        number = self._readying.pop(ref)
        try:
            ray.get(ref, timeout=_FETCH_TIME)
        except (RayError, GetTimeoutError):
            self._dismiss(number)
            return
        if number in self._hired:
            self._hired[number].ready = True
            self._give_out()

    def _dismiss(self, number: int) -> None:
        """Forget a worker; another is asked for when the cores are counted next."""
        one = self._hired.pop(number, None)
        if one is not None:
            dismiss(one.actor)
            # Not at once: a node that died is counted until the cluster has noticed.
            self._next_count = min(self._next_count, time.monotonic() + 1.0)

    def _take(self, ref: Any) -> tuple[int, Answer]:
        ticket, number = self._working.pop(ref)
        if number in self._hired:
            self._hired[number].steps -= 1
        try:
            made = ray.get(ref, timeout=_FETCH_TIME)
        except (ActorDiedError, ActorUnavailableError):
            self._dismiss(number)
            answer: Answer = StepFailed("worker-died", "the node or its worker died", stage="worker", lost=True)
        except (RayError, GetTimeoutError) as error:
            # Above all objects that were lost with their node.
            told = f"the cluster lost it ({type(error).__name__})"
            answer = StepFailed("worker-died", told, stage="worker", lost=True)
        else:
            answer = self._collect(made, ticket)
        self._give_out()
        return ticket, answer

    def _collect(self, made: Returned | Halted, ticket: int) -> Answer:
        if isinstance(made, Halted):
            return failure_of(made.as_error())
        folder = self._scratch / f"in-{ticket}"
        folder.mkdir()
        answer = answer_of(made.unpack(folder), self._scratch / f"made-{ticket}")
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        if not isinstance(answer, Path):
            return answer
        # Kept by us from here on: what a node keeps is lost with it, and a slice is small beside its pages.
        kept = SliceRead(ray.put(answer.read_bytes()))
        answer.unlink()
        return kept
