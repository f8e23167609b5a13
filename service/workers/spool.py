"""Finished pages on disk, so that a document whose time is over still gives them.

Writing costs a tenth of reading a page. So the pages of a document's first seconds are not kept: reading these again
is cheap, and few documents take longer than that.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schemas.page import PageReading

_NAME = "pages.spool"
#: Pages that were finished in so many seconds are read again rather than kept.
SPOOL_AFTER = 5.0


@dataclass(frozen=True, slots=True)
class SpoolHead:
    """What is known of the document when its pages begin; ``numbers`` are those that were asked for, in order."""

    sha256: str
    page_count: int
    numbers: tuple[int, ...]


class SpoolWriter:
    """Appends readings; each is on disk as soon as ``add`` returns."""

    def __init__(self, folder: Path, head: SpoolHead, after: float = SPOOL_AFTER) -> None:
        self._file: BinaryIO = (folder / _NAME).open("wb", buffering=0)
        self._write(head)
        self._begin = time.monotonic() + after

    def add(self, reading: PageReading) -> None:
        """Append one page, unless the document is still young."""
        if time.monotonic() >= self._begin:
            self._write(reading)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, value: object) -> None:
        self._file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def read_spool(folder: Path) -> tuple[SpoolHead, list[PageReading]]:
    """Return the pages that were kept; the last one may be cut in the middle and is then left out."""
    with (folder / _NAME).open("rb") as file:
        head: SpoolHead = pickle.load(file)
        return head, list(_readings(file))


def _readings(file: BinaryIO) -> Iterator[PageReading]:
    while True:
        try:
            yield pickle.load(file)
        except (EOFError, pickle.UnpicklingError):
            return
