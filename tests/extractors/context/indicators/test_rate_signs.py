"""Per cent signs of rates that were read as figures."""

from __future__ import annotations

import pytest

from extractors.context.indicators.rate_signs import restore_rate_signs
from schemas.table import Table
from tests.extractors.tables.builders import table


def scan(*rows: str) -> Table:
    """Return an indicator form that was read surely; each row is a name and a value."""
    lines = [f"产出指标 | 质量指标 | {row}" for row in rows]
    made = table("\n".join(["一级指标 | 二级指标 | 三级指标 | 指标值", *lines]), header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.999
    return made


def values_of(made: Table) -> list[str]:
    return [cell.text for cell in made.cells if cell.column == 3 and cell.row]


def test_no_rate_is_beyond_a_hundred() -> None:
    made = scan("群众满意度 | ≥958", "设备完好率 | 100%", "覆盖率 | 808")
    repairs = restore_rate_signs([made])
    assert values_of(made) == ["≥95%", "100%", "80%"]
    assert [(repair.before, repair.after) for repair in repairs] == [("≥958", "≥95%"), ("808", "80%")]
    assert all(repair.confidence < 0.9 for repair in repairs)


def test_what_is_a_sign_behind_rates_is_one_behind_other_names_of_the_document() -> None:
    made, other = scan("群众满意度 | ≥958", "设备完好率 | 100%"), scan("保障能力提升 | ≥788", "完成比例 | 50%")
    restore_rate_signs([made, other])
    assert values_of(other) == ["≥78%", "50%"]


def test_a_value_that_may_be_one_is_doubted_only() -> None:
    made = scan("保障能力提升 | ≥788", "设备完好率 | 100%", "覆盖村数 | 787")
    assert restore_rate_signs([made]) == []
    assert [cell.confidence < 0.9 for cell in made.cells if cell.column == 3 and cell.row] == [True, False, False]


@pytest.mark.parametrize(
    "rows",
    [
        ("群众满意度 | ≥958", "设备完好率 | 100"),  # the units stand elsewhere
        ("抽查频率 | 128", "设备完好率 | 100%"),
        ("电机功率 | 128", "设备完好率 | 100%"),
        ("游客增长率 | ≥128", "设备完好率 | 100%"),
        ("群众满意度 | ≥957", "设备完好率 | 100%"),
        ("群众满意度 | 958人", "设备完好率 | 100%"),
    ],
)
def test_other_values_stay(rows: tuple[str, ...]) -> None:
    made = scan(*rows)
    assert restore_rate_signs([made]) == []
    assert values_of(made) == [row.split(" | ")[1] for row in rows]


def test_the_name_may_stand_in_a_column_behind_the_levels() -> None:
    """As in overall targets: 一级指标, 二级指标, 指标内容, 指标值."""
    heads = "一级指标 | 二级指标 | 指标内容 | 指标值"
    made = table("\n".join([heads, "效益 | 满意度 | 群众满意度 | ≥958", "产出 | 质量 | 合格率 | 100%"]), header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.999
    restore_rate_signs([made])
    assert values_of(made) == ["≥95%", "100%"]


def test_text_layers_are_not_touched() -> None:
    made = scan("群众满意度 | ≥958", "设备完好率 | 100%")
    for cell in made.cells:
        cell.source = "text"
    assert restore_rate_signs([made]) == []
