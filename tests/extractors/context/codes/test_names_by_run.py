"""Names in rows of one code are those of the same rows elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.context.codes.names_by_run import restore_names_by_run
from extractors.lattices import spell_out
from schemas.geometry import Box
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import names_of

OTHERS = [
    (code, names_of(code)[0]) for code in ("30201", "30202", "30205", "30206", "30207", "30209", "30211", "30215")
]
WAGES = ["基本工资", "行政基本工资", "事业基本工资"]


def listed(number: int, wages: Sequence[str], sure: float = 0.99) -> Table:
    """Return a table of codes and names, in which some rows have one code; the last of them is read so surely."""
    rows = [*(("30101", name) for name in wages), *OTHERS]
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            belief = sure if column == 1 and row == len(wages) - 1 else 0.99
            cells.append(Cell(row, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", belief, "ocr"))
            cells[-1].lattice = spell_out(text) if text else None
    return Table(f"t{number}", cells, len(rows), 2, 0, "ruled", [])


def restored(read: str, sure: float = 0.4, known: Sequence[str] = WAGES, first: str = WAGES[0]) -> str:
    doubted = listed(1, [first, WAGES[1], read], sure)
    repairs = restore_names_by_run([doubted, listed(2, known)])
    text = doubted.cells[5].text
    assert [repair.after for repair in repairs] == ([text] if text != read else [])
    return text


@pytest.mark.parametrize("read", ["1.事业基本工资", "业基本工", "事业经本工资"])
def test_the_same_rows_of_a_code_have_the_same_names(read: str) -> None:
    assert restored(read) == "事业基本工资"


def test_other_rows_say_nothing() -> None:
    assert restored("1.事业基本工资", known=WAGES[:2]) == "1.事业基本工资"
    assert restored("1.事业基本工资", first="级别工资") == "1.事业基本工资"
    assert restored("1.事业基本工资", sure=0.95) == "1.事业基本工资"
    assert restored("绩效") == "绩效"  # the picture is of something else
