"""Codes in a column in which every one, but for slips, is the same: that of the unit whose budget it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.context.columns import by_column, data_cells
from extractors.context.put import put_text
from extractors.lattices import less_likely
from extractors.slips import is_one_slip
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Codes read with less are doubted; those read with more are only cut, if that.
DOUBTED, TRUSTED = 0.9, 0.97
#: A code has to stand alone in its column this often before it settles a doubtful one.
REPEATED = 3
#: And so many times for each that differs from it in a digit or two, and is there once.
OFTENER = 8
#: A code that is no less likely than another by more, in natural logarithms, may be that.
AS_WELL = 4.0
#: What a settled code is believed, and one of a column in which none was read surely.
SETTLED, LIKELY = 0.9, 0.7
_CODE = re.compile(r"\d{4,}")


def settle_unit_codes(table: Table) -> list[Repair]:
    """Settle codes in columns in which every one, but for slips, is the same, a unit's own: doubtful ones, cut ones."""
    repairs = []
    for _, cells in sorted(by_column(data_cells(table)).items()):
        codes = Counter(cell.text for cell in cells if cell.confidence >= DOUBTED and _CODE.fullmatch(cell.text))
        if not codes:
            repairs.extend(_settle_doubted_codes(table, cells))
            continue
        code, count = codes.most_common(1)[0]
        # Another code of as many digits may be another unit's; one that lost a stroke has fewer.
        rivals = [other for other in codes if other != code and len(other) == len(code)]
        if count < REPEATED or any(codes[other] > 1 or not is_one_slip(other, code) for other in rivals):
            continue
        if count < len(rivals) * OFTENER:
            continue
        for cell in cells:
            doubted = cell.confidence < TRUSTED or len(cell.text) < len(code)
            # A bit of ruling behind it is one slip too many for what was read, but hardly for all readings.
            read = [cell.text, *(reading.text for reading in cell.readings if cell.confidence < DOUBTED)]
            if doubted and cell.text != code and any(is_one_slip(text, code) for text in read):
                repairs.append(put_text(table, cell, code, f"same document: {count} times", SETTLED))
    return repairs


def _settle_doubted_codes(table: Table, cells: Sequence[Cell]) -> list[Repair]:
    """Settle the codes of a column none of which is sure, if most are read alike and the others may well be it."""
    read = [cell for cell in cells if cell.text]
    codes = Counter(cell.text for cell in read if _CODE.fullmatch(cell.text))
    code, count = next(iter(codes.most_common(1)), ("", 0))
    if count < REPEATED or 2 * count <= len(read):
        return []
    repairs = []
    for cell in read:
        # Specks between the digits are no part of a code.
        plain = re.sub(r"[.,，．·]", "", cell.text)
        if cell.text == code or cell.lattice is None or not (plain == code or is_one_slip(plain, code)):
            continue
        if less_likely(cell.lattice, code, than=plain) <= AS_WELL:
            repairs.append(put_text(table, cell, code, f"same document: {count} times", LIKELY))
    return repairs
