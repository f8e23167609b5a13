from __future__ import annotations

from extractors.context.indicators.levels_by_names import restore_level_headings
from schemas.geometry import Box
from schemas.table import Cell, Table

ROWS = [
    ("产出指标", "数量指标", "培训场次"),
    ("产出指标", "质量指标", "合格率"),
    ("效益指标", "社会效益指标", "知晓率"),
]


def headings(read: tuple[str, ...], rows: list[tuple[str, ...]], sure: float = 0.3) -> list[str]:
    cells = [
        Cell(row, column, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", sure if row == 0 else 0.9, "ocr")
        for row, texts in enumerate([read, *rows])
        for column, text in enumerate(texts)
    ]
    restore_level_headings([Table("t1", cells, 1 + len(rows), len(read), 1, "ruled", [])])
    return [cell.text for cell in cells if cell.row == 0]


def test_what_heads_the_names_of_two_levels_are_these_levels() -> None:
    assert headings(("效指标", "度指标", "三级指标"), ROWS) == ["一级指标", "二级指标", "三级指标"]


def test_headings_read_well_and_columns_of_other_names_are_left() -> None:
    read = ("效指标", "度指标", "三级指标")
    assert headings(read, ROWS, sure=0.95) == list(read)
    assert headings(read, ROWS[:2]) == list(read)
    assert headings(read, [(level1, name, level2) for level1, level2, name in ROWS]) == list(read)
    assert headings(("一级", "度指标", "三级"), ROWS) == ["一级", "二级指标", "三级"]


def test_what_a_project_s_sheet_begins_with_is_no_heading_of_the_indicators_farther_down() -> None:
    """A header row of two: whose project it is, doubted, above its amounts and the levels' headings."""
    read = ("主管部门及代码", "644-某局", "实施单位")
    begin = [("项目资金", "年度资金总额", "325.43"), ("年度绩效目标", "做好档案整理", "")]
    assert headings(read, [*begin, ("一级指标", "二级指标", "三级指标"), *ROWS]) == list(read)
    assert headings(read, [*begin, ("一级指", "二级指", "三级指标"), *ROWS]) == list(read)


def test_a_first_name_may_be_misread() -> None:
    rows = [("产出", "数量", "场次"), *ROWS]
    assert headings(("效指标", "度指标", "三级指标"), rows) == ["一级指标", "二级指标", "三级指标"]
