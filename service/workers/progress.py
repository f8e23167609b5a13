"""How far a worker is: two numbers in a file of the order's folder.

A message a page would wake the service a hundred times a second; the file costs the worker a system call and is read
when somebody wants to know. It also still tells the truth after the worker has been killed.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import NamedTuple

_NAME = "progress"
_FORMAT = struct.Struct("=qq")


class Progress(NamedTuple):
    """So many pages are done."""

    pages_done: int
    pages_total: int


class ProgressWriter:
    """The worker's end."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / _NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def report(self, pages_done: int, pages_total: int) -> None:
        """Note how far the work is."""
        os.pwrite(self._file, _FORMAT.pack(pages_done, pages_total), 0)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def read_progress(folder: Path) -> Progress | None:
    """Return how far the work in the folder is; None when nothing has been reported."""
    try:
        told = (folder / _NAME).read_bytes()
    except FileNotFoundError:
        return None
    return Progress(*_FORMAT.unpack(told)) if len(told) == _FORMAT.size else None
