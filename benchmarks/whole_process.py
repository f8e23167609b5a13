"""Runs a command with all that it starts, and reports what the whole of it took: processor seconds and memory.

Children of children are counted, too: whatever outlives its parent comes to us (PR_SET_CHILD_SUBREAPER) and tells its
use when it ends. Processor seconds hold on a machine that others use as well; wall-clock seconds do not.
"""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_MIB = 2**20


@dataclass
class Usage:
    """What a command took. ``memory`` are (seconds since the start, MiB): each page shared counts in part (PSS)."""

    seconds: float = 0.0
    processor: float = 0.0
    status: int = 0
    output: str = ""
    memory: list[tuple[float, float]] = field(default_factory=list)

    @property
    def settled(self) -> list[tuple[float, float]]:
        """The memory without the first quarter of the run, in which processes start and caches fill."""
        return [point for point in self.memory if point[0] > self.seconds / 4]

    def memory_slope(self) -> float:
        """Return the growth of the settled memory over its whole time, in MiB."""
        points = self.settled
        if len(points) < 3:
            return 0.0
        line = statistics.linear_regression([x for x, _ in points], [y for _, y in points])
        return line.slope * (points[-1][0] - points[0][0])


def run_whole(command: list[str], every: float = 1.0) -> Usage:
    """Run the command to its end, with all of its processes; its standard error is kept."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    usage, begun = Usage(), time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, usage, begun, every, over))
    watch.start()
    assert process.stderr is not None
    usage.output = process.stderr.read().decode()
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        usage.processor += used.ru_utime + used.ru_stime
        if pid == process.pid:
            usage.seconds = time.perf_counter() - begun
            usage.status = process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    watch.join()
    process.stderr.close()
    return usage


def _watch(session: int, usage: Usage, begun: float, every: float, over: threading.Event) -> None:
    while not over.wait(every):
        usage.memory.append((time.perf_counter() - begun, sum(map(memory_share, members(session))) / _MIB))


def members(session: int) -> list[int]:
    """Return the processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == session:
            found.append(int(path.parent.name))
    return found


def memory_share(pid: int) -> int:
    """Return what a process holds, in bytes; pages that several share count in part for each (PSS)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    lines = (line.split() for line in rollup.splitlines())
    return next((int(line[1]) * 1024 for line in lines if line[0] == "Pss:"), 0)
