"""Captions whose colon a coarse scan lost: `部门某某局` beside `单位：万元` names the organisation 某某局.

Without the colon a label and a name are a sentence's beginning as well. What tells is the place, level with the unit of
a table's amounts, and that the document names the organisation elsewhere: on its cover, in a caption read with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.captions import find_unit
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine

#: A label, what a colon may be read as, and a name that ends like an organisation's.
_LABELLED = re.compile(
    r"(?:预算|编制|填报|公开|主管)?(?:部门|单位)(?:名称|全称)?[,.、·'!]?(\w{3,58}[局委会厅院校学室部处所队站心署馆社园团])"
)
_MARKS = ",.、·'!，．！"
#: Captions side by side differ in height by less than this share of a line's.
_LEVEL = 0.6


def restore_colons(readings: Sequence[PageReading]) -> list[Warning]:
    """Put the colon into captions of scanned pages that name an organisation, and return a warning for each."""
    said = {normalise(line.text) for reading in readings for line in reading.lines}
    warnings = []
    for reading in readings:
        for line in reading.lines if reading.facts.source == "ocr" and reading.tables else ():
            name = _labelled(line)
            if name is None or not _beside_unit(line, reading.lines) or not _is_named(name, said):
                continue
            before = line.text
            line.text, line.kind = f"{before[: -len(name)].rstrip(_MARKS)}：{name}", "caption"
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings


def _labelled(line: TextLine) -> str | None:
    """Return what stands behind a label for organisations, without a colon between them, in a line of no other role."""
    match = _LABELLED.fullmatch(normalise(line.text)) if line.kind == "text" else None
    return match[1] if match is not None and line.text.endswith(match[1]) else None


def _beside_unit(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Tell whether the unit of a table stands level with a line, on its right."""
    return any(
        other.box.x0 > line.box.x1
        and abs(other.box.top + other.box.bottom - line.box.top - line.box.bottom) < 2 * _LEVEL * line.size
        and find_unit(other.text) is not None
        for other in lines
    )


def _is_named(name: str, said: set[str]) -> bool:
    """Tell whether the document names an organisation other than behind a label without a colon."""
    return any(name in text and _LABELLED.fullmatch(text) is None for text in said)
