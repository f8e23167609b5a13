"""What a worker process may not do: outgrow its memory, outlive its parent, write outside its folder, use the network.

Each bound is the kernel's (rlimits, Landlock), so that it holds for native code too.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import select
import signal
import struct
from pathlib import Path
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS = 38
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_ADD_RULE = 445
_LANDLOCK_RESTRICT_SELF = 446
_RULE_PATH_BENEATH = 1
#: Writing, removing and making of every kind, by the ABI that brought the right (linux/landlock.h).
_WRITE_RIGHTS = {1: 0b1111111110010, 2: 1 << 13, 3: 1 << 14}
_NET_RIGHTS = 0b11
_NET_SINCE_ABI = 4

#: Open files: a document needs a handful, its fonts and engines some dozens.
_MAX_FILES = 256
_MAX_FILE_BYTES = 4 * 1024**3


def die_with_owner(lifeline: int) -> None:
    """Have the kernel kill this process when the pipe's other end closes, be it in the middle of native code.

    PR_SET_PDEATHSIG would not do: our parent is the fork server, which lives as long as we do. The pipe must be one
    through which nothing is ever sent.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    readable, _, _ = select.select([lifeline], [], [], 0)
    if readable:
        os.kill(os.getpid(), signal.SIGKILL)  # it closed before we began to listen


def limit_memory(limit: int) -> None:
    """Bound private memory, in bytes. Reaching it is a MemoryError in Python and an abort in most native code."""
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_FILE_BYTES, _MAX_FILE_BYTES))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(_MAX_FILES, hard), min(_MAX_FILES, hard)))


def limit_processor_time(seconds: int) -> None:
    """Bound the processor time from now on; the kernel then sends SIGXCPU, which ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


class Memory(NamedTuple):
    """What a process holds, in bytes: in RAM, and as private data, which is what the limit counts."""

    resident: int
    private: int


def memory_now() -> int:
    """Return the resident memory of this process, in bytes."""
    return memory_of(os.getpid()).resident


def memory_of(pid: int) -> Memory:
    """Return what a process holds; nothing when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return Memory(0, 0)
    size = resource.getpagesize()
    return Memory(int(fields[1]) * size, int(fields[5]) * size)


def write_only_below(folder: Path) -> bool:
    """Forbid, for good, writing outside the folder and TCP; False where the kernel has no Landlock (before 5.13)."""
    libc = _libc()
    abi = libc.syscall(_LANDLOCK_CREATE_RULESET, None, 0, 1)
    if abi < 1:
        return False
    rights = 0
    for since, bits in _WRITE_RIGHTS.items():
        if abi >= since:
            rights |= bits
    attributes = struct.pack("QQ", rights, _NET_RIGHTS) if abi >= _NET_SINCE_ABI else struct.pack("Q", rights)
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        _allow(libc, ruleset, folder, rights)
        _allow(libc, ruleset, Path(os.devnull), rights & 0b10)
        return bool(
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0
        )
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        # The kernel's struct is packed: u64 rights, s32 file.
        rule = struct.pack("=Qi", rights, handle)
        if libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0) != 0:
            raise OSError(ctypes.get_errno(), f"Landlock refuses a rule for {path}")
    finally:
        os.close(handle)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
