"""Doubtful texts of cells, read again for what makes words."""

from __future__ import annotations

from extractors.context.texts.reread import read_again
from extractors.lattices import spell_out
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"着执法人员服装更换周期统一=设备采购城要90维保青清坪阳办事处新、（）[：，。"]


def seen(*steps: dict[str, float]) -> Lattice:
    return lattice_of(ALPHABET, *steps)


def cell(row: int, lines: tuple[str, ...], lattice: Lattice | None, confidence: float = 0.5) -> Cell:
    box = Box(0, 10 * row, 90, 10 * row + 10)
    return Cell(row, 0, 1, 1, "".join(lines), lines, 1, box, confidence=confidence, source="ocr", lattice=lattice)


def table(*cells: Cell) -> Table:
    return Table("t1", list(cells), len(cells), 1, 0, "ruled", [])


def test_a_word_that_a_lines_end_breaks_is_read_as_one() -> None:
    upper = seen({"服": 1.0}, {"装": 1.0}, {"要": 0.7, "更": 0.2})
    lower = seen({"换": 1.0}, {"周": 1.0}, {"期": 1.0})
    broken = cell(0, ("服装要", "换周期"), upper.followed_by(lower))
    repairs = read_again([table(broken)])
    assert (broken.text, broken.lines) == ("服装更换周期", ("服装更", "换周期"))
    assert (repairs[0].kind, repairs[0].before, repairs[0].after) == ("ocr_text", "服装要换周期", "服装更换周期")
    assert broken.confidence <= 0.5


def test_the_line_before_helps_a_line_that_says_little_by_itself() -> None:
    upper, lower = spell_out("执法人员着装统"), seen({"=": 0.8, "一": 0.1})
    broken = cell(0, ("执法人员着装统", "="), upper.followed_by(lower))
    read_again([table(broken)])
    assert broken.text == "执法人员着装统一"


def test_what_the_document_says_surely_is_likely_to_be_said_again() -> None:
    def doubtful() -> Cell:
        return cell(9, ("青坪办事处",), seen({"青": 0.7, "清": 0.2}, *({c: 1.0} for c in "坪办事处")))

    alone, among = doubtful(), doubtful()
    read_again([table(alone)])
    others = [cell(number, ("清坪办事处",), None, 0.99) for number in range(6)]
    read_again([table(*others, among)])
    assert alone.text == "青坪办事处"
    assert among.text == "清坪办事处"


def test_digits_and_figures_stay() -> None:
    digits = cell(0, ("维90",), seen({"维": 1.0}, {"9": 0.4, "保": 0.3}, {"0": 0.5, "": 0.4}))
    figure = cell(1, ("90",), seen({"9": 0.5, "保": 0.4}, {"0": 0.6}))
    assert read_again([table(digits, figure)]) == []
    assert [one.text for one in (digits, figure)] == ["维90", "90"]


def test_what_was_read_well_is_only_doubted_and_what_is_sure_not_even_that() -> None:
    def read(confidence: float) -> Cell:
        lattice = seen({"着": 1.0}, {"装": 1.0}, {"统": 1.0}, {"=": 0.6, "一": 0.3})
        return cell(2, ("着装统=",), lattice, confidence)

    well, sure = read(0.95), read(0.98)
    assert read_again([table(well, sure)]) == []
    assert (well.text, well.confidence) == ("着装统=", 0.85)
    assert (sure.text, sure.confidence) == ("着装统=", 0.98)


def test_ordinals_and_brackets_are_not_for_words_to_say() -> None:
    ordinal = cell(0, ("更、设备采购",), seen({"更": 0.5, "一": 0.4}, {"、": 1.0}, *({c: 1.0} for c in "设备采购")))
    bracket = cell(1, ("（设备）",), seen({"（": 1.0}, {"设": 1.0}, {"备": 1.0}, {"）": 0.45, "期": 0.5}))
    numeral = cell(2, ("一期设备",), seen({"一": 0.3, "": 0.6}, *({c: 1.0} for c in "期设备")))
    alone = cell(2, ("[设备",), seen({"": 0.2, "[": 0.8}, {"设": 1.0}, {"备": 1.0}))
    alone.text, alone.lines = "设备", ("设备",)
    read_again([table(ordinal, bracket, numeral, alone)])
    assert (ordinal.text, bracket.text, numeral.text) == ("更、设备采购", "（设备）", "一期设备")
    assert alone.text == "设备"


def test_a_colon_is_not_for_words_to_leave_out() -> None:
    colon = cell(0, ("设：备采购",), seen({"设": 1.0}, {"：": 0.5, "": 0.45}, *({c: 1.0} for c in "备采购")))
    read_again([table(colon)])
    assert colon.text == "设：备采购"


def test_a_lattice_falls_into_its_lines_again() -> None:
    upper, lower, last = spell_out("设备"), seen({"采": 1.0}), spell_out("")
    whole = upper.followed_by(lower).followed_by(last)
    assert whole.line_ends == (4, 6)
    assert whole.lines() == [upper, lower, last]
    assert upper.followed_by(lower.followed_by(last)) == whole


def test_words_ask_for_a_full_stop_in_prose_only() -> None:
    steps = [{"维": 1.0}, {"保": 1.0}, {"，": 0.5, "）": 0.3, "。": 0.2}]
    label, prose = cell(0, ("设备维保，",), None), cell(1, ("设备更新，办事周期，设备维保，",), None)
    label.lattice = seen({"设": 1.0}, {"备": 1.0}, *steps)
    prose.lattice = seen(*({character: 1.0} for character in "设备更新，办事周期，设备"), *steps)
    read_again([table(label, prose)])
    assert label.text != "设备维保。"
    assert prose.text == "设备更新，办事周期，设备维保。"


def test_a_point_between_the_words_of_a_name_in_quotes_stays_one_between_words_is_a_comma() -> None:
    def read(*marks: str) -> Cell:
        steps = [{"·": 0.7, "，": 0.25} if mark == "·" else {mark: 1.0} for mark in marks]
        return cell(0, ("".join(marks),), lattice_of([*ALPHABET, "·", "“", "”"], *steps))

    quoted, bare = read(*"维保“青清·着装”统一"), read(*"更新设备，维保服装·采购人员，统一")
    read_again([table(quoted, bare)])
    assert (quoted.text, bare.text) == ("维保“青清·着装”统一", "更新设备，维保服装，采购人员，统一")
