"""Figures that a narrow column broke at their point."""

from __future__ import annotations

import pytest

from extractors.context.figures.wrapped_figures import BELIEVED, restore_wrapped
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def wrapped(*lines: str, source: TextSource = "ocr") -> Table:
    cell = Cell(0, 0, 1, 1, " ".join(lines), lines, 1, Box(0, 0, 30, 30), "data", 0.99, source)
    return Table("t1", [cell], 1, 1, 0, "ruled", [])


def test_a_point_that_the_rule_took_is_put_back() -> None:
    table = wrapped("2,892", "00")
    (repair,) = restore_wrapped([table])
    assert (table.cells[0].text, repair.before, repair.after) == ("2,892.00", "2,892 00", "2,892.00")
    assert table.cells[0].confidence == BELIEVED


@pytest.mark.parametrize("lines", [("2892", "00"), ("2,892", "000"), ("2,892.", "00"), ("2,892",), ("2,892", "0", "0")])
def test_what_may_go_on_otherwise_stays(lines: tuple[str, ...]) -> None:
    assert restore_wrapped([wrapped(*lines)]) == []


def test_a_text_layer_stays_as_it_is() -> None:
    assert restore_wrapped([wrapped("2,892", "00", source="text")]) == []
