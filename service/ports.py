"""The seams of the service: one Protocol each, the docstring is the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from service.workers.messages import Answer, Order
from service.workers.progress import Progress


class BlobStore(Protocol):
    """Keeps uploads and results by key. Keys are relative paths with ``/``; a key is written once and never changed.

    Safe to use from many threads and processes. A key that is not there raises FileNotFoundError, except in ``delete``.
    """

    def put_file(self, key: str, source: Path) -> None:
        """Store the file's bytes durably and consume the file."""
        ...

    def open_local(self, key: str, folder: Path) -> Path:
        """Return a readable local file with the bytes, fetched into the folder if need be. It is not to be changed."""
        ...

    def read(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in pieces. Raises FileNotFoundError before the first piece."""
        ...

    def delete_folder(self, prefix: str) -> None:
        """Remove every key under the prefix; nothing to remove is no error."""
        ...

    def delete(self, key: str) -> None:
        """Remove a key; one that is not there is no error."""
        ...

    def old_folders(self, older_than: float) -> Iterator[str]:
        """Yield the document folders (``ab/abcd…``) last changed before the time, in seconds since the epoch."""
        ...


class AnyWorker(Protocol):
    """One confined process that carries out orders, here or elsewhere, and is replaced when it dies. For one thread."""

    folder: Path
    starts: int

    @property
    def pid(self) -> int | None:
        """Process id on this machine; None when there is none."""
        ...

    def prepare(self) -> None:
        """See to it that the process is ready; raises Died when it cannot be."""
        ...

    def run(self, order: Order, on_progress: Callable[[Progress], None], unwanted: Callable[[], bool]) -> Answer:
        """Carry out one order; raises TimedOut, OutOfMemory, Died or Cancelled."""
        ...

    def kill(self) -> None:
        """End the process at once."""
        ...
