"""Results that are converted, and wait for their turn: for targets that write in the order of the sources.

So an interrupted run and an uninterrupted one write the same bytes, whichever worker was faster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.convert.manifest import Manifest, sync
from service.convert.ports import Finished, Known, Sighting


class Staging:
    """Keeps contents below ``folder`` until they are written; all that it knows is in the manifest."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder, self._manifest = folder, manifest
        self._folder.mkdir(parents=True, exist_ok=True)
        self._order: deque[str] = deque()
        self._waiting = manifest.unwritten()
        self._failed: set[str] = set()
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a run left that was killed between writing and tidying."""
        for path in self._folder.iterdir():
            if path.name not in self._waiting:
                path.unlink()

    def expect(self, sha256: str) -> None:
        """Give a document its turn; one that is written already needs none."""
        if self._manifest.is_unwritten(sha256) is not False:
            self._order.append(sha256)

    def add(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Take contents over and note them."""
        for one in finished:
            if one.content is not None:
                one.content.replace(self.path_of(one.sha256))
        sync([*(self.path_of(one.sha256) for one in finished if one.content is not None), self._folder])
        with self._manifest.transaction():
            self._manifest.note(finished, sightings, written=False)
        self._waiting.update(one.sha256 for one in finished if one.content is not None)
        self._failed.update(one.sha256 for one in finished if one.content is None)

    def path_of(self, sha256: str) -> Path:
        """Where a content waits."""
        return self._folder / sha256

    def due(self) -> Iterator[str]:
        """Yield the documents whose turn has come, each once."""
        while self._order:
            head = self._order[0]
            if head in self._waiting:
                self._waiting.discard(head)
                self._order.popleft()
                yield head
            elif head in self._failed:
                self._order.popleft()
            else:
                return

    def left(self) -> Iterator[str]:
        """Yield what waits out of turn, at the end of a run: documents that this run did not meet."""
        yield from sorted(self._waiting)
        self._waiting.clear()

    def remove(self, documents: Sequence[str]) -> None:
        """Forget contents that are written."""
        for sha256 in documents:
            self.path_of(sha256).unlink(missing_ok=True)


class StagedTarget:
    """What all targets have in common that write in order; ``books`` is their folder beside what they write."""

    def __init__(self, books: Path) -> None:
        self._manifest = Manifest(books)
        self._staging = Staging(books / "staged", self._manifest)

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Return the hash that was noted."""
        return self._manifest.sha256_of(name, stamp)

    def known(self, sha256: str) -> Known | None:
        """Return how the document ended."""
        return self._manifest.known(sha256)

    def expect(self, sha256: str) -> None:
        """Give the document its turn."""
        self._staging.expect(sha256)

    def close(self) -> None:
        """Close the books; what is not written yet stays staged."""
        self._manifest.close()
