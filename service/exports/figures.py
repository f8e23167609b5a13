"""Forms in long form: one row a figure, with whose it is, where it stands and what the checks said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.result import CellOut, ExtractionResult, FormOut

#: Yuan in one of each unit that budgets are printed in.
YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
#: Parts of a text form's record that are money.
_MONEY = ("budget", "funds")
#: Measures that are no money, so that they have no value in yuan.
_RATIOS = ("change_percent",)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one record. ``row`` and ``column`` are those of its cell in ``table_id``."""

    form_index: int
    record_index: int
    measure: str
    amount: Decimal
    amount_yuan: Decimal | None
    labels: dict[str, str | None]
    table_id: str | None
    row: int | None
    column: int | None
    cell: CellOut | None


def figures_of(result: ExtractionResult) -> Iterator[Figure]:
    """Yield every figure of every form in print order. Amounts that are no decimal number are left out."""
    cells = {(table.id, cell.row, cell.column): cell for table in result.tables for cell in table.cells}
    for form_index, form in enumerate(result.forms):
        for record_index, record in enumerate(form.records):
            yield from _figures_of_record(form, form_index, record, record_index, cells)


def _figures_of_record(
    form: FormOut,
    form_index: int,
    record: dict[str, Any],
    record_index: int,
    cells: dict[tuple[str, int, int], CellOut],
) -> Iterator[Figure]:
    labels = {name: value for name, value in record.items() if isinstance(value, str) or value is None}
    table_id = form.table_ids[0] if form.table_ids else None
    for measure, text in amounts_of(record):
        try:
            amount = Decimal(text)
        except InvalidOperation:
            continue
        row, column = record.get("cells", {}).get(measure, (None, None))
        cell = None if table_id is None or row is None else cells.get((table_id, row, column))
        yield Figure(
            form_index=form_index,
            record_index=record_index,
            measure=measure.removeprefix("amounts."),
            amount=amount,
            amount_yuan=yuan_of(measure, amount, form.unit),
            labels=labels,
            table_id=table_id,
            row=row,
            column=column,
            cell=cell,
        )


def amounts_of(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield measure and printed amount of a record; a text form's money is under its own names."""
    yield from record.get("amounts", {}).items()
    for name in _MONEY:
        value = record.get(name)
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{name}.{part}", text) for part, text in value.items() if isinstance(text, str))


def yuan_of(measure: str, amount: Decimal, unit: str | None) -> Decimal | None:
    """Return a measure's amount in yuan; None for one that is no money, and where the unit is not known."""
    return None if measure in _RATIOS else in_yuan(amount, unit)


def in_yuan(amount: Decimal, unit: str | None) -> Decimal | None:
    """Return the amount in yuan; None when the form does not say its unit, or says one that is unknown."""
    factor = YUAN.get((unit or "").removeprefix("人民币"))
    return None if factor is None else amount * factor
