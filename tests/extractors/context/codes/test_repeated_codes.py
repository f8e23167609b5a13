"""Codes of units put right by those that a table repeats."""

from __future__ import annotations

import pytest

from extractors.context.codes.repeated_codes import restore_repeated_codes
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table

UNITS = ["172001", "172002", "172003"]


def listed(odd: str, second: str = "172003", belief: float = 0.9, column: int = 2) -> Table:
    """Return a table of subjects and units, in which the last row has an odd unit, also read as a ``second``."""
    rows = [("301", f"{number:02}", unit, "某费") for number in range(1, 11) for unit in UNITS]
    rows[-1] = ("301", "10", odd, "某费")
    cells = [
        Cell(row, place, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", 0.98, "ocr")
        for row, texts in enumerate(rows)
        for place, text in enumerate(texts)
    ]
    last = next(cell for cell in cells if cell.text == odd)
    last.confidence, last.readings = belief, (Reading(odd, belief), Reading(second, 0.05))
    return Table("t1", cells, len(rows), 4, 0, "ruled", [])


def test_a_slip_of_a_repeated_code_is_put_right() -> None:
    table = listed("172903")
    (repair,) = restore_repeated_codes([table])
    assert (repair.before, repair.after, repair.evidence) == ("172903", "172003", "same document: 9 times")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(listed("172903", belief=0.98), id="read surely"),
        pytest.param(listed("172903", second="172908"), id="the engine thought of another"),
        pytest.param(listed("172005", second="172003"), id="as near to others"),
        pytest.param(listed("172902", second="172002"), id="its subject has that unit already"),
    ],
)
def test_what_may_be_a_unit_of_its_own_stays(table: Table) -> None:
    assert restore_repeated_codes([table]) == []
