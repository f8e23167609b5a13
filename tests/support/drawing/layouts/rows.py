"""Rows of figures in a grid, and their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..budget import Test, anything, both, carried_over, from_source, not_carried, of_unit, under
from ..form import amounts_record
from ..grid import LEFT, Grid
from ..subjects import name_of, with_ancestors
from .common import Setting

Keys = dict[str, str | None]
#: What a row prints: the measure of the contract (None: it has none) and fen, or a text where it is no amount.
Figures = Iterable[tuple[str | None, int | str]]


class MoneyColumn(NamedTuple):
    """A column of figures: the measure of the contract, None for one without, and the lines that it adds up."""

    measure: str | None
    test: Test


CARRY_OVER = MoneyColumn("carry_over", carried_over)


def this_year(*sources: str) -> list[MoneyColumn]:
    """Return columns of what each source brings this year."""
    return [MoneyColumn(source, both(from_source(source), not_carried)) for source in sources]


def subject_keys(name: str | None, code: str | None = None, unit_code: str | None = None) -> Keys:
    """Return the keys of a row under a subject or of a unit."""
    return {"subject_code": code, "unit_code": unit_code, "name": name}


def figure_row(
    setting: Setting, grid: Grid, leading: Sequence[str], keys: Keys, figures: Figures, trailing: Sequence[str] = ()
) -> dict[str, Any]:
    """Append a row of figures between its leading and trailing cells and return its record."""
    pairs = [(name, setting.style.text(each) if isinstance(each, int) else each) for name, each in figures]
    row = grid.add(*leading, *[text for _, text in pairs], *trailing)
    places = enumerate(pairs, len(leading))
    return amounts_record(keys, row, {name: (column, text) for column, (name, text) in places if name is not None})


@dataclass
class PlainRows:
    """Writes rows under the same columns into a grid; their leading cells and keys the layout says itself."""

    setting: Setting
    grid: Grid
    columns: Sequence[MoneyColumn]
    records: list[dict[str, Any]] = field(default_factory=list, init=False)

    def put(self, leading: Sequence[str], keys: Keys, test: Test, trailing: Sequence[str] = ()) -> None:
        """Append one row."""
        figures = [(measure, self.setting.total(test, own)) for measure, own in self.columns]
        self.records.append(figure_row(self.setting, self.grid, leading, keys, figures, trailing))


@dataclass
class SubjectRows(PlainRows):
    """Writes rows of subjects and of units.

    ``code_columns`` is how many columns the subject code takes (1: in one piece; 2 or 3: 类/款/项); ``unit_column``
    tells whether 单位代码 stands between code and name. ``short_codes`` prints of 款 the two digits of its level only.
    """

    code_columns: int = 1
    unit_column: bool = False
    short_codes: bool = False

    @property
    def leading(self) -> int:
        """Count the columns before the figures."""
        return self.code_columns + self.unit_column + 1

    def add(self, code: str | None, unit_code: str | None, name: str, test: Test, depth: int = 0) -> None:
        """Append one row; one that would print nothing at all is left blank and makes no record."""
        if not (code or unit_code or name) and not any(
            self.setting.text(test, own).strip("-—－") for _, own in self.columns
        ):
            self.add_blank()
            return
        if self.short_codes and code is not None and code[0] == "2" and len(code) == 5:
            code = code[3:]
        texts = [*self._code_texts(code), *([unit_code or ""] if self.unit_column else [])]
        texts.append(self.setting.indent * depth + name)
        self.put(texts, subject_keys(name or None, code, unit_code), test)

    def add_total(self, name: str, test: Test, merged: bool = True) -> None:
        """Append a total, its label over all leading columns or in the one of the names."""
        if merged:
            self.put([self.setting.label(name), *[LEFT] * (self.leading - 1)], subject_keys(name), test)
        else:
            self.add(None, None, name, test)

    def add_units(self) -> None:
        """Append the department and its units."""
        budget = self.setting.budget
        self.add(None, budget.department_code if self.unit_column else None, budget.department, anything)
        for unit in budget.units:
            self.add(None, unit.code if self.unit_column else None, unit.name, of_unit(unit), 1)

    def add_blank(self, rows: int = 1) -> None:
        """Append rows with nothing in them."""
        for _ in range(rows):
            self.grid.add(*[""] * self.grid.columns)

    def add_remark(self, text: str) -> None:
        """Append a row that holds nothing but a remark: a note, no record."""
        over = self.grid.columns if self.setting.rng.random() < 0.5 else self.leading
        self.grid.add(text, *[LEFT] * (over - 1), *[""] * (self.grid.columns - over))

    def add_tree(self, codes: list[str], test: Test, kind: str) -> None:
        """Append subjects with their ancestors, each once, in code order."""
        for code in with_ancestors(codes):
            self.add(code, None, name_of(code), both(test, under(code, kind)), (len(code) - 3) // 2)

    def _code_texts(self, code: str | None) -> list[str]:
        if self.code_columns == 1:
            return [code or ""]
        pieces = [code[:3], code[3:5], code[5:7]] if code else ["", "", ""]
        return pieces[: self.code_columns]
