"""The seams of the service: one Protocol each, the docstring is the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


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
