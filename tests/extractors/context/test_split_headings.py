"""Headings of several columns that were read as one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.context.split_headings import split_headings
from schemas.table import Table
from tests.extractors.tables.builders import table, texts

HEADINGS = ("合计", "人员经费", "公用经费", "预算", "预算合计", "科目名称")


def headings_under(_title: str, _read: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(HEADINGS, "one")


def scan(heading: str, data: str = "工资福利支出 | 28.50 | 20.00 | 8.50", source: str = "ocr") -> Table:
    """Return a form with one heading over the columns behind the first."""
    columns = data.rstrip("| ").count("|") + data.endswith("|")
    made = table(f"科目名称 | {heading}{' | <' * (columns - 1)}\n{data}", header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = source, 0.99
    return made


@pytest.mark.parametrize(
    ("heading", "data", "parted"),
    [
        ("合计人员经费公用经费", "工资福利支出 | 28.50 | 20.00 | 8.50", ["合计", "人员经费", "公用经费"]),
        ("合计 人员经费", "工资福利支出 | 20.00 | 20.00", ["合计", "人员经费"]),
        ("预算合计", "工资福利支出 | 20.00 | 20.00", None),  # itself a heading
        ("合计人员经费", "工资福利支出 | 28.50 | 20.00 | 8.50", None),  # two for three columns
        ("合计经费", "工资福利支出 | 20.00 | 20.00", None),
        ("合计人员经费", "工资福利支出 | 20.00 | <", None),  # one column below
        ("合计人员经费", "工资福利支出 | 20.00 | |", None),  # nothing says that there is another
    ],
)
def test_what_is_made_up_of_a_heading_for_each_column_is_these(
    heading: str, data: str, parted: list[str] | None
) -> None:
    made = scan(heading, data)
    repairs = split_headings([made], headings_under)
    assert [repair.after for repair in repairs] == (parted or [])
    assert texts(made)[0][1:] == (parted or [heading.replace(" ", "")] * (len(texts(made)[0]) - 1))
    assert all(repair.before.replace(" ", "") == heading.replace(" ", "") for repair in repairs)


def test_the_parts_stand_over_their_columns_and_are_doubted() -> None:
    made = scan("合计人员经费公用经费")
    split_headings([made], headings_under)
    for column in (1, 2, 3):
        above, below = [cell for cell in made.cells if cell.column == column]
        assert (above.box.x0, above.box.x1) == (below.box.x0, below.box.x1)
        assert (above.column_span, above.confidence) == (1, 0.7)


def test_a_heading_above_others_stays_as_does_one_of_a_text_layer() -> None:
    above = table("科目名称 | 合计人员经费 | <\n^ | 合计 | 人员经费\n工资 | 20.00 | 20.00", header_rows=2)
    for cell in above.cells:
        cell.source = "ocr"
    assert split_headings([above, scan("合计人员经费公用经费", source="text")], headings_under) == []
