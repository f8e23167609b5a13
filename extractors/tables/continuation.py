"""Which pieces on following pages are one table. How the pieces are joined is in join.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.captions import is_signature, plain_code, without_continued
from extractors.slips import changes, is_misread
from extractors.tables.edges import SAME_EDGE, relative_edges
from extractors.tables.headers import count_header_rows, is_amount, mark_header_rows, repeated_header_rows
from extractors.tables.reshape import row_cells
from extractors.text import normalise
from schemas.page import PageReading, TextLine
from schemas.table import Cell, Table

#: Words of titles that differ in one character and mean two forms; where one of the latter is misread it is no word.
_PLAN_OR_ACCOUNT, _SIDES = re.compile("预算|决算"), re.compile("收支|收入|支出")
_TOTAL = "合计"
#: Two letters or figures, or one ideograph: a line of less is a speck, or print that tells nothing.
_LETTERS = re.compile(r"[\u4e00-\u9fff]|[^\W_].*[^\W_]")
#: Pieces of one form of labels and values differ in width by less than this share.
_SAME_WIDTH = 0.04
#: Two forms begin alike if so many of the labels in so many rows, and this share of them, are the same.
_TOP_ROWS, _FEWEST_ALIKE, _ALIKE = 4, 3, 0.5
#: Pages of one document begin at one height, give or take so many points.
_SAME_TOP = 4.0
#: A grid that begins nothing and holds fewer texts is a chart's background, a frame or an ornament.
_FEWEST_FILLED = 2


@dataclass(slots=True)
class Pieces:
    """The pieces of one logical table in page order; the first has its heading rows counted.

    ``repeated[i]`` is how many heading rows piece i prints again.
    """

    tables: list[Table]
    repeated: list[int]


def group_pieces(readings: Sequence[PageReading], pages: Sequence[Sequence[Table]]) -> list[Pieces]:
    """Return the pieces of each logical table, in document order. ``pages`` holds each page's captioned tables.

    A grid without text is a piece of the table before it or nothing.
    """
    groups: list[Pieces] = []
    may_go_on = False
    tops = [tables[0].parts[0].box.top for tables in pages if tables]
    for reading, tables in zip(readings, pages, strict=True):
        for index, table in enumerate(tables):
            if index:
                may_go_on = bool(groups) and _is_on_lower_page(reading, groups[-1].tables, table, tops)
            group = groups[-1] if groups and may_go_on else None
            if group is not None and _goes_on(group, table, [] if index else _above(reading, table)):
                group.repeated.append(repeated_header_rows(group.tables[0], table))
                group.tables.append(table)
            elif sum(1 for cell in table.cells if cell.text) >= _FEWEST_FILLED:
                groups.append(Pieces([mark_header_rows(table)], [0]))
        may_go_on = _still_open(reading, tables, may_go_on)
    return groups


def _still_open(reading: PageReading, tables: Sequence[Table], was_open: bool) -> bool:
    """Tell whether the last table so far may go on after this page: nothing but footers follows it."""
    body = _body(reading)
    if not tables:
        return was_open and not body and not reading.failed
    floor = tables[-1].parts[-1].box.bottom
    return not any(line.box.top >= floor - 1 for line in body)


def _is_on_lower_page(reading: PageReading, pieces: Sequence[Table], table: Table, tops: Sequence[float]) -> bool:
    """Tell whether a table begins the lower of two pages on one sheet, and nothing is printed between it and the upper.

    Pages that lie across are printed so, one over the other. It prints its headings again, or stands as far below the
    sheet's middle as the document's pages begin from their heads, at one of the ``tops``.
    """
    last, first = pieces[-1].parts[-1], table.parts[0]
    floor, ceiling, middle = last.box.bottom, first.box.top, reading.facts.height / 2
    over_each_other = last.page == first.page and floor < middle < ceiling
    if not over_each_other or any(floor - 1 <= line.box.top < ceiling for line in _body(reading)):
        return False
    upright = reading.facts.height > reading.facts.width
    at_a_head = upright and any(abs(ceiling - middle - top) <= _SAME_TOP for top in tops)
    return at_a_head or bool(repeated_header_rows(pieces[0], table))


def _above(reading: PageReading, table: Table) -> list[TextLine]:
    top = table.parts[0].box.top
    return [line for line in _body(reading) if line.box.top < top]


def _body(reading: PageReading) -> list[TextLine]:
    """Return the lines that say something: no running line, signature or bit of a dotted ruling (read as a colon)."""
    running = ("header", "footer")
    said = (line for line in reading.lines if line.kind not in running and _LETTERS.search(line.text))
    return [line for line in said if not is_signature(line.text)]


def _goes_on(group: Pieces, table: Table, above: list[TextLine]) -> bool:
    if any(line.kind in ("text", "note") for line in above) or not _same_caption(group.tables[0], table):
        return False
    last = group.tables[-1]
    if repeated := repeated_header_rows(group.tables[0], table):
        return _same_columns(group.tables[0], table) and not _begins_with_total_again(group.tables[0], table, repeated)
    first_row = row_cells(table, 0)
    if _brings_its_own_header(group.tables[0], table) and not any(_is_among(one, first_row) for one in group.tables):
        return False
    alike = _begins_alike if table.caption.title is not None else _is_next_sheet
    if alike(group.tables[0], table):
        return False
    return _same_columns(last, table) or _same_form(group, table)


def _begins_with_total_again(first: Table, table: Table, repeated: int) -> bool:
    """Tell whether a form under the same title and headings begins with another total, as the first began with one.

    It is another organisation's form. A page break's own sum stands at the page's end, and a total that is printed
    again with the headings has the same figures.
    """
    title = table.caption.title
    if title is None or normalise(title) != without_continued(title):
        return False
    old, new = ({normalise(cell.text) for cell in row_cells(each, repeated)} for each in (first, table))
    figures = {text for text in new if is_amount(text)}
    return _TOTAL in old & new and bool(figures) and len(figures & old) <= len(figures) / 2


def _begins_alike(first: Table, table: Table) -> bool:
    """Tell whether a form printed under the same title is the next one of its kind: it begins with the same labels.

    Of a scan the very first may be misread, or a stray mark stand above it.
    """
    if _first_label(table) == _first_label(first):
        return True
    if not any(cell.source == "ocr" for cell in table.cells):
        return False
    old, new = _top_labels(first), _top_labels(table)
    return len(old & new) >= max(_FEWEST_ALIKE, _ALIKE * len(old))


def _is_next_sheet(first: Table, table: Table) -> bool:
    """Tell whether a form to fill in, printed again without its title, is the next one: its top labels stand again.

    A list that goes on has none of the labels above it. A first row of labels and values may pass for headings, so
    only those below count.
    """
    if _first_label(table) != _first_label(first):
        return False
    old, new = (_placed_labels(each, first.header_row_count) for each in (first, table))
    return len({text for _, text in old & new}) >= _FEWEST_ALIKE


def _placed_labels(table: Table, after: int) -> set[tuple[tuple[int, int], str]]:
    """Return the texts without figures in the first rows from row ``after`` on, with the places of their cells."""
    top = [cell for cell in table.cells if after <= cell.row < after + _TOP_ROWS]
    labels = {((cell.row, cell.column), normalise(cell.text)) for cell in top}
    return {(place, text) for place, text in labels if text and not any(mark.isdigit() for mark in text)}


def _first_label(table: Table) -> str:
    return normalise(next((cell.text for cell in row_cells(table, 0) if cell.text), ""))


def _top_labels(table: Table) -> set[str]:
    """Return the texts without figures in the first rows."""
    texts = {normalise(cell.text) for cell in table.cells if cell.row < _TOP_ROWS and cell.text}
    return {text for text in texts if not any(mark.isdigit() for mark in text)}


def _same_caption(first: Table, table: Table) -> bool:
    """Tell whether nothing in the captions says that this is another table."""
    before, after = first.caption, table.caption
    scanned = any(cell.source == "ocr" for cell in table.cells)
    for old, new in (
        (before.code and plain_code(before.code), after.code),
        (before.entity, after.entity),
        (before.unit, after.unit),
    ):
        if new is not None and old is not None and not _same_text(normalise(old), normalise(new), scanned):
            return False
    if after.title is not None:
        return before.title is not None and _same_text(
            without_continued(before.title), without_continued(after.title), scanned
        )
    return after.code is None or before.code is not None


def _same_text(old: str, new: str, scanned: bool) -> bool:
    """Tell whether two texts are one; on a scan a character of one may be misread, but no word for another.

    基本 and 项目 differ in two characters, 预算 and 决算 in one, and so do 部门收支总表 and 部门收入总表.
    """
    if old == new:
        return True
    if not scanned or not is_misread(old, new) or changes(old, new) != 1:
        return False
    sides = _SIDES.findall(old), _SIDES.findall(new)
    other_side = len(sides[0]) == len(sides[1]) and sides[0] != sides[1]
    return _PLAN_OR_ACCOUNT.findall(old) == _PLAN_OR_ACCOUNT.findall(new) and not other_side


def _same_columns(last: Table, table: Table) -> bool:
    """Tell whether the finer grid has all column edges of the coarser one."""
    old, new = relative_edges(last), relative_edges(table)
    few, many = (old, new) if len(old) <= len(new) else (new, old)
    near = all(min(abs(edge - other) for other in many) <= SAME_EDGE for edge in few)
    return near and (len(few) == len(many) or len(few) > 2)


def _same_form(group: Pieces, table: Table) -> bool:
    """Tell whether a piece without headings may carry on a form of labels and values: pages divide it differently."""
    if group.tables[0].header_row_count or count_header_rows(table):
        return False
    old, new = group.tables[-1].parts[-1].box, table.parts[0].box
    return abs(old.width - new.width) <= _SAME_WIDTH * max(old.width, new.width)


def _brings_its_own_header(first: Table, table: Table) -> bool:
    """Tell whether the first row holds words where the table before has figures, and nothing but words.

    A label beside rows of figures is no heading: a list begins there, inside a form to fill in.
    """
    cells = [cell for cell in row_cells(table, 0) if cell.text]
    if len(cells) < 2 or any(any(mark.isdigit() for mark in cell.text) for cell in cells):
        return False
    beside = range(1, cells[0].row_span)
    if any(is_amount(cell.text) for row in beside for cell in row_cells(table, row) if cell.row == row):
        return False
    figures = _figure_columns(first)
    if not figures or first.column_count != table.column_count:
        return False
    return all(any(cell.column <= column <= cell.last_column for cell in cells) for column in figures)


def _is_among(before: Table, cells: Sequence[Cell]) -> bool:
    """Tell whether a text of a row is among the data of a piece before it, in its column: 定性指标 is no heading."""
    data = {(cell.column, normalise(cell.text)) for cell in before.cells if cell.row >= before.header_row_count}
    return any((cell.column, normalise(cell.text)) in data for cell in cells if cell.text)


def _figure_columns(table: Table) -> set[int]:
    """Return the columns whose data cells hold figures only."""
    figures: set[int] = set()
    words: set[int] = set()
    for cell in table.cells:
        if cell.row >= table.header_row_count and cell.text and cell.column_span == 1:
            (figures if is_amount(cell.text) else words).add(cell.column)
    return figures - words
