"""How many rows at the top of a table are headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.column_numbers import number_columns
from extractors.slips import changes, common
from extractors.tables.edges import merge_edges, on_edges, relative_edges
from extractors.tables.reshape import row_cells
from extractors.text import normalise
from schemas.table import Cell, CellKind, Table

_AMOUNT = re.compile(r"[-+(]?[¥￥$€£]?\d[\d,，]*(?:\.\d+)?%?\)?")
#: `栏次` rows number the columns and tell how they add up: 1 | 2=3+4 | 3.
_COLUMN_NUMBER = re.compile(r"\d{1,2}(?:=[\d+\-*/()]+)?|[(]\d{1,2}[)]|栏次|行次|[甲乙丙丁戊己庚辛]|[A-Z]|合计|\*{1,3}")
#: What stands over a column of words in such a row and is no text of data.
_FILLER = re.compile(r"\*{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOTAL = re.compile(r"(?:合计|总计|小计|收入总计|支出总计|.{0,8}合计)")
_MOST_HEADER_ROWS = 8
#: Where a heading stands: its row, its first column, and over how many.
_Place = tuple[int, int, int]
#: Headings alone on a page, the data on the next, are at most this deep.
_DEEPEST_HEADING = 4
#: Headings of a scan are printed again if so many stand in the same places, and of those so many read alike, give or
#: take one character in so many; or if so many of all do both. Some have to be read with less than this.
_SAME_PLACES, _ALIKE, _MOSTLY, _LENIENCE, _DOUBTED = 0.8, 0.6, 0.75, 2, 0.97
#: Texts that were both read with more are two if they differ; read with more than the second number, if of so many
#: characters at least they have no more than this share in common: no misreading leaves so little.
_READ_WELL, _READ_FAIRLY, _LONG, _LITTLE = 0.9, 0.3, 4, 0.25
#: The share of the columns that a row of a scan keeps to, where a side or two of its cells were not seen.
_KEPT_ON_SCANS = 0.8
#: A figure of a scan believed less than this says nothing of a cell beside headings over several columns.
_UNREAD = 0.5
#: A longer text is a value, not a heading.
_LONGEST_HEADING = 80


def mark_header_rows(table: Table) -> Table:
    """Return the table with its heading rows counted and their cells marked.

    Headings are the first row and what belongs to it: rows that its merged cells cover, rows that divide a heading
    over several columns, and a row of column numbers. A table whose first row is data already has none.
    """
    # A finder that has only white space to go by has looked at it already: at type, rules and alignment.
    count = count_header_rows(table) or table.header_row_count
    cells = [_as(cell, "header" if cell.row < count else "data") for cell in table.cells]
    return replace(table, cells=cells, header_row_count=count)


def _as(cell: Cell, kind: CellKind) -> Cell:
    return cell if cell.kind == kind else replace(cell, kind=kind)


def count_header_rows(table: Table) -> int:
    """Return the number of heading rows, 0 when the first row is data or the table is a form of labels and values."""
    if table.row_count < 1 or not _could_be_header(row_cells(table, 0), _years_head_columns(table)):
        return 0
    depth = _covered_depth(table, 0, 1)
    while depth < min(_MOST_HEADER_ROWS, table.row_count) and _divides(table, depth):
        depth = _covered_depth(table, depth, depth + 1)
    if depth >= table.row_count:
        # Nothing but headings: the data stands on the next page. A figure among them tells a form of labels and values.
        labels = any(is_amount(cell.text) for cell in table.cells) or table.row_count > _DEEPEST_HEADING
        return 0 if labels else table.row_count
    if depth > _MOST_HEADER_ROWS or not _heads_columns(table, depth) or _holds_figures(table, depth):
        return 0
    if depth == 1 and _is_label_and_value(row_cells(table, 0), table.column_count):
        return 0
    return depth + _column_number_rows(table, depth)


def _could_be_header(cells: list[Cell], years: bool) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    if not texts or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    figures = [cell for cell in cells if is_amount(cell.text)]
    return len(texts) * 2 >= len(cells) and (years or not figures or _are_unread_headings(figures, cells))


def _are_unread_headings(figures: list[Cell], cells: list[Cell]) -> bool:
    """Tell whether the figures of a first row may be headings of a scan that an engine could not read.

    They stand in merged cells, beside a heading over several columns; figures of data do not.
    """
    banner = any(cell.column_span > 1 and cell.text and not is_amount(cell.text) for cell in cells)
    return banner and all(not _is_figure(cell) and max(cell.row_span, cell.column_span) > 1 for cell in figures)


def _is_figure(cell: Cell) -> bool:
    """Tell whether a cell has a figure, and that is believed."""
    return is_amount(cell.text) and (cell.source != "ocr" or cell.confidence >= _UNREAD)


def _holds_figures(table: Table, depth: int) -> bool:
    """Tell whether figures stand in the first rows: then these are labels with values. Years and numbers head columns.

    A scan may show a heading as a figure, but hardly two that are believed.
    """
    rows = [row for row in range(1, depth) if not _column_number_rows(table, row)]
    figures = [cell for row in rows for cell in row_cells(table, row) if _is_figure(cell)]
    figures = [cell for cell in figures if not _YEAR.fullmatch(normalise(cell.text))]
    return len(figures) >= (2 if any(cell.source == "ocr" for cell in figures) else 1)


def _years_head_columns(table: Table) -> bool:
    """Tell whether the figures of the first row are different years, over columns that hold no years."""
    first = [cell for cell in row_cells(table, 0) if is_amount(cell.text)]
    if len({cell.text for cell in first}) < 2 or not all(_YEAR.fullmatch(cell.text) for cell in first):
        return False
    columns = {cell.column for cell in first}
    below = [cell.text for cell in table.cells if cell.row > 0 and cell.column in columns and cell.text]
    return bool(below) and not any(_YEAR.fullmatch(text) for text in below)


def _heads_columns(table: Table, depth: int) -> bool:
    """Tell whether the first rows head the columns below them, as a form of labels and values does not.

    Headings begin at most grid columns, and most rows below keep to the columns that they head.
    """
    leaves = {cell.column for cell in table.cells if cell.row < depth}
    if 2 * len(leaves) <= table.column_count:
        return False
    rows = [row for row in table.slots()[depth:] if not _is_total(row[0])]
    begun = [{column for column in leaves if row[column].column == column} for row in rows]
    # On a scan sides of cells are lost here and there; a form of labels and values has fewer columns in all its rows.
    words = any(cell.column and cell.text and not is_amount(cell.text) for row in rows for cell in row)
    may_lose = any(cell.source == "ocr" for cell in table.cells) and (set().union(*begun) == leaves or not words)
    fewest = _KEPT_ON_SCANS * len(leaves) if may_lose else len(leaves)
    aligned = sum(1 for columns in begun if len(columns) >= fewest)
    return 2 * aligned >= len(rows)


def _is_label_and_value(cells: list[Cell], columns: int) -> bool:
    """Tell whether one cell takes all columns beside the first: what it holds heads none of them."""
    return columns > 2 and len(cells) == 2 and cells[1].column_span == columns - 1


def _covered_depth(table: Table, first: int, depth: int) -> int:
    """Return the first row that no cell beginning in rows ``first`` to ``depth`` reaches."""
    row = first
    while row < depth:
        for cell in row_cells(table, row):
            depth = max(depth, cell.row + cell.row_span)
        row += 1
    return depth


def _divides(table: Table, row: int) -> bool:
    """Tell whether a row divides a merged heading above it into several."""
    above = [cell for cell in table.cells if cell.row + cell.row_span == row and cell.column_span > 1]
    here = row_cells(table, row)
    if not above or any(_is_figure(cell) for cell in here) or any(_is_total(cell) for cell in here):
        return False
    for parent in above:
        children = [c for c in here if parent.column <= c.column < parent.column + parent.column_span]
        if len(children) > 1 and all(child.text for child in children) and parent.text:
            return True
    return False


def _is_total(cell: Cell) -> bool:
    return cell.column == 0 and cell.column_span > 1 and _TOTAL.fullmatch(normalise(cell.text)) is not None


def _column_number_rows(table: Table, row: int) -> int:
    if row >= table.row_count - 1:
        return 0
    texts = [normalise(cell.text) for cell in row_cells(table, row) if cell.text]
    numbered = [text for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    numbers = [int(re.match(r"\d+", text)[0]) for text in numbered if text[0].isdigit()]  # type: ignore[index]
    if "栏次" in texts:  # of which a scan may misread a few numbers
        return 1 if 2 * len(numbered) > len(texts) and numbers == sorted(set(numbers)) else 0
    in_order = len(numbers) >= 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    in_order |= numbers == [1] and any(_FILLER.fullmatch(text) for text in texts)
    counted = texts and len(numbered) == len(texts) and in_order
    return 1 if counted or number_columns(row_cells(table, row)) else 0


def is_amount(text: str) -> bool:
    """Tell whether a text is a figure: digits with separators, sign, currency or percent."""
    return _AMOUNT.fullmatch(normalise(text)) is not None


def repeated_header_rows(first: Table, table: Table) -> int:
    """Return how many rows at the top of a piece repeat all heading rows of the table's first piece, else 0.

    The row that numbers the columns may be left out.
    """
    count = first.header_row_count
    return _repeated(first, table, count) or (
        _repeated(first, table, count - 1) if count > 1 and _column_number_rows(first, count - 1) else 0
    )


def _repeated(first: Table, table: Table, count: int) -> int:
    if count == 0 or table.row_count < count:
        return 0
    old, new = _row_texts(first, count), _row_texts(table, count)
    repeated = old == new or _are_cut_short(first, table, count) or _are_misread(first, table, count)
    return count if any(old) and repeated else 0


def _are_cut_short(first: Table, table: Table, rows: int) -> bool:
    """Tell whether the top rows of a piece are the same headings with the last lines of some left out.

    Printers that repeat headings in rows lower than they need do so.
    """
    old, new = ({place: normalise(cell.text) for place, cell in _headings(of, rows).items()} for of in (first, table))
    if old.keys() != new.keys() or not all(old[place].startswith(text) for place, text in new.items()):
        return False
    return sum(old[place] == text for place, text in new.items()) >= _ALIKE * len(old)


def _are_misread(first: Table, table: Table, rows: int) -> bool:
    """Tell whether the top rows of two pieces of a scan are one heading, read in two ways.

    One piece may have an edge that was not seen in the other. Where both were read well they say the same: sheets of
    two projects begin with the same labels.
    """
    cells = (cell for piece in (first, table) for cell in _headings(piece, rows).values())
    if all(cell.source != "ocr" or cell.confidence >= _DOUBTED for cell in cells):
        return False
    edges = merge_edges(relative_edges(first), relative_edges(table))
    old, new = (_headings(on_edges(piece, edges), rows) for piece in (first, table))
    old, new = _as_broad_as(new, old), _as_broad_as(old, new)
    both = [(old[place], new[place]) for place in old.keys() & new.keys()]
    others = [pair for pair in both if not _may_be_one(*(normalise(cell.text) for cell in pair))]
    if any(_are_two(*pair) for pair in others):
        return False
    alike = len(both) - len(others)
    most, same_places = max(len(old), len(new)), len(both) >= _SAME_PLACES * max(len(old), len(new))
    return bool(both) and (alike >= _MOSTLY * most or (same_places and alike >= _ALIKE * len(both)))


def _as_broad_as(others: Mapping[_Place, Cell], cells: Mapping[_Place, Cell]) -> dict[_Place, Cell]:
    """Return headings with those as one that fill what is one heading of another piece, where an edge was not seen."""
    found = dict(cells)
    for row, column, span in others.keys() - cells.keys():
        inside = sorted(place for place in found if place[0] == row and column <= place[1] < column + span)
        if len(inside) > 1 and sum(place[2] for place in inside) == span:
            parts = [found.pop(place) for place in inside]
            surely = min(cell.confidence for cell in parts)
            found[row, column, span] = replace(parts[0], text="".join(cell.text for cell in parts), confidence=surely)
    return found


def _are_two(cell: Cell, other: Cell) -> bool:
    """Tell whether two cells whose texts differ much say two things, however doubtful either is."""
    surely, texts = min(cell.confidence, other.confidence), (normalise(cell.text), normalise(other.text))
    shorter = min(map(len, texts))
    apart = shorter >= _LONG and common(*texts) <= _LITTLE * shorter
    return surely >= _READ_WELL or (surely >= _READ_FAIRLY and apart)


def _may_be_one(text: str, other: str) -> bool:
    return changes(text, other) <= max(len(text), len(other)) // _LENIENCE


def _headings(table: Table, rows: int) -> dict[_Place, Cell]:
    cells = (cell for row in range(rows) for cell in row_cells(table, row))
    return {(cell.row, cell.column, cell.column_span): cell for cell in cells if cell.text}


def _row_texts(table: Table, rows: int) -> list[str]:
    """Return what each row says, whichever cells it is in: an edge may be lost in one piece of a scan."""
    return ["".join(normalise(cell.text) for cell in row_cells(table, row)) for row in range(rows)]
