"""Codes and figures of two rows in one cell."""

from __future__ import annotations

from extractors.context.split_rows import split_rows
from schemas.geometry import Box
from schemas.table import Cell, Table


def cell(row: int, column: int, *lines: str, row_span: int = 1) -> Cell:
    box = Box(40 * column, 10 * row, 40 * column + 40, 10 * (row + row_span))
    return Cell(row, column, row_span, 1, "".join(lines), lines, 1, box, confidence=0.8, source="ocr")


def table(*more: Cell, rows: int = 6) -> Table:
    """Return a table of codes, names and figures in six rows, and more cells in two more."""
    cells = [
        one for row in range(rows) for one in (cell(row, 0, "302"), cell(row, 1, "办公费"), cell(row, 2, f"{row}.50"))
    ]
    return Table("t1", [*cells, *more], rows + 2, 3, 0, "ruled", [])


def texts(one: Table, column: int) -> list[tuple[int, int, str]]:
    return [(c.row, c.row_span, c.text) for c in one.cells if c.column == column and c.row >= 6]


def test_codes_and_figures_with_a_line_for_each_row_are_of_two_rows() -> None:
    codes, figures = cell(6, 0, "3021", "一", "302", row_span=2), cell(6, 2, "2.41", "2.43", row_span=2)
    names = [cell(row, 1, "印刷费") for row in (6, 7)]
    names[1].box = names[1].box._replace(top=71.0)
    parted = table(codes, *names, figures)
    repairs = split_rows([parted])
    assert texts(parted, 0) == [(6, 1, "302"), (7, 1, "302")]
    assert texts(parted, 2) == [(6, 1, "2.41"), (7, 1, "2.43")]
    assert [(repair.row, repair.before, repair.after) for repair in repairs[:2]] == [
        (6, "3021一302", "302"),
        (7, "3021一302", "302"),
    ]
    upper = next(one for one in parted.cells if (one.row, one.column) == (6, 0))
    assert (upper.box.top, upper.box.bottom, upper.confidence < 0.9) == (60.0, 71.0, True)


def test_labels_and_merged_figures_and_columns_with_merged_cells_stay() -> None:
    label, one_figure = cell(6, 1, "教育", "支出", row_span=2), cell(6, 2, "2.41", row_span=2)
    stays = table(label, one_figure)
    assert split_rows([stays]) == []
    merged = [cell(row, 0, "302", row_span=2) for row in (8, 10, 12)]
    assert split_rows([table(cell(6, 0, "302", "303", row_span=2), *merged)]) == []
