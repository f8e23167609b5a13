"""The printed amounts of a form as exact integers, each with the rounding that its print carries.

Amounts are integers in millionths of the form's unit, so that sums are exact and fast. ``half`` is half of the last
printed digit: a figure printed as 3.14 stands for anything within 0.005 of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, NamedTuple

from extractors.checks.rows import Row, rows_of
from schemas.findings import CellRef
from schemas.form import Form
from schemas.vocabulary.units import yuan_per

DECIMALS = 6
ONE = 1_000_000
POWERS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
#: A column is taken to be printed coarser than its form when this many figures of it agree. Fewer may be round by
#: chance, as a column of 10, 15 and 30 in a form whose trailing zeros are dropped.
COARSE_COLUMN = 4
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


#: What tells a figure from all others of the document: form, record and path.
Place = tuple[int, int, str]


class Figure(NamedTuple):
    """One printed amount: where it stands and what it is worth, in millionths of the form's unit."""

    form: int
    record: int
    path: str
    value: int
    half: int

    @property
    def place(self) -> Place:
        """What tells the figure from all others of the document."""
        return self.form, self.record, self.path

    @property
    def places(self) -> int:
        """To how many decimals the figure is printed; as many as possible for an exact number."""
        return len(str(ONE // 2 // self.half)) - 1 if self.half else 0


@dataclass
class FormFigures:
    """A form with its figures: ``records[i]`` maps a measure or dotted path to the figure of record ``i``."""

    index: int
    form: Form
    records: list[dict[str, Figure]] = field(default_factory=list)
    measures: set[str] = field(default_factory=set)

    @cached_property
    def rows(self) -> list[Row]:
        """The records of a form with amounts, classified by their labels."""
        return rows_of(self.form)

    @property
    def yuan(self) -> int | None:
        """How many yuan the form's unit is, or None when it prints no unit."""
        return yuan_per(self.form.unit)


def ref_of(form: Form, figure: Figure) -> CellRef | None:
    """Return where in its form's table a figure stands, None for one that no record's cell holds."""
    if figure.record < 0 or not form.table_ids:
        return None
    place = (form.records[figure.record].get("cells") or {}).get(figure.path)
    return CellRef(form.table_ids[0], place[0], place[1]) if place else None


def scaled(text: object) -> int | None:
    """Return an amount in millionths, or None when the text is no plain number; ``%`` at the end is let pass."""
    if not isinstance(text, str):
        return None
    try:
        whole, _, rest = text.partition(".")
        if not rest:
            return int(whole) * ONE
        if len(rest) <= DECIMALS and rest.isdecimal():
            value = (int(whole) if whole not in ("", "-", "+") else 0) * ONE
            tail = int(rest) * POWERS[DECIMALS - len(rest)]
            return value - tail if whole.startswith("-") else value + tail
        return round(Decimal(text) * ONE)
    except (ValueError, InvalidOperation, OverflowError):
        return scaled(text.rstrip("%％ ")) if text.endswith(("%", "％")) else None


def decimal_text(value: int, places: int = 0) -> str:
    """Return millionths as a decimal string with at least so many decimals, more when there are more."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    rest = f"{value % ONE:0{DECIMALS}d}".rstrip("0").ljust(places, "0")
    return f"{sign}{value // ONE}.{rest}".rstrip(".")


def figures_of(index: int, form: Form, fields: Container[str] | None = None) -> FormFigures:
    """Read every amount of a form, or of these fields only; texts that are no number are left out."""
    found = FormFigures(index, form)
    texts = [
        {path: text for path, text in _amounts(record) if fields is None or path in fields} for record in form.records
    ]
    places = _places(texts)
    for number, amounts in enumerate(texts):
        row: dict[str, Figure] = {}
        for path, text in amounts.items():
            value = scaled(text)
            if value is not None:
                row[path] = Figure(index, number, path, value, ONE // 2 // POWERS[places[path]])
        found.records.append(row)
        found.measures.update(row)
    return found


def _amounts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk the amounts of a record: measures, or else the figures of a text form under their dotted paths.

    The rows of a text form's lists (indicators, tasks) hold targets and weights, which are no amounts.
    """
    amounts = record.get("amounts")
    if amounts is not None:
        yield from amounts.items()
        return
    for key, value in record.items():
        if key not in ("cells", "row"):
            yield from _leaves(key, value)


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    elif isinstance(value, str) and _NUMBER.fullmatch(value):
        yield path, value


def _places(texts: list[dict[str, str]]) -> dict[str, int]:
    """Return for each column how many decimals it is printed to.

    Trailing zeros may have been dropped, and a single pasted figure may show more decimals than its neighbours, so
    neither the shortest nor the longest tells: the usual number among figures that have a fraction does.
    """
    seen: dict[str, Counter[int]] = {}
    for amounts in texts:
        for path, text in amounts.items():
            if text.strip("-+0.%"):
                seen.setdefault(path, Counter())[min(len(text.partition(".")[2].rstrip("%")), DECIMALS)] += 1
            else:
                seen.setdefault(path, Counter())
    whole: Counter[int] = Counter()
    for counts in seen.values():
        whole.update({places: count for places, count in counts.items() if places})
    usual = max(whole, key=lambda places: (whole[places], places)) if whole else 0
    return {kind: _column_places(counts, usual) for kind, counts in seen.items()}


def _column_places(counts: Counter[int], usual: int) -> int:
    if len(counts) == 1:
        (places, count), *_ = counts.items()
        if count >= COARSE_COLUMN or places > usual:
            return places
    return usual
