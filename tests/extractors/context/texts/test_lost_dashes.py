from __future__ import annotations

import pytest

from extractors.context.texts.lost_dashes import restore_dates, restore_unit_dashes
from schemas.geometry import Box
from schemas.table import Caption, Cell, Table, TextSource


def beside(label: str, value: str, source: TextSource = "ocr") -> str:
    cells = [
        Cell(0, column, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", 0.9, source)
        for column, text in enumerate((label, value))
    ]
    restore_dates([Table("t1", cells, 1, 2, 0, "ruled", [])])
    return cells[1].text


@pytest.mark.parametrize("read", ["202301.31", "2023-01 31", "2023 01-31", "20230131", "2023.01-31"])
def test_a_date_beside_its_label_gets_its_dashes_back(read: str) -> None:
    assert beside("计划开始日期", read) == "2023-01-31"


@pytest.mark.parametrize(
    ("label", "value"),
    [("计划开始日期", "2023.01.31"), ("计划开始日期", "20231331"), ("金额", "20230131"), ("计划开始日期", "2023年")],
)
def test_what_is_a_date_already_or_none_is_left(label: str, value: str) -> None:
    assert beside(label, value) == value


def test_text_layers_are_left() -> None:
    assert beside("计划开始日期", "20230131", source="text") == "20230131"


@pytest.mark.parametrize(
    ("read", "after"),
    [
        ("321,江油市财政局本级", "321-江油市财政局本级"),
        ("321-江油市财政局本级", "321-江油市财政局本级"),
        ("2024、年度工作", "2024、年度工作"),
        ("321-江油币财政局", "321-江油市财政局"),
        ("321,江油币财政局", "321-江油市财政局"),
        ("321-江油市审计局", "321-江油市审计局"),
        ("321-绵阳市财政局", "321-绵阳市财政局"),
        ("3.21-江油市财政局", "321-江油市财政局"),
        ("3.2.1-江油市财政局", "3.2.1-江油市财政局"),
        ("3.2-江油市财政局", "3.2-江油市财政局"),
    ],
)
def test_a_mark_between_a_units_code_and_its_name_is_a_dash(read: str, after: str) -> None:
    cell = Cell(0, 0, 1, 1, read, (read,), 1, Box(0, 0, 50, 10), "data", 0.4, "ocr")
    table = Table("t1", [cell], 1, 1, 0, "ruled", [], Caption(entity="江油市财政局"))
    assert [repair.after for repair in restore_unit_dashes([table])] == [after] * (read != after)
    assert cell.text == after


@pytest.mark.parametrize(
    ("read", "after"),
    [
        ("(321)江油市财政局本级", "321-江油市财政局本级"),
        ("32%-江油市财政局", "321-江油市财政局"),
        ("322-江油市财政局", "322-江油市财政局"),
        ("(321)某某市财政局", "(321)某某市财政局"),
    ],
)
def test_the_code_of_a_unit_is_that_which_the_document_has_before_its_name(read: str, after: str) -> None:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", sure, "ocr")
        for row, (text, sure) in enumerate(((read, 0.4), ("321-江油市财政局", 0.95)))
    ]
    table = Table("t1", cells, 2, 1, 0, "ruled", [], Caption(entity="江油市财政局"))
    restore_unit_dashes([table])
    assert cells[0].text == after
