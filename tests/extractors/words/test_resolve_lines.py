from __future__ import annotations

import numpy as np

from extractors.lattices import keep_lattice
from extractors.words.resolve_lines import resolve_lines
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from schemas.table import Lattice

ALPHABET = ["", *"收支总表干长单位:万元金额部门某市财政局1234"]


def lattice(text: str, likely: float = 0.9, instead: str = "") -> Lattice:
    rows = []
    for place, character in enumerate(text):
        row = np.full(len(ALPHABET), 1e-5, np.float32)
        row[ALPHABET.index(character)] = likely
        if instead and instead[place] != character:
            row[ALPHABET.index(instead[place])] = 0.98 - likely
        blank = np.full(len(ALPHABET), 1e-5, np.float32)
        blank[0] = 0.99
        rows += [row, blank]
    return keep_lattice(np.array(rows), ALPHABET)


def line(text: str, instead: str = "", confidence: float = 0.4, kind: str = "text") -> TextLine:
    seen = lattice(text, 0.6, instead) if confidence < 0.9 else None
    return TextLine(1, Box(0, 0, 100, 10), text, 10.0, kind, confidence, seen)  # type: ignore[arg-type]


def page(*lines: TextLine) -> list[PageReading]:
    return [PageReading(PageFacts(1, 500.0, 700.0, "ocr"), [], [], list(lines))]


def test_a_title_is_read_by_the_titles_that_forms_have() -> None:
    title = line("收支总长", "收支总表")
    warnings = resolve_lines(page(title), lambda: ["收支总表", "收支干表"])
    assert (title.text, title.kind, title.confidence) == ("收支总表", "title", 0.9)
    assert [(warning.code, warning.page) for warning in warnings] == [("misread_caption", 1)]


def test_a_unit_is_read_by_the_units_there_are() -> None:
    unit = line("单位:万干", "单位:万元")
    resolve_lines(page(unit), tuple)
    assert (unit.text, unit.kind) == ("单位:万元", "caption")


def test_an_organisation_is_read_by_the_other_captions() -> None:
    known = line("部门:某市财政局", confidence=0.99, kind="caption")
    entity = line("部门:某市财政长", "部门:某市财政局")
    resolve_lines(page(known, entity), tuple)
    assert entity.text == "部门:某市财政局"


def test_numbers_of_tables_are_left_as_they_were_read() -> None:
    known, code = line("表1", confidence=0.99, kind="caption"), line("表2", "表1")
    assert resolve_lines(page(known, code), tuple) == []
    assert code.text == "表2"


def test_nothing_is_asked_where_nothing_is_doubted() -> None:
    def never() -> list[str]:
        raise AssertionError

    assert resolve_lines(page(line("收支总表", confidence=0.99, kind="title")), never) == []
