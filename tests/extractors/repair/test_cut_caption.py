"""Captions that a spreadsheet cut, and that the document prints in full elsewhere."""

from __future__ import annotations

from dataclasses import replace

from extractors.repair.cut_caption import complete_captions
from schemas.table import Caption, Table
from tests.extractors.tables.builders import table


def captioned(*captions: Caption) -> list[Table]:
    made = table("科目 | 金额\n教育 | 5.00")
    return [replace(made, id=f"t{number}", caption=caption) for number, caption in enumerate(captions, 1)]


def titles(*printed: str) -> list[str | None]:
    tables = captioned(*(Caption(title) for title in printed))
    warnings = complete_captions(tables)
    changed = [each.caption.title for each, before in zip(tables, printed, strict=True) if each.caption.title != before]
    assert [warning.code for warning in warnings] == ["caption_completed"] * len(changed)
    return [each.caption.title for each in tables]


def test_a_name_cut_at_its_end_is_completed_from_the_other_captions():
    tables = captioned(*(Caption(entity=name) for name in ("某县市场监督管理局", "某县市场监督管理局", "某县市场监督")))
    (warning,) = complete_captions(tables)
    assert [each.caption.entity for each in tables] == ["某县市场监督管理局"] * 3
    assert "t3" in warning.message


def test_a_title_cut_at_its_start_begins_as_the_others_do():
    assert titles(
        "娄烦县水务局2026年部门收支总表",
        "娄烦县水务局2026年部门收入总表",
        "娄烦县水务局2026年部门支出总表",
        "烦县水务局2026年部门“三公”经费支出表",
        "务局2026年部门政府性基金预算支出表",
    )[3:] == ["娄烦县水务局2026年部门“三公”经费支出表", "娄烦县水务局2026年部门政府性基金预算支出表"]


def test_titles_without_a_name_and_of_others_are_not_cut():
    printed = (
        "娄烦县水务局2026年部门收支总表",
        "娄烦县水务局2026年部门收入总表",
        "2026年部门支出总表",
        "娄烦县教育局2026年部门支出总表",
        "部门支出总表",
    )
    assert titles(*printed) == list(printed)


def test_a_shorter_name_that_is_printed_as_often_is_left():
    printed = ("某市水务局2026年收支总表", "水务局2026年收入总表")
    assert titles(*printed) == list(printed)
