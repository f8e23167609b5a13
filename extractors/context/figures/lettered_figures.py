"""Figures with a letter in them: `22,603,200.0C` in a table that also prints 22,603,200.00, `127.3C` among amounts.

No figure has a letter, so a digit was misread. Which it was is known where the table prints only one figure that is the
same but for that sign: a total and its only part, say. Else a letter that ends a figure, or stands alone before its
point, is a nought of which the ruling took a side. The sums then tell whether it was right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractors.context.columns import by_row, read_columns
from extractors.context.put import put_figure
from extractors.decoding.settle import WELL_FORMED
from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Fewer digits are alike by chance.
FEWEST_DIGITS = 4
#: Figures read with this much tell what others are.
SURE = 0.7
#: What is believed at most of a figure that the table prints elsewhere, and of one that a nought was put back to.
SAME, CUT = 0.7, 0.5
#: A column holds figures when so many of its cells do, and this share of those with text.
FEWEST, SHARE = 4, 0.7
_DECIMAL = re.compile(r"-?\d[\d,]*\.\d{1,2}")
_LETTERED = re.compile(r"-?\d(?=[\d,.]*[A-Za-z][\d.,]*$)[\d,.A-Za-z]*")
#: What engines read for a nought without one of its sides, or with the ruling for one.
_CUT_NOUGHT = re.compile(r"(-?[\d,.]*)[aàαcCdDGoOQuU]")
_BEFORE_POINT = re.compile(r"[cCDGoOQ](\.\d{1,2})")
#: The letters that are a nought wherever all else in their column are figures.
_ROUND = ("O", "o")
#: What they read for a nought, alone in its cell, of which a copy has lost top and bottom: two strokes.
_TWO_STROKES = re.compile(r"[(0CcOo]\)|\([0)Oo]")


def restore_lettered_figures(tables: Sequence[Table]) -> list[Repair]:
    """Put digits for letters in figures of OCR cells, in place; return a repair for each."""
    return [repair for table in tables for repair in (*_same_elsewhere(table), *_cut_noughts(table))]


def _same_elsewhere(table: Table) -> Iterator[Repair]:
    lettered = [cell for cell in table.cells if cell.source == "ocr" and _LETTERED.fullmatch(cell.text)]
    sure = [cell.text for cell in table.cells if cell.confidence >= SURE] if lettered else []
    printed = {text for text in sure if _DECIMAL.fullmatch(text)}
    for cell in lettered:
        same = _like(cell.text, printed)
        if same is not None:
            yield put_figure(table, cell, same, f"the same table prints {same}", SAME)


def _like(text: str, printed: Collection[str]) -> str | None:
    """Return the only figure that differs from a text in one sign."""
    same = [other for other in printed if differing(other, text) == 1]
    return same[0] if len(same) == 1 and sum(map(str.isdigit, text)) >= FEWEST_DIGITS else None


def _cut_noughts(table: Table) -> Iterator[Repair]:
    columns = read_columns(table)
    rows = by_row(cell for cells in columns for cell in cells)
    for cells in columns:
        figures = _figures(cells)
        of_figures = figures >= max(FEWEST, SHARE * len(cells))
        # A low table says by its rows what stands in a column.
        may_be = all(_nought(cell.text) or WELL_FORMED.fullmatch(cell.text) for cell in cells)
        for cell in cells:
            after = _nought(cell.text)
            beside = rows[cell.row]
            if after and (of_figures or (may_be and figures and cell.text in _ROUND)):
                yield put_figure(table, cell, after, f"column: {figures} of {len(cells)} cells are figures", CUT)
            elif after and may_be and _is_row_of_figures(beside):
                yield put_figure(table, cell, after, f"row: {_figures(beside)} of {len(beside)} cells are figures", CUT)


def _nought(text: str) -> str | None:
    """Return a figure of which a nought was read as a letter, the last or the only one before its point, or brackets.

    None for any other text.
    """
    if _TWO_STROKES.fullmatch(text):
        return "0"
    if before := _BEFORE_POINT.fullmatch(text):
        return f"0{before[1]}"
    cut = _CUT_NOUGHT.fullmatch(text)
    return f"{cut[1]}0" if cut and WELL_FORMED.fullmatch(f"{cut[1]}0") else None


def _figures(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if WELL_FORMED.fullmatch(cell.text))


def _is_row_of_figures(cells: Sequence[Cell]) -> bool:
    like = sum(1 for cell in cells if _nought(cell.text))
    return _figures(cells) >= FEWEST and _figures(cells) + like >= SHARE * len(cells)
