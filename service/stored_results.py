"""Parts of stored results, for pages and pictures, without sending the whole."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from schemas.result import DOUBTFUL
from service.jobs.records import DocumentRecord
from service.ports import BlobStore

#: Results that are kept at a time.
_KEPT = 4


@dataclass(frozen=True, slots=True)
class StoredResult:
    """Pages by number and the cells on each, taken from a result's JSON."""

    pages: list[dict[str, Any]]
    cells: dict[int, list[tuple[float, float, float, float, str]]]


class ResultReader:
    """Reads results and keeps the last few: the pages of one document are asked for one after the other."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs
        self._kept: OrderedDict[str, StoredResult] = OrderedDict()
        self._lock = Lock()

    def read(self, record: DocumentRecord) -> StoredResult:
        """Return what pages need of a finished document's result; raises FileNotFoundError when it is gone."""
        key = record.result_key
        assert key is not None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        parsed = _parse(json.loads(b"".join(self._blobs.read(key))))
        with self._lock:
            self._kept[key] = parsed
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return parsed


def _parse(result: dict[str, Any]) -> StoredResult:
    cells: dict[int, list[tuple[float, float, float, float, str]]] = {}
    for table in result["tables"]:
        for cell in table["cells"]:
            doubtful = cell["confidence"] < DOUBTFUL
            kind = "doubtful" if doubtful else cell["kind"]
            cells.setdefault(cell["page"], []).append((*cell["bbox"], kind))
    return StoredResult(result["document"]["pages"], cells)
