"""Changes from the year before, as an amount and in percent: of a scan the figures tell which column holds which.

`增减额` and `增减%` stand side by side, and the sign that parts them is the first that a copier loses. What is under
them cannot be taken for each other: one is the difference of two columns that are there, the other its share.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from extractors.forms.amounts import is_absent, parse_percent
from extractors.forms.built import Built
from extractors.forms.measures import Resolved
from extractors.forms.view import Column, TableView

CHANGE, PERCENT = "change", "change_percent"
_TOTAL, _PRIOR = "total", ("prior_year", "prior_year.total")
#: So many rows have to bear a column out, and so large a share of those that could.
_FEWEST, _MOST = 3, Decimal("0.8")


def settle_changes(view: TableView, resolved: Resolved, built: Built) -> None:
    """Take a column of a scan for the change in percent where its figures are that, whatever its heading was read as.

    Only where no heading was read as the percentage; a warning names the column.
    """
    prior = next((resolved.columns[name] for name in _PRIOR if name in resolved.columns), None)
    if not view.from_ocr or prior is None or PERCENT in resolved.columns or _TOTAL not in resolved.columns:
        return
    rivals = [column for name, column in resolved.twice if name == CHANGE]
    said = [resolved.columns[CHANGE], *rivals] if CHANGE in resolved.columns else rivals
    before, after = _figures(view, prior), _figures(view, resolved.columns[_TOTAL])
    # A sign read as a letter may leave a heading that means neither: 增减量.
    shares = [
        column
        for column in (*said, *resolved.unmapped)
        if _bears_out(_figures(view, column), before, after, _is_share)
        and not _bears_out(_figures(view, column), before, after, _is_difference)  # as where nothing has changed
    ]
    if len(shares) != 1:
        return
    left = [column for column in said if column is not shares[0]]
    if len(left) > 1 or any(not _bears_out(_figures(view, column), before, after, _is_difference) for column in left):
        return
    resolved.columns.pop(CHANGE, None)
    resolved.columns[PERCENT] = shares[0]
    resolved.columns.update((CHANGE, column) for column in left)
    resolved.twice = [(name, column) for name, column in resolved.twice if name != CHANGE]
    resolved.unmapped = [column for column in resolved.unmapped if column is not shares[0]]
    message = f"heading {shares[0].title} is taken for {PERCENT} by the figures under it"
    built.warnings.append(view.warning("misread_heading", message))


def _figures(view: TableView, column: Column) -> dict[int, Decimal]:
    """Return the figures under a heading by their rows."""
    parsed = {cell.row: parse_percent(cell.text) for cell in view.cells_below(column) if not is_absent(cell.text)}
    return {row: Decimal(text) for row, text in parsed.items() if text is not None}


def _bears_out(
    figures: dict[int, Decimal],
    before: dict[int, Decimal],
    after: dict[int, Decimal],
    fits: Callable[[Decimal, Decimal, Decimal], bool],
) -> bool:
    """Tell whether most figures are what they would be if the column was rightly named."""
    rows = [row for row in figures if before.get(row) and row in after]
    good = sum(fits(figures[row], before[row], after[row]) for row in rows)
    return good >= _FEWEST and good >= _MOST * len(rows)


def _is_difference(figure: Decimal, before: Decimal, after: Decimal) -> bool:
    return abs(after - before - figure) <= _last_digit(figure)


def _is_share(figure: Decimal, before: Decimal, after: Decimal) -> bool:
    return abs((after - before) / before * 100 - figure) <= _last_digit(figure)


def _last_digit(figure: Decimal) -> Decimal:
    """Return one unit of a figure's last printed digit: figures are rounded, and so is what they come from."""
    return Decimal(1).scaleb(int(figure.as_tuple().exponent))
