"""Unread names that are those of the codes beside them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.context.codes.names_by_code import BELIEVED, restore_coded_names
from extractors.lattices import keep_lattice
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table

ROWS = [
    ("30201", "办公费"),
    ("30202", "印刷费"),
    ("30205", "水费"),
    ("30206", "电费"),
    ("30207", "邮电费"),
    ("30209", "物业管理费"),
    ("30211", "差旅费"),
    ("30213", "维修（护）费"),
    ("30214", "租赁费"),
    ("30215", "会议费"),
]
ALPHABET = ["", *sorted(set("预算数租赁费邮电差旅劳务缴剪护维修行政律津贴补"))]


def seen(*texts: tuple[str, float], steps: int = 2) -> Lattice:
    """Return the lattice of some characters, each of which is one of some texts' with a probability."""
    rows = []
    for place in range(len(texts[0][0])):
        step = np.full(len(ALPHABET), 1e-5)
        for text, share in texts:
            step[ALPHABET.index(text[place])] = share
        rows += [step, *[[1.0, *[1e-5] * (len(ALPHABET) - 1)]] * (steps - 1)]
    return keep_lattice(np.array(rows, dtype=np.float32), ALPHABET)


def listed(read: str, lattice: Lattice, belief: float = 0.2, code: str = "30214", row: int = 8) -> Table:
    """Return a table of codes and names, in which that of one ``row`` is ``read`` so, beside that ``code``."""
    cells = []
    for place, (number, name) in enumerate(ROWS):
        for column, text in enumerate((number, name)):
            cells.append(Cell(place, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", 0.9, "ocr"))
    doubted = cells[2 * row + 1]
    doubted.text, doubted.confidence, doubted.lattice = read, belief, lattice
    cells[2 * row].text = code
    return Table("t1", cells, len(ROWS), 2, 0, "ruled", [])


def test_an_unread_name_is_that_of_its_code() -> None:
    table = listed("预算数", seen(("预算数", 0.8), ("租赁费", 0.05)))
    (repair,) = restore_coded_names([table])
    assert (repair.before, repair.after, repair.confidence) == ("预算数", "租赁费", BELIEVED)


def test_the_likeliest_of_all_names_may_fit_less_well() -> None:
    barely = seen(("缴剪护", 0.8), ("租赁费", 0.0003))
    assert [repair.after for repair in restore_coded_names([listed("缴剪护", barely)])] == ["租赁费"]
    other = seen(("缴剪护", 0.8), ("邮电费", 0.0006), ("租赁费", 0.0003))
    assert restore_coded_names([listed("缴剪护", other)]) == []


def test_a_name_may_have_lost_its_brackets() -> None:
    table = listed("缴剪护费", seen(("缴剪护费", 0.8), ("维修护费", 0.05)), code="30213", row=7)
    (repair,) = restore_coded_names([table])
    assert repair.after == "维修（护）费"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(listed("预算数", seen(("预算数", 0.8), ("租赁费", 0.05)), belief=0.6), id="read"),
        pytest.param(listed("预算数", seen(("预算数", 0.9))), id="nothing of it was seen"),
        pytest.param(listed("劳务费", seen(("劳务费", 0.9), ("租赁费", 0.001))), id="another is much likelier"),
        pytest.param(listed("预算数", seen(("预算数", 0.8), ("租赁费", 0.05)), code="30114"), id="out of order"),
    ],
)
def test_another_name_stays(table: Table) -> None:
    assert restore_coded_names([table]) == []


def test_a_table_of_other_names_has_others_here_too() -> None:
    table = listed("预算数", seen(("预算数", 0.8), ("租赁费", 0.05)))
    for cell in table.cells:
        if cell.column == 1 and cell.row < 7:
            cell.text = f"项目{cell.row}"
    assert restore_coded_names([table]) == []


@pytest.mark.parametrize(
    ("read", "belief", "text"),
    [
        ("物业管埋费", 0.99, "物业管理费"),
        ("物业管埋费", 0.999, "物业管埋费"),
        ("物业管理弗用", 0.99, "物业管理弗用"),
        ("物业服务费", 0.99, "物业服务费"),
    ],
)
def test_a_name_with_one_character_that_makes_no_word_is_that_of_its_code(read: str, belief: float, text: str) -> None:
    table = listed(read, seen(("预算数", 0.9)), belief, code="30209", row=5)
    table.cells[11].lattice = None
    repairs = restore_coded_names([table])
    assert table.cells[11].text == text
    assert [repair.evidence for repair in repairs] == (["name of 30209"] if text != read else [])


@pytest.mark.parametrize(
    ("read", "belief", "text"),
    [
        ("物业理费", 0.2, "物业管理费"),
        ("，业”管理", 0.2, "物业管理费"),
        ("物业理费", 0.6, "物业管理费"),
        ("物业理费", 0.95, "物业理费"),
        ("2业管理", 0.6, "2业管理"),  # more than was left out is wrong
        ("理费", 0.2, "理费"),
        ("差旅理费", 0.2, "差旅理费"),
        ("劳务费", 0.2, "劳务费"),
    ],
)
def test_what_is_left_of_a_name_is_of_that_of_its_code(read: str, belief: float, text: str) -> None:
    table = listed(read, seen(("预算数", 0.9)), belief, code="30209", row=5)
    table.cells[11].lattice = None
    repairs = restore_coded_names([table])
    assert table.cells[11].text == text
    assert [repair.confidence for repair in repairs] == ([BELIEVED] if text != read else [])


@pytest.mark.parametrize(("steps", "name"), [(3, "维修（护）费"), (2, None)])
def test_a_name_of_which_little_was_read_is_as_long_as_its_picture(steps: int, name: str | None) -> None:
    barely = seen(("预剪护费", 0.8), ("维修护费", 0.05), steps=steps)
    repairs = restore_coded_names([listed("费", barely, code="30213", row=7)])
    assert [repair.after for repair in repairs] == ([name] if name else [])
    assert restore_coded_names([listed("", barely, code="30213", row=7)]) == []


@pytest.mark.parametrize(
    ("kinds", "after"), [(("行政", "行政"), "行政津贴补贴"), (("行政", ""), None), (("1.", "1."), None)]
)
def test_a_name_of_a_kind_is_thought_of_where_its_column_has_it(kinds: tuple[str, ...], after: str | None) -> None:
    table = listed("行政律贴补贴", seen(("行政律贴补贴", 0.6), ("行政津贴补贴", 0.3)), code="30102", row=0)
    for cell, kind in zip((cell for cell in table.cells if cell.column == 1 and cell.row > 6), kinds, strict=False):
        cell.text = kind + cell.text
    assert [repair.after for repair in restore_coded_names([table])] == ([after] if after else [])


def test_a_name_that_a_document_prints_short_stays() -> None:
    table = listed("维修费", seen(("维修费", 0.9)), code="30213", row=7)
    table.cells[15].lattice = None
    assert restore_coded_names([table]) == []


@pytest.mark.parametrize(("kind", "after"), [("行政", "行政差旅费"), ("", "差旅费")])
def test_rows_of_one_code_have_one_name_each_where_other_tables_have_names_of_a_kind(kind: str, after: str) -> None:
    table = listed("政差旅费", seen(("政差旅费", 0.9)), belief=0.2, code="30211", row=7)
    # The picture has room for both, and shows more of the name without the word before it.
    rows = [{"政": 0.9, "差": 0.02}, {"行": 1e-4, "": 0.9}, {"政": 1e-4, "": 0.9}]
    rows += [step for sign in "差旅费" for step in ({sign: 0.9}, {"": 0.9})]
    steps = np.full((len(rows), len(ALPHABET)), 1e-5, dtype=np.float32)
    for place, row in enumerate(rows):
        for sign, share in row.items():
            steps[place, ALPHABET.index(sign)] = share
    table.cells[15].lattice = keep_lattice(steps, ALPHABET)
    other = listed("租赁费", seen(("租赁费", 0.9)), belief=0.9)
    for row in (2, 3):
        other.cells[2 * row + 1].text = kind + ROWS[row][1]
    restore_coded_names([table, other])
    assert table.cells[15].text == after
