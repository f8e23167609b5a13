"""Recorded answers instead of an engine: tests run at the speed of a look-up and the same everywhere.

Answers are kept by the picture itself (its shape and pixels), not by the order of calls or a file's name: a change that
alters a picture is a miss, and a miss is an error.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from extractors.errors import EngineFailed
from extractors.ports import OcrEngine, Picture
from schemas.table import LineReading, Reading

Answers = dict[str, list[list[str | float]]]


class Replay:
    """Answers from a record; with a ``source`` engine it asks that for what is missing, and records it."""

    name = "replay"

    def __init__(self, record: Path, source: OcrEngine | None = None) -> None:
        """Read the record, a JSON file; one that does not exist yet is empty."""
        self._record = record
        self._source = source
        self._answers: Answers = json.loads(record.read_text("utf-8")) if record.exists() else {}

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        """Return the recorded candidates, without lattices; see ``OcrEngine``.

        Raises EngineFailed for a picture never recorded.
        """
        keys = [picture_key(picture) for picture in pictures]
        missing = [index for index, key in enumerate(keys) if key not in self._answers]
        if missing and self._source is None:
            raise EngineFailed(f"{len(missing)} of {len(keys)} pictures were never recorded", stage="words")
        if missing and self._source is not None:
            read = self._source.read_lines([pictures[i] for i in missing], plain=plain)
            for index, line in zip(missing, read, strict=True):
                self._answers[keys[index]] = [[reading.text, reading.score] for reading in line.readings]
        recorded = [tuple(Reading(str(text), float(sure)) for text, sure in self._answers[key]) for key in keys]
        return [LineReading(readings) for readings in recorded]

    def save(self) -> None:
        """Write the record, sorted, so that two recordings of the same pictures are the same file."""
        text = json.dumps(self._answers, ensure_ascii=False, sort_keys=True, indent=0)
        self._record.write_text(text + "\n", "utf-8")


def picture_key(picture: Picture) -> str:
    """Return a name for a picture that depends on nothing but what it shows."""
    digest = hashlib.sha256(str(picture.shape).encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()[:32]
