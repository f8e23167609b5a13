"""The cells behind figures that were read from pictures, and how one of them is corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from extractors.checks.corrections.print_style import PrintStyle, style_of
from extractors.checks.equation import Equation
from extractors.checks.figures import Figure, ref_of
from schemas.findings import CellRef, Repair
from schemas.form import Form
from schemas.table import Cell, Table

_Told = TypeVar("_Told", int, str)


class ScannedCells:
    """Finds cells that were read from pictures; cells of a text layer are not among them."""

    def __init__(self, forms: Sequence[Form], tables: Sequence[Table]) -> None:
        self._forms = forms
        self._cells = {
            (table.id, cell.row, cell.column): cell for table in tables for cell in table.cells if cell.source == "ocr"
        }
        self._styles: dict[str, PrintStyle] = {}
        self._corrected: set[CellRef] = set()

    def __bool__(self) -> bool:
        return bool(self._cells)

    def _style(self, table_id: str) -> PrintStyle:
        if table_id not in self._styles:
            own = [cell for (name, _, _), cell in self._cells.items() if name == table_id]
            self._styles[table_id] = style_of(own, frozenset(self._amounts(table_id)))
        return self._styles[table_id]

    def _amounts(self, table_id: str) -> Iterator[tuple[int, int]]:
        """Yield where the forms of a table have amounts: row and column."""
        for record in (record for form in self._forms if table_id in form.table_ids[:1] for record in form.records):
            places = record.get("cells") or {}
            yield from (tuple(places[path]) for path in record.get("amounts") or () if path in places)

    def places(self, figure: Figure) -> int:
        """Return to how many decimals a figure is printed: to none in a table that has none, whatever was read once."""
        ref = ref_of(self._forms[figure.form], figure)
        return 0 if ref is not None and self._style(ref.table_id).whole else figure.places

    def decimals(self, figure: Figure) -> int:
        """Return how many decimals all amounts of a figure's table have; 0 if they have not as many."""
        ref = ref_of(self._forms[figure.form], figure)
        return (self._told(ref.table_id, lambda style: style.decimals) or 0) if ref is not None else 0

    def zero(self, table_id: str) -> str | None:
        """Return what a table prints for nothing; None if that differs."""
        return self._told(table_id, lambda style: style.zero) or None

    def prints_nothing_longer(self, figure: Figure, printed: str) -> bool:
        """Tell whether a figure's table prints nothing with more digits than ``printed``."""
        ref = ref_of(self._forms[figure.form], figure)
        zero = self._style(ref.table_id).zero if ref is not None else None
        return zero is not None and len(zero) > len(printed)

    def _told(self, table_id: str, tells: Callable[[PrintStyle], _Told | None]) -> _Told | None:
        """Return what a table's style tells, or all others that tell, if it is too small; None if they differ."""
        if (own := tells(self._style(table_id))) is not None:
            return own
        told = {tells(self._style(other)) for other in {name for name, _, _ in self._cells}} - {None}
        return told.pop() if len(told) == 1 else None

    def of(self, figure: Figure) -> Cell | None:
        """Return a figure's cell; None if it was not read from a picture."""
        ref = ref_of(self._forms[figure.form], figure)
        return self.at(ref) if ref else None

    def at(self, ref: CellRef) -> Cell | None:
        """Return the cell at a place; None if there is none that was read from a picture."""
        return self._cells.get((ref.table_id, ref.row, ref.column))

    def is_corrected(self, figure: Figure) -> bool:
        """Tell whether a figure was put right by sums: it says nothing of them."""
        return ref_of(self._forms[figure.form], figure) in self._corrected

    def forget(self) -> None:
        """Drop what the recogniser saw of the cells beside its readings; nobody asks for it after the sums."""
        for cell in self._cells.values():
            cell.lattice = None

    def correct(self, figure: Figure, value: int, evidence: Iterable[Equation], believed: float) -> Repair:
        """Put a value, in millionths, into a figure's record and cell, and return the repair.

        Raises ValueError for a figure whose cell was not read from a picture.
        """
        cell, ref = self.of(figure), ref_of(self._forms[figure.form], figure)
        if cell is None or ref is None:
            raise ValueError(f"{figure.path} of record {figure.record} stands in no cell that was read from a picture")
        before, style = cell.text, self._style(ref.table_id)
        after = style.printed(value, figure.places, like=before, zero=self.zero(ref.table_id))
        _store(self._forms[figure.form].records[figure.record], figure.path, after.replace(",", ""))
        cell.text, cell.lines, cell.confidence = after, (after,), believed
        self._corrected.add(ref)
        told = "; ".join(dict.fromkeys(f"{equation.rule}: {equation.label}" for equation in evidence))
        return Repair("ocr_digit", ref.table_id, ref.row, ref.column, cell.page, before, after, told, believed)


def _store(record: dict[str, object], path: str, amount: str) -> None:
    """Put an amount where ``figures_of`` and the weights read it."""
    amounts = record.get("amounts")
    if isinstance(amounts, dict) and path in amounts:
        amounts[path] = amount
        return
    holder: object = record
    *steps, last = path.split(".")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]  # type: ignore[index]
    if isinstance(holder, dict):
        holder[last] = amount
