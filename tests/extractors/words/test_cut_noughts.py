"""Noughts that lost a side to a ruling."""

from __future__ import annotations

import pytest

from extractors.words.cut_noughts import BELIEVED, restore_noughts
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def column(*texts: str, source: TextSource = "ocr") -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", 0.97, source)
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


USUAL = ("524.80", "0", "1,758.36", "12", "", "77.10")


@pytest.mark.parametrize(("read", "meant"), [("C", "0"), ("a", "0"), ("127.3C", "127.30"), ("3,168,000.0u", None)])
def test_a_letter_that_ends_a_figure_is_a_nought(read: str, meant: str | None) -> None:
    table = column(*USUAL, read)
    (repair,) = restore_noughts([table])
    meant = meant or "3,168,000.00"
    assert (table.cells[-1].text, repair.before, repair.after) == (meant, read, meant)
    assert table.cells[-1].lines == (meant,)
    assert table.cells[-1].confidence == BELIEVED


@pytest.mark.parametrize("read", ["A", "CD", "C1", "3.2.C", "1,C", "12.345C"])
def test_other_letters_are_left(read: str) -> None:
    assert restore_noughts([column(*USUAL, read)]) == []


def test_a_column_of_letters_is_left() -> None:
    assert restore_noughts([column("A", "B", "C", "1", "2", "3", "4")]) == []
    assert restore_noughts([column("1", "2", "C")]) == []


def test_text_layers_are_left() -> None:
    assert restore_noughts([column(*USUAL, "C", source="text")]) == []
