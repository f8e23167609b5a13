"""Values of indicators on scans: signs read as others, and words that may be misreadings of others.

Nothing adds up here, so what is doubtful has to be said by the text itself: `≥98.00(8)` has a figure where a unit
belongs, and `存效` stands once where the document says `有效` again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.context.put import put_text
from extractors.indicator_columns import indicator_cells
from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Behind a figure no unit is a figure or one of these letters, and only one sign is made of two small rings. The
#: bracket before it may be a 1, and its second ring be read once more.
_PERCENT = re.compile(r"(.*\d)(?:[(（]|(?<=\.\d\d)1)(?:[0689sS$]|%[0689])[)）]")
#: A comma groups three digits; before two and a unit it is a point.
_COMMA = re.compile(r"(\D*\d+),(\d\d[(（].+)")
#: In a form that prints all values with two decimals another sign before two digits is a point, and without one the
#: last two noughts are those. A bracket before a figure, with another behind it, is what is left of =.
_FULL = re.compile(r"[≥≤<>=＝]?\d+\.\d\d[(（].+")
_OTHER_SIGN = re.compile(r"(\D?\d+)[-、:·](\d\d[(（].+)")
_POINTLESS = re.compile(r"([≥≤<>=＝]?[1-9]\d*)(00[(（].+)")
_BRACKETED = re.compile(r"[(（](\d+\.\d\d[(（].+)")
#: So many of its values, and this share, tell that all have decimals.
_FEWEST, _SHARE = 3, 0.6
#: The bar under ≥ and ≤ is the first to go.
_BARLESS = re.compile(r"[<>＜＞](?:\d|$)")
#: Words as long as these that differ in one character may be one word.
_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
#: A word is the document's own when it stands there so often.
_OFTEN = 2
#: What a repaired unit and a doubted word are believed: less than what counts as sure.
_BELIEVED = 0.7


def restore_values(tables: Sequence[Table]) -> list[Repair]:
    """Restore percent signs and points in place, and believe odd words and > less; return a repair for each sign."""
    found = [(table, cell) for table in tables for cell in value_cells(table)]
    words = Counter(cell.text for _, cell in found if _WORD.fullmatch(cell.text))
    often = [word for word, count in words.items() if count >= _OFTEN]
    repairs = []
    for table in tables:
        repairs.extend(_with_decimals(table, [cell for owner, cell in found if owner is table]))
    for table, cell in found:
        percent = _PERCENT.fullmatch(cell.text)
        if percent is not None:
            repairs.append(_restore(table, cell, f"{percent[1]}(%)", "a unit is no figure"))
        elif (comma := _COMMA.fullmatch(cell.text)) is not None:
            repairs.append(_restore(table, cell, f"{comma[1]}.{comma[2]}", "a comma groups three digits"))
        elif _BARLESS.match(cell.text) or (words[cell.text] == 1 and _is_near(cell.text, often)):
            cell.confidence = min(cell.confidence, _BELIEVED)
    return repairs


def _with_decimals(table: Table, cells: list[Cell]) -> list[Repair]:
    """Put right what is no value with two decimals, where a form prints all of its values so."""
    valued = [cell for cell in cells if cell.text[-1:] in (")", "）") and any(mark.isdigit() for mark in cell.text)]
    full = sum(1 for cell in valued if _FULL.fullmatch(cell.text))
    if full < max(_FEWEST, _SHARE * len(valued)):
        return []
    repairs = []
    for cell in valued:
        if (cut := _OTHER_SIGN.fullmatch(cell.text) or _POINTLESS.fullmatch(cell.text)) is not None:
            repairs.append(_restore(table, cell, f"{cut[1]}.{cut[2]}", "the other values have two decimals"))
        elif (bracketed := _BRACKETED.fullmatch(cell.text)) is not None:
            repairs.append(_restore(table, cell, f"={bracketed[1]}", "no bracket stands before a figure"))
    return repairs


def _is_near(text: str, words: Sequence[str]) -> bool:
    return any(differing(text, word) == 1 for word in words)


def value_cells(table: Table) -> list[Cell]:
    """Return the cells right of an indicator that were read from a picture."""
    levels = list(indicator_cells(table))
    first = min((cell.row for _, cell in levels), default=table.row_count)
    last = max((cell.last_column for _, cell in levels), default=0)
    return [cell for cell in table.cells if cell.source == "ocr" and cell.row >= first and cell.column > last]


def _restore(table: Table, cell: Cell, after: str, evidence: str) -> Repair:
    return put_text(table, cell, after, evidence, min(cell.confidence, _BELIEVED))
