"""One drawn document, many disguises, the same tables and records: where a page lies and how it is ruled is not what it
says, nor is whether a heading is printed again, nor whether the page is a scan.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest

from extractors.pipeline import extract
from schemas.options import ExtractOptions
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


@cache
def plain_forms(style: str, seed: int) -> list[object]:
    return read_of(drawn(style, seed).pdf)[1]


def read_of(pdf: bytes, options: ExtractOptions | None = None) -> tuple[list[object], list[object]]:
    """Return tables and forms without their boxes and pages, which a disguise may change."""
    extraction = extract(pdf, options=options)
    told = json.loads(extraction.json())
    forms = [(form["form"], form["title"], form["unit"], form["records"]) for form in told["forms"]]
    return [texts_of(table) for table in extraction.tables], list(forms)


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
    tables, forms = read_of(paint(sheets, look))
    assert tables == plain_tables(style, seed)
    assert forms == plain_forms(style, seed)


@pytest.mark.parametrize(("style", "seed"), DOCUMENTS)
def test_a_heading_printed_again_is_not_a_row(style: str, seed: int) -> None:
    look = drawn(style, seed).look
    assert look is not None
    once = draw(seed, style, look=replace(look, repeat_header=False))
    tables, forms = read_of(once.pdf)
    assert tables == plain_tables(style, seed)
    assert forms == plain_forms(style, seed)


@pytest.mark.slow
def test_a_scan_has_the_same_grids_and_figures() -> None:
    """At 250 dpi, as a grey picture: the shape of every table, and every figure in its cell."""
    style, seed = DOCUMENTS[0]
    pdf = drawn(style, seed).pdf
    (first, *_) = extract(pdf).tables
    page = first.parts[0].page
    there = [table for table in extract(pdf, options=ExtractOptions(pages=str(page))).tables]
    again = extract(picture_of(pdf, page)).tables
    assert [(table.row_count, table.column_count) for table in again] == [
        (table.row_count, table.column_count) for table in there
    ]
    figures = [
        {(cell.row, cell.column): cell.text for cell in table.cells if _FIGURE.fullmatch(cell.text)} for table in there
    ]
    read = [{(cell.row, cell.column): cell.text for cell in table.cells} for table in again]
    assert sum(map(len, figures)) > 10
    for wanted, found in zip(figures, read, strict=True):
        assert {place: found.get(place) for place in wanted} == wanted


_FIGURE = re.compile(r"-?[\d,]+\.\d\d")


def picture_of(pdf: bytes, number: int) -> bytes:
    image = pypdfium2.PdfDocument(pdf)[number - 1].render(scale=250 / 72).to_pil().convert("L")
    target = BytesIO()
    image.save(target, "PDF", resolution=250)
    return target.getvalue()
