from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.forms.by_place import fill_by_place
from extractors.forms.measures import Resolved
from extractors.forms.view import Column
from schemas.geometry import Box
from schemas.table import Cell

MEASURES = ["total", "basic", "project", "other", "rest"]


def columns(*sure: float) -> list[Column]:
    cells = [
        Cell(0, at, 1, 1, "head", ("head",), 1, Box(10 * at, 0, 10 * at + 10, 10), "header", confidence, "ocr")
        for at, confidence in enumerate(sure)
    ]
    return [Column(at, at, (cell,), ("head",)) for at, cell in enumerate(cells)]


def filled(read: Sequence[str | None], sure: Sequence[float], measures: Sequence[str] = MEASURES) -> list[str | None]:
    """Return the measures of columns that were read as ``read`` after their places were taken into account."""
    every = columns(*sure)
    resolved = Resolved({name: column for name, column in zip(read, every, strict=True) if name})
    resolved.unmapped = [column for name, column in zip(read, every, strict=True) if name is None]
    fill_by_place(every, resolved, measures)
    names = {id(column): name for name, column in resolved.columns.items()}
    assert len(resolved.columns) + len(resolved.unmapped) == len(every)
    return [names.get(id(column)) for column in every]


def test_columns_between_two_that_were_read_are_those_of_the_form() -> None:
    assert filled(["basic", None, "other"], [0.9, 0.2, 0.9]) == ["basic", "project", "other"]


def test_more_columns_than_the_form_has_there_stay_unread() -> None:
    assert filled(["basic", None, None, "other"], [0.9, 0.2, 0.2, 0.9]) == ["basic", None, None, "other"]


def test_a_heading_that_was_read_without_doubt_keeps_its_column_unmapped() -> None:
    assert filled(["basic", None, "other"], [0.9, 0.95, 0.9]) == ["basic", None, "other"]


def test_one_heading_against_all_others_of_a_whole_form_was_misread() -> None:
    measures = [f"m{number}" for number in range(12)]
    read = [*measures[:10], None, "m10"]
    assert filled(read, [0.95] * 10 + [0.3, 0.3], measures) == measures


def test_columns_in_another_order_say_nothing() -> None:
    assert filled(["other", None, "basic"], [0.9, 0.2, 0.9]) == ["other", None, "basic"]


def test_too_few_headings_say_nothing() -> None:
    assert filled([None, None, None, "other", None], [0.1] * 5) == [None, None, None, "other", None]


def test_parts_of_a_column_that_was_read_are_no_columns_of_the_form() -> None:
    """合计 was erased before 基本支出 > 小计, 人员经费, 公用经费, of which the form knows the first, and 项目支出."""
    total, basic, staff, operations, project = columns(0.2, 0.9, 0.95, 0.95, 0.9)
    over = Cell(0, 1, 1, 3, "basic", ("basic",), 1, Box(10, 0, 40, 10), "header", 0.99, "ocr")
    basic, staff, operations = (replace(each, heads=(over, *each.heads)) for each in (basic, staff, operations))
    resolved = Resolved({"basic": basic, "project": project})
    assert fill_by_place([total, basic, staff, operations, project], resolved, MEASURES) == [total]
    assert resolved.columns["total"] is total


def test_what_is_read_elsewhere_is_not_between_two_columns() -> None:
    read, doubt = ["basic", None, "other", "project"], [0.9, 0.2, 0.9, 0.9]
    assert filled(read, doubt, ["total", "basic", "middle", "project", "other"]) == [
        "basic",
        "middle",
        "other",
        "project",
    ]
    assert filled(read, doubt, ["basic", "middle", "more", "project", "other"]) == read


def test_the_sum_of_a_group_that_was_read_is_none_of_its_sources() -> None:
    """小计 under 本年收入 stands where a form may have 财政拨款; under a heading that is gone it may be that."""
    for path, name in ((("本年收入", "小计"), None), (("小计",), "project")):
        every = columns(0.9, 0.2, 0.9)
        every[1] = replace(every[1], path=path)
        resolved = Resolved({"basic": every[0], "other": every[2]}, twice=[("total", every[1])])
        fill_by_place(every, resolved, MEASURES)
        assert (resolved.columns.get("project") is every[1]) == (name is not None)
