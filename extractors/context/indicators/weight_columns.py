"""Weights of indicators that are no figures: a % under 权重 is a 24 of which a coarse scan left as much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.text import normalise
from schemas.table import Table

_HEADING = re.compile(r"(?:指标)?(?:权重|分值)(?:\([^()]*\))?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
#: What a weight that is no figure is believed at most.
DOUBTED = 0.5


def doubt_weights(tables: Sequence[Table]) -> None:
    """Lower the confidence of what stands under a heading of weights in OCR tables and is no figure."""
    for table in tables:
        headings = {
            cell.column: cell.last_row
            for cell in table.cells
            if cell.row < table.header_row_count and _HEADING.fullmatch(normalise(cell.text))
        }
        for cell in table.cells:
            below = cell.row > headings.get(cell.column, table.row_count)
            if below and cell.source == "ocr" and cell.text and not _FIGURE.fullmatch(normalise(cell.text)):
                cell.confidence = min(cell.confidence, DOUBTED)
