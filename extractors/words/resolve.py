"""Doubtful OCR texts settled by context: official names, and what the same document says elsewhere without doubt.

Only a text that the engine doubts and that nothing knows is touched, only where one known text is clearly nearest, and
never a figure with decimals: amounts are settled by arithmetic. Every change is a repair that names its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: Texts read with less are doubted; texts read with more are evidence for others.
DOUBTED, TRUSTED = 0.9, 0.97
#: Shorter texts are too alike to be told apart by their neighbours.
SHORTEST = 3
#: One character in so many may differ, and at least one.
LENIENCE = 6
#: A code has to stand alone in its column this often before it settles a doubtful one.
REPEATED = 3
#: What a settled text is believed.
SETTLED = 0.9
_CJK = re.compile(r"[\u4e00-\u9fff]")
_CODE = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class _Known:
    """A text that may settle another: as printed, how often the document has it, and where it is from."""

    text: str
    count: int
    source: str


def resolve_texts(tables: Sequence[Table]) -> list[Repair]:
    """Correct doubtful texts of OCR cells in place and return a repair for each."""
    cells = [(table, cell) for table in tables for cell in table.cells if cell.source == "ocr" and cell.text]
    known = _known_texts(cell for _, cell in cells)
    repairs = []
    for table, cell in cells:
        if cell.confidence >= DOUBTED:
            continue
        found = _nearest_name(cell, known) if _CJK.search(cell.text) else None
        if found is not None:
            repairs.append(_settle(table, cell, found))
    for table in tables:
        repairs.extend(_settle_codes(table))
    return repairs


def _known_texts(cells: Iterable[Cell]) -> dict[str, _Known]:
    counts = Counter(
        normalise(cell.text)
        for cell in cells
        if cell.confidence >= TRUSTED and len(cell.text) >= SHORTEST and _CJK.search(cell.text)
    )
    known = {name: _Known(name, 0, "vocabulary") for name in _official_names()}
    known.update({text: _Known(text, count, "same document") for text, count in counts.items()})
    return known


@cache
def _official_names() -> frozenset[str]:
    names = {subject.name for subject in subjects()} | {*level1_names(), *level2_names()}
    return frozenset(normalise(name) for name in names if len(name) >= SHORTEST)


def _nearest_name(cell: Cell, known: dict[str, _Known]) -> _Known | None:
    text = normalise(cell.text)
    if len(text) < SHORTEST or text in known:
        return None
    for reading in cell.readings[1:]:
        if (other := known.get(normalise(reading.text))) is not None:
            return other
    allowed = max(1, len(text) // LENIENCE)
    near = [
        (distance, -item.count, item) for item in known.values() if (distance := _differing(text, item.text)) <= allowed
    ]
    near.sort(key=lambda entry: (entry[0], entry[1], entry[2].text))
    if not near or (len(near) > 1 and near[0][:2] == near[1][:2]):
        return None
    return near[0][2]


def _differing(text: str, other: str) -> int:
    """Return in how many places two texts of one length differ; texts of other lengths are far apart."""
    if len(text) != len(other):
        return len(text)
    return sum(1 for a, b in zip(text, other, strict=True) if a != b)


def _settle(table: Table, cell: Cell, known: _Known) -> Repair:
    before, cell.text = cell.text, known.text
    if len(cell.lines) == 1:
        cell.lines = (known.text,)
    cell.confidence = max(cell.confidence, SETTLED)
    evidence = (
        f"{known.source}: {known.text}" if known.source == "vocabulary" else f"same document: {known.count} times"
    )
    return Repair("ocr_text", table.id, cell.row, cell.column, cell.page, before, cell.text, evidence, SETTLED)


def _settle_codes(table: Table) -> list[Repair]:
    """Settle doubtful codes in columns in which every sure code is the same, a unit's own."""
    repairs = []
    for column in range(table.column_count):
        cells = [cell for cell in table.cells if cell.column == column and cell.source == "ocr" and cell.kind == "data"]
        sure = Counter(cell.text for cell in cells if cell.confidence >= TRUSTED and _CODE.fullmatch(cell.text))
        if len(sure) != 1 or sure.total() < REPEATED:
            continue
        code, count = sure.most_common(1)[0]
        for cell in cells:
            if cell.confidence < DOUBTED and cell.text != code and _one_slip(cell.text, code):
                repairs.append(_settle(table, cell, _Known(code, count, "same document")))
    return repairs


def _one_slip(text: str, code: str) -> bool:
    """Tell whether a text is the code with one or two characters misread, or one lost or added."""
    if not any(character.isdigit() for character in text):
        return False
    if len(text) == len(code):
        return _differing(text, code) <= 2
    longer, shorter = (text, code) if len(text) > len(code) else (code, text)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
