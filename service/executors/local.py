"""Processes of this machine: one confined worker process a slot, driven by a thread that mostly sleeps."""

from __future__ import annotations

import queue
import shutil
import threading
from itertools import count
from pathlib import Path

from service.convert.ports import Answer, Ref, SliceRead, Step, StepFailed
from service.convert.recipe import Recipe
from service.convert.worker_task import TASKS_NAME
from service.executors.orders import answer_of, arguments_of, failure_of
from service.workers.messages import Order
from service.workers.policy import WorkerPolicy
from service.workers.process import prepare_fork_server
from service.workers.worker import Worker, WorkerStopped

_Job = tuple[int, Step] | None


class LocalExecutor:
    """``scratch`` is a folder of this run's own; products are made there, best on the target's file system."""

    def __init__(
        self, recipe: Recipe, workers: int, scratch: Path, policy: WorkerPolicy, tasks: str = TASKS_NAME
    ) -> None:
        self._recipe, self._scratch = recipe, scratch.absolute()
        self._numbers = count()
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
        self._closing = threading.Event()
        for name in ("kept", "made"):
            (self._scratch / name).mkdir(parents=True, exist_ok=True)
        prepare_fork_server(tasks)
        self._workers = [Worker(tasks, self._scratch / f"worker{n}", policy) for n in range(workers)]
        self._threads = [threading.Thread(target=self._drive, args=(one,), daemon=True) for one in self._workers]
        self._started = False

    @property
    def capacity(self) -> int:
        """One step in work and one waiting for each process."""
        return 2 * len(self._workers)

    def put(self, blob: bytes) -> Ref:
        """Write the bytes to a file: archives and stores have none, and one that can change is not to be trusted."""
        path = self._scratch / "kept" / str(next(self._numbers))
        path.write_bytes(blob)
        return path

    def free(self, ref: Ref) -> None:
        """Remove the file."""
        if isinstance(ref, Path):
            ref.unlink(missing_ok=True)

    def submit(self, ticket: int, step: Step) -> None:
        """Queue the step; the first one starts the processes, so that a run with nothing to do starts none."""
        if not self._started:
            self._started = True
            for thread in self._threads:
                thread.start()
        self._jobs.put((ticket, step))

    def next_answer(self, seconds: float) -> tuple[int, Answer] | None:
        """Wait for any answer."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Kill the processes and remove the folder."""
        self._closing.set()
        for _ in self._threads:
            self._jobs.put(None)
        if self._started:
            for thread in self._threads:
                thread.join(10)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _drive(self, worker: Worker) -> None:
        while (job := self._jobs.get()) is not None and not self._closing.is_set():
            ticket, step = job
            folder = worker.folder / str(ticket)
            try:
                folder.mkdir()
                answer = self._run(worker, ticket, step, folder)
            except Exception as error:  # an answer must come whatever happens, or the run would wait for ever
                told = error.strerror if isinstance(error, OSError) else type(error).__name__
                answer = StepFailed("internal", f"the worker could not be driven: {told}", stage="worker", lost=True)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            self._answers.put((ticket, answer))
        worker.kill()

    def _run(self, worker: Worker, ticket: int, step: Step, folder: Path) -> Answer:
        arguments = arguments_of(step, self._recipe) | {"slices": step.slices}
        source = step.blob if isinstance(step.blob, Path) else folder
        order = Order("step", folder, source, step.filename, arguments=arguments)
        try:
            done = worker.run(order, lambda _: None, self._closing.is_set)
        except WorkerStopped as stopped:
            return failure_of(stopped)
        # Out of the worker's folder, where it can no longer be changed.
        answer = answer_of(done, self._scratch / "made" / str(ticket))
        return SliceRead(answer) if isinstance(answer, Path) else answer
