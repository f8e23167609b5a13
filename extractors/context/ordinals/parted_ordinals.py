"""Row labels of a scan that their own numeral parted: the strokes of 十 in 二十一、 to 二十八、, one above another.

In low rows the upright stroke of 十 runs from ruling to ruling as the edge of a cell does, and nine rows of it make a
line as long as a real one. What stands left and right of it tells: the beginning of a numeral, and the rest of one with
its label, in rows that go on with the numbers of those above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.numerals import NUMBERS, ordinal, strip_head
from extractors.context.parts import drop_column, join_cells
from extractors.context.put import put_text
from extractors.positions import consecutive
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: So many rows are parted by strokes, and of those one under another so many, as a share, say the number they should.
FEWEST, AGREEING = 3, 0.7
#: How sure a label is whose ordinal follows from the rows around it and fits what was read on both sides.
BELIEVED = 0.85
#: What may be left of the stroke: of a numeral's beginning with half of the level stroke of 十.
_BEGINNING = re.compile(r"[(]?[-—_~一]*([二三四五六七八九]?)[-—_~一)\]」】〕]*")
_REST = re.compile(r"[(]?[-—_~一十]{0,2}([一二三四五六七八九]?)[-—_~]?[、,.:;)\]」】〕].*[\u4e00-\u9fff].*")
_WHOLE = re.compile(r"([(]?)([一二三四五六七八九十]{1,3})[、)].+")

_Parted = tuple[Cell, Cell]


def join_parted_ordinals(tables: Sequence[Table]) -> list[Repair]:
    """Make such labels one cell again, in place, with the ordinals that they have; return a repair for each."""
    return [repair for table in tables for repair in _joined(table)]


def _joined(table: Table) -> Iterator[Repair]:
    if not any(cell.source == "ocr" for cell in table.cells):
        return
    grid = table.slots()
    headed = {cell.column for cell in table.cells if cell.kind == "header"}
    for column in reversed(range(1, table.column_count)):
        if column in headed:
            continue
        labels = list(_labels(grid, column))
        for pair, number, bracketed in labels if len(labels) >= FEWEST else ():
            yield _join(table, pair, number, bracketed)
        drop_column(table, column)


def _labels(grid: Sequence[Sequence[Cell]], column: int) -> Iterator[tuple[_Parted, int, bool]]:
    """Yield the labels that a column's edge parts, each with its number and whether it stands in brackets."""
    parted = {row: pair for row, cells in enumerate(grid) if (pair := _parted(cells, column))}
    for first, last in consecutive(sorted(parted)):
        pairs = [parted[row] for row in range(first, last + 1)]
        bracketed = 2 * sum(map(_is_bracketed, pairs)) > len(pairs)
        ahead = _ahead_of_rows(grid, pairs[0], bracketed)
        agreeing = sum(_agrees(pair, ahead + row) for row, pair in enumerate(pairs, first)) if ahead is not None else 0
        if ahead is not None and agreeing >= AGREEING * len(pairs):
            yield from ((pair, ahead + row, bracketed) for row, pair in enumerate(pairs, first))


def _parted(cells: Sequence[Cell], column: int) -> _Parted | None:
    """Return the two scanned cells that a column's edge parts in a row, None where it parts none."""
    left, right = cells[column - 1], cells[column]
    if left is right or left.kind == "header" or left.row_span > 1 or right.row_span > 1 or left.source != "ocr":
        return None
    return left, right


def _ahead_of_rows(grid: Sequence[Sequence[Cell]], pair: _Parted, bracketed: bool) -> int | None:
    """Return by how much the numbers of most labels that are one cell over both columns are ahead of their rows."""
    ahead: Counter[int] = Counter()
    for row, cells in enumerate(grid):
        whole = cells[pair[0].column]
        if whole.column == pair[0].column and whole.last_column == pair[1].last_column:
            found = _WHOLE.fullmatch(normalise(whole.text))
            if found and found[2] in NUMBERS and bool(found[1]) == bracketed:
                ahead[NUMBERS[found[2]] - row] += 1
    return ahead.most_common(1)[0][0] if ahead else None


def _is_bracketed(pair: _Parted) -> bool:
    return any(normalise(cell.text).startswith("(") for cell in pair)


def _agrees(pair: _Parted, number: int) -> bool:
    """Tell whether what is left of a numeral may be of this number: 十 went with the stroke, half of it may be 一."""
    left, right = (normalise(cell.text) for cell in pair)
    begins, rest = _BEGINNING.fullmatch(left), _REST.fullmatch(right)
    tens, ones = divmod(number, 10)
    if begins is None or rest is None or not tens:
        return False
    first = begins[1] == (ordinal(tens) if tens > 1 else "")
    return first and rest[1] in ((ordinal(ones), "") if ones else ("一", ""))


def _join(table: Table, pair: _Parted, number: int, bracketed: bool) -> Repair:
    left, right = pair
    label = strip_head(right.text)
    text = f"（{ordinal(number)}）{label}" if bracketed else f"{ordinal(number)}、{label}"
    join_cells(table, left, right)
    evidence = "a stroke of its numeral parted the label"
    return put_text(table, left, text, evidence, min(BELIEVED, right.confidence))
