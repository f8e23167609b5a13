"""Rows of a grid above its headings: title, code, entity and unit, ruled in with the table."""

import pytest

from extractors.tables.banner import lift_banner_rows
from tests.extractors.tables.builders import table

BODY = "编码 | 名称 | 合计 | 基本 | 项目\n205 | 教育 | 5.00 | 3.00 | 2.00"


def lifted(*rows: str) -> tuple[int, tuple[str | None, ...]]:
    """Return how many rows are left, and what the others said."""
    found = lift_banner_rows(table("\n".join([*rows, BODY])))
    caption = found.caption
    return found.row_count, (caption.code, caption.title, caption.entity, caption.unit)


def test_a_title_may_have_its_code_or_unit_beside_it():
    assert lifted("部门支出总表 | < | < | < | 单位：万元") == (2, (None, "部门支出总表", None, "万元"))
    assert lifted("表3 | 部门支出总表 | < | < | <") == (2, ("表3", "部门支出总表", None, None))


def test_a_subtitle_in_brackets_is_the_titles_and_a_remark_there_a_note():
    rows = "部门：某局 | < | < | 单位：万元 | <"
    expected = (2, (None, "部门支出总表（按功能分类）", "某局", "万元"))
    assert lifted("部门支出总表 | < | < | < | <", "（按功能分类） | < | < | < | <", rows) == expected
    made = table("\n".join(["部门支出总表 | < | < | < | <", "（此表为空） | < | < | < | <", BODY]))
    assert lift_banner_rows(made).caption.notes == ["（此表为空）"]


def test_labels_with_what_they_name_in_the_next_cell():
    assert lifted("编制单位： | 某某局 | < | 单位： | 万元") == (2, (None, None, "某某局", "万元"))


@pytest.mark.parametrize(
    "row", ["主管部门： | 某某局 | < | < | <", "支出明细 | 教育 | < | < | <", "2023年 | < | 2024年 | < | <"]
)
def test_first_rows_of_tables_stay(row):
    assert lifted(row)[0] == 3
