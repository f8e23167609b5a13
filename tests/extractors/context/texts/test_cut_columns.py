"""Texts that a program cut after so many characters, and how likely a text is to end there."""

from __future__ import annotations

from extractors.context.texts.cut_columns import find_cut_ends
from extractors.context.texts.reread import read_again
from extractors.decoding.language import END, character_model
from extractors.lattices import spell_out
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

CUT = ("老旧小区加装电", "农村饮水安全巩", "扶持村级集体经", "全市森林防火巡", "社区矫正对象数")
WHOLE = ("公开招聘工作完成率", "设备购置数量", "服务对象满意度", "培训人次")


def cell(row: int, text: str, lattice: Lattice | None = None) -> Cell:
    confidence = 0.5 if lattice else 0.99
    box = Box(0, 10 * row, 90, 10 * row + 10)
    return Cell(row, 0, 1, 1, text, (text,), 1, box, confidence=confidence, source="ocr", lattice=lattice)


def table(*texts: str, more: tuple[Cell, ...] = ()) -> Table:
    cells = [cell(row, text) for row, text in enumerate(texts)] + list(more)
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


def test_a_column_of_texts_of_one_length_that_end_badly_is_cut() -> None:
    found = find_cut_ends(table(*CUT, *WHOLE), character_model())
    assert set(found) == {(0, 7)}
    assert found[0, 7] > character_model().after("老旧小区加装电")[END] + 3


def test_a_few_bad_ends_may_be_anything() -> None:
    assert find_cut_ends(table(*CUT[1:3], CUT[1], *WHOLE), character_model()) == {}


def test_a_text_may_end_in_the_middle_of_a_word_where_others_are_cut() -> None:
    lattice = spell_out("各类专业技术").followed_by(lattice_of(["", *"人率"], {"率": 0.95, "人": 0.04}))
    alone, among = cell(9, "各类专业技术率", lattice), cell(9, "各类专业技术率", lattice)
    for one in (alone, among):
        one.lines = ("各类专业技术", "率")
    read_again([table(*WHOLE, more=(alone,))])
    read_again([table(*CUT, *WHOLE, more=(among,))])
    assert alone.text == "各类专业技术率"
    assert among.text == "各类专业技术人"
