"""Amounts whose last decimals print over them took away: 7,158,400 where all others of the table are like 7,158,400.00.

The value is the same, and sums say so to the last digit; what is printed is not. It is given the decimals of its table,
and a nought those with which its table prints nothing: 0.0 where all others are 0.00.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import Equation, by_place
from extractors.checks.figures import ONE
from extractors.text import normalise
from schemas.findings import Repair

#: Cells read with more print what was read; and what is believed at most of one that was cut.
SURE, BELIEVED = 0.99, 0.85
_NOUGHT = re.compile(r"0[.,]?0*")
_PRINTED = re.compile(r"-?[\d,]*\d\.?(\d*)")


def restore_decimals(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Give amounts of whole units that sums prove the decimals that their table prints; return a repair for each."""
    repairs = []
    for place, proofs in by_place(found).items():
        figure = proofs[0].figure_at(place)
        cell = cells.of(figure)
        if cell is None or cell.confidence >= SURE or figure.value % ONE:
            continue
        printed = normalise(cell.text)
        if figure.value == 0:
            cut = _NOUGHT.fullmatch(printed) is not None and cells.prints_nothing_longer(figure, printed)
        else:
            decimals = _PRINTED.fullmatch(printed)
            cut = decimals is not None and len(decimals[1]) < cells.decimals(figure)
        if cut and all(equation.is_exact for equation in proofs):
            believed = min(cell.confidence, BELIEVED)
            repairs.append(cells.correct(figure, figure.value, proofs, believed))
    return repairs
