"""Figures with a letter in them: `22,603,200.0C` in a table that also prints 22,603,200.00.

No figure has a letter, so one digit is misread; which it was is known where the table prints only one figure that is
the same but for that sign: a total and its only part, say. The sums then tell whether it was right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Table

#: Fewer digits are alike by chance.
_FEWEST_DIGITS = 4
_FIGURE = re.compile(r"-?\d[\d,]*\.\d{1,2}")
_LETTERED = re.compile(r"-?\d(?=[\d,.]*[A-Za-z][\d.,]*$)[\d,.A-Za-z]*")
#: Figures read so surely are evidence; a repaired one is believed less than what counts as sure.
_SURE, _BELIEVED = 0.7, 0.7


def repair_lettered_figures(tables: Sequence[Table]) -> list[Repair]:
    """Put digits for letters in figures of OCR cells, in place; return a repair for each."""
    repairs = []
    for table in tables:
        lettered = [cell for cell in table.cells if cell.source == "ocr" and _LETTERED.fullmatch(cell.text)]
        sure = [cell.text for cell in table.cells if cell.confidence >= _SURE] if lettered else []
        printed = {text for text in sure if _FIGURE.fullmatch(text)}
        for cell in lettered:
            same = [text for text in printed if differing(text, cell.text) == 1]
            if len(same) != 1 or sum(sign.isdigit() for sign in cell.text) < _FEWEST_DIGITS:
                continue
            before, after = cell.text, same[0]
            cell.text, cell.lines, cell.confidence = after, (after,), min(cell.confidence, _BELIEVED)
            place, evidence = (cell.row, cell.column, cell.page), f"the same table prints {after}"
            repairs.append(Repair("ocr_digit", table.id, *place, before, after, evidence, _BELIEVED))
    return repairs
