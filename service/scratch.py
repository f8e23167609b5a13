"""The folder of this process in the machine's temporary folder: gone when the process is, killed or not.

While it lives a process holds the kernel's lock on its folder. A folder that nobody holds was left by one that was
killed, and the next that needs a folder removes it; what looks after temporary folders (systemd-tmpfiles) leaves a
locked one alone.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "tablewright-run-"
#: After multiprocessing has removed its own folder, which may stand in ours and must be there then.
_LAST = -200


@cache
def scratch_folder() -> Path:
    """Return the folder; it is made at the first call, and what dead processes of this user left is removed."""
    base = Path(tempfile.gettempdir()).absolute()
    _remove_leftovers(base)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        # Held to the end of the process, and by no program that it starts.
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if folder.exists():
            Finalize(None, leave_scratch_folder, exitpriority=_LAST)
            return folder
        os.close(handle)  # another process came between and took it for a leftover


def leave_scratch_folder() -> None:
    """Remove the folder, if there is one: for an end at which Python does not tidy up. No worker can start after it."""
    if scratch_folder.cache_info().currsize:
        shutil.rmtree(scratch_folder(), ignore_errors=True)


def _remove_leftovers(base: Path) -> None:
    for folder in base.glob(f"{_PREFIX}*"):
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # just removed, somebody else's, or no folder
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_uid == os.getuid():
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            continue  # its process lives
        finally:
            os.close(handle)
