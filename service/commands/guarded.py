"""Converts files in a forked process, so that no file can take the command down: the command line's own worker.

A fork costs a millisecond; a worker of the service would cost half a second, which one file does not earn.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from service.commands.complain import complain
from service.workers.confinement import limit_memory, limit_processor_time, memory_of
from service.workers.policy import WorkerPolicy

#: What goes through the pipe, one byte each: a page was read, a file is converted, a file failed and that was said.
_PAGE, _CONVERTED, _FAILED = b"pyn"
#: How often the process is looked at, in seconds.
_GLANCE = 0.1
#: Share of the memory limit from which a sudden end is put down to memory.
_NEAR_LIMIT = 0.8

Convert = Callable[[str, Callable[[], None]], bool]


def convert_guarded(files: Sequence[str], convert: Convert, policy: WorkerPolicy) -> int:
    """Convert the files in order and return how many failed; what happened to them has then been said on stderr.

    ``convert`` gets a name and a function to call after each page, and returns False for a failure that it has told.
    It runs in a child: what it changes in memory is lost. A file that breaks the child is one failure, and the rest
    goes on in another.
    """
    if not _can_fork():
        return sum(not convert(name, lambda: None) for name in files)
    failed, rest = 0, list(files)
    while rest:
        done, failed_here, reason = _one_life(rest, convert, policy)
        failed += failed_here
        if reason is not None:
            complain(f"{rest[done]}: {reason}")
            failed, done = failed + 1, done + 1
        rest = rest[done:]
    return failed


def _can_fork() -> bool:
    """Tell whether a child would share our standard streams: not inside a program that has replaced them."""
    try:
        return hasattr(os, "fork") and (sys.stdout.fileno(), sys.stderr.fileno()) >= (0, 0)
    except (OSError, ValueError):
        return False


def _one_life(files: Sequence[str], convert: Convert, policy: WorkerPolicy) -> tuple[int, int, str | None]:
    """Return how many files were done, how many of those failed, and why the process did not do them all."""
    sys.stdout.flush()
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        _be_child(files, convert, policy, theirs)
    os.close(theirs)
    watch = _Watch(pid, ours, policy)
    try:
        reason = watch.until_the_end()
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        os.close(ours)
        _, status = os.waitpid(pid, 0)
    if reason is None and watch.done < len(files):
        reason = watch.reason_for(status)
    return watch.done, watch.failed, reason


def _be_child(files: Sequence[str], convert: Convert, policy: WorkerPolicy, pipe: int) -> None:
    """Convert and end; never returns."""
    status = 1
    try:
        _silence_native_code()
        limit_memory(policy.memory_limit)
        for name in files:
            limit_processor_time(policy.cpu_seconds)
            told = convert(name, lambda: _tell(pipe, _PAGE))
            _tell(pipe, _CONVERTED if told else _FAILED)
        status = 0
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): the parent will find that out by itself.
        status = _READER_GONE
    except KeyboardInterrupt:
        status = 130
    finally:
        sys.stderr.flush()
        os._exit(status)


def _tell(pipe: int, byte: int) -> None:
    os.write(pipe, bytes([byte]))


def _silence_native_code() -> None:
    """Keep standard error for what we say: native libraries print pieces of documents when they complain."""
    sys.stderr.flush()
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


_READER_GONE = 141


class _Watch:
    """Follows one child until it ends or has to be ended."""

    def __init__(self, pid: int, pipe: int, policy: WorkerPolicy) -> None:
        self._pid, self._pipe, self._policy = pid, pipe, policy
        self._begun = self._heard = time.monotonic()
        self._largest = 0
        self.done = self.failed = 0

    def until_the_end(self) -> str | None:
        """Return why the child was ended, or None when it ended by itself."""
        while True:
            readable, _, _ = select.select([self._pipe], [], [], _GLANCE)
            if readable and not self._listen():
                return None
            self._largest = max(self._largest, memory_of(self._pid).private)
            if reason := self._too_long():
                os.kill(self._pid, signal.SIGKILL)
                return reason

    def _listen(self) -> bool:
        """Take what the child said; False when it has ended."""
        told = os.read(self._pipe, 65536)
        self._heard = time.monotonic()
        for byte in told:
            if byte != _PAGE:
                self.done += 1
                self.failed += byte == _FAILED
                self._begun, self._largest = self._heard, 0
        return bool(told)

    def _too_long(self) -> str | None:
        now, policy = time.monotonic(), self._policy
        if now - self._begun > policy.document_timeout:
            return f"timed-out: the limit for one document is {policy.document_timeout:g} seconds"
        if now - self._heard > policy.silence_timeout:
            return f"timed-out: no page was finished for {policy.silence_timeout:g} seconds"
        return None

    def reason_for(self, status: int) -> str:
        """Say why the child ended before its last file."""
        code = os.waitstatus_to_exitcode(status)
        if code == _READER_GONE:
            raise BrokenPipeError
        if code == 130:
            raise KeyboardInterrupt
        if code == -signal.SIGXCPU:
            return "timed-out: the limit of processor time for one document was reached"
        if self._largest > _NEAR_LIMIT * self._policy.memory_limit:
            return f"out-of-memory: the limit for one document is {self._policy.memory_limit >> 20} MiB"
        return "worker-died: the document broke the process that read it"
