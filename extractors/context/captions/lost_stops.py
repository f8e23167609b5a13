"""Notes under tables whose full stop a copy thinned out: the smallest mark of a line is the first to be missed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.lattices import log_likelihoods
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import TextLine

#: By how much less likely, in natural logarithms, a text with its stop may be than without: where one is printed it is
#: by less than two, where none is by more than four; and how likely it has to be.
STOP, NEARLY, LIKELY = "。", 3.0, -14.0
_SAYS_SO_FAR = re.compile(r".*[\u4e00-\u9fff)]")


def restore_stops(lines: Iterable[TextLine]) -> list[Warning]:
    """Give notes the full stop back that their pictures show, in place, and return a warning for each."""
    warnings = []
    for line in lines:
        if line.kind == "note" and line.lattice is not None and _shows_stop(line):
            before, line.text = line.text, line.text + STOP
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings


def _shows_stop(line: TextLine) -> bool:
    text = normalise(line.text)
    if line.lattice is None or not _SAYS_SO_FAR.fullmatch(text):
        return False
    without, whole = log_likelihoods(line.lattice, [text, text + STOP])
    return bool(whole >= LIKELY and without - whole <= NEARLY)
