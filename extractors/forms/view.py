"""A table as the mapping sees it: its grid, where the headings end, and its columns by their headings."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from extractors.column_numbers import number_columns
from extractors.forms.amounts import is_absent, parse_amount
from extractors.forms.heading_words import SharedWords
from extractors.forms.misread import HeadingReader
from extractors.forms.wording import (
    LONGEST_HEADING,
    heading_core,
    is_column_mark,
    is_total_label,
    split_coded_name,
    unit_in,
)
from schemas.findings import Warning
from schemas.table import Cell, Table

#: Codes stand among the leading columns; further right, figures without separators look like codes.
_CODE_COLUMNS = 6
_YEAR_LENGTH = 4
#: The headings of a list of targets take no more rows.
_LIST_HEADING_ROWS = 3
#: What heads a row that numbers the columns.
_NUMBERS = ("栏次", "行次栏次")


@dataclass(slots=True, eq=False)
class Column:
    """What stands under one lowest heading: mostly one grid column, several where that heading is merged over them.

    ``heads`` are the heading cells above it from top to bottom, ``path`` their cleaned texts. No two are equal.
    """

    first: int
    last: int
    heads: tuple[Cell, ...]
    path: tuple[str, ...]

    @property
    def title(self) -> str:
        """The path as a message may show it."""
        return " > ".join(self.path) or f"(column {self.first + 1}, no heading)"


@dataclass
class TableView:
    """A table with its grid laid out; computed once and shared by recognition and mapping.

    ``reader`` reads the headings, and finds the heading rows of a table that was handed on without any.
    """

    table: Table
    reader: HeadingReader
    slots: list[list[Cell]] = field(init=False)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the grid and find where the headings end."""
        self.slots = self.table.slots()
        self.height = _header_height(self.table, self.slots) or _known_height(self.slots, self.reader)

    @property
    def width(self) -> int:
        """Number of grid columns."""
        return self.table.column_count

    @cached_property
    def columns(self) -> list[Column]:
        """The columns by their lowest headings, left to right; none when the table has no heading row."""
        return _columns(self.slots, self.height, self.reader) if self.height else []

    def part(self, first: int, after: int) -> TableView:
        """Return the same table with only those of its columns that stand from ``first`` to before ``after``."""
        part = copy(self)
        part.__dict__["columns"] = self.columns[first:after]
        return part

    def ends_here(self, row: list[Cell], index: int) -> bool:
        """Tell whether a row has a text in these columns that does not go on right of them, as a total's label does."""
        first, last = self.columns[0].first, self.columns[-1].last
        return any(cell.text and cell.row == index and cell.last_column <= last for cell in row[first : last + 1])

    @cached_property
    def _heads(self) -> list[Cell]:
        """The printed cells of the heading rows."""
        return distinct([cell for row in self.slots[: self.height] for cell in row if cell.text])

    @cached_property
    def headings(self) -> frozenset[str]:
        """Cleaned texts of the heading cells."""
        return frozenset(map(self.reader.read, self._heads))

    @cached_property
    def list_headings(self) -> frozenset[str]:
        """Cleaned texts of the cells that reach the lowest heading rows, as those of a list do.

        The labels at the top of a sheet, above such a list, are none of its headings.
        """
        low = [cell for cell in self._heads if cell.last_row >= self.height - _LIST_HEADING_ROWS]
        return frozenset(map(self.reader.read, low))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Cleaned short texts of all cells that hold no figure."""
        return frozenset(self.heading(cell) for cell in self.table.cells if cell.text and not cell.text[-1].isdigit())

    @cached_property
    def heading_unit(self) -> str | None:
        """The unit of money that the headings state, when they state exactly one."""
        units = {unit_in(cell.text) for cell in self._heads} - {None}
        return units.pop() if len(units) == 1 else None

    @cached_property
    def classification(self) -> str:
        """Which classification the codes of the rows belong to: ``function``, ``economic`` or ``none``."""
        function = economic = 0
        for cell in self.table.cells:
            chapter = _chapter(cell.text) if cell.row >= self.height and cell.column < _CODE_COLUMNS else 0
            function += 201 <= chapter <= 234
            economic += 301 <= chapter <= 313 or chapter == 399 or 501 <= chapter <= 599
        if not function and not economic:
            return "none"
        return "function" if function >= economic else "economic"

    @property
    def from_ocr(self) -> bool:
        """Whether an engine read the table's headings."""
        return any(cell.source == "ocr" for cell in self.slots[0])

    def restored(self) -> list[Warning]:
        """Return a warning for each heading that is taken for another text than the engine read."""
        if not self.from_ocr:
            return []
        read = [(cell.row, heading_core(cell.text), self.heading(cell)) for cell in self._heads]
        return [
            self.warning("misread_heading", f"heading {printed} is taken for {taken}", row)
            for row, printed, taken in read
            if taken and taken != printed
        ]

    def heading(self, cell: Cell) -> str:
        """Return a cell's text as a heading, "" for prose and blanks."""
        return self.reader.read(cell) if 0 < len(cell.text) <= LONGEST_HEADING else ""

    def has_figure(self, column: Column) -> bool:
        """Tell whether any row below the headings has a number in this column."""
        return any(
            cell.text and not is_absent(cell.text) and parse_amount(cell.text) is not None
            for cell in self.cells_below(column)
        )

    def cells_below(self, column: Column) -> list[Cell]:
        """Return the distinct cells under a column's headings, top to bottom."""
        seen: dict[int, Cell] = {}
        for row in self.slots[self.height :]:
            for cell in row[column.first : column.last + 1]:
                seen.setdefault(id(cell), cell)
        return list(seen.values())

    def is_blank(self, column: Column) -> bool:
        """Tell whether nothing is printed under a column's headings."""
        return not any(cell.text for cell in self.cells_below(column))

    def says_nothing(self, column: Column, shared: SharedWords) -> bool:
        """Tell whether a column has nothing to map: an ignored one, or one without heading and text."""
        return shared.is_ignored(column.path[-1]) if column.path else self.is_blank(column)

    def page_of(self, row: int) -> int:
        """Return the 1-based page on which a grid row begins."""
        return self.slots[row][0].page

    def starts_part(self, row: int) -> bool:
        """Tell whether a grid row is the first of the table's rows on its page."""
        return any(part.first_row == row for part in self.table.parts)

    def warning(self, code: str, message: str, row: int = 0) -> Warning:
        """Return a warning that names this table."""
        return Warning(code, f"{self.table.id}: {message}", self.page_of(row) if self.slots else None)


def _chapter(text: str) -> int:
    """Return the first three digits of a subject code, printed alone or before its name; 0 for anything else."""
    if len(text) < 3 or not (text[0].isdigit() or text[0] in "[［"):
        return 0
    if text.isdecimal():
        return int(text[:3]) if len(text) in (3, 5, 7) else 0
    coded = split_coded_name(text)
    return int(coded[0][:3]) if coded else 0


def distinct(cells: list[Cell]) -> list[Cell]:
    """Return the cells without repetition, in the order given."""
    return list({id(cell): cell for cell in cells}.values())


def printed_in(row: list[Cell], index: int) -> list[Cell]:
    """Return the cells with text that begin in a grid row."""
    return [cell for cell in distinct(row) if cell.row == index and cell.text]


def printed_under(column: Column, row: list[Cell]) -> Cell:
    """Return the cell of a row that has text under a heading, the first when several or none have."""
    cells = row[column.first : column.last + 1]
    return next((cell for cell in cells if cell.text), cells[0])


def _header_height(table: Table, slots: list[list[Cell]]) -> int:
    """Return how many rows are headings; rows that can only be data are given back to the data.

    An empty form is all text: its 合计 row looks like one heading more.
    """
    height = min(table.header_row_count, table.row_count)
    while height > 0:
        own = [cell for cell in distinct(slots[height - 1]) if cell.row == height - 1]
        texts = [cell.text for cell in own if cell.text]
        lone_total = len(texts) == 1 and is_total_label(texts[0]) and len(own) > 1 and own[0].text == texts[0]
        if not own or (texts and not (lone_total and height > 1 and own[0].column == 0)):
            break
        height -= 1
    return height


def _known_height(slots: list[list[Cell]], reader: HeadingReader) -> int:
    """Return how many rows from the top are headings by their words: none holds a figure, half are known."""
    height = 0
    for index, row in enumerate(slots):
        texts = [cell.text for cell in distinct(row) if cell.row == index and not is_absent(cell.text)]
        lone_total = len(texts) == 1 and is_total_label(texts[0])
        if not texts or lone_total or any(parse_amount(text) is not None for text in texts):
            break
        if sum(reader.knows(heading_core(text)) for text in texts) * 2 < len(texts):
            break
        height = index + 1
    return height


def _columns(slots: list[list[Cell]], height: int, reader: HeadingReader) -> list[Column]:
    columns: list[Column] = []
    rows = _heading_rows(slots, height)
    leaves = slots[rows[-1]]
    for position, leaf in enumerate(leaves):
        if columns and leaves[columns[-1].first] is leaf:
            columns[-1].last = position
            continue
        heads = [cell for cell in distinct([slots[row][position] for row in rows]) if _is_heading(reader.read(cell))]
        columns.append(Column(position, position, tuple(heads), tuple(reader.read(cell) for cell in heads)))
    return columns


def _heading_rows(slots: list[list[Cell]], height: int) -> list[int]:
    """Return the rows of headings without those that only number the columns: 栏次 may be printed over several."""

    def numbers(index: int) -> bool:
        cells = printed_in(slots[index], index)
        cores = [heading_core(cell.text) for cell in cells]
        if any(core in _NUMBERS for core in cores[:1]):
            return True  # whatever a scan has read beside it
        numbered = all(not _is_heading(core.strip("()")) or is_column_mark(core) for core in cores)
        return bool(cells) and (numbered or number_columns(cells))

    return [0, *(index for index in range(1, height) if not numbers(index))]


def _is_heading(core: str) -> bool:
    """Tell headings, be they years, from blanks and from what numbers the columns (1, 2, 3=4+5, 栏次)."""
    numbers = core.isdigit() and len(core) < _YEAR_LENGTH
    return bool(core) and not numbers and core not in _NUMBERS
