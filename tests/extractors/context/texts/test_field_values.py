"""Values of fields that a document has again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import pytest

from extractors.context.texts.field_values import restore_field_values
from extractors.lattices import mark_lattice
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table

#: What was seen of each character of 特定目标美: its last one may be 类.
SEEN: Sequence[Mapping[str, float]] = ({"特": 1.0}, {"定": 1.0}, {"目": 1.0}, {"标": 1.0}, {"美": 0.7, "类": 0.3})


def form(number: int, value: str, sure: float, label: str = "项目类别") -> Table:
    """Return a form with one field."""
    cells = [
        Cell(0, column, 1, 1, text, (text,), number, Box(0, 0, 1, 1), "data", belief, "ocr")
        for column, (text, belief) in enumerate(((label, 0.99), (value, sure)))
    ]
    return Table(f"t{number}", cells, 1, 2, 0, "ruled", [])


def restored(others: Sequence[tuple[str, float]], seen: Sequence[Mapping[str, float]] = SEEN, sure: float = 0.6) -> str:
    """Return what a doubtful value is taken for beside other forms' values."""
    read = "".join(max(step, key=lambda mark: step[mark]) for step in seen)
    tables = [form(number, *value) for number, value in enumerate(((read, sure), *others))]
    tables[0].cells[1].lattice = reduce(Lattice.followed_by, map(mark_lattice, seen))
    repairs = restore_field_values(tables)
    assert len(repairs) == (tables[0].cells[1].text != read)
    return tables[0].cells[1].text


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([("特定目标类", 0.98), ("其他运转类", 0.98)], id="read once surely"),
        pytest.param([("特定目标类", 0.5), ("特定目标类", 0.4)], id="read twice"),
    ],
)
def test_a_doubtful_value_is_one_of_other_forms(others: list[tuple[str, float]]) -> None:
    assert restored(others) == "特定目标类"


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([("特定目标类", 0.98)], id="too few forms"),
        pytest.param([("特定目标类", 0.5), ("其他运转类", 0.5)], id="read once, and in doubt"),
        pytest.param([("其他运转类", 0.98), ("其他运转类", 0.98)], id="another value"),
        pytest.param([("特定目标美", 0.98), ("特定目标类", 0.98)], id="what was read is a value"),
    ],
)
def test_otherwise_it_stays(others: list[tuple[str, float]]) -> None:
    assert restored(others) == "特定目标美"


def test_a_value_read_surely_or_with_another_numeral_stays() -> None:
    others = [("特定目标类", 0.98), ("特定目标类", 0.98)]
    assert restored(others, sure=0.95) == "特定目标美"
    schools: list[Mapping[str, float]] = [{"第": 1.0}, {"二": 0.9, "一": 0.1}, {"小": 1.0}, {"学": 1.0}]
    assert restored([("第一小学", 0.98)] * 2, schools) == "第二小学"
