"""A folder with one JSON file a document, spread over 256 folders by hash, and a list of what came from where."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from service.convert.manifest import Manifest, sync
from service.convert.ports import Finished, Known, Sighting
from service.convert.recipe import ProductKind

LISTING = "index.csv"


class JsonFolder:
    """``ab/abcdef….json`` for the document whose SHA-256 begins with ab; `index.csv` is written at the end."""

    product: ProductKind = "json"

    def __init__(self, root: Path, books: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        self._manifest = Manifest(books)

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Return the hash that was noted."""
        return self._manifest.sha256_of(name, stamp)

    def known(self, sha256: str) -> Known | None:
        """Return how the document ended; one whose file was removed is not there."""
        known = self._manifest.known(sha256)
        if known is not None and known.status != "failed" and not self.path_of(sha256).exists():
            return None
        return known

    def expect(self, sha256: str) -> None:
        """Any order will do."""

    def path_of(self, sha256: str) -> Path:
        """Return where a document's result stands."""
        return self._root / sha256[:2] / f"{sha256}.json"

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Move the files into place, then note them."""
        moved = [(one.content, self.path_of(one.sha256)) for one in finished if one.content is not None]
        sync(content for content, _ in moved)
        for content, path in moved:
            path.parent.mkdir(exist_ok=True)
            content.replace(path)
        sync({path.parent for _, path in moved} | {self._root})
        with self._manifest.transaction():
            self._manifest.note(finished, sightings, written=True)

    def finish(self) -> None:
        """Write the list of names."""
        unfinished = self._root / f".{LISTING}"
        with unfinished.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["source", "sha256", "status", "problem", "result"])
            for name, sha256, status, problem in self._manifest.listing():
                result = f"{sha256[:2]}/{sha256}.json" if sha256 and status in ("succeeded", "partial") else None
                writer.writerow([name, sha256, status, problem, result])
        unfinished.replace(self._root / LISTING)

    def close(self) -> None:
        """Close the books."""
        self._manifest.close()
