"""Headings that a page prints again."""

from __future__ import annotations

import pytest

from extractors.tables.reprinted import take_better_prints
from schemas.table import Table
from tests.extractors.tables.builders import table, texts


def pieces(*prints: tuple[str, float]) -> list[Table]:
    """Return pieces of a table whose second heading is read so on each page, and believed so much."""
    made = []
    for page, (text, believed) in enumerate(prints, 1):
        made.append(table(f"科目编码 | {text} | 金额\n205 | 教育支出 | 9.00", page=page, header_rows=1))
        for cell in made[-1].cells:
            cell.source, cell.confidence = "ocr", believed if cell.text == text else 0.99
    return made


@pytest.mark.parametrize(
    ("again", "repeated", "expected"),
    [
        (("科目名称", 0.99), 1, "科目名称"),  # a watermark runs through the first print
        (("科目名称", 0.95), 1, "科目名称量重加"),
        (("科目名称", 0.99), 0, "科目名称量重加"),  # a row of data
        (("", 0.99), 1, "科目名称量重加"),
    ],
)
def test_a_doubted_heading_is_what_another_page_shows_well(
    again: tuple[str, float], repeated: int, expected: str
) -> None:
    made = pieces(("科目名称量重加", 0.11), again)
    repairs = take_better_prints(made, [0, repeated], "t1")
    assert texts(made[0])[0][1] == expected
    assert [(one.before, one.after, one.confidence) for one in repairs] == (
        [("科目名称量重加", "科目名称", 0.99)] if expected == "科目名称" else []
    )


def test_of_several_prints_the_best_counts_and_one_alike_is_believed_as_much() -> None:
    made = pieces(("科目名称", 0.6), ("科自名称", 0.97), ("科目名称", 0.98))
    assert take_better_prints(made, [0, 1, 1], "t1") == []
    (heading,) = [cell for cell in made[0].cells if (cell.row, cell.column) == (0, 1)]
    assert (heading.text, heading.confidence) == ("科目名称", 0.98)


def test_a_heading_that_was_read_well_stays() -> None:
    made = pieces(("科目名称", 0.91), ("科自名称", 0.99))
    assert take_better_prints(made, [0, 1], "t1") == []
    assert texts(made[0])[0][1] == "科目名称"


@pytest.mark.parametrize(("believed", "parted"), [(0.99, True), (0.9, False)])
def test_a_heading_that_lost_the_edge_inside_it_is_parted_as_another_page_parts_it(
    believed: float, parted: bool
) -> None:
    first = table("科目名称 | 合计、员经费 | <\n教育支出 | 9.00 | 4.00", page=1, header_rows=1)
    again = table("科目名称 | 合计 | 人员经费\n卫生支出 | 8.00 | 3.00", page=2, header_rows=1)
    for cell in (*first.cells, *again.cells):
        cell.source, cell.confidence = "ocr", {"合计、员经费": 0.3, "人员经费": believed}.get(cell.text, 0.99)
    repairs = take_better_prints([first, again], [0, 1], "t1")
    assert texts(first)[0][1:] == (["合计", "人员经费"] if parted else ["合计、员经费"] * 2)
    assert [(one.before, one.after, one.column) for one in repairs] == (
        [("合计、员经费", "合计", 1), ("合计、员经费", "人员经费", 2)] if parted else []
    )
    below = {cell.column: cell.box for cell in first.cells if cell.row == 1}
    for cell in first.cells:
        if cell.row == 0 and cell.column and parted:
            assert (cell.box.x0, cell.box.x1) == pytest.approx((below[cell.column].x0, below[cell.column].x1))
