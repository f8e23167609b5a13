"""Which service process holds a lease, and whether it still lives."""

from __future__ import annotations

import os
import socket
import uuid
from pathlib import Path


def _host() -> str:
    """Name this machine, this boot and this process namespace: within one, process ids can be compared."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()[:8]
    namespace = str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")
    return f"{socket.gethostname()}/{boot}/{namespace}"


def _started(pid: int) -> str | None:
    """Return when a process began, in clock ticks since boot, so that a reused id is not mistaken for it."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, *fields = stat.rpartition(")")[2].split()
    return None if state == "Z" else fields[18]


def new_owner() -> str:
    """Return a name for this process that no other process ever has."""
    pid = os.getpid()
    return f"{_host()}/{pid}/{_started(pid)}/{uuid.uuid4().hex[:8]}"


def is_known_dead(owner: str) -> bool:
    """Tell whether the process surely does not live any more; of other machines' processes nothing is known."""
    try:
        host, pid, started, _ = owner.rsplit("/", 3)
        number = int(pid)
    except ValueError:
        return False
    return host == _host() and _started(number) != started
