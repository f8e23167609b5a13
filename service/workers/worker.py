"""The service's end of one worker process: orders it, watches it, kills it, replaces it.

Why not a pool library: pebble (LGPL) shares one locked pipe among its workers, and a worker that is killed from
outside while it holds the lock stalls the pool for a minute; it has no word for progress, so no limit on silence
between pages; concurrent.futures and loky cannot kill a running task. One private pipe a process has no lock to lose.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from service.workers.child import serve_orders
from service.workers.confinement import memory_of
from service.workers.messages import Answer, Order, Ready, Refused
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


@dataclass(frozen=True, slots=True)
class WorkerPolicy:
    """Bounds of one worker: seconds and bytes."""

    document_timeout: float = 900.0
    silence_timeout: float = 120.0
    memory_limit: int = 3 * 1024**3
    recycle_after: int = 500
    recycle_memory: int = 1024**3


class Worker:
    """One process at a time, replaced when it dies, is worn or has grown. For use by one thread."""

    def __init__(self, recipe: str, folder: Path, policy: WorkerPolicy) -> None:
        self._recipe = recipe
        self.folder = folder
        self._policy = policy
        self._context = multiprocessing.get_context("forkserver")
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lifeline: Connection | None = None
        self._ready = False
        self._orders = 0
        self._largest = 0
        self.starts = 0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int | None:
        """Process id, or None when no process runs."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    def start(self) -> None:
        """Start the process if none runs, so that the first order need not wait for it."""
        if self._process is not None and self._process.is_alive():
            return
        self.kill()
        ours, theirs = self._context.Pipe()
        their_life, our_life = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=serve_orders,
            args=(theirs, their_life, self._recipe, self.folder, self._policy.memory_limit),
            daemon=True,
        )
        process.start()
        theirs.close()
        their_life.close()
        self._process, self._pipe, self._lifeline = process, ours, our_life
        self._orders, self._ready = 0, False
        self.starts += 1

    def run(self, order: Order, on_progress: Callable[[Progress], None], unwanted: Callable[[], bool]) -> Answer:
        """Carry out one order; raises TimedOut, OutOfMemory, Died or Cancelled, and the process is then gone.

        ``unwanted`` is asked now and then whether to give up.
        """
        self.start()
        assert self._pipe is not None
        self._largest = 0
        follower = _Follower(order.folder, on_progress)
        try:
            self._pipe.send(order)
            answer = self._await_answer(follower, unwanted)
        except (EOFError, ConnectionError) as error:
            raise self._end_of_process() from error
        except BaseException:
            # Whoever goes away in the middle must not leave an answer in the pipe for the next order.
            self.kill()
            raise
        finally:
            follower.look()
        self._orders += 1
        if self._is_worn(answer):
            self.kill()
        return answer

    def _is_worn(self, answer: Answer) -> bool:
        out_of_memory = isinstance(answer, Refused) and answer.code == "out-of-memory"
        grown = answer.memory > self._policy.recycle_memory
        return out_of_memory or grown or self._orders >= self._policy.recycle_after

    def _await_answer(self, follower: _Follower, unwanted: Callable[[], bool]) -> Answer:
        assert self._pipe is not None
        assert self._process is not None
        begun = heard = time.monotonic() if self._ready else time.monotonic() + _START_TIME
        while True:
            if wait([self._pipe, self._process.sentinel], _GLANCE):
                # The sentinel alone means that it died; recv then says so by EOFError.
                message = self._pipe.recv()
                if isinstance(message, Ready):
                    # Starting a process is our time, not the document's.
                    begun = heard = time.monotonic()
                    self._ready = True
                else:
                    answer: Answer = message
                    return answer
            if follower.look():
                heard = time.monotonic()
            self._look(time.monotonic(), begun, heard, unwanted)

    def _look(self, now: float, begun: float, heard: float, unwanted: Callable[[], bool]) -> None:
        """Raise when the worker is to be stopped."""
        assert self._process is not None
        if now - begun > self._policy.document_timeout:
            raise TimedOut(f"the limit for one document is {self._policy.document_timeout:g} seconds")
        if now - heard > self._policy.silence_timeout:
            raise TimedOut(f"no page was finished for {self._policy.silence_timeout:g} seconds")
        memory = memory_of(self._process.pid or 0)
        self._largest = max(self._largest, memory.private)
        if memory.resident > self._policy.memory_limit:
            raise OutOfMemory(f"the limit for one document is {self._policy.memory_limit >> 20} MiB")
        if unwanted():
            raise Cancelled("not wanted any more")

    def _end_of_process(self) -> WorkerStopped:
        """Say why the process ended by itself, and clear it away."""
        assert self._process is not None
        self._process.join(5)
        code = self._process.exitcode
        near_limit = self._largest > self._policy.memory_limit * _NEAR_LIMIT
        self.kill()
        if code == -_SIGXCPU:
            return TimedOut("the limit of processor time for one document was reached")
        if near_limit:
            return OutOfMemory(f"the limit for one document is {self._policy.memory_limit >> 20} MiB")
        return Died(f"exit status {code}")

    def kill(self) -> None:
        """End the process at once, if there is one."""
        process, pipe, lifeline = self._process, self._pipe, self._lifeline
        self._process = self._pipe = self._lifeline = None
        if process is not None:
            process.kill()
            process.join(5)
            process.close()
        for end in (pipe, lifeline):
            if end is not None:
                end.close()


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
