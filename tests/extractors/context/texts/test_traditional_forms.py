"""Traditional forms in simplified print."""

from __future__ import annotations

from extractors.context.texts.traditional_forms import restore_simplified
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"预預算頂数數量"]
SIMPLIFIED = "专户经费财务资产业务汇总对应单独办学实际"
TRADITIONAL = "專戶經費財務資產業務彙總對應單獨辦學實際"


def cell(row: int, text: str, lattice: Lattice | None = None) -> Cell:
    box = Box(0, 10 * row, 90, 10 * row + 10)
    return Cell(row, 0, 1, 1, text, (text,), 1, box, confidence=0.95, source="ocr", lattice=lattice)


def document(around: str) -> Table:
    seen = lattice_of(ALPHABET, {"預": 0.97, "预": 0.01, "頂": 0.015}, {"算": 1.0})
    rows = [cell(0, around), cell(1, around), cell(2, "預算", seen), cell(3, "預算数")]
    return Table("t1", rows, len(rows), 1, 0, "ruled", [])


def texts(made: Table) -> list[str]:
    return [one.text for one in made.cells[2:]]


def test_what_was_seen_next_of_a_traditional_form_is_what_simplified_print_has() -> None:
    made = document(SIMPLIFIED)
    repairs = restore_simplified([made])
    assert texts(made) == ["预算", "预算数"]  # the second, read without a doubt, by what was seen of the first
    assert [(repair.before, repair.after) for repair in repairs] == [("預算", "预算"), ("預算数", "预算数")]
    assert made.cells[0].text == SIMPLIFIED


def test_a_document_in_traditional_print_stays() -> None:
    made = document(TRADITIONAL)
    assert restore_simplified([made]) == []
    assert texts(made) == ["預算", "預算数"]


def test_a_few_words_tell_nothing() -> None:
    assert restore_simplified([document("专户")]) == []
