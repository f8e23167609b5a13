"""Columns whose headings could not be read, by their place: a form prints its measures in one order.

In print of four points a copier leaves nothing of `小计`. Between two columns that were read there can only be the
measures that the form has between theirs and no other column has, if there are as many; and where a table has as many
columns as its form, one heading that contradicts all others was misread. A heading of which something printed over it
took a letter away is read well and means nothing, 合 for 合计: it has to be one for that place with a letter more, or
the form's sums have to hold with it. The figures are doubted as the headings are; sums prove them or not.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from itertools import pairwise

from extractors.forms.measures import SUMS, Resolved
from extractors.forms.view import Column

#: The share of the columns that has to be read before place says anything.
READ = 0.5
#: Where a table has all of a form's columns: the share of those read that has to stand where the form has them.
AGREEING = 0.9
#: Headings believed less than this may be corrected by their place; and what is believed at most of one that was.
DOUBTED, BELIEVED = 0.9, 0.85


def fill_by_place(
    columns: Sequence[Column],
    resolved: Resolved,
    measures: Sequence[str],
    is_cut: Callable[[Column, str], bool] = lambda column, measure: False,
) -> list[Column]:
    """Give doubted columns the measures between those of their neighbours, in place, and return these columns.

    ``columns`` are those of figures from left to right, ``measures`` the form's in the order in which it prints them.
    ``is_cut`` tells of a column whose headings mean nothing whether they may be what is left of a measure's.
    """
    order = {name: place for place, name in enumerate(measures)}
    name_of = {column: name for name, column in resolved.columns.items()}
    columns = [column for column in columns if column in name_of or not _is_detail(column, resolved)]
    read = [order.get(name_of[column], -1) if column in name_of else None for column in columns]
    if sum(place is not None for place in read) < READ * len(columns):
        return []
    wanted = {at: measures[place] for at, place in _places(read, len(measures)).items()}
    return fill(
        columns, resolved, wanted, {at for at in wanted if read[at] is None and is_cut(columns[at], wanted[at])}
    )


def fill(
    columns: Sequence[Column], resolved: Resolved, wanted: Mapping[int, str], cut: Container[int] = ()
) -> list[Column]:
    """Give the doubted ones of some columns, and the ``cut`` ones, the measures ``wanted``, in place.

    Return those that had others.
    """
    name_of = {column: name for name, column in resolved.columns.items()}
    filled = {
        at: name
        for at, name in wanted.items()
        if name_of.get(columns[at]) != name
        and (_is_doubted(columns[at]) or at in cut)
        and not _sums_group_up(columns[at], name, resolved)
    }
    for at in filled:
        resolved.columns.pop(name_of.get(columns[at], ""), None)
    for at, name in filled.items():
        resolved.columns[name] = columns[at]
    changed = [columns[at] for at in filled]
    resolved.unmapped = [column for column in resolved.unmapped if column not in changed]
    resolved.twice = [(name, column) for name, column in resolved.twice if column not in changed]
    return changed


def _places(read: Sequence[int | None], count: int) -> dict[int, int]:
    """Return, for columns by position, the places in the form's order that the columns that were read leave them."""
    known = [(at, place) for at, place in enumerate(read) if place is not None]
    if len(read) == count and sum(at == place for at, place in known) >= AGREEING * len(known):
        return {at: at for at in range(count)}
    places = [place for _, place in known]
    if -1 in places or len(set(places)) < len(places):
        return {}
    found: dict[int, int] = {}
    bounds = [(-1, -1), *known, (len(read), count)] if places == sorted(places) else known
    for (left, before), (right, after) in pairwise(bounds):
        free = [place for place in range(before + 1, after) if place not in places]
        if len(free) == right - left - 1:
            found |= dict(zip(range(left + 1, right), free, strict=True))
    return found


def _is_detail(column: Column, resolved: Resolved) -> bool:
    """Tell whether a column that the form does not know is a part of one that it does: 人员经费 beside 小计."""
    if len(column.heads) < 2 or _is_doubted(column):
        return False
    return any(column.heads[-2] in each.heads[:-1] for each in resolved.columns.values())


def _sums_group_up(column: Column, name: str, resolved: Resolved) -> bool:
    """Tell whether a column is the sum of a group that was read too, 小计 under 本年收入: it is none of its sources."""
    understood = len(column.path) > 1 and any(column is each for _, each in resolved.twice)
    return understood and column.path[-1].endswith(SUMS) and name.rpartition(".")[2] not in ("total", "subtotal")


def _is_doubted(column: Column) -> bool:
    """Tell whether a scanned column's heading may have been misread; of one that is not there, nothing was read."""
    return not column.heads or any(head.source == "ocr" and head.confidence < DOUBTED for head in column.heads)
