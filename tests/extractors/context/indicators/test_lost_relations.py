"""Relations that a scan lost in front of values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.context.indicators.lost_relations import restore_lost_relations
from extractors.lattices import keep_lattice
from schemas.table import Lattice, Table
from tests.extractors.tables.builders import table

ALPHABET = ["", *"0123456789.()次=≥>-"]


def seen(text: str, first: dict[str, float]) -> Lattice:
    """Return the lattice of a text before whose first character one of these signs, or none, was seen."""
    rows = []
    for shares in (first, *({sign: 1.0} for character in text for sign in (character, ""))):
        row = np.full(len(ALPHABET), 1e-6, np.float32)
        for sign, share in shares.items():
            row[ALPHABET.index(sign)] = share
        rows.append(row)
    return keep_lattice(np.array(rows), ALPHABET)


def scan(*values: tuple[str, dict[str, float] | None]) -> Table:
    rows = [f"产出指标 | 数量指标 | 第{number}项 | {value}" for number, (value, _) in enumerate(values)]
    made = table("\n".join(["一级指标 | 二级指标 | 三级指标 | 指标值", *rows]), header_rows=1)
    cells = [replace(cell, source="ocr", confidence=0.99) for cell in made.cells]
    for cell in cells:
        if cell.column == 3 and cell.row and (first := values[cell.row - 1][1]) is not None:
            cell.confidence, cell.lattice = 0.4, seen(cell.text.lstrip("-("), first)
    return replace(made, id="t1", cells=cells)


def values_of(made: Table) -> list[str]:
    return [cell.text for cell in made.cells if cell.column == 3 and cell.row]


OTHERS = (("≥8.00(次)", None), ("≥1.00(次)", None), ("=3.00(次)", None))


def test_a_value_without_one_has_the_relation_that_its_picture_allows() -> None:
    made = scan(
        *OTHERS, ("12.00(次)", {"": 0.9, "=": 0.05}), ("-5.00(次)", {"-": 0.9, "=": 0.05}), ("90.00(次)", {"": 0.9})
    )
    repairs = restore_lost_relations([made])
    assert values_of(made)[3:] == ["=12.00(次)", "=5.00(次)", "90.00(次)"]
    assert [repair.confidence for repair in repairs] == [0.4, 0.4]


def test_of_two_that_the_picture_allows_the_columns_own_is_meant() -> None:
    made = scan(*OTHERS, ("7.00(次)", {"": 0.8, "≥": 0.05, ">": 0.06}))
    restore_lost_relations([made])
    assert values_of(made)[3] == "≥7.00(次)"


def test_where_values_have_none_and_where_they_were_read_surely_nothing_is_put_before_them() -> None:
    made = scan(*((f"{number}.00(次)", {"": 0.9, "=": 0.05}) for number in range(5)))
    assert restore_lost_relations([made]) == []
    assert restore_lost_relations([scan(*OTHERS, ("12.00(次)", None))]) == []


def test_values_of_other_tables_have_relations_too() -> None:
    poor = scan(*((f"{number}.00(次)", {"": 0.9, "=": 0.05}) for number in range(4)))
    restore_lost_relations([scan(*OTHERS), poor])
    assert values_of(poor) == ["=0.00(次)", "=1.00(次)", "=2.00(次)", "=3.00(次)"]


def test_a_value_without_one_is_doubted_however_surely_it_was_read() -> None:
    made = scan(*OTHERS, ("12.00(次)", None))
    restore_lost_relations([made])
    assert [cell.confidence < 0.9 for cell in made.cells if cell.column == 3 and cell.row] == [
        False,
        False,
        False,
        True,
    ]
