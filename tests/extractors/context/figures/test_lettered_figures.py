from dataclasses import replace

import pytest

from extractors.context.figures.lettered_figures import CUT, restore_lettered_figures
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource
from tests.extractors.tables.builders import table


def scan(*figures: str, source: str = "ocr") -> Table:
    made = replace(table("\n".join(f"第{number}项 | {text}" for number, text in enumerate(figures))), id="t1")
    return replace(made, cells=[replace(cell, source=source, confidence=0.95) for cell in made.cells])  # type: ignore[arg-type]


@pytest.mark.parametrize("read", ["22,603,200.0C", "22,6O3,200.00", "2Z,603,200.00"])
def test_a_letter_in_a_figure_is_the_digit_that_the_same_figure_has_elsewhere(read):
    made = scan("22,603,200.00", read, "7,534,400.00")
    (repair,) = restore_lettered_figures([made])
    assert (repair.before, repair.after, repair.confidence) == (read, "22,603,200.00", 0.7)
    assert [cell.confidence for cell in made.cells if cell.column == 1] == [0.95, 0.7, 0.95]


@pytest.mark.parametrize(
    "figures",
    [
        ("22,603,200.00", "22,603,300.0C"),
        ("22,603,200.00", "22,603,200.01", "22,603,200.0C"),
        ("1.00", "1.0C"),
        ("2010108", "201010B"),
        ("22,603,200.00", "22,603,200.00"),
    ],
)
def test_without_one_figure_that_is_the_same_nothing_is_done(figures):
    assert restore_lettered_figures([scan(*figures)]) == []


def test_a_text_layer_is_believed():
    assert restore_lettered_figures([scan("22,603,200.00", "22,603,200.0C", source="text")]) == []


def column(*texts: str, source: TextSource = "ocr") -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", 0.97, source)
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


USUAL = ("524.80", "0", "1,758.36", "12", "", "77.10")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("C", "0"),
        ("a", "0"),
        ("d", "0"),
        ("0)", "0"),
        ("(0", "0"),
        ("127.3C", "127.30"),
        ("C.53", "0.53"),
        ("3,168,000.0u", None),
    ],
)
def test_a_letter_that_ends_a_figure_is_a_nought(read: str, meant: str | None):
    table = column(*USUAL, read)
    (repair,) = restore_lettered_figures([table])
    meant = meant or "3,168,000.00"
    assert (table.cells[-1].text, repair.before, repair.after) == (meant, read, meant)
    assert table.cells[-1].lines == (meant,)
    assert table.cells[-1].confidence == CUT


@pytest.mark.parametrize("read", ["A", "CD", "C1", "3.2.C", "1,C", "12.345C"])
def test_other_letters_are_left(read: str):
    assert restore_lettered_figures([column(*USUAL, read)]) == []


def test_a_column_of_letters_is_left():
    assert restore_lettered_figures([column("A", "B", "C", "1", "2", "3", "4")]) == []
    assert restore_lettered_figures([column("1", "2", "C")]) == []


def test_a_column_of_a_text_layer_is_left():
    assert restore_lettered_figures([column(*USUAL, "C", source="text")]) == []


def row(*texts: str) -> Table:
    cells = [
        Cell(0, at, 1, 1, text, (text,), 1, Box(50 * at, 0, 50 * at + 50, 10), "data", 0.99, "ocr")
        for at, text in enumerate(texts)
    ]
    return Table("t1", cells, 1, len(cells), 0, "ruled", [])


def test_a_low_table_says_by_its_row_that_a_letter_is_a_nought():
    table = row("合计", "1,431.18", "a", "1,430.85", "0", "C", "0.34")
    assert len(restore_lettered_figures([table])) == 2
    assert [cell.text for cell in table.cells] == ["合计", "1,431.18", "0", "1,430.85", "0", "0", "0.34"]
    graded = row("合计", "1,431.18", "C", "1,430.85", "0", "0", "0.34")
    graded.cells.append(Cell(1, 2, 1, 1, "B", ("B",), 1, Box(100, 10, 150, 20), "data", 0.99, "ocr"))
    assert restore_lettered_figures([graded]) == []
    assert restore_lettered_figures([row("甲", "乙", "C", "丙", "1", "2", "3", "4")]) == []


@pytest.mark.parametrize(("texts", "noughts"), [(("0", "O", "O", "o"), 4), (("甲", "O", "O"), 0), (("O", "O"), 0)])
def test_a_round_letter_is_a_nought_where_all_else_in_its_column_are_figures(texts: tuple[str, ...], noughts: int):
    made = column(*texts)
    restore_lettered_figures([made])
    assert sum(cell.text == "0" for cell in made.cells) == noughts
