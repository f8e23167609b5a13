"""Cells that hold the texts of two columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.split_cells import BELIEVED, split_cells
from schemas.table import Cell, Table, TextSource
from tests.extractors.tables.builders import table

SIDES = [
    ("1804.93", "一、本年支出"),
    ("0", "（一）教育支出"),
    ("12.00", "（二）卫生健康支出"),
    ("1816.93", "二、结转下年"),
]
DASHED = [("1804.93", "一、本年支出"), ("-", "（一）教育支出"), ("-", "（二）卫生健康支出"), ("-", "二、结转下年")]
NAMED = [(name, amount) for amount, name in SIDES]
CODES = [("02", "01"), ("02", "02"), ("05", "01"), ("11", "99")]
AMOUNTS = [("19,600.00", "12.00"), ("0", "3.50"), ("7,158,400.00", "2.00"), ("12.00", "0")]


def merged(text: str, rows: list[tuple[str, str]], source: TextSource = "ocr", again: int = 0) -> Table:
    """Return a table of such rows, with one more at its end whose cell fills both columns, and so many others."""
    made = table("\n".join(f"第{number}项 | {left} | {right}" for number, (left, right) in enumerate(rows)))
    cells = [replace(cell, source=source, confidence=0.99) for cell in made.cells]
    for row in range(len(rows), len(rows) + again + 1):
        box = cells[1].box._replace(x1=cells[2].box.x1)
        cells.append(Cell(row, 1, 1, 2, text, (text,), 1, box, "data", 0.8, source))
    return replace(made, cells=cells, row_count=len(rows) + again + 1)


@pytest.mark.parametrize(
    ("text", "rows", "parts"),
    [
        ("1804.93支出总计", SIDES, ("1804.93", "支出总计")),
        ("1804.93支出总计", DASHED, ("1804.93", "支出总计")),
        ("I 1804.93|支出总计I", SIDES, ("1804.93", "支出总计")),
        ("0（三）住房保障支出", SIDES, ("0", "（三）住房保障支出")),
        ("9.732.5.出总计", SIDES, ("9.732.5.", "出总计")),
        ("住房改革支出25.16", NAMED, ("住房改革支出", "25.16")),
        ("其他支出（款）| 3,423.03|", NAMED, ("其他支出（款）", "3,423.03")),
        ("住房改革支出2", NAMED, None),
        ("02|01", CODES, ("02", "01")),
        ("I 0201 1", CODES, ("02", "01")),
        ("020", CODES, None),
        ("19,600.00 |19,600.00", AMOUNTS, ("19,600.00", "19,600.00")),
        ("0 19,600.00", AMOUNTS, ("0", "19,600.00")),
        ("19,600|19,600.00", AMOUNTS, ("19,600", "19,600.00")),
        ("19,600.00 19,600.00 1", AMOUNTS, ("19,600.00", "19,600.00")),
        ("19,600.00", AMOUNTS, None),
        ("1,300 300.00", AMOUNTS, None),
        ("合 计", SIDES, None),
        ("1804.93", SIDES, None),
        ("2023年支出", SIDES, None),
        ("0年终结转", SIDES, ("0", "年终结转")),
    ],
)
def test_a_cell_with_the_texts_of_two_columns_is_two(
    text: str, rows: list[tuple[str, str]], parts: tuple[str, str] | None
) -> None:
    made = merged(text, rows)
    repairs = split_cells([made])
    last = [cell for cell in made.cells if cell.row == len(rows)]
    assert [cell.text for cell in last] == (list(parts) if parts else [text])
    assert [(one.before, one.after, one.column) for one in repairs] == (
        [(text, parts[0], 1), (text, parts[1], 2)] if parts else []
    )
    if parts:
        assert [(cell.column, cell.column_span, cell.confidence) for cell in last] == [
            (1, 1, BELIEVED),
            (2, 1, BELIEVED),
        ]
        assert last[0].box.x1 == last[1].box.x0


def test_where_many_cells_fill_both_columns_they_are_so_printed() -> None:
    assert split_cells([merged("1804.93支出总计", SIDES, again=1)]) == []


def test_a_text_layer_is_taken_by_its_word() -> None:
    assert split_cells([merged("1804.93支出总计", SIDES, "text")]) == []
