from dataclasses import replace

import pytest

from extractors.repair.lettered_figures import repair_lettered_figures
from schemas.table import Table
from tests.extractors.tables.builders import table


def scan(*figures: str, source: str = "ocr") -> Table:
    made = replace(table("\n".join(f"第{number}项 | {text}" for number, text in enumerate(figures))), id="t1")
    return replace(made, cells=[replace(cell, source=source, confidence=0.95) for cell in made.cells])  # type: ignore[arg-type]


@pytest.mark.parametrize("read", ["22,603,200.0C", "22,6O3,200.00", "2Z,603,200.00"])
def test_a_letter_in_a_figure_is_the_digit_that_the_same_figure_has_elsewhere(read):
    made = scan("22,603,200.00", read, "7,534,400.00")
    (repair,) = repair_lettered_figures([made])
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
    assert repair_lettered_figures([scan(*figures)]) == []


def test_a_text_layer_is_believed():
    assert repair_lettered_figures([scan("22,603,200.00", "22,603,200.0C", source="text")]) == []
