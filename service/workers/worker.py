"""The service's end of one worker process: orders it, watches it, kills it, replaces it.

Why not a pool library: pebble (LGPL) shares one locked pipe among its workers, and a worker that is killed from
outside while it holds the lock stalls the pool for a minute; it has no word for progress, so no limit on silence
between pages; concurrent.futures and loky cannot kill a running task. One private pipe a process has no lock to lose.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path

from service.workers.confinement import memory_of
from service.workers.messages import Answer, Order, Ready, Refused
from service.workers.policy import WorkerPolicy
from service.workers.process import WorkerProcess
from service.workers.progress import Progress, read_progress

#: How often a running worker's memory and the wish to cancel are looked at, in seconds.
_GLANCE = 0.05
#: What a process may take to start, in seconds, before the document's own time begins to count.
_START_TIME = 60.0
#: Share of the memory limit from which a worker's sudden end is put down to memory.
_NEAR_LIMIT = 0.8


class WorkerStopped(Exception):
    """The worker did not finish its order; ``pages_done`` of it had been reported."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TimedOut(WorkerStopped):
    """It took too long, as a whole or between two pages."""


class OutOfMemory(WorkerStopped):
    """It outgrew its memory."""


class Died(WorkerStopped):
    """It crashed, or was killed from outside."""


class Cancelled(WorkerStopped):
    """We no longer wanted the answer."""


class Worker:
    """One process at a time, replaced when it dies, is worn or has grown. For use by one thread."""

    def __init__(self, tasks: str, folder: Path, policy: WorkerPolicy) -> None:
        self._tasks = tasks
        self.folder = folder
        self._policy = policy
        self._process: WorkerProcess | None = None
        self._spare: WorkerProcess | None = None
        self._orders = 0
        self._largest = 0
        self.starts = 0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int | None:
        """Process id, or None when no process runs."""
        process = self._process
        return process.pid if process is not None and process.alive else None

    def start(self) -> None:
        """Start the process if none runs, and do not wait for it."""
        self._running()

    def prepare(self) -> None:
        """See to it that a process runs and is ready; raises Died when it ends before that, or takes a minute.

        What goes wrong here is nobody's document's fault.
        """
        process = self._running()
        if process.ready:
            return
        try:
            if not process.pipe.poll(_START_TIME):
                raise Died("the process does not start")
            process.ready = isinstance(process.pipe.recv(), Ready)
        except (EOFError, ConnectionError) as error:
            raise self._end_of(process) from error
        except Died:
            self.drop()
            raise

    def _running(self) -> WorkerProcess:
        """Return a process that takes orders."""
        if self._process is None or not self._process.alive:
            self.drop()
            if self._spare is not None and not self._spare.alive:
                self._spare.kill()
                self._spare = None
            self._process, self._spare = self._spare or self._new_process(), None
            self._orders = 0
        return self._process

    def _provide_spare(self) -> None:
        """See to it that another process stands by, if the policy says so."""
        if self._spare is None and self._policy.spare:
            self._spare = self._new_process()

    def _new_process(self) -> WorkerProcess:
        self.starts += 1
        return WorkerProcess(self._tasks, self.folder, self._policy)

    def run(self, order: Order, on_progress: Callable[[Progress], None], unwanted: Callable[[], bool]) -> Answer:
        """Carry out one order; raises TimedOut, OutOfMemory, Died or Cancelled, and the process is then gone.

        ``unwanted`` is asked now and then whether to give up.
        """
        process = self._running()
        self._largest = 0
        follower = _Follower(order.folder, on_progress)
        try:
            process.pipe.send(order)
            # Only now: the document's own work hides the time that this takes.
            self._provide_spare()
            answer = self._await_answer(process, follower, unwanted)
        except (EOFError, ConnectionError) as error:
            raise self._end_of(process) from error
        except BaseException:
            # Whoever goes away in the middle must not leave an answer in the pipe for the next order.
            self.drop()
            raise
        finally:
            follower.look()
        self._orders += 1
        if self._is_worn(answer):
            self.drop()
        return answer

    def _is_worn(self, answer: Answer) -> bool:
        out_of_memory = isinstance(answer, Refused) and answer.code == "out-of-memory"
        grown = answer.memory > self._policy.recycle_memory
        return out_of_memory or grown or self._orders >= self._policy.recycle_after

    def _await_answer(self, process: WorkerProcess, follower: _Follower, unwanted: Callable[[], bool]) -> Answer:
        begun = heard = time.monotonic() + (0 if process.ready else _START_TIME)
        while True:
            if wait([process.pipe, process.sentinel], _GLANCE):
                # The sentinel alone means that it died; recv then says so by EOFError.
                message = process.pipe.recv()
                if not isinstance(message, Ready):
                    answer: Answer = message
                    return answer
                # Starting a process is our time, not the document's.
                begun = heard = time.monotonic()
                process.ready = True
            if follower.look():
                heard = time.monotonic()
            self._look(process, time.monotonic() - begun, time.monotonic() - heard, unwanted)

    def _look(self, process: WorkerProcess, in_all: float, in_silence: float, unwanted: Callable[[], bool]) -> None:
        """Raise when the worker is to be stopped."""
        if in_all > self._policy.document_timeout:
            raise TimedOut(f"the limit for one document is {self._policy.document_timeout:g} seconds")
        if in_silence > self._policy.silence_timeout:
            raise TimedOut(f"no page was finished for {self._policy.silence_timeout:g} seconds")
        memory = memory_of(process.pid)
        self._largest = max(self._largest, memory.private)
        if memory.resident > self._policy.memory_limit:
            raise OutOfMemory(f"the limit for one document is {self._policy.memory_limit >> 20} MiB")
        if unwanted():
            raise Cancelled("not wanted any more")

    def _end_of(self, process: WorkerProcess) -> WorkerStopped:
        """Say why the process ended by itself, and clear it away."""
        code = process.exit_code()
        near_limit = self._largest > self._policy.memory_limit * _NEAR_LIMIT
        self.drop()
        if code == -_SIGXCPU:
            return TimedOut("the limit of processor time for one document was reached")
        if near_limit:
            return OutOfMemory(f"the limit for one document is {self._policy.memory_limit >> 20} MiB")
        return Died(f"exit status {code}")

    def drop(self) -> None:
        """End the process that takes orders; the next order gets another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def kill(self) -> None:
        """End all processes at once."""
        self.drop()
        spare, self._spare = self._spare, None
        if spare is not None:
            spare.kill()


_SIGXCPU = 24


class _Follower:
    """Passes on the progress of one order whenever it has changed."""

    def __init__(self, folder: Path, on_progress: Callable[[Progress], None]) -> None:
        self._folder = folder
        self._on_progress = on_progress
        self._last: Progress | None = None

    def look(self) -> bool:
        """Look once; True when there was something new."""
        progress = read_progress(self._folder)
        if progress is None or progress == self._last:
            return False
        self._last = progress
        self._on_progress(progress)
        return True
