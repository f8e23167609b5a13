"""The books of a target made of files: what was met, what became of it, what is written. SQLite, beside the results.

One writer: a second run on the same target is refused while the first lives.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from service.convert.ports import Finished, Known, Sighting, TargetFault

_SHAPE = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (name TEXT PRIMARY KEY, stamp TEXT, sha256 TEXT, problem TEXT);
CREATE TABLE IF NOT EXISTS documents (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, recipe TEXT NOT NULL,
    problem TEXT, detail TEXT, counts TEXT, written INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_unwritten ON documents (sha256) WHERE written = 0;
"""


class Manifest:
    """Lies in ``folder``, which is made; ``open`` raises TargetFault when another run has it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = (folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            raise TargetFault(f"another run is writing to {folder.parent}") from error
        self._db = sqlite3.connect(folder / "manifest.sqlite", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        # FULL: what is said to be delivered holds through a power cut.
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SHAPE)

    def close(self) -> None:
        """Close the books and let others in."""
        self._db.close()
        self._lock.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes of the block at once, durably, or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Return the hash that was noted for a name and stamp."""
        if stamp is None:
            return None
        row = self._db.execute("SELECT sha256 FROM sources WHERE name = ? AND stamp = ?", (name, stamp)).fetchone()
        return row[0] if row else None

    def known(self, sha256: str) -> Known | None:
        """Return how a document ended."""
        row = self._db.execute("SELECT status, recipe, problem FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return Known(*row) if row else None

    def note(self, finished: Sequence[Finished], sightings: Sequence[Sighting], *, written: bool) -> None:
        """Note documents and names; ``written`` is whether their results are in their last place."""
        self._db.executemany(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(one.sha256, one.name, one.status, one.recipe, one.problem, one.detail),
                    json.dumps(one.facts.as_json()) if one.facts else None,
                    written or one.content is None,
                )
                for one in finished
            ],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
            [(one.name, one.stamp, one.sha256, one.problem) for one in sightings],
        )

    def unwritten(self) -> set[str]:
        """Return documents that are converted, and not yet in their last place."""
        return {row[0] for row in self._db.execute("SELECT sha256 FROM documents WHERE written = 0")}

    def is_unwritten(self, sha256: str) -> bool | None:
        """Tell whether a document waits to be written; None when nothing is known of it."""
        row = self._db.execute("SELECT written FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else not row[0]

    def mark_written(self, documents: Iterable[str]) -> None:
        """Note that documents are in their last place."""
        self._db.executemany("UPDATE documents SET written = 1 WHERE sha256 = ?", [(one,) for one in documents])

    def fact(self, name: str) -> int:
        """Return a number that was kept; 0 at first."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def keep_fact(self, name: str, value: int) -> None:
        """Keep a number."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, str(value)))

    def listing(self) -> Iterator[tuple[str, str | None, str, str | None]]:
        """Yield name, SHA-256, status and problem of everything that was met, by name."""
        yield from self._db.execute(
            "SELECT s.name, s.sha256, coalesce(d.status, 'not read'), coalesce(d.problem, s.problem)"
            " FROM sources s LEFT JOIN documents d USING (sha256) ORDER BY s.name"
        )


def sync(paths: Iterable[Path]) -> None:
    """Have files or folders on the disk, not only in the system's memory."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
