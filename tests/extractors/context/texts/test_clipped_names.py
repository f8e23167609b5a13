"""Names of organisations whose first character a ruling clipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.texts.clipped_names import BELIEVED, restore_clipped_names
from schemas.table import Table, TextSource
from tests.extractors.tables.builders import table


def scans(*names: str, caption: str = "浏阳市卫生局", source: TextSource = "ocr") -> list[Table]:
    made = [table("\n".join(["单位名称 | 合计", *(f"{name} | 1.00" for name in names)])) for _ in range(2)]
    made = [
        replace(each, id=f"t{at}", cells=[replace(cell, source=source) for cell in each.cells])
        for at, each in enumerate(made)
    ]
    for each in made:
        each.caption.entity = caption
    return made


def first_names(tables: list[Table]) -> list[str]:
    return [cell.text for cell in tables[0].cells if cell.column == 0 and cell.row]


def test_captions_tell_the_first_character_of_a_name_however_surely_it_was_read() -> None:
    tables = scans("刘阳市卫生局", "刘阳市卫生局本级", "浏阳市卫生局档案馆")
    repairs = restore_clipped_names(tables)
    assert first_names(tables) == ["浏阳市卫生局", "浏阳市卫生局本级", "浏阳市卫生局档案馆"]
    assert [(repair.before, repair.confidence) for repair in repairs[:1]] == [("刘阳市卫生局", BELIEVED)]
    assert len(repairs) == 4


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param(scans("浏阳县卫生局"), id="another character"),
        pytest.param(scans("浏阳市卫生局", caption="刘阳市卫生局"), id="the caption has the less likely one"),
        pytest.param(scans("二中学校", caption="一中学校"), id="too short to tell"),
        pytest.param(scans("刘阳市卫生局", source="text"), id="a text layer"),
        pytest.param(scans("刘阳市卫生局")[:1], id="one caption"),
    ],
)
def test_other_names_stay(tables: list[Table]) -> None:
    assert restore_clipped_names(tables) == []
