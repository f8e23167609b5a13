"""One file, one line of JSON a document, in the order of the sources."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.convert.ports import Finished, Sighting, TargetFault
from service.convert.recipe import ProductKind
from service.convert.staging import StagedTarget

_OFFSET = "offset"


class JsonLines(StagedTarget):
    """Appends; the manifest knows how far the file is good, and what stands behind that is cut off on opening."""

    product: ProductKind = "json"

    def __init__(self, path: Path, books: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(books)
        self._file = path.open("ab")
        if self._file.tell() < self._manifest.fact(_OFFSET):
            self.close()
            raise TargetFault(
                f"{path} is shorter than when it was last written; move it and {books} away to begin anew"
            )
        self._file.truncate(self._manifest.fact(_OFFSET))

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Stage the results, and write those whose turn has come."""
        self._staging.add(finished, sightings)
        self._write(self._staging.due())

    def finish(self) -> None:
        """Write what waits out of turn."""
        self._write(self._staging.left())

    def close(self) -> None:
        """Close file and books."""
        self._file.close()
        super().close()

    def _write(self, documents: Iterator[str]) -> None:
        written = []
        for sha256 in documents:
            self._file.write(self._staging.path_of(sha256).read_bytes() + b"\n")
            written.append(sha256)
        if not written:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        with self._manifest.transaction():
            self._manifest.keep_fact(_OFFSET, self._file.tell())
            self._manifest.mark_written(written)
        self._staging.remove(written)
