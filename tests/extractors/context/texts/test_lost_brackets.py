"""Brackets of scans that are nearly lost."""

from __future__ import annotations

from extractors.context.texts.lost_brackets import restore_brackets
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"甲乙丙丁戊己庚辛资金第一批（）！$，"]


def lattice(text: str, **places: dict[str, float]) -> Lattice:
    """Return what was seen of a line: its characters, surely, and where one is named by its place, something else."""
    steps = [places.get(f"at{number}", {character: 1.0}) for number, character in enumerate(text)]
    return lattice_of(ALPHABET, *(step for one in steps for step in (one, {"": 1.0})), least=1e-5)


def cell(row: int, *lines: str, seen: Lattice | None = None, confidence: float = 0.8) -> Cell:
    box = Box(0, 10 * row, 50, 10 * row + 10)
    return Cell(row, 0, 1, 1, "".join(lines), lines, 1, box, "data", confidence, "ocr", lattice=seen)


def restored(*cells: Cell) -> list[tuple[str, ...]]:
    made = Table("t1", list(cells), len(cells), 1, 0, "ruled", [])
    before = [one.text for one in cells]
    repairs = restore_brackets([made])
    assert [(r.row, r.before, r.after) for r in repairs] == [
        (row, old, one.text) for row, (old, one) in enumerate(zip(before, cells, strict=True)) if old != one.text
    ]
    return [one.lines for one in cells]


SURE = cell(0, "乙资金（第一批）", confidence=0.99)


def test_words_that_stand_in_brackets_elsewhere_do_where_the_picture_shows_something() -> None:
    left, right = {"": 0.7, "（": 0.3}, {"！": 0.7, "": 0.28, "）": 0.02}
    faint = lattice("甲资金？第一批？", at3=left, at7=right)
    assert restored(SURE, cell(1, "甲资金", "$第一批！", seen=faint))[1] == ("甲资金", "（第一批）")
    assert restored(SURE, cell(1, "甲资金", "第一", "批", seen=faint))[1] == ("甲资金", "（第一", "批）")


def test_a_bracket_of_which_nothing_shows_is_not_put_there() -> None:
    cut = lattice("甲资金？第一批", at3={"（": 0.9, "": 0.1})
    assert restored(SURE, cell(1, "甲资金（第一批丁", seen=lattice("甲资金（第一批丁")))[1] == ("甲资金（第一批丁",)
    assert restored(SURE, cell(1, "甲资金第一批", seen=cut))[1] == ("甲资金第一批",)
    # Nor where no other cell has the words in brackets.
    faint = lattice("甲资金？第一批", at3={"": 0.7, "（": 0.3})
    assert restored(cell(0, "甲资金第一批", seen=faint)) == [("甲资金第一批",)]


def test_a_bracket_alone_on_its_line_is_put_behind_words_that_the_document_closes() -> None:
    """However surely the line before it was read: nothing of a bracket is seen in that."""
    opened = lattice("甲资金（第一批")
    assert restored(SURE, cell(1, "甲资金（第一批", seen=opened, confidence=0.99))[1] == ("甲资金（第一批", "）")
    assert restored(SURE, cell(1, "甲资金（第一批"))[1] == ("甲资金（第一批", "）")
    assert restored(SURE, cell(1, "甲资金（第一"))[1] == ("甲资金（第一",)  # cut off within the words
    assert restored(SURE, cell(1, "（甲）资金第一批"))[1] == ("（甲）资金第一批",)  # nothing is open


def test_what_is_opened_before_the_last_words_is_closed_if_something_is_seen_there() -> None:
    closed = lattice("甲乙（丙丁？", at5={"": 0.6, "！": 0.3, "）": 0.1})
    assert restored(cell(0, "甲乙（丙丁", seen=closed)) == [("甲乙（丙丁）",)]
    assert restored(cell(0, "甲乙（丙丁！", seen=closed)) == [("甲乙（丙丁）",)]
    # A name that its cell cuts off is left open.
    assert restored(cell(0, "甲乙（丙丁", seen=lattice("甲乙（丙丁"))) == [("甲乙（丙丁",)]


def test_a_name_with_the_letters_of_one_in_brackets_has_them_too() -> None:
    whole, lost = cell(0, "甲乙丙丁戊己（庚辛）", confidence=0.8), cell(1, "甲乙丙丁", "戊己", "庚辛")
    assert restored(whole, lost)[1] == ("甲乙丙丁", "戊己", "（庚辛）")
    # One that was left open may have been read surely: a bracket alone on a line was overlooked.
    assert restored(whole, cell(1, "甲乙丙丁", "戊己（庚辛", confidence=0.99))[1] == ("甲乙丙丁", "戊己（庚辛）")
    # Not where it was read surely, nor where the letters are few.
    assert restored(whole, cell(1, "甲乙丙丁戊己庚辛", confidence=0.99))[1] == ("甲乙丙丁戊己庚辛",)
    assert restored(cell(0, "甲乙（庚辛）"), cell(1, "甲乙庚辛"))[1] == ("甲乙庚辛",)


def test_numbers_of_rows_have_brackets_in_one_table_and_not_in_another() -> None:
    numbered = cell(0, "（十二）甲乙丙丁戊己庚辛", confidence=0.99)
    assert restored(numbered, cell(1, "十二、甲乙丙丁戊己庚辛"))[1] == ("十二、甲乙丙丁戊己庚辛",)


def test_a_nought_in_two_strokes_is_no_bracket_that_is_to_be_closed() -> None:
    closed = lattice_of(["", *"（5）"], {"（": 1.0}, {"": 1.0}, {"5": 1.0}, {"": 1.0}, {"": 0.6, "）": 0.4})
    assert restored(cell(0, "（5", seen=closed)) == [("（5",)]
