"""What the provinces' layouts share: subject rows, two-sided bodies, labels."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from ..budget import Budget, Test, Unit, both
from ..form import amounts_record, spread
from ..grid import LEFT, Grid, Kind
from ..money import MoneyStyle
from ..subjects import name_of, parents

ORDINALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
    "二十七",
    "二十八",
    "二十九",
    "三十",
]


@dataclass
class Setting:
    """What one document keeps the same over all its forms."""

    budget: Budget
    style: MoneyStyle
    rng: random.Random
    entity_label: str = "部门："
    unit_label: str = "单位："
    indent: str = " "
    spread_labels: bool = True

    def label(self, text: str) -> str:
        """Return a total's label, spread over its cell in some documents."""
        return spread(text, self.rng) if self.spread_labels else text


@dataclass(frozen=True)
class MoneyColumn:
    """A column of figures: the measure of the contract, None for one without, and the lines that it adds up."""

    measure: str | None
    test: Test


@dataclass
class SubjectRows:
    """Writes rows of figures under subjects into a grid, and their records.

    ``code_columns`` is how many columns the subject code takes (1: in one piece; 2 or 3: 类/款/项); ``unit_column``
    tells whether 单位代码 stands between code and name. ``short_codes`` prints of 款 the two digits of its level only.
    """

    setting: Setting
    grid: Grid
    columns: list[MoneyColumn]
    code_columns: int
    unit_column: bool
    short_codes: bool = False
    records: list[dict[str, Any]] = field(default_factory=list)

    @property
    def leading(self) -> int:
        """Count the columns before the figures."""
        return self.code_columns + self.unit_column + 1

    def add(self, code: str | None, unit_code: str | None, name: str, test: Test, depth: int = 0) -> None:
        """Append one row; a label row (no code column of its own) is written by :meth:`add_total`."""
        if self.short_codes and code is not None and code[0] == "2" and len(code) == 5:
            code = code[3:]
        texts = [*self._code_texts(code), *([unit_code or ""] if self.unit_column else [])]
        texts.append(self.setting.indent * depth + name)
        self._write(texts, {"subject_code": code, "unit_code": unit_code, "name": name or None}, test)

    def add_total(self, name: str, test: Test) -> None:
        """Append a row whose label runs over the leading columns."""
        texts = [self.setting.label(name), *[LEFT] * (self.leading - 1)]
        self._write(texts, {"subject_code": None, "unit_code": None, "name": name}, test)

    def add_blank(self, rows: int = 1) -> None:
        """Append rows with nothing in them."""
        for _ in range(rows):
            self.grid.add(*[""] * self.grid.columns)

    def add_remark(self, text: str) -> None:
        """Append a row that holds nothing but a remark: a note, no record."""
        if self.setting.rng.random() < 0.5:
            self.grid.add(text, *[LEFT] * (self.grid.columns - 1))
        else:
            self.grid.add(
                *[LEFT if 0 < place < self.leading else text if not place else "" for place in range(self.grid.columns)]
            )

    def add_tree(self, codes: list[str], test: Test, kind: str, unit_code: str | None = None, deepest: int = 7) -> None:
        """Append subjects with their ancestors, each once, in code order."""
        done: set[str] = set()
        for code in codes:
            for ancestor in parents(code):
                if ancestor not in done and len(ancestor) <= deepest:
                    done.add(ancestor)
                    self.add(
                        ancestor,
                        unit_code,
                        name_of(ancestor),
                        both(test, _under(ancestor, kind)),
                        depth=(len(ancestor) - 3) // 2,
                    )

    def _code_texts(self, code: str | None) -> list[str]:
        if self.code_columns == 0:
            return []
        if self.code_columns == 1:
            return [code or ""]
        pieces = [code[:3], code[3:5], code[5:7]] if code else ["", "", ""]
        return pieces[: self.code_columns]

    def _write(self, texts: list[str], keys: dict[str, str | None], test: Test) -> None:
        figures = [
            self.setting.style.text(self.setting.budget.total(both(test, column.test))) for column in self.columns
        ]
        if not any(keys.values()) and not any(figure.strip("-—－") for figure in figures):
            self.add_blank()
            return
        row = self.grid.add(*texts, *figures)
        printed = {
            column.measure: (len(texts) + index, figure)
            for index, (column, figure) in enumerate(zip(self.columns, figures, strict=True))
            if column.measure is not None
        }
        self.records.append(amounts_record(keys, row, printed))


def _under(code: str, kind: str) -> Test:
    return lambda line: getattr(line, kind).startswith(code)


def of_unit(unit: Unit) -> Test:
    """Return the test for a unit's own lines."""
    return lambda line: line.unit == unit


def anything(line: object) -> bool:
    """Pass every line."""
    return True


def nothing(line: object) -> bool:
    """Pass no line."""
    return False


@dataclass(frozen=True)
class Item:
    """A label on one side of a two-sided form with its figures, as measure -> fen; None stands for a blank row."""

    item: str
    figures: dict[str, int]
    ordinal: str | None = None
    mark: str = "{}、"
    depth: int = 0
    total: bool = False


def ordinal_items(pairs: list[tuple[str, dict[str, int]]], start: int = 0) -> list[Item]:
    """Number labels 一、 二、 三、 in order."""
    return [Item(name, figures, ORDINALS[start + index]) for index, (name, figures) in enumerate(pairs)]


@dataclass(frozen=True)
class Side:
    """One block of a two-sided form: its contract name, its measures left to right, and its rows."""

    name: str
    measures: list[str]
    items: list[Item | None]


def two_sided(setting: Setting, grid: Grid, sides: list[Side]) -> list[dict[str, Any]]:
    """Write the sides beside each other into the grid and return the records, all of one side before the next."""
    records: dict[str, list[dict[str, Any]]] = {side.name: [] for side in sides}
    for index in range(max(len(side.items) for side in sides)):
        texts: list[str] = []
        waiting = []
        for side in sides:
            item = side.items[index] if index < len(side.items) else None
            waiting.append((side, item, len(texts)))
            texts += _item_texts(setting, side, item)
        row = grid.add(*texts)
        for side, item, start in waiting:
            if item is not None:
                printed = {
                    measure: (start + 1 + place, texts[start + 1 + place])
                    for place, measure in enumerate(side.measures)
                }
                keys = {"side": side.name, "ordinal": item.ordinal, "item": item.item}
                records[side.name].append(amounts_record(keys, row, printed))
    return [record for name in records for record in records[name]]


def _item_texts(setting: Setting, side: Side, item: Item | None) -> list[str]:
    if item is None:
        return [""] * (1 + len(side.measures))
    label = spread(item.item, setting.rng) if item.total and setting.spread_labels else item.item
    mark = item.mark.format(item.ordinal) if item.ordinal else ""
    figures = [
        setting.style.text(item.figures[measure]) if measure in item.figures else "" for measure in side.measures
    ]
    return [setting.indent * item.depth + mark + label, *figures]


def level(items: list[Item], others: list[Item]) -> tuple[list[Item | None], list[Item | None]]:
    """Pad two lists with blank rows to the same length."""
    size = max(len(items), len(others))
    return [*items, *[None] * (size - len(items))], [*others, *[None] * (size - len(others))]


def kinds(leading: str, money: int) -> list[Kind]:
    """Return column kinds from letters (c code, n name, t text, m mark), then so many money columns."""
    names: dict[str, Kind] = {"c": "code", "n": "name", "t": "text", "m": "mark"}
    return [*[names[letter] for letter in leading], *["money"] * money]  # type: ignore[list-item]


def numbered(head: list[list[str]]) -> list[list[str]]:
    """Return heading rows with one below them that numbers the columns 1, 2, 3."""
    return [*head, [str(number) for number in range(1, len(head[0]) + 1)]]
