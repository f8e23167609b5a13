"""Drawn cells against guessed ones where a single row is drawn."""

from __future__ import annotations

import io

import numpy as np
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.content import Characters, PageContent, Rulings
from extractors.tables.choose import choose_tables, fit
from extractors.tables.finders.ruled import RuledFinder
from schemas.geometry import Box
from schemas.table import Cell, Part, Table
from tests.support.contents import read_contents

ROW, HEIGHT = ("2210201", "住房公积金", "58.35"), 20.0


def table(finder: str, *rows: tuple[str, ...]) -> Table:
    cells = [
        Cell(
            row, column, 1, 1, text, (text,), 1, Box(100 * column, HEIGHT * row, 100 * column + 100, HEIGHT * (row + 1))
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    box = Box(0, 0, 100 * len(rows[0]), HEIGHT * len(rows))
    return Table("", cells, len(rows), len(rows[0]), 0, finder, [Part(1, box, 0, len(rows))])  # type: ignore[arg-type]


def page(*rows: tuple[str, ...]) -> PageContent:
    texts = [
        (character, 100.0 * column + 10 * place, HEIGHT * row)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        for place, character in enumerate(text[:9])
    ]
    boxes = np.array([(x + 1, y + 5, x + 9, y + 15) for _, x, y in texts])
    none = np.zeros(len(texts), dtype=bool)
    characters = Characters([text for text, _, _ in texts], boxes, none, np.ones(len(texts)))
    return PageContent(1, 500, 500, characters, Rulings(np.empty((0, 3)), np.empty((0, 3))), [])


def chosen(*guessed: tuple[str, ...]) -> str:
    drawn = table("ruled", ROW)
    (best,) = choose_tables([[drawn], [table("unruled", *guessed)]], page(*guessed))
    return best.finder


def test_a_note_below_a_drawn_row_is_none() -> None:
    assert chosen(ROW, ("注：科目编码", "和科目名称", "为必填项。")) == "ruled"


def test_two_drawn_cells_are_not_one() -> None:
    assert chosen(("", "2210201住房公积金", "58.35"), ("注：", "科目编码和科目名称", "")) == "ruled"


def test_a_drawn_heading_over_rows_without_rules_is_part_of_their_table() -> None:
    assert chosen(ROW, ("2210202", "提租补贴", "1.00"), ("2210203", "购房补贴", "2.00")) == "unruled"


def test_the_lines_of_a_drawn_rows_cells_are_no_rows() -> None:
    torn = (("", "住房公", ""), ("2210201", "", "58.35"), ("", "积金", ""))
    assert chosen(*torn) == "ruled"
    box = table("ruled", ("甲\n乙\n丙", "1.00\n2.00\n3.00"))
    for cell in box.cells:  # a frame with its columns ruled and its rows not
        cell.lines = tuple(cell.text.split("\n"))
    rows = (("甲", "1.00"), ("乙", "2.00"), ("丙", "3.00"))
    (best,) = choose_tables([[box], [table("unruled", *rows)]], page(*rows))
    assert best.finder == "unruled"


def test_the_same_text_guessed_twice_counts_once() -> None:
    rows = (("编码", "名称", "金额"), ("495", "某局", "1,535.14"), ("495001", "本级", "1,535.14"))
    drawn, guess, again = table("ruled", *rows), table("unruled", *rows), table("unruled", *rows)
    drawn.cells[5].lines = ("1,535.", "14")  # wrapped: it looks like two figures
    assert [best.finder for best in choose_tables([[drawn], [guess, again]], page(*rows))] == ["ruled"]


def test_figures_that_are_torn_at_their_points_are_one_each() -> None:
    rows = (("30206", "电费", "11,264.90"), ("30207", "邮电费", "10,591.80"))
    drawn = table("ruled", *rows)
    for cell in drawn.cells[2::3]:
        cell.lines = (cell.text[:-2], cell.text[-2:])
    assert [best.finder for best in choose_tables([[drawn], [table("unruled", *rows)]], page(*rows))] == ["ruled"]


def read(canvas: Canvas, buffer: io.BytesIO) -> PageContent:
    canvas.showPage()
    canvas.save()
    (content,) = read_contents(buffer.getvalue())
    return content


def test_figures_that_touch_over_a_rule_are_two() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    canvas.grid([40, 80, 120, 160], list(range(60, 241, 20)))
    figure = "2,577.97"
    canvas.setFont("Helvetica", 39.8 / stringWidth(figure, "Helvetica", 1))  # it is as wide as its cell
    for y in range(66, 240, 20):
        for x in (80, 120, 160):
            canvas.drawRightString(x - 0.1, y, figure)
    content = read(canvas, buffer)
    (grid,) = RuledFinder().find_tables(content)
    assert choose_tables([[grid]], content) == [grid]


def test_a_grid_behind_a_chart_is_no_table() -> None:
    """Its lines run through words, each drawn in one go and set over what it will."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    canvas.grid(list(range(40, 361, 24)), list(range(60, 241, 20)))
    canvas.setFont("Helvetica", 9)
    for y in (214, 174, 134, 94):
        for number, text in enumerate(("1990s", "2000s", "Total")):
            canvas.drawString(40 + 24 * (2 + 4 * number) - 5, y, text)  # a letter stands over the line before the cell
    content = read(canvas, buffer)
    (grid,) = RuledFinder().find_tables(content)
    assert choose_tables([[grid]], content) == []


def test_figures_among_the_lines_of_a_text_hide_no_rows() -> None:
    prose = ("开展宣传引导", "不少于", "70469", "人，设施维护", "64902", "人，落实资", "金监管", "28243", "人。")
    figures = ("70469", "64902", "28243")
    fits = []
    for lines in (prose, figures):
        made = table("ruled", ("目标", "单位", "金额"), ("", "某某局", "58.35"))
        made.cells[3].lines, made.cells[3].text = lines, "".join(lines)
        made.cells[4].text = "某某市农业农村局" * 4
        fits.append(fit(made))
    assert fits[0] > 0.9 > fits[1]
