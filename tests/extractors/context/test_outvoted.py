"""Which sure readings a document's other readings outvote."""

from __future__ import annotations

from collections import Counter

import pytest

from extractors.context.outvoted import outvoted
from extractors.context.texts.known_texts import known_texts
from extractors.context.texts.reread import _sure_texts
from schemas.geometry import Box
from schemas.table import Caption, Cell, Table

NAME, SLIP = "华蓥市农业农村局", "华鉴市农业农村局"


@pytest.mark.parametrize(
    ("counts", "slips"),
    [
        ({NAME: 11, SLIP: 1}, {SLIP}),
        ({NAME: 11, SLIP: 4}, set()),
        ({NAME: 2, SLIP: 0}, set()),
        # A recogniser that knows no better reads the rarer word seldom, and right.
        ({SLIP: 11, NAME: 1}, set()),
        ({"某市第一小学": 9, "某市第二小学": 1}, set()),
    ],
)
def test_a_commoner_reading_that_makes_likelier_words_outvotes_a_slip(counts: dict[str, int], slips: set[str]) -> None:
    assert outvoted(counts, counts) == slips


def cells() -> list[Cell]:
    texts = [(NAME, 0.6)] * 6 + [(SLIP, 0.98)]
    return [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 9, 9), "data", confidence, "ocr")
        for row, (text, confidence) in enumerate(texts)
    ]


def test_a_slip_is_no_evidence_for_other_cells() -> None:
    assert SLIP not in known_texts(cells(), (), Counter())
    assert SLIP in known_texts(cells()[-1:], (), Counter())
    table = Table("t1", cells(), 7, 1, 0, "ruled", [], Caption())
    assert SLIP not in list(_sure_texts([table]))
