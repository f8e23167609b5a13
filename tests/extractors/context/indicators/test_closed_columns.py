"""Columns of words from a short official list."""

from __future__ import annotations

import numpy as np

from extractors.context.indicators.closed_columns import settle_closed_columns
from extractors.lattices import keep_lattice
from schemas.geometry import Box
from schemas.table import Cell, Table

ALPHABET = ["", *"产严出效益满意着色度成本指标数量质时=≥≤><63%火京"]


def seen(cell: Cell, *steps: dict[str, float]) -> Cell:
    rows = np.full((2 * len(steps), len(ALPHABET)), 1e-5, np.float32)
    for number, step in enumerate(steps):
        for character, share in step.items():
            rows[2 * number, ALPHABET.index(character)] = share
        rows[2 * number + 1, 0] = 1.0
    cell.lattice = keep_lattice(rows, ALPHABET)
    cell.confidence = 0.4
    return cell


def column(*texts: str) -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 9, 9), "data", 0.98, "ocr") for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


def test_a_doubtful_level_is_the_one_that_fits() -> None:
    table = column("产出指标", "效益指标", "满意度指标", "产出指标", "着色度指标")
    blurred = [{"着": 0.6, "满": 0.2}, {"色": 0.5, "意": 0.1}, *({one: 0.99} for one in "度指标")]
    seen(table.cells[-1], *blurred)
    (repair,) = settle_closed_columns([table])
    assert (repair.before, table.cells[-1].text, repair.row) == ("着色度指标", "满意度指标", 4)
    assert "满意度指标" in repair.evidence


def test_a_relation_that_looks_like_a_figure_is_what_the_column_mostly_has() -> None:
    table = column("=", "=", "≥", "=", "6")
    seen(table.cells[-1], {"6": 0.5, "=": 0.2, ">": 0.25})
    settle_closed_columns([table])
    assert table.cells[-1].text == "="


def test_what_is_clear_enough_stays_and_other_columns_are_left() -> None:
    table = column("=", "=", "=", "=", "≥")
    seen(table.cells[-1], {"≥": 0.8, "=": 0.1})
    assert settle_closed_columns([table]) == []
    assert table.cells[-1].text == "≥"
    figures = column("=", "63", "6", "3", "36")
    seen(figures.cells[-1], {"3": 0.6, "=": 0.3}, {"6": 0.9})
    assert settle_closed_columns([figures]) == []


def test_a_figure_among_dashes_that_are_read_as_relations_is_for_no_list_to_say() -> None:
    table = column("=", "=", "=", "=", "63", "63", "36")
    seen(table.cells[-1], {"3": 0.6, "6": 0.4}, {"6": 0.6, "3": 0.4})
    assert settle_closed_columns([table]) == []
    assert table.cells[-1].text == "36"


def test_a_low_figure_in_a_column_with_bounds_is_a_sign() -> None:
    table = column(*"≥≤≥≤≥==", "36", "63")
    for cell in table.cells[-2:]:
        seen(cell, {"3": 0.3, "6": 0.2, "=": 0.2}, {"3": 0.3, "6": 0.3, "=": 0.1})
    table.cells[-1].confidence = 0.8
    settle_closed_columns([table])
    assert [cell.text for cell in table.cells[-2:]] == ["=", "63"]
    assert table.cells[-2].confidence < 0.9


def test_signs_that_are_never_read_surely_count_too() -> None:
    table = column(*"≥" * 10, *"=" * 30, "6")
    for cell in table.cells[10:40]:
        cell.confidence = 0.85
    seen(table.cells[-1], {"6": 0.45, "=": 0.45, "≥": 0.1})
    settle_closed_columns([table])
    assert table.cells[-1].text == "="


def test_what_fits_nothing_stays_doubted() -> None:
    table = column("产出指标", "效益指标", "满意度指标", "产出指标", "63%")
    seen(table.cells[-1], {"6": 0.5}, {"3": 0.5}, {"%": 0.5})
    assert settle_closed_columns([table]) == []
    assert table.cells[-1].confidence == 0.4


def test_a_slip_that_was_read_surely_is_no_word_of_the_column() -> None:
    table = column("产出指标", "产出指标", "产出指标", "产出指标", "严出指标", "产出指标")
    steps = [{one: 0.9} for one in "产出指标"]
    steps[0] = {"产": 0.5, "严": 0.4}
    doubtful = seen(table.cells[5], *steps)
    settle_closed_columns([table])
    assert doubtful.text == "产出指标"


def test_a_unit_of_measure_is_the_one_that_its_column_mostly_has() -> None:
    table = column("%", "人次", "%", "%", "%", "火")
    seen(table.cells[-1], {"火": 0.3, "%": 0.15})
    (repair,) = settle_closed_columns([table])
    assert (repair.before, repair.after) == ("火", "%")
    assert repair.confidence < 0.9


def test_a_unit_of_measure_that_looks_much_more_like_another_word_stays() -> None:
    table = column("%", "人次", "%", "%", "%", "火")
    seen(table.cells[-1], {"火": 0.9, "%": 0.01})
    assert settle_closed_columns([table]) == []
    assert table.cells[-1].text == "火"


def test_a_lone_sign_among_relations_that_looks_like_none_is_the_usual_one_in_doubt() -> None:
    table = column("≥", "≥", "=", "≥", "京")
    seen(table.cells[-1], {"京": 0.4})
    (repair,) = settle_closed_columns([table])
    assert (repair.before, repair.after) == ("京", "≥")
    assert repair.confidence <= 0.5


def test_no_direction_is_a_character_from_another_however_surely_it_was_read() -> None:
    table = column("正向指标", "正向指标", "正向指标", "反向指标", "正南指标")
    (repair,) = settle_closed_columns([table])
    assert (repair.before, table.cells[-1].text, table.cells[-1].confidence) == ("正南指标", "正向指标", 0.7)
    assert settle_closed_columns([column("产出指标", "产出指标", "产出指标", "效益指标", "产品指标")]) == []
