"""Weights of indicators are figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.indicators.weight_columns import DOUBTED, doubt_weights
from tests.extractors.tables.builders import table


@pytest.mark.parametrize(
    ("heading", "source", "doubted"),
    [
        ("权重", "ocr", ["%", "l2"]),
        ("指标分值（分）", "ocr", ["%", "l2"]),
        ("度量单位", "ocr", []),
        ("权重", "text", []),
    ],
)
def test_what_is_no_figure_is_doubted_under_a_heading_of_weights(heading: str, source: str, doubted: list[str]) -> None:
    made = table(f"三级指标 | {heading}\n甲 | 12\n乙 | %\n丙 | 12.5%\n丁 | l2", header_rows=1)
    cells = [replace(cell, source=source, confidence=0.95) for cell in made.cells]
    doubt_weights([replace(made, cells=cells)])
    assert [cell.text for cell in cells if cell.confidence <= DOUBTED] == doubted
