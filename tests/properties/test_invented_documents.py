"""The generator keeps its word, and the extractor reads what it draws: every style, no disguise, no fault."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pytest

from extractors.pipeline import extract
from tests.support.drawing.document import STYLES, Drawing, draw
from tests.support.drawing.fonts import available
from tests.support.drawing.money import amount_of
from tests.support.score_folder import DEFAULT_SCORER, cell_score, load_scorer, misplaced_amounts, misread_pages

pytestmark = pytest.mark.skipif(not available(), reason="no ideographic TrueType fonts on this machine")

FIGURE = re.compile(r"-?[\d,]+\.\d\d")
#: Seeds whose documents have forms over several pages.
SEEDS = {"sichuan": 5}
every_style = pytest.mark.parametrize("style", sorted(STYLES))


@cache
def plain(style: str) -> Drawing:
    return draw(SEEDS.get(style, 1), style, plain=True)


@cache
def read(style: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(extract(plain(style).pdf).json())
    return answer


@every_style
def test_a_seed_always_gives_the_same_document(style: str) -> None:
    again = draw(SEEDS.get(style, 1), style, plain=True)
    assert again.truth == plain(style).truth
    assert again.pdf == plain(style).pdf


@every_style
def test_what_the_truth_says_is_on_its_pages(style: str) -> None:
    document = pdfium.PdfDocument(plain(style).pdf)
    printed = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    for table in plain(style).truth["tables"]:
        shown = "".join(printed[page - 1] for page in table["pages"])
        figures = {cell[4] for cell in table["cells"] if FIGURE.fullmatch(cell[4])}
        assert all(figure in shown for figure in figures)


@every_style
def test_records_point_at_the_cells_that_hold_their_amounts(style: str) -> None:
    truth = plain(style).truth
    tables = [table for table in truth["tables"] if table["form"] is not None]
    for form, table in zip(truth["forms"], tables, strict=True):
        texts = {(cell[0], cell[1]): cell[4] for cell in table["cells"]}
        for record in form["records"]:
            for measure, value in record.get("amounts", {}).items():
                row, column = record["cells"][measure]
                assert amount_of(texts[row, column]) == value


@every_style
def test_every_cell_is_read_where_it_was_drawn(style: str) -> None:
    truth, result = plain(style).truth, read(style)
    hits, cells = cell_score(truth, result)
    assert hits == cells
    assert misread_pages(truth, result) == 0


@every_style
def test_figures_in_records_stand_in_the_cells_they_name(style: str) -> None:
    assert misplaced_amounts(read(style)) == 0


@pytest.mark.skipif(not DEFAULT_SCORER.exists(), reason="the acceptance scorer is not beside this repository")
@every_style
def test_every_record_is_read_as_it_was_drawn(style: str) -> None:
    score = load_scorer(DEFAULT_SCORER).score(plain(style).truth, read(style))
    assert score["records"]["share"] == 1.0
    assert score["forms"] == {"n": score["forms"]["n"], "found": score["forms"]["n"], "extra": 0}
    assert score["silent_wrong_amounts"] == 0
