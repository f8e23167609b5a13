"""Blobs as files in a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_PIECE = 256 * 1024


class LocalBlobs:
    """Blobs in a folder of this machine (or of a shared file system); renames make each write all or nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """Return where a key's bytes are."""
        return self._root / key

    def put_file(self, key: str, source: Path) -> None:
        """Move the file in. It is on the disk when this returns."""
        target = self.path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        _flush(source)
        try:
            source.replace(target)
        except OSError:
            # Another file system: copy beside the target first, so that the key still appears in one step.
            beside = target.with_name(target.name + ".new")
            shutil.copyfile(source, beside)
            _flush(beside)
            beside.replace(target)
            source.unlink()
        _flush(target.parent)

    def open_local(self, key: str, folder: Path) -> Path:
        """Return the file itself."""
        path = self.path(key)
        if not path.is_file():
            raise FileNotFoundError(key)
        return path

    def read(self, key: str) -> Iterator[bytes]:
        """Yield the file in pieces."""
        with self.path(key).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def delete(self, key: str) -> None:
        """Remove the file. Its folder stays: somebody may be about to write into it."""
        self.path(key).unlink(missing_ok=True)

    def delete_folder(self, prefix: str) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path(prefix), ignore_errors=True)

    def old_folders(self, older_than: float) -> Iterator[str]:
        """Yield folders by their modification time."""
        for shelf in self._root.iterdir():
            if not shelf.is_dir():
                continue
            for folder in shelf.iterdir():
                try:
                    changed = folder.stat().st_mtime
                except FileNotFoundError:
                    continue
                if changed < older_than:
                    yield f"{shelf.name}/{folder.name}"


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
