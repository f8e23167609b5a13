"""Is it a table? What tells a table from a list, a form, a chart or prose that happens to line up."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from extractors.captions import begins_paragraph, is_note
from extractors.tables.finders.unruled.draft import Draft, DraftCell
from extractors.tables.finders.unruled.lines import Region, is_long
from extractors.tables.finders.unruled.segments import Segment
from extractors.text import is_wide
from schemas.table import Table

#: Without rules this share of the cells right of the stub holds figures ...
_FIGURES = 0.5
#: ... this share of the texts lines up with the others of its column ...
_ALIGNED = 0.7
#: At most this share of the cells holds pieces that stand apart, or fewer than so many.
_TORN, _FEWEST_TORN = 0.12, 2
_FRAMED_ALIGNED = 0.55
#: Headings so deep are words; figures among them are those of a chart.
_DEEP = 3
#: A column of figures of which fewer than this share line up is none.
_SCATTERED = 0.4
#: The fewest marks of an axis.
_MARKS = 4
#: A table with headings over this share of its columns, and texts that line up so well, may be as empty as it likes.
_HEADED, _WELL_ALIGNED = 0.75, 0.9
#: ... and this share of the slots is filled.
_FILLED = 0.45
#: The fewest rows with values: without rules, and with a rule above and below.
_ROWS, _RULED_ROWS = 3, 1
_LIST_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]{1,2}|[•●○■▪–*-]")
_PAGE = re.compile(r"\d{1,4}(?:[,–-]\s?\d{1,4})*|[ivxlc]{1,7}")
_LEADER = re.compile(r"(?:[.…·_]\s?){4,}$")


def is_table(draft: Draft, region: Region) -> bool:
    """Tell whether a draft is worth being a table."""
    if draft.row_count < 2 or draft.column_count < 2:
        return False
    heads = [cell for cell in draft.cells if cell.row < draft.header_rows]
    headed = {column for cell in heads if not _is_figure(cell) for column in range(cell.column, cell.last_column + 1)}
    if draft.header_rows >= _DEEP and 2 * sum(_is_figure(cell) for cell in heads) > len(heads):
        return False
    body = [cell for cell in draft.cells if cell.row >= draft.header_rows]
    values = [cell for cell in body if cell.column > 0]
    rows = {cell.row for cell in values}
    if _is_list(draft, body) or _is_contents(draft, body) or _has_axis(draft, body) or _is_torn(body):
        return False
    if region.form:
        return draft.header_rows == 0 or 2 * len(headed) >= draft.column_count
    if region.framed:
        filled = len(body) / max(1, (draft.row_count - draft.header_rows) * draft.column_count)
        known = filled >= _FILLED or 2 * len(headed) >= draft.column_count
        held = len(rows) >= _RULED_ROWS or draft.header_rows > 0
        return known and held and _aligned(draft, body) >= _FRAMED_ALIGNED
    if sum(is_long(rule, region.x0, region.x1) for rule in region.rules) >= 2:
        return len(rows) >= _RULED_ROWS and _aligned(draft, body) >= _ALIGNED
    numbers = [cell for cell in values if _is_figure(cell)]
    if len({cell.row for cell in numbers}) < _ROWS:
        return False
    if len(headed) >= _HEADED * draft.column_count and _aligned(draft, body) >= _WELL_ALIGNED:
        return True
    filled = len(body) / ((draft.row_count - draft.header_rows) * draft.column_count)
    figures = len(numbers) >= _FIGURES * len(values)
    return figures and filled >= _FILLED and _aligned(draft, body) >= _ALIGNED


def _is_figure(cell: DraftCell) -> bool:
    return all(segment.number for segment in cell.segments)


def _aligned(draft: Draft, body: list[DraftCell]) -> float:
    """Return the share of body texts that share an edge or the middle with most texts of their column.

    It is 0 when the figures of some column stand anywhere, as the labels at the ends of bars do.
    """
    right = total = 0
    for column in range(draft.column_count):
        texts = [cell.segments[0] for cell in body if cell.column == column and cell.column_span == 1]
        if not texts:
            continue
        best = _most_aligned(texts)
        figures = sum(text.number for text in texts) * 2 > len(texts) >= _MARKS
        if column > 0 and figures and best < _SCATTERED * len(texts):
            return 0.0
        right += best
        total += len(texts)
    return right / total if total else 1.0


def _most_aligned(texts: list[Segment]) -> int:
    slack = 0.5 * median(text.size for text in texts)
    best = 1
    for places in ([t.x0 for t in texts], [t.x1 for t in texts], [t.centre for t in texts]):
        middle = median(places)
        best = max(best, sum(abs(place - middle) <= slack for place in places))
    return best


def _has_axis(draft: Draft, body: list[DraftCell]) -> bool:
    """Tell whether a column counts down by equal steps, as marks at the axis of a chart do, with little beside it.

    A table may count down too, but it says beside each figure what is counted.
    """
    axes = {column for column in range(draft.column_count) if _counts_down(body, column)}
    if not axes:
        return False
    beside = [cell for cell in body if cell.column not in axes]
    return len(beside) < 0.5 * (draft.row_count - draft.header_rows) * (draft.column_count - len(axes)) or not beside


def _counts_down(body: list[DraftCell], column: int) -> bool:
    texts = [segment.text for cell in body if cell.column == column for segment in cell.segments]
    if len(texts) < _MARKS:
        return False
    try:
        marks = [float(text.replace(",", "").rstrip("%")) for text in texts]
    except ValueError:
        return False
    steps = {round(a - b, 6) for a, b in pairwise(marks)}
    return len(steps) == 1 and steps.pop() > 0


def _is_list(draft: Draft, body: list[DraftCell]) -> bool:
    """Tell whether the first of two columns holds nothing but bullets or the numbers of a list."""
    marks = [cell for cell in body if cell.column == 0]
    return (
        draft.column_count == 2
        and bool(marks)
        and all(_LIST_MARK.fullmatch(cell.segments[0].text) for cell in marks if cell.segments)
    )


def _is_contents(draft: Draft, body: list[DraftCell]) -> bool:
    """Tell whether titles lead to page numbers, by dots or in order: a table of contents or an index.

    An index may have several columns. Without dots the numbers have to be in order, and nothing heads them.
    """
    if draft.column_count % 2:
        return False
    titles = [cell for cell in body if cell.column % 2 == 0]
    pages = [cell.segments[-1].text for cell in body if cell.column % 2 == 1]
    led = 2 * sum(bool(_LEADER.search(cell.segments[-1].text)) for cell in titles) >= len(titles)
    plain = draft.column_count == 2 and draft.header_rows == 0 and len(pages) >= _MARKS and len(pages) == len(titles)
    if not (led or plain) or not all(_PAGE.fullmatch(text) for text in pages):
        return False
    if draft.column_count > 2:
        return True
    numbers = [int(text) for text in pages if text.isdigit()]
    return all(a <= b for a, b in pairwise(numbers)) and (led or len(numbers) == len(pages))


def _is_torn(body: list[DraftCell]) -> bool:
    """Tell whether many cells hold pieces that stand apart on one line: the columns do not fit the text."""
    torn = sum(any(abs(a.baseline - b.baseline) < 0.3 * a.size for a, b in pairwise(cell.segments)) for cell in body)
    return torn >= _FEWEST_TORN and torn > _TORN * len(body)


def is_numbered_note(table: Table) -> bool:
    """Tell whether a table is a Chinese note whose numbers stand apart from their paragraphs, as a column does."""
    first, *rest = (table.slots()[row][0].text for row in range(table.row_count))
    return is_wide(first[:1] or " ") and is_note(first) and all(map(begins_paragraph, rest))
