"""A process that is killed at the k-th thing it does to the disk, wherever in the code that is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

#: Events between which the disk changes (docs.python.org, audit events table).
_TOUCHING = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.rmdir"})
_KILLED = 99


def survives(work: Callable[[], None], deaths_at: int) -> bool:
    """Do the work in a child that ends without ceremony at its n-th touch of the disk; True when it came to its end."""
    child = os.fork()
    if child == 0:
        _be_the_child(work, deaths_at)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, _KILLED), f"the child failed by itself: {code}"
    return code == 0


def _be_the_child(work: Callable[[], None], deaths_at: int) -> None:
    touches = 0

    def count(event: str, _: object) -> None:
        nonlocal touches
        if event in _TOUCHING:
            touches += 1
            if touches == deaths_at:
                os._exit(_KILLED)

    try:
        sys.addaudithook(count)
        work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)
