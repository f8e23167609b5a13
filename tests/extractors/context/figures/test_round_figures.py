"""Figures that end as all others of their table do."""

from __future__ import annotations

import pytest

from extractors.context.figures.round_figures import BELIEVED, restore_round_figures
from schemas.table import Table
from tests.extractors.tables.builders import table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"0123456789,."]
ROUND = ("9560000.00", "80000.00", "7290000.00", "310000.00", "460000.00", "50000.00", "1180000.00", "20000.00")


def scan(read: str, likely: dict[str, float], others: tuple[str, ...] = ROUND, unit: str = "元") -> Table:
    """Return a table whose first figure is doubted: each of its digits may also be one that is ``likely``."""
    made = table("\n".join(f"第{at}项 | {text}" for at, text in enumerate((read, *others))))
    made.caption.unit = unit
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.99
        if (cell.row, cell.column) == (0, 1):
            cell.confidence = 0.6
            cell.lattice = lattice_of(
                ALPHABET, *({**likely, one: 0.5} if one.isdigit() else {one: 0.9} for one in read)
            )
    return made


@pytest.mark.parametrize(
    ("read", "likely", "meant"),
    [
        ("9480006.00", {"0": 0.3}, "9480000.00"),
        ("60930.08", {"0": 0.2}, "60000.00"),
        ("9480006.00", {"0": 0.001}, "9480006.00"),  # it was seen too clearly
        ("0.06", {"0": 0.3}, "0.06"),  # nothing would be left of it
    ],
)
def test_a_doubted_figure_ends_as_all_others_do(read: str, likely: dict[str, float], meant: str) -> None:
    made = scan(read, likely)
    repairs = restore_round_figures([made])
    assert made.cells[1].text == meant
    assert [(one.before, one.after, one.kind) for one in repairs] == (
        [(read, meant, "ocr_digit")] if read != meant else []
    )
    assert made.cells[1].confidence <= 0.6 <= BELIEVED


@pytest.mark.parametrize(
    "others",
    [
        (*ROUND[:-2], "1180356.27", "20000.00"),  # one of them is not round
        ROUND[:5],
        (*ROUND[:4], *ROUND[:4]),  # what is printed twice counts once
    ],
)
def test_figures_that_are_not_all_round_or_too_few_tell_nothing(others: tuple[str, ...]) -> None:
    assert restore_round_figures([scan("9480006.00", {"0": 0.3}, others)]) == []


def test_a_small_table_ends_as_those_in_its_unit_do() -> None:
    for unit, meant in (("元", "9480000.00"), ("万元", "9480006.00")):
        small, large = scan("9480006.00", {"0": 0.3}, ROUND[:1]), scan("70000.00", {}, unit=unit)
        large.id = "t2"
        restore_round_figures([small, large])
        assert small.cells[1].text == meant
