"""Headings of known forms that what stands in them or beside them rules out."""

from __future__ import annotations

import pytest

from extractors.context.texts.form_headings import settle_headings
from extractors.lattices import Fit, TextList
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"其中：专户管理的收入费上出生年当本"]


def cell(text: str, confidence: float, column: int, span: int, lattice: Lattice | None = None) -> Cell:
    box = Box(10 * column, 0, 10 * (column + span), 10)
    return Cell(0, column, 1, span, text, (text,), 1, box, "data", confidence, "ocr", (), lattice)


def form(*cells: Cell) -> Table:
    made = Table("t1", list(cells), 2, 9, 1, "ruled", [])
    made.caption.title = "某某预算表"
    return made


def test_what_is_a_part_of_another_column_is_not_the_measure_that_it_is_named_like() -> None:
    for read, settled in (("其中：专户管理的收费", False), ("专户管理的收费", True)):
        seen = lattice_of(ALPHABET, *({one: 0.6, "入": 0.3} if one == "费" else {one: 0.9} for one in read))
        heading = cell(read, 0.6, 0, 1, seen)
        settle_headings(form(heading), lambda _title, _read: {"专户管理的收入": "special_account_funds"})
        assert (heading.text == "专户管理的收入") == settled, read


@pytest.mark.parametrize(("beside", "meant"), [("上年", "当年"), ("增减", "上年")])
def test_two_blocks_of_columns_side_by_side_have_two_headings(beside: str, meant: str) -> None:
    seen = lattice_of(ALPHABET, {"出": 0.5, "上": 0.3, "当": 0.15}, {"生": 0.5, "年": 0.45})
    doubted = cell("上年", 0.5, 3, 3, seen)
    table = form(cell(beside, 0.99, 0, 3), doubted)

    settle_headings(table, lambda _title, _read: {"上年": "prior_year", "当年": "this_year"})

    assert doubted.text == meant


@pytest.mark.parametrize(("read_under", "meant"), [({}, "本年出"), ({"当年": "this_year"}, "当年")])
def test_a_text_of_another_form_that_fits_much_better_is_no_heading_of_this_one(
    read_under: dict[str, str], meant: str
) -> None:
    seen = lattice_of(ALPHABET, {"当": 0.9, "上": 0.001}, {"年": 0.9})
    heading = cell("本年出", 0.5, 0, 1, seen)

    def known(lattice: Lattice) -> Fit | None:
        return TextList(["当年", "上年"]).best(lattice)

    settle_headings(form(heading), lambda _title, _read: {"上年": "prior_year"} | read_under, known)

    assert heading.text == meant
