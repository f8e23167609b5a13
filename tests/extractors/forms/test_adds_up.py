"""Headings told by the sums of their columns."""

from __future__ import annotations

import pytest

from schemas.table import TextSource
from tests.extractors.forms.grids import grid, recognised


@pytest.mark.parametrize(
    ("source", "figure", "is_told"), [("ocr", "12.00", True), ("ocr", "13.00", False), ("text", "12.00", False)]
)
def test_a_heading_of_which_little_is_left_is_the_one_with_which_the_sums_hold(
    source: TextSource, figure: str, is_told: bool
) -> None:
    """A watermark left 经费 of 公用经费; what is read of it is read well."""
    rows = "\n".join(f"302{number:02} | 办公费 | 20.00 | 8.00 | {figure}" for number in range(1, 6))
    made = grid(f"科目编码 | 科目名称 | 合计 | 人员经费 | 经费\n{rows}", headers=1, title="一般公共预算基本支出表")
    for cell in made.cells:
        cell.source, cell.confidence = source, 0.95
    found = recognised(made)
    (form,) = found.forms
    assert all(("operations" in record["amounts"]) == is_told for record in form.records)
    doubted = [cell for cell in made.cells if cell.row and cell.column == 4 and cell.confidence < 0.9]
    assert (len(doubted) == 5) == is_told
    assert any("by its place" in warning.message for warning in found.warnings) == is_told
