"""What a page break does to cells, undone: merged cells printed again or going on, rows cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.break_pair import BreakPair
from extractors.tables.headers import is_amount
from extractors.tables.known_texts import KnownTexts
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A column in which this share of the rows has a text is one that every row of the table fills in.
_ALWAYS_FILLED = 0.9
#: Fewer rows than this tell nothing about what rows look like.
_FEWEST_ROWS = 4
#: A text that ends like this is complete.
_ENDINGS = ("。", "；", ";", "！", "!", "？", "?")
#: Labels that begin a row of their own, whatever stands above.
_OWN_ROW = re.compile(r"其中|注[:：]|.{0,12}(?:合计|总计|小计|结转|结余|结转下年)$")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[.、])")
_BRACKETED = re.compile(r"[(][一二三四五六七八九十\d]{1,3}[)].")
#: A longer text is prose, not a label.
_LONGEST_LABEL = 40
_CONFIDENCE = 0.95


@dataclass(slots=True)
class Break:
    """The two sides of a page break: cells that reach the last row above, and the cells of the next page.

    ``first`` is the row number at which ``below`` begins. Mending changes the cells in place: they belong to the table
    that is being joined and to nobody else.
    """

    above: list[Cell]
    below: list[Cell]
    first: int
    header_row_count: int
    table_id: str


@dataclass(slots=True)
class Habits:
    """What the rows of a table are like, by column: always filled, holding merged cells, number of blank cells.

    Cells at a page's first and last row are not counted as blank: a break may have left them without their text.
    """

    always: set[int]
    merged: set[int]
    blank: dict[int, int]


def habits_of(tables: Sequence[Table], repeated: Sequence[int]) -> Habits:
    """Count what the data rows of all pieces have in common; headings do not count."""
    filled: dict[int, int] = {}
    blank: dict[int, int] = {}
    merged: set[int] = set()
    rows = 0
    for index, table in enumerate(tables):
        heading = table.header_row_count if index == 0 else repeated[index]
        rows += table.row_count - heading
        for cell in table.cells:
            if cell.row < heading:
                continue
            if cell.row_span > 1:
                merged.add(cell.column)
            if not cell.text:
                if heading < cell.row and cell.last_row < table.row_count - 1:
                    blank[cell.column] = blank.get(cell.column, 0) + 1
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                filled[column] = filled.get(column, 0) + cell.row_span
    # The break itself leaves one row half filled.
    always = {column for column, count in filled.items() if count >= _ALWAYS_FILLED * (rows - len(tables))}
    return Habits(always if rows >= _FEWEST_ROWS else set(), merged, blank)


def mend_break(page_break: Break, habits: Habits, known: KnownTexts) -> tuple[int, list[Repair]]:
    """Make cells torn by the break one. Return how many rows the break had added (0 or 1), and the repairs.

    Where two cells become one, the upper one grows and the lower one leaves ``page_break.below``.
    """
    if _is_foot_of_heading(strip := _pairs(page_break, of_heading=True), page_break):
        return 1, _close_row(strip, page_break)
    pairs = _pairs(page_break)
    if _is_row_cut(pairs, page_break, habits, known):
        return 1, _close_row(pairs, page_break)
    return 0, _close_merged(_merged_pairs(pairs, habits, known), page_break)


def _pairs(page_break: Break, of_heading: bool = False) -> list[BreakPair]:
    """Return the cells at both sides of the break, of rows below the heading or of the heading's own."""
    last = page_break.header_row_count
    upper = {
        (cell.column, cell.column_span): cell
        for cell in page_break.above
        if (cell.row < last if of_heading else cell.row >= last)
    }
    top = sorted((cell for cell in page_break.below if cell.row == page_break.first), key=lambda cell: cell.column)
    return [BreakPair(upper[key], cell) for cell in top if (key := (cell.column, cell.column_span)) in upper]


def _is_foot_of_heading(pairs: list[BreakPair], page_break: Break) -> bool:
    """Tell whether the first row behind a heading that fills a page to its end is the blank foot of that.

    A form without figures has more blank rows.
    """
    top = [cell for cell in page_break.below if cell.row == page_break.first]
    alone = 0 < page_break.first == page_break.header_row_count
    blank = not any(cell.text or cell.row_span > 1 for cell in top)
    filled = any(cell.text for cell in page_break.below if cell.row == page_break.first + 1)
    return alone and bool(top) and blank and filled and len(pairs) == len(top)


def _is_row_cut(pairs: list[BreakPair], page_break: Break, habits: Habits, known: KnownTexts) -> bool:
    """Tell whether the rows on both sides of the break are halves of one row."""
    top = [cell for cell in page_break.below if cell.row == page_break.first]
    if not pairs or len(pairs) < len(top) or any(pair.lower.row_span > 1 for pair in pairs):
        return False
    if not any(pair.lower.text for pair in pairs) or not any(pair.upper.text for pair in pairs):
        return False
    both = [pair for pair in pairs if pair.upper.text and pair.lower.text and not _is_printed_again(pair, habits)]
    if any(is_amount(pair.upper.text) or is_amount(pair.lower.text) for pair in both):
        return False
    if both and all(_is_known_join(pair, known) for pair in both):
        return True
    if any(_begins_anew(pair.lower.text) for pair in pairs if pair.lower.text):
        return False
    if any(pair.upper.text.endswith(_ENDINGS) or normalise(pair.lower.text) in known.own for pair in both):
        return False
    # A merged cell's text may stand on one page only: a blank there says nothing about the row.
    wanted = [pair for pair in pairs if pair.upper.column in habits.always - habits.merged]
    whole = all(pair.upper.text or pair.lower.text for pair in wanted)
    return whole and any(not pair.lower.text or not pair.upper.text for pair in wanted)


def _is_printed_again(pair: BreakPair, habits: Habits) -> bool:
    return pair.same_text and pair.upper.column in habits.merged


def _is_known_join(pair: BreakPair, known: KnownTexts) -> bool:
    upper, lower = normalise(pair.upper.text), normalise(pair.lower.text)
    wholes = {f"{upper}{lower}", _ORDINAL.sub("", f"{upper}{lower}")}
    return any(known.are_halves(upper, lower, whole) for whole in wholes)


def _begins_anew(text: str) -> bool:
    plain = normalise(text)
    numbered = _BRACKETED.match(plain) is not None or (len(plain) > 1 and plain[1] in "、." and plain[0] not in "、.")
    return numbered or _OWN_ROW.match(plain) is not None


def _close_row(pairs: list[BreakPair], page_break: Break) -> list[Repair]:
    """Put the halves of a row together; what is below moves up by one."""
    repairs = []
    for pair in pairs:
        if pair.lower.text and not pair.same_text:
            before = pair.upper.text
            pair.join()
            repairs.append(_repair("continued_cell", pair, before, "row cut by a page break", page_break.table_id))
    halves = {id(pair.lower) for pair in pairs}
    page_break.below[:] = [cell for cell in page_break.below if id(cell) not in halves]
    for cell in page_break.below:
        cell.row -= 1
    return repairs


def _merged_pairs(pairs: list[BreakPair], habits: Habits, known: KnownTexts) -> list[BreakPair]:
    """Return the pairs that are one merged cell over the break."""
    merged = [pair for pair in pairs if pair.upper.column in habits.merged]
    again = [pair for pair in merged if pair.same_text]
    # A short text may repeat by chance; a merged cell shows by its height, or by another such cell beside it.
    tall = any(pair.upper.row_span > 1 or pair.lower.row_span > 1 for pair in again)
    fresh = any(_begins_item(pair) for pair in merged)
    another = fresh or any(_ends_with_goal(pair) for pair in merged)
    goes_on: list[BreakPair] = []
    for pair in merged:
        # A code that is printed again may as well be the next item's.
        beside = any(_rows_of(each) == _rows_of(pair) and not each.same_text for each in goes_on)
        same = pair.same_text and not (another and pair.partly)
        if same or (beside and pair.is_begun_again()):
            if tall or beside:
                goes_on.append(pair)
        elif pair.upper.text and pair.lower.text:
            torn = _is_torn_text(pair, beside) or _is_known_join(pair, known) or _item_goes_on(pair, merged, habits)
            torn = torn and not _begins_anew(pair.lower.text)
            if not torn:
                # Another label begins another item: what stands right of it belongs to that.
                break
            goes_on.append(pair)
        elif _is_blank_half(pair, habits, bool(goes_on), fresh):
            goes_on.append(pair)
    return sorted([*goes_on, *_beside_blank_halves(goes_on, merged)], key=lambda pair: pair.upper.column)


def _beside_blank_halves(goes_on: list[BreakPair], merged: list[BreakPair]) -> list[BreakPair]:
    """Return the other pairs without a text above that span the rows of one that goes on: they are one item's cells.

    A column of labels may be blank in rows that sum up, its neighbour with the amounts is not.
    """
    blank = {_rows_of(pair) for pair in goes_on if not pair.upper.text and pair.lower.text}
    return [
        pair
        for pair in merged
        if _rows_of(pair) in blank
        and not pair.upper.text
        and pair.lower.text
        and not any(pair is other for other in goes_on)
    ]


def _begins_item(pair: BreakPair) -> bool:
    """Tell whether both sides have a figure of their own."""
    return is_amount(pair.upper.text) and is_amount(pair.lower.text) and not pair.same_text


def _ends_with_goal(pair: BreakPair) -> bool:
    """Tell whether a whole sentence ends above the break and another one stands below: an item has one goal."""
    upper, lower = pair.upper.text, pair.lower.text
    return upper.endswith("。") and lower.endswith("。") and not pair.same_text


def _is_blank_half(pair: BreakPair, habits: Habits, left_goes_on: bool, fresh: bool) -> bool:
    """Tell whether one half of a merged cell was left without its text.

    In a column of merged labels a blank cell is the rest of a label where no other cell of the column is blank, or
    where a cell to the left goes on too: then the item does. Where a ``fresh`` item begins at the break, a blank above
    it is not its.
    """
    if bool(pair.upper.text) == bool(pair.lower.text) or (fresh and not pair.upper.text):
        return False
    if left_goes_on and pair.upper.text:
        return True
    tall = max(pair.upper.row_span, pair.lower.row_span) > 1
    return tall and habits.blank.get(pair.upper.column, 0) == 0


def _item_goes_on(label: BreakPair, merged: list[BreakPair], habits: Habits) -> bool:
    """Tell whether a label was torn, rather than followed by another: what every item has is missing beside it."""
    if label.upper.text.count("（") > label.upper.text.count("）"):
        return True
    beside = [pair for pair in merged if pair.upper.column > label.upper.column]
    return any(
        pair.upper.text and not pair.lower.text and habits.blank.get(pair.upper.column, 0) == 0
        for pair in beside
        if is_amount(pair.upper.text)
    )


def _is_torn_text(pair: BreakPair, beside: bool) -> bool:
    """Tell whether running text was broken off; a label has no sentences.

    It is where what stands left of it in the same rows goes on (``beside``), else where it ends in mid-sentence and
    has several lines.
    """
    if beside:
        return _is_prose(pair.upper.text + pair.lower.text)
    upper = pair.upper.text
    return _is_prose(upper) and len(pair.upper.lines) > 1 and not upper.endswith(_ENDINGS)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_LABEL or any(mark in text for mark in "，；。")


def _rows_of(pair: BreakPair) -> tuple[int, int]:
    return pair.upper.row, pair.lower.last_row


def _close_merged(goes_on: list[BreakPair], page_break: Break) -> list[Repair]:
    repairs = []
    for pair in goes_on:
        pair.upper.row_span += pair.lower.row_span
        if pair.same_text:
            evidence = "merged cell printed again after a page break"
            before = f"{pair.upper.text} / {pair.lower.text}"
            pair.join()
            repairs.append(_repair("repeated_cell", pair, before, evidence, page_break.table_id))
        elif pair.lower.text:
            before = pair.upper.text
            pair.join()
            if before:
                evidence = "merged cell goes on after a page break"
                repairs.append(_repair("continued_cell", pair, before, evidence, page_break.table_id))
    gone = {id(pair.lower) for pair in goes_on}
    page_break.below[:] = [cell for cell in page_break.below if id(cell) not in gone]
    return repairs


def _repair(kind: str, pair: BreakPair, before: str, evidence: str, table_id: str) -> Repair:
    cell = pair.upper
    return Repair(kind, table_id, cell.row, cell.column, cell.page, before, cell.text, evidence, _CONFIDENCE)
