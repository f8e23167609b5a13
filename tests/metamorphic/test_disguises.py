"""One drawn document, many disguises, the same tables: where a page lies and how it is ruled is not what it says."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from extractors.pipeline import extract
from schemas.table import Table
from tests.support.drawing.disguises import letter_by_letter, moved, ruled_with, scaled, shuffled
from tests.support.drawing.document import Drawing, draw
from tests.support.drawing.fonts import Face, available
from tests.support.drawing.look import RULINGS, Look
from tests.support.drawing.paint import paint
from tests.support.drawing.sheet import Sheet

pytestmark = pytest.mark.skipif(not available(), reason="no ideographic TrueType fonts on this machine")

Disguise = Callable[[list[Sheet], Look], tuple[list[Sheet], Look]]

DISGUISES: dict[str, Disguise] = {
    "quarter turn": lambda sheets, look: (sheets, replace(look, rotate=90)),
    "upside down": lambda sheets, look: (sheets, replace(look, rotate=180)),
    "three quarters": lambda sheets, look: (sheets, replace(look, rotate=270)),
    "lying on its side": lambda sheets, look: (sheets, replace(look, sideways=True)),
    "moved": lambda sheets, look: (moved(sheets, 61.3, 17.9), look),
    "half the size": lambda sheets, look: (scaled(sheets, 0.5), look),
    "twice the size": lambda sheets, look: (scaled(sheets, 2.0), look),
    "cropped": lambda sheets, look: (sheets, replace(look, crop=(33.0, 71.0))),
    "drawn in another order": lambda sheets, look: (shuffled(sheets, random.Random(7)), look),
    "letter by letter": lambda sheets, look: (letter_by_letter(sheets, look), look),
    "letter by letter in another order": lambda sheets, look: (
        shuffled(letter_by_letter(sheets, look), random.Random(8)),
        look,
    ),
    **{
        f"ruled with {style}": lambda sheets, look, style=style: (ruled_with(sheets, style, random.Random(3)), look)  # type: ignore[misc]
        for style in RULINGS
        if style not in ("lines", "boxes")
    },
}

#: One document of each kind of layout: two-sided forms, procurement over pages, merged labels, forms with a banner.
DOCUMENTS = (("jiangsu", 4), ("shanghai", 2), ("ministry", 2))


@cache
def drawn(style: str, seed: int) -> Drawing:
    look = Look(face=Face(available()[0]), size=9, repeat_header=True)
    return draw(seed, style, look=look)


@cache
def plain_tables(style: str, seed: int) -> list[object]:
    return tables_of(drawn(style, seed).pdf)


def tables_of(pdf: bytes) -> list[object]:
    return [texts_of(table) for table in extract(pdf).tables]


def texts_of(table: Table) -> list[tuple[int, int, int, int, str]]:
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("style", "seed"), DOCUMENTS)
def test_the_undisguised_document_reads_as_it_was_written(style: str, seed: int) -> None:
    wanted = [
        sorted((row, column, down, across, without_spaces(text)) for row, column, down, across, text in table["cells"])
        for table in drawn(style, seed).truth["tables"]
    ]
    found = [
        [(row, column, down, across, without_spaces(text)) for row, column, down, across, text in table]  # type: ignore[attr-defined]
        for table in plain_tables(style, seed)
    ]
    assert found == wanted


@pytest.mark.parametrize(("style", "seed"), DOCUMENTS)
@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_leaves_the_tables_alone(name: str, style: str, seed: int) -> None:
    drawing = drawn(style, seed)
    assert drawing.look is not None
    sheets, look = DISGUISES[name](drawing.sheets, drawing.look)
    assert tables_of(paint(sheets, look)) == plain_tables(style, seed)
