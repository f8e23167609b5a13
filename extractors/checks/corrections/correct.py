"""Amounts that were read from a picture and that the arithmetic of the forms puts right.

The plot of the corrections: each step is given what the sums say after the one before. A figure that the recogniser was
sure of is left as it is, and every repair carries both values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.agreement import agree, doubt_unequal
from extractors.checks.corrections.cut_decimals import restore_decimals
from extractors.checks.corrections.joint_sums import settle_together
from extractors.checks.corrections.lone_figures import settle_lone_figures
from extractors.checks.corrections.noughts import read_noughts
from extractors.checks.corrections.proved import prove
from extractors.checks.corrections.row_by_row import settle_rows
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.corrections.unread import read_unread
from schemas.findings import Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Table

#: A correction can clear the way for another in the same sum; more rounds than this have found nothing in practice.
ROUNDS = 3


def correct_amounts(forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary) -> list[Repair]:
    """Correct misread amounts in the records and in their tables' cells; return a repair for each.

    Cells of a text layer are never touched. Call it before the checks.
    """
    cells = ScannedCells(forms, tables)
    if not cells:
        return []
    document = forms, tables, library
    sums = partial(equations, *document)
    repairs = read_noughts(*document, cells)
    repairs += read_unread(*document, cells)
    repairs += agree(sums(), cells)
    repairs += settle_rows(sums(), cells)
    repairs += _while_found(lambda: settle_together(sums(), cells))
    repairs += _while_found(lambda: settle_lone_figures(sums(), cells))
    # Sums that failed for a misread amount say more of the unread ones now.
    repairs += read_unread(*document, cells)
    repairs += read_noughts(*document, cells)
    repairs += _while_found(lambda: prove(*document, cells))
    repairs += restore_decimals(sums(), cells)
    doubt_unequal(sums(), cells)
    cells.forget()
    return repairs


def _while_found(step: Callable[[], list[Repair]]) -> list[Repair]:
    """Take a step again as long as it puts something right; return all its repairs."""
    repairs: list[Repair] = []
    for _ in range(ROUNDS):
        found = step()
        if not found:
            break
        repairs += found
    return repairs
