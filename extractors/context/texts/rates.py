"""Per cent signs of rates in prose that were read as characters: 覆盖率达到93号 is 覆盖率达到93%.

In coarse scans the rings and the bar of a small % look like an ideograph of many strokes, and words of a sentence are
no help: after a number many may stand. But a rate is told in per cent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with more are left as they are; what a corrected one is believed.
DOUBTED, BELIEVED = 0.9, 0.7
#: A character alone between a rate's figure and the next pause; 频率 is told in times, 功率 and 效率 in other units.
_RATE = re.compile(
    r"(?<![频功效])率[^\d，。；、,;：:]{0,4}\d{1,3}(?:\.\d{1,2})?(?P<sign>[\u4e00-\u9fff])(?=[，。；、,;]|$)"
)
#: Characters that words begin with which may follow the figure: 以上, 个百分点, 次, 分.
_NO_SIGNS = frozenset("以个次分多余")


def restore_rates(tables: Sequence[Table]) -> list[Repair]:
    """Put per cent signs behind the figures of rates in doubted OCR cells, in place; return a repair for each cell."""
    cells = ((table, cell) for table in tables for cell in table.cells if cell.source == "ocr")
    return [
        put_text(table, cell, text, "rates are told in per cent", min(cell.confidence, BELIEVED))
        for table, cell in cells
        if cell.confidence < DOUBTED and (text := _in_per_cent(cell)) != cell.text
    ]


def _in_per_cent(cell: Cell) -> str:
    text = cell.text
    for found in _RATE.finditer(cell.text):
        if found["sign"] not in _NO_SIGNS:
            text = f"{text[: found.start('sign')]}%{text[found.end('sign') :]}"
    return text
