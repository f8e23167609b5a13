"""Codes before organisations in captions that lost their opening bracket: 719]某某局, or 1719]某某局.

A copier thins it to a stroke, which is read as a 1 or not at all. Where the document has the same organisation behind
the same code in both its brackets, that is what the caption says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.findings import Warning
from schemas.page import PageReading

#: A code in brackets and the organisation behind it, as printed; and what may be left of the first bracket.
_WHOLE = re.compile(r"(?P<code>[\[（(【](?P<digits>\d{3,9})[\]）)】])(?P<name>[\u4e00-\u9fff]{3,})")
_TORN = re.compile(r"(?P<before>.*[:：])(?P<left>[1Il|丨!t]?)(?P<digits>\d{3,9})[\]）)】](?P<name>[\u4e00-\u9fff]{3,})")


def restore_code_brackets(readings: Sequence[PageReading]) -> list[Warning]:
    """Put whole codes before organisations in captions of scanned pages, in place; return a warning for each."""
    lines = [line for reading in readings if reading.facts.source == "ocr" for line in reading.lines]
    said = {(found["digits"], found["name"]): found["code"] for line in lines if (found := _WHOLE.search(line.text))}
    warnings = []
    for line in lines if said else ():
        torn = _TORN.fullmatch(line.text) if line.kind == "caption" else None
        code = said.get((torn["digits"], torn["name"])) if torn else None
        if torn and code is None and not torn["left"]:
            code = said.get((torn["digits"][1:], torn["name"])) if torn["digits"].startswith("1") else None
        if torn and code:
            before, line.text = line.text, f"{torn['before']}{code}{torn['name']}"
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings
