"""Blobs in any file system that fsspec knows: S3, GCS, Azure, SFTP (extras)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs

_PIECE = 1024 * 1024


class RemoteBlobs:
    """Blobs below an fsspec URL. Object stores show an object only when it is complete, which is all that we need."""

    def __init__(self, url: str) -> None:
        self._files: Any
        self._files, root = url_to_fs(url)
        self._root = str(root).rstrip("/")

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"

    def put_file(self, key: str, source: Path) -> None:
        """Upload the file, then remove it here."""
        path = self._path(key)
        self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        self._files.put_file(str(source), path)
        source.unlink()

    def open_local(self, key: str, folder: Path) -> Path:
        """Download into the folder."""
        target = folder / key.rsplit("/", 1)[-1]
        self._files.get_file(self._path(key), str(target))
        return target

    def read(self, key: str) -> Iterator[bytes]:
        """Stream the object."""
        with self._files.open(self._path(key), "rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def delete(self, key: str) -> None:
        """Remove the object."""
        try:
            self._files.rm_file(self._path(key))
        except FileNotFoundError:
            return

    def delete_folder(self, prefix: str) -> None:
        """Remove all objects below the prefix."""
        try:
            self._files.rm(self._path(prefix), recursive=True)
        except FileNotFoundError:
            return

    def old_folders(self, older_than: float) -> Iterator[str]:
        """Yield folders by the modification time of their newest object."""
        newest: dict[str, float] = {}
        for path, facts in self._files.find(self._root, detail=True).items():
            pieces = path.removeprefix(self._root).strip("/").split("/")
            if len(pieces) >= 3:
                folder = "/".join(pieces[:2])
                newest[folder] = max(newest.get(folder, 0.0), _modified(facts))
        yield from (folder for folder, changed in newest.items() if changed < older_than)


def _modified(facts: dict[str, Any]) -> float:
    """Return the modification time; infinity when the file system tells none, so that nothing is swept by mistake."""
    for name in ("LastModified", "mtime", "updated", "last_modified", "created"):
        value = facts.get(name)
        if isinstance(value, datetime):
            return value.timestamp()
        if isinstance(value, int | float):
            return float(value)
    return float("inf")
