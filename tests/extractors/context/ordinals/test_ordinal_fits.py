"""Ordinals that the pictures of labels allow, and that the numbering asks for."""

from __future__ import annotations

import pytest

from extractors.context.numerals import read_head, strip_head
from extractors.context.ordinals.numbered_rows import restore_ordinals
from extractors.context.ordinals.ordinal_fits import Ordinal, lost, see_ordinals, strip_ordinal
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"一二三四五（）、.]甲乙丙丁戊本年收入上结转教育支出fi"]


def seen(*steps: dict[str, float]) -> Lattice:
    return lattice_of(ALPHABET, *steps, least=1e-5)


def label(row: int, text: str, lattice: Lattice | None = None, confidence: float = 0.99, column: int = 0) -> Cell:
    box = Box(0, 10 * row, 50, 10 * row + 10)
    return Cell(row, column, 1, 1, text, (text,), 1, box, "data", confidence, "ocr", lattice=lattice)


def restored(*cells: Cell) -> list[str]:
    table = Table("t1", list(cells), 1 + max(cell.row for cell in cells), 2, 0, "ruled", [])
    restore_ordinals([table], see_ordinals([table]))
    return [cell.text for cell in cells]


def test_a_lattice_allows_an_ordinal_that_was_not_read() -> None:
    first = seen({"": 0.5, "一": 0.01}, {".": 0.5, "、": 0.2}, {"本": 1.0}, {"年": 1.0})
    cells = label(0, ".本年", first, 0.5), label(1, "二、上年"), label(2, "三、结转")
    assert restored(*cells) == ["一、本年", "二、上年", "三、结转"]
    assert cells[0].confidence <= 0.5
    # Alone it is a speck.
    assert restored(label(0, ".本年", first, 0.5), label(1, "上年"), label(2, "结转")) == [".本年", "上年", "结转"]


def test_ink_as_broad_as_an_ordinal_before_a_label_is_one() -> None:
    """The two labels are as likely to have lost their ordinal but for how far from the line's beginning they stand."""

    def after(blanks: int) -> Lattice:
        spaced = [step for one in ("本", "年") for step in ({one: 1.0}, {"": 1.0}, {"": 1.0})]
        return seen(*[{"": 0.99, "一": 0.01, "、": 0.01}] * blanks, *spaced)

    for first, second, ordinals in ((6, 1, "一、, "), (1, 6, ", 一、")):
        cells = label(0, "本年", after(first), 0.7), label(1, "本年", after(second), 0.7), label(2, "二、上年")
        texts = restored(*cells)
        assert ", ".join(text.removesuffix("本年") for text in texts[:2]) == ordinals
        assert texts[2] == "二、上年"


def test_letters_before_a_name_are_no_ordinal() -> None:
    spaced = [step for one in ("本", "年") for step in ({one: 1.0}, {"": 1.0}, {"": 1.0})]
    lettered = seen(*[{"": 0.6, "一": 0.2, "、": 0.2}] * 6, *spaced)
    for text, after in (("PC本年", "PC本年"), (".本年", "一、本年")):
        cells = label(0, text, lettered, 0.7), label(1, "二、上年"), label(0, "一、结转", column=1)
        assert restored(*cells)[0] == after


@pytest.mark.parametrize(
    ("name", "after"), [("教育支出", "五、教育支出"), ("甲乙本年", "fi、甲乙本年")], ids=["official", "other"]
)
def test_letters_with_a_comma_before_an_official_name_are_a_misread_ordinal(name: str, after: str) -> None:
    picture = seen({"f": 0.8, "五": 0.1}, {"i": 0.8, "": 0.2}, {"、": 1.0}, *({one: 1.0} for one in name))
    cells = label(0, "四、公共安全支出"), label(1, f"fi、{name}", picture, 0.8), label(2, "六、科学技术支出")
    assert restored(*cells) == ["四、公共安全支出", after, "六、科学技术支出"]


def test_what_is_read_of_an_ordinal_tells_rows_apart_that_have_none() -> None:
    marked = seen({"（": 0.5, "": 0.5}, {"一": 0.3, "": 0.6}, {"）": 0.5, "": 0.5}, {"甲": 1.0})
    plain = seen({"乙": 0.9, "甲": 0.05})
    cells = label(0, "乙", plain, 0.9), label(1, "甲", marked, 0.5), label(2, "（二）丙"), label(3, "（三）丁")
    assert restored(*cells) == ["乙", "（一）甲", "（二）丙", "（三）丁"]


def test_a_column_that_lost_its_brackets_has_those_of_its_table() -> None:
    bare = [label(row, text, None, 0.9, 1) for row, text in enumerate(["、甲", "一乙", "二丙", "三丁", "二、戊"])]
    other = [label(row, text) for row, text in enumerate(["一、甲", "（一）乙", "（二）丙", "（三）丁", "二、戊"])]
    assert restored(*other, *bare)[5:] == ["一、甲", "（一）乙", "（二）丙", "（三）丁", "二、戊"]


def test_where_little_is_left_of_several_ordinals_the_labels_have_them() -> None:
    def faint(numeral: str, name: str) -> Lattice:
        return seen({"（": 0.3, "": 0.7}, {numeral: 0.3, "": 0.7}, {"）": 0.3, "": 0.7}, {name: 1.0})

    left = [
        label(0, "一、本年"),
        label(1, "甲", faint("一", "甲"), 0.6),
        label(2, "乙", faint("二", "乙"), 0.6),
        label(3, "三丙", None, 0.9),
        label(4, "二、上年"),
    ]
    right = [label(row, text, column=1) for row, text in enumerate(["（一）丁", "（二）戊"])]
    assert restored(*left, *right)[:5] == ["一、本年", "（一）甲", "（二）乙", "（三）丙", "二、上年"]


def test_the_same_names_have_the_same_ordinals() -> None:
    texts = ["一、本年", "（一）甲", "（二）乙", "二、上年", "甲", "二]乙"]
    assert restored(*(label(row, text, None, 0.9) for row, text in enumerate(texts))) == [
        "一、本年",
        "（一）甲",
        "（二）乙",
        "二、上年",
        "（一）甲",
        "（二）乙",
    ]


def test_a_stroke_that_was_read_twice_goes() -> None:
    assert restored(label(0, "（一）-一般收入", None, 0.6), label(1, "（二）乙")) == ["（一）一般收入", "（二）乙"]
    assert restored(label(0, "（一）-一般收入", None, 0.99), label(1, "（二）乙")) == ["（一）-一般收入", "（二）乙"]


def test_numbers_in_digits_are_no_ordinals_of_these() -> None:
    texts = ["一、甲", "1.乙", "2.丙", "二、丁"]
    assert restored(*(label(row, text, None, 0.9) for row, text in enumerate(texts))) == texts


@pytest.mark.parametrize(
    ("number", "read", "cost"), [(3, 3, 0), (3, 1, 3), (11, 10, 3), (10, 1, 5), (22, 21, 3), (4, 3, 12), (1, 2, 12)]
)
def test_what_a_numeral_may_be_left_of(number: int, read: int, cost: float) -> None:
    assert lost(number, read) == cost


def test_labels_without_what_may_be_left_of_ordinals() -> None:
    for text in ("二]乙项", "十i)乙项", "+五、乙项", "（二）-乙项", ".乙项", "乙项"):
        assert strip_head(text) == "乙项"
    assert strip_head("一般公共服务") == "一般公共服务"
    assert strip_head("三农林水支出") == "农林水支出"
    head = read_head("三农工作")
    assert head is None


def test_ordinals_as_they_are_set() -> None:
    assert [Ordinal("bracket", 12).printed(), Ordinal("comma", 3).printed()] == ["（十二）", "三、"]


@pytest.mark.parametrize(
    ("label_", "name"),
    [
        ("上六、金融支出", "金融支出"),
        ("上七、国上海洋气象等支出", "国上海洋气象等支出"),
        ("卜二、其它事项", "其它事项"),
        ("上海市、区支出", "上海市、区支出"),
    ],
)
def test_what_looks_like_ten_before_a_numeral_is_of_an_ordinal(label_: str, name: str) -> None:
    assert strip_ordinal(label_) == name
