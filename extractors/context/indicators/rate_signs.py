"""Per cent signs of rates that a recogniser read surely as a figure: 满意度 ≥958 is ≥95%.

In some faces a % is as narrow as a digit, and its rings touch its bar: 8 to a recogniser, in every cell. What a rate is
called and that no rate is beyond a hundred tell what it was; where it was that once, it was that elsewhere in the
document, too. `value_signs` asks the recogniser instead, where most values show their units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.indicators.indicator_values import value_cells
from extractors.context.put import put_text
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A value beyond a hundred that ends in a figure with rings, as a % has them.
_BEYOND = re.compile(r"(?P<value>[<>≤≥=]?[1-9]\d)(?P<sign>[4689])")
#: Names of rates, told in per cent; 频率 and 功率 are told in other units, and growth may be beyond a hundred.
_RATE = re.compile(r".*((?<![频功])(?<!增长)率|满意度)")
#: What is believed of a restored sign, and at most of a value that may have one.
BELIEVED, DOUBTED = 0.7, 0.85


def restore_rate_signs(tables: Sequence[Table]) -> list[Repair]:
    """Restore per cent signs behind values of OCR tables, in place; return a repair for each.

    Only in tables that show % behind some value: others have their units in a column of their own. A value of the same
    form that is not known to be a rate is doubted.
    """
    showing = [(table, cells) for table in tables if (cells := value_cells(table)) and _show_signs(cells)]
    found = [(table, cell, match) for table, cells in showing for cell in cells if (match := _beyond(cell))]
    rates = {id(cell) for table, cell, _ in found if _is_rate(table, cell)}
    signs = {match["sign"] for _, cell, match in found if id(cell) in rates}
    return [*_restored(found, rates, signs)]


def _restored(found: Sequence[tuple[Table, Cell, re.Match[str]]], rates: set[int], signs: set[str]) -> Iterator[Repair]:
    for table, cell, match in found:
        if id(cell) in rates:
            evidence = "no rate is beyond a hundred"
        elif match["sign"] in signs:
            evidence = f"{match['sign']} behind rates of the document is %"
        else:
            cell.confidence = min(cell.confidence, DOUBTED)
            continue
        yield put_text(table, cell, f"{match['value']}%", evidence, min(cell.confidence, BELIEVED))


def _show_signs(cells: Sequence[Cell]) -> bool:
    return any(normalise(cell.text).endswith("%") for cell in cells)


def _beyond(cell: Cell) -> re.Match[str] | None:
    return _BEYOND.fullmatch(normalise(cell.text))


def _is_rate(table: Table, value: Cell) -> bool:
    """Tell whether the indicator of a value, in its row, is called a rate."""
    before = (cell for cell in table.cells if cell.column < value.column and cell.row <= value.row <= cell.last_row)
    return any(_RATE.fullmatch(normalise(cell.text)) for cell in before)
