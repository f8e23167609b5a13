from __future__ import annotations

import numpy as np
import pytest

from extractors.context.captions.lost_stops import restore_stops
from extractors.lattices import keep_lattice
from schemas.geometry import Box
from schemas.page import RegionKind, TextLine

NOTE = "注:无支出"


def seen(stop: float, instead: str = NOTE) -> TextLine:
    """Return a note as it was read, without its stop, which the recogniser saw so likely, behind some characters."""
    alphabet = ["", *dict.fromkeys(NOTE + instead), "。"]
    rows = np.full((2 * len(NOTE) + 2, len(alphabet)), 1e-7, np.float32)
    for place, character in enumerate(instead):
        rows[2 * place, alphabet.index(character)] = 0.99
        rows[2 * place + 1, 0] = 0.99
    rows[-2, [0, -1]] = 1 - stop, stop
    rows[-1, 0] = 0.99
    return TextLine(3, Box(0, 0, 90, 10), "注：无支出", 9.0, "note", 0.8, keep_lattice(rows, alphabet))


def test_a_stop_that_the_picture_shows_is_put_back() -> None:
    note = seen(0.2)
    (warning,) = restore_stops([note])
    assert (note.text, warning.code, warning.page) == ("注：无支出。", "misread_caption", 3)


@pytest.mark.parametrize(
    ("note", "kind", "text"),
    [
        (seen(0.001), "note", "注：无支出"),  # nothing is printed there
        (seen(0.2), "title", "注：无支出"),
        (seen(0.2, "本表以万元"), "note", "注：无支出"),  # the picture shows something else altogether
        (seen(0.2), "note", "注：无支出。"),
        (seen(0.2), "note", "注：无支出12"),
    ],
)
def test_other_lines_are_left(note: TextLine, kind: RegionKind, text: str) -> None:
    note.kind, note.text = kind, text
    assert restore_stops([note]) == []
    assert note.text == text
