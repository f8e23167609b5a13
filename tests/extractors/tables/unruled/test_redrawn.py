"""Published budgets re-drawn with fewer rulings: what the pages say must not depend on the lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.intake import open_document
from extractors.pdfium import list_objects
from extractors.rulings.vector import read_vector_rulings
from extractors.space import open_space
from extractors.words.text_layer import read_text_layer
from tests.support.redraw import redraw

SHARED = Path(__file__).resolve().parents[5] / "shared"
SOURCE = SHARED / "reference" / "jiangyou-2024" / "jiangyou.pdf"

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the reference document is not there")


def read(pdf):
    pages = []
    with open_document(pdf, None, None) as document:
        for number in range(1, document.page_count + 1):
            with document.page(number) as page:
                objects = list_objects(page)
                characters, space = read_text_layer(page, open_space(page), objects)
                rulings, _ = read_vector_rulings(objects, space)
            pages.append((characters.text, characters.boxes.round(2).tolist(), characters.anchors.tolist(), rulings))
    return pages


def test_redrawing_leaves_every_character_in_its_place():
    before = read(SOURCE.read_bytes())
    bare, level = read(redraw(SOURCE.read_bytes(), "none")), read(redraw(SOURCE.read_bytes(), "horizontal"))
    assert [page[:3] for page in before] == [page[:3] for page in bare] == [page[:3] for page in level]
    assert all(len(page[3].horizontal) + len(page[3].vertical) == 0 for page in bare)
    assert all(len(page[3].horizontal) and not len(page[3].vertical) for page in level)
