"""Cells of a scan that are two: figures and labels set flush hide the edge between them, and no cell has both.

`1804.93支出总计` in a row of a table of revenue and expenditure, `住房改革支出25.16`, or `02|01` where the group and
the item of a code have columns of their own, fill two columns in a row that stands alone on its page, or where print
over it erased the edge. The columns' other rows say what stands in either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from extractors.context.columns import by_column, data_cells
from extractors.context.parts import part_of, put_parts
from extractors.decoding.language import has_ideograph
from extractors.decoding.settle import WELL_FORMED
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What is believed at most of the two, as their line was read as one.
BELIEVED = 0.6
#: So many other rows say what is in a column, and this share of them; in no more rows than this share are cells two.
FEWEST, SHARE, RARE = 4, 0.7, 0.2
#: Of so many digits are the group and the item of a code, and the class.
PARTS = 2, 3
#: What is left of the edges beside or between two texts.
_STROKES = r"[|/\\Il!\s]*"
_FIGURE_AND_LABEL = re.compile(
    rf"(?!(?:19|20)\d\d年)[|/\\Il1!\s]*?(-?\d[\d,.]*){_STROKES}([\u4e00-\u9fff(（].*?){_STROKES}"
)
#: A label ends in an ideograph or a bracket; no text of budgets goes on with an amount with decimals.
_LABEL_AND_FIGURE = re.compile(rf"(.*[\u4e00-\u9fff)）]){_STROKES}(-?\d[\d,]*\.\d\d){_STROKES}")
#: The first of two figures is whole: what is torn by a space, 1,300 300.00, has its decimals behind it.
_TWO_FIGURES = re.compile(
    rf"{_STROKES}(-?[\d,]*\d(?:\.\d\d(?=\D)|(?=\s*[|/\\Il!]))|0)[|/\\Il!\s]+(-?\d[\d,.]*){_STROKES}"
)
_TWO_CODES = re.compile(rf"{_STROKES}(\d+){_STROKES}(\d*){_STROKES}")
_DASH = re.compile(r"[-–—]+")
#: A bit of an edge that stands apart from the text.
_EDGES = re.compile(r"^[|/\\Il1!]\s+|\s+[|/\\Il1!]$")


def split_cells(tables: Sequence[Table]) -> list[Repair]:
    """Part OCR cells that hold the texts of two columns, in place; return a repair for either part."""
    return [repair for table in tables for repair in _split(table)]


def _split(table: Table) -> Iterator[Repair]:
    data = [cell for cell in data_cells(table) if cell.row_span == 1]
    double = [cell for cell in data if cell.column_span == 2 and cell.text]
    if not double:
        return
    columns = by_column(cell for cell in data if cell.column_span == 1)
    merged = Counter(cell.column for cell in double)
    for cell in double:
        left, right = columns.get(cell.column, []), columns.get(cell.column + 1, [])
        texts = _texts(cell.text, left, right)
        if texts is None or merged[cell.column] > max(1, RARE * len(right)):
            continue
        yield from _part(table, cell, texts, median(other.box.x0 for other in right))


def _texts(text: str, left: Sequence[Cell], right: Sequence[Cell]) -> tuple[str, str] | None:
    """Return the texts of the two columns that a cell's text is made of; None if it is one."""
    if holds(left, _is_amount) and holds(right, has_ideograph):
        found = _FIGURE_AND_LABEL.fullmatch(text)
    elif holds(left, has_ideograph) and holds(right, _is_amount):
        found = _LABEL_AND_FIGURE.fullmatch(text)
    elif holds(left, _is_amount) and holds(right, _is_amount):
        found = _TWO_FIGURES.fullmatch(text) or _TWO_FIGURES.fullmatch(_EDGES.sub("", text))
    else:
        return _codes(text, left, right)
    return (found[1], found[2]) if found else None


def _codes(text: str, left: Sequence[Cell], right: Sequence[Cell]) -> tuple[str, str] | None:
    """Return the two parts of a code whose lengths are those of the columns'."""
    first, second = code_length(left), code_length(right)
    found = _TWO_CODES.fullmatch(_EDGES.sub("", text)) if first and second else None
    digits = found[1] + found[2] if found else ""
    return (digits[:first], digits[first:]) if digits and len(digits) == first + second else None


def code_length(cells: Sequence[Cell]) -> int:
    """Return of how many digits the parts of codes in a column are, two or three; 0 if it has others."""
    if holds(cells, lambda text: len(text) == PARTS[0] and text.isdigit()):
        return PARTS[0]
    return PARTS[1] if holds(cells, lambda text: len(text) == PARTS[1] and text.isdigit()) else 0


def holds(cells: Sequence[Cell], fits: Callable[[str], bool]) -> bool:
    """Tell whether nearly all texts of a column are of a kind."""
    texts = [cell.text for cell in cells if cell.text]
    return sum(map(fits, texts)) >= max(FEWEST, SHARE * len(texts))


def is_figure(text: str) -> bool:
    """Tell whether a text is an amount, no part of a code."""
    return WELL_FORMED.fullmatch(text) is not None and (len(text) > 3 or not text.startswith("0") or text == "0")


def _is_amount(text: str) -> bool:
    """Tell whether a text may stand in a column of amounts: one, or the dash for none."""
    return is_figure(text) or _DASH.fullmatch(text) is not None


def _part(table: Table, cell: Cell, texts: tuple[str, str], edge: float) -> list[Repair]:
    if not cell.box.x0 < edge < cell.box.x1:
        edge = (cell.box.x0 + cell.box.x1) / 2  # their pages lie otherwise
    left, right = (replace(part_of(cell, text, BELIEVED), column_span=1) for text in texts)
    left.box, right.box, right.column = cell.box._replace(x1=edge), cell.box._replace(x0=edge), cell.column + 1
    return put_parts(table, cell, (left, right), "two columns' texts, as in the rows around it")
