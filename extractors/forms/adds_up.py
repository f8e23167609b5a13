"""Whether figures add up under the measures that columns are given: the sums that a form promises, row by row.

Columns whose headings were not read may be taken for others by their place. If their figures then contradict the form's
own sums, they are others. Rows in which a total has one part only say nothing: there one column is as good as another.
Where a single column of a sum is not known, it is that if it makes the sum hold throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractors.forms.amounts import is_absent, parse_amount
from extractors.forms.view import Column, TableView
from schemas.forms.check_rules import CheckRule, RowSum, signed

#: The share of a scan's rows in which a sum of good columns may fail, for figures are misread: in print of three points
#: sums of four noughts fail in up to two rows of five.
MISREAD = 0.5
#: So many rows have to fail.
FEWEST = 3
#: Half of the last digit of each figure in a sum may be rounded off.
HALF = Decimal("0.5")
#: The share of the rows with a figure of one column that have to bear it out.
BORNE_OUT = 0.8

Sum = tuple[str, list[tuple[str, int]]]


def contradicts(view: TableView, columns: Mapping[str, Column], rules: Sequence[CheckRule]) -> bool:
    """Tell whether the rows of a table contradict some sum of a form, if ``columns`` hold the measures."""
    rows = [_figures(view, row, columns) for row in range(view.height, len(view.slots))]
    return any(_fails(rows, total, parts) for total, parts in _sums(rules) if _printed(columns, total, parts))


def bears_out(view: TableView, columns: Mapping[str, Column], name: str, rules: Sequence[CheckRule]) -> bool:
    """Tell whether a sum of a form holds in the rows that have a figure of ``name``, one of the measures of columns."""
    rows = [_figures(view, row, columns) for row in range(view.height, len(view.slots))]
    for total, parts in _sums(rules):
        if name in (total, *(part for part, _ in parts)) and _printed(columns, total, parts):
            telling = [row for row in rows if row.get(name) and total in row and all(part in row for part, _ in parts)]
            good = sum(_holds(row, total, parts) for row in telling)
            if good >= max(FEWEST, BORNE_OUT * len(telling)):
                return True
    return False


def _sums(rules: Sequence[CheckRule]) -> Iterator[Sum]:
    """Yield the totals and signed parts of which nothing is printed twice and nothing may be missing."""
    for rule in rules:
        if isinstance(rule, RowSum) and rule.certain and not rule.contains and not rule.apart:
            for prefix in rule.under:
                path = f"{prefix}." if prefix else ""
                yield path + rule.total, [(path + name, sign) for name, sign in map(signed, rule.parts)]


def _printed(columns: Mapping[str, Column], total: str, parts: Sequence[tuple[str, int]]) -> bool:
    return total in columns and all(name in columns for name, _ in parts)


def _figures(view: TableView, row: int, columns: Mapping[str, Column]) -> dict[str, Decimal]:
    """Return the figures of a grid row, a dash as nothing."""
    found = {}
    for name, column in columns.items():
        cell = view.slots[row][column.first]
        amount = "0" if is_absent(cell.text) else parse_amount(cell.text)
        if cell.row == row and amount is not None:
            found[name] = Decimal(amount)
    return found


def _fails(rows: Sequence[Mapping[str, Decimal]], total: str, parts: Sequence[tuple[str, int]]) -> bool:
    """Tell whether a sum fails in more rows than it holds in that tell, and in more than misread figures make fail."""
    whole, telling, failing = 0, 0, 0
    for row in rows:
        if total not in row or not all(name in row for name, _ in parts):
            continue
        whole += 1
        if not _holds(row, total, parts):
            failing += 1
        elif sum(row[name] != 0 for name, _ in parts) > 1:
            telling += 1
    return failing >= FEWEST and failing > max(telling, MISREAD * whole)


def _holds(row: Mapping[str, Decimal], total: str, parts: Sequence[tuple[str, int]]) -> bool:
    """Tell whether a sum of figures that are all there holds, but for what each may have been rounded by."""
    terms = [row[total], *(row[name] for name, _ in parts)]
    finest = min(int(term.as_tuple().exponent) for term in terms)
    off = abs(row[total] - sum(sign * row[name] for name, sign in parts))
    return off <= HALF * len(terms) * Decimal(10) ** finest
