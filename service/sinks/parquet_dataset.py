"""A folder of Parquet datasets, one a table; figures are partitioned by form and fiscal year, as Hive names them.

Readable as they are by DuckDB, Spark, Polars and pandas. Documents go in parts of a fixed number, in the order of the
sources, so that parts are of a useful size and the same run gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.convert.manifest import sync
from service.convert.ports import Finished, Sighting
from service.convert.recipe import ProductKind
from service.convert.rows import COLUMNS, Rows
from service.convert.staging import StagedTarget

#: Documents in one part: some 100,000 figures, of which Arrow holds some tens of megabytes while they are written.
PART_DOCUMENTS = 200
_PARTS = "parts"
#: Hive's name for a missing partition value, which all readers turn into NULL.
_NULL = "__HIVE_DEFAULT_PARTITION__"

_AMOUNT = pa.decimal128(38, 8)
_FINEST, _TOO_LARGE, _ENOUGH = Decimal("1e-8"), Decimal(10) ** 30, Context(prec=60)
_WHOLE = (
    *("row_count", "column_count", "header_row_count", "first_page", "last_page", "page", "page_count"),
    *("row_index", "column_index", "row_span", "column_span", "form_index", "record_index", "indicator_index"),
    *("check_index", "repair_index", "warning_index", "record_count", "unchecked", "fiscal_year"),
)
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(_WHOLE, pa.int32()),
    **dict.fromkeys(("x0", "top", "x1", "bottom", "confidence"), pa.float64()),
    **dict.fromkeys(("amount", "amount_yuan"), _AMOUNT),
    **dict.fromkeys(("is_total", "repaired"), pa.bool_()),
}
_DOCUMENT = ("document_sha256", "filename", "page_count", "status", "schema_version")
_COLUMNS = {"documents": _DOCUMENT} | {name: ("document_sha256", *columns) for name, columns in COLUMNS.items()}


class ParquetDataset(StagedTarget):
    """``figures/form=…/fiscal_year=…/part-00000.parquet``, ``documents/part-00000.parquet`` … below ``root``."""

    product: ProductKind = "rows"

    def __init__(self, root: Path, books: Path, part_documents: int = PART_DOCUMENTS) -> None:
        self._root, self._part_documents = root, part_documents
        super().__init__(books)
        self._batch: list[str] = []

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Stage the results, and write a part when enough have had their turn."""
        self._staging.add(finished, sightings)
        self._gather(self._staging.due())

    def finish(self) -> None:
        """Write the last part, which is smaller."""
        self._gather(self._staging.left())
        self._write_part()

    def _gather(self, documents: Iterator[str]) -> None:
        for sha256 in documents:
            self._batch.append(sha256)
            if len(self._batch) >= self._part_documents:
                self._write_part()

    def _write_part(self) -> None:
        """Write the batch under the next number. A part that was half written when we died is written over."""
        if not self._batch:
            return
        number = self._manifest.fact(_PARTS)
        for name, rows in self._rows().items():
            if rows:
                self._write_table(name, rows, f"part-{number:05}.parquet")
        with self._manifest.transaction():
            self._manifest.keep_fact(_PARTS, number + 1)
            self._manifest.mark_written(self._batch)
        self._staging.remove(self._batch)
        self._batch = []

    def _rows(self) -> dict[str, list[list[Any]]]:
        gathered: dict[str, list[list[Any]]] = {name: [] for name in _COLUMNS}
        for sha256 in self._batch:
            rows: Rows = json.loads(self._staging.path_of(sha256).read_bytes())
            gathered["documents"].extend(list(row) for row in rows.pop("document"))
            for name, values in rows.items():
                gathered[name].extend([sha256, *row] for row in values)
        return gathered

    def _write_table(self, name: str, rows: list[list[Any]], file: str) -> None:
        columns = _COLUMNS[name]
        table = pa.table(
            {
                column: pa.array(_converted(column, values), _TYPES.get(column, pa.string()))
                for column, values in zip(columns, zip(*rows, strict=True), strict=True)
            }
        )
        if name != "figures":
            _write_file(table, self._root / name / file)
            return
        keys = [table["form"].to_pylist(), table["fiscal_year"].to_pylist()]
        places: dict[tuple[str, int | None], list[int]] = {}
        for place, key in enumerate(zip(*keys, strict=True)):
            places.setdefault(key, []).append(place)
        for (form, year), chosen in places.items():
            folder = self._root / name / f"form={form}" / f"fiscal_year={_NULL if year is None else year}"
            # The values stand in the folders' names; readers that saw them twice would complain.
            _write_file(table.take(chosen).drop_columns(["form", "fiscal_year"]), folder / file)


def _converted(column: str, values: Sequence[Any]) -> Sequence[Any]:
    return [_fitting(value) for value in values] if _TYPES.get(column) is _AMOUNT else values


def _fitting(text: str | None) -> Decimal | None:
    """Return the amount as the column holds it: null when it has too many digits to be one."""
    if text is None or abs(amount := Decimal(text)) >= _TOO_LARGE:
        return None
    return amount.quantize(_FINEST, context=_ENOUGH)


def _write_file(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Readers of the dataset pass over names that begin with a dot.
    unfinished = path.with_name(f".{path.name}")
    pq.write_table(table, unfinished, compression="zstd")
    sync([unfinished])
    unfinished.replace(path)
    sync([path.parent])
