"""Merged cells that a page break cuts."""

from __future__ import annotations

import pytest

from extractors.tables.known_texts import KnownTexts
from extractors.tables.page_break import Break, Habits, mend_break
from schemas.geometry import Box
from schemas.table import Cell


def cell(row: int, column: int, text: str, row_span: int = 1) -> Cell:
    return Cell(row, column, row_span, 1, text, (text,) if text else (), 1, Box(0, 0, 9, 9))


def halves(*names: str, amount: str) -> Break:
    """Return an item whose texts stand below the break, with two rows of indicators above it and three below."""
    above = [cell(24, column, "", 2) for column in range(3)] + [cell(25, 3, "满意度指标")]
    texts = (names[0], amount, names[1])
    below = [cell(26, column, text, 3) for column, text in enumerate(texts)]
    return Break(above, [*below, *(cell(row, 3, "成本指标") for row in (26, 27, 28))], 26, 1, "t1")


def test_cells_that_span_the_rows_of_one_that_goes_on_go_on_too() -> None:
    """Rows that sum up have no project and no goal, so that a blank there tells nothing; they have an amount."""
    torn = halves("某专项经费", "开展巡查；加强宣传。", amount="474.00")
    habits = Habits(always={1, 3}, merged={0, 1, 2}, blank={0: 2, 2: 2})
    rows, repairs = mend_break(torn, habits, KnownTexts(frozenset()))
    assert (rows, repairs) == (0, [])
    assert [(one.text, one.row, one.row_span) for one in torn.above[:3]] == [
        ("某专项经费", 24, 5),
        ("474.00", 24, 5),
        ("开展巡查；加强宣传。", 24, 5),
    ]
    assert [one.column for one in torn.below] == [3, 3, 3]


def test_where_no_cell_surely_goes_on_none_does() -> None:
    torn = halves("某专项经费", "开展巡查；加强宣传。", amount="474.00")
    mend_break(torn, Habits(always={3}, merged={0, 1, 2}, blank={0: 2, 1: 1, 2: 2}), KnownTexts(frozenset()))
    assert len(torn.below) == 6


def row(number: int, *texts: str) -> list[Cell]:
    return [cell(number, column, text) for column, text in enumerate(texts)]


def mended(upper: tuple[str, ...], lower: tuple[str, ...], known: KnownTexts) -> list[str]:
    torn = Break(row(4, *upper), row(5, *lower), 5, 1, "t1")
    mend_break(torn, Habits(set(), set(), {}), known)
    return [one.text for one in torn.above]


def test_a_row_is_torn_if_its_halves_make_a_label_of_forms() -> None:
    """A table of three rows says nothing of what its rows are like."""
    labels = KnownTexts(frozenset(), frozenset({"本年收入", "国有资本经营预算", "支出"}))
    assert mended(("一、本年", "218.00"), ("收入", ""), labels) == ["一、本年收入", "218.00"]
    both = KnownTexts(frozenset({"国有资本经营预算支出"}), labels.labels)
    assert mended(("国有资本经营预算", "1.00"), ("支出", ""), both) == ["国有资本经营预算支出", "1.00"]


def test_two_names_are_no_halves_of_a_third() -> None:
    known = KnownTexts(frozenset({"教育", "支出", "教育支出"}))
    assert mended(("教育", "1.00"), ("支出", ""), known) == ["教育", "1.00"]


def test_a_numbered_label_without_figures_is_no_rest_of_the_row_above() -> None:
    habits = Habits(always={0, 1}, merged=set(), blank={})
    above = row(4, "其中：（1）公务用车运行费", "218.00")
    for text, rows in (("（2）公务用车购置", 0), ("公务用车购置", 1)):
        torn = Break([*above], row(5, text, ""), 5, 1, "t1")
        assert mend_break(torn, habits, KnownTexts(frozenset()))[0] == rows


def test_two_projects_may_have_names_that_begin_alike() -> None:
    def names(goal: str) -> list[str]:
        above = [cell(9, 0, "校园安全监控系统维护", 2), cell(9, 1, "落实台账。", 2), cell(10, 2, "合格率")]
        below = [cell(11, 0, "校园安全监控系统维护经费", 2), cell(11, 1, goal, 2), cell(11, 2, "及时率")]
        mend_break(Break(above, below, 11, 1, "t1"), Habits({2}, {0, 1}, {}), KnownTexts(frozenset()))
        return [one.text for one in (*above, *below) if one.column == 0]

    assert names("推进建设。") == ["校园安全监控系统维护", "校园安全监控系统维护经费"]
    assert names("落实台账。") == ["校园安全监控系统维护经费"]


def test_a_name_that_begins_with_all_lines_of_another_is_its_own_where_amounts_differ() -> None:
    above = [cell(9, 0, "队伍建设", 2), cell(9, 1, "301.32", 2), cell(10, 2, "合格率")]
    below = [cell(11, 0, "队伍建设专项", 2), cell(11, 1, "537.23", 2), cell(11, 2, "及时率")]
    below[0].lines = ("队伍建设", "专项")
    mend_break(Break(above, below, 11, 1, "t1"), Habits({2}, {0, 1}, {}), KnownTexts(frozenset()))
    assert [one.text for one in (*above, *below) if one.column == 0] == ["队伍建设", "队伍建设专项"]


def goal_over_a_break(project: str) -> str:
    """Return the goal of an item whose one row above the break has its project or not, beside its torn goal."""
    above = [cell(24, 0, project), cell(24, 1, "开展巡查，覆盖率达到"), cell(24, 2, "满意度指标")]
    below = [cell(25, 0, "", 3), cell(25, 1, "84%，加强宣传。", 3), *(cell(row, 2, "成本指标") for row in (25, 26, 27))]
    torn = Break(above, below, 25, 1, "t1")
    mend_break(torn, Habits(always={2}, merged={0, 1}, blank={}), KnownTexts(frozenset()))
    return above[1].text


def test_one_line_of_prose_goes_on_where_the_item_left_of_it_does() -> None:
    assert goal_over_a_break("某专项经费") == "开展巡查，覆盖率达到84%，加强宣传。"
    assert goal_over_a_break("") == "开展巡查，覆盖率达到"


def torn_goal(upper: str, lower: str) -> str:
    """Return the goal of an item of which the project and the amount go on, with a row above the break."""
    above = [cell(24, 0, "某专项经"), cell(24, 1, "474.00"), cell(24, 2, upper), cell(24, 3, "成本指标")]
    below = [cell(25, column, text, 3) for column, text in enumerate(("费", "", lower))]
    below += [cell(row, 3, "数量指标") for row in (25, 26, 27)]
    known = KnownTexts(frozenset({"某专项经费"}))
    mend_break(Break(above, below, 25, 1, "t1"), Habits({1, 3}, {0, 1, 2}, {}), known)
    return above[2].text


def test_prose_was_torn_where_what_stands_left_of_it_goes_on() -> None:
    """However short or whole the line above the break looks."""
    assert torn_goal("开展巡查；加强", "宣传。") == "开展巡查；加强宣传。"
    assert torn_goal("开展巡查；", "加强宣传。") == "开展巡查；加强宣传。"
    assert torn_goal("开展", "巡查；加强宣传。") == "开展巡查；加强宣传。"
    assert torn_goal("开展", "开展巡查；加强宣传。") == "开展巡查；加强宣传。"
    assert torn_goal("产出指标", "效益指标") == "产出指标"


def test_a_code_printed_again_tells_nothing_of_what_stands_beside_it() -> None:
    """Two items of one unit, of which the second's name begins as the first's does or is long."""
    for upper, lower in (("耕地保护", "耕地保护补偿"), ("甲" * 21, "乙" * 21)):
        above = [cell(24, 0, "484001"), cell(24, 1, upper), cell(24, 2, "成本指标")]
        below = [cell(25, 0, "484001", 2), cell(25, 1, lower, 2), *(cell(row, 2, "数量指标") for row in (25, 26))]
        mend_break(Break(above, below, 25, 1, "t1"), Habits({0, 1, 2}, {0, 1}, {}), KnownTexts(frozenset()))
        assert above[1].text == upper


def test_a_single_line_of_prose_alone_was_not() -> None:
    above, below = [cell(24, 2, "开展巡查；加强")], [cell(25, 2, "宣传。", 3)]
    mend_break(Break(above, below, 25, 1, "t1"), Habits(set(), {2}, {}), KnownTexts(frozenset()))
    assert [one.text for one in above] == ["开展巡查；加强"]


def goals_over_a_break(upper: str, lower: str, rest: int = 4) -> list[str]:
    """Return the goals of a project that stands in one row above a break and in five below it, its name above only."""
    above = [cell(24, 0, "某专项经费"), cell(24, 1, upper), cell(24, 2, "产出指标")]
    below = [cell(25, 0, "", 5), cell(25, 1, lower, 5), *(cell(row, 2, "数量指标") for row in range(25, 30))]
    if rest < 4:
        below[1:2] = [cell(25, 1, lower, rest + 1), cell(26 + rest, 1, "", 4 - rest)]
    torn = Break(above, below, 25, 1, "t1")
    mend_break(torn, Habits(always={2}, merged={0, 1}, blank={}), KnownTexts(frozenset()))
    return [one.text for one in [*torn.above, *torn.below] if one.column == 1]


def test_an_item_that_goes_on_has_one_text_beside_all_its_rows() -> None:
    """One line of it above the break shows neither marks nor several lines."""
    assert goals_over_a_break("加强巡查", "，做好宣传，形成长效机制。") == ["加强巡查，做好宣传，形成长效机制。"]
    assert goals_over_a_break("数量指标", "质量指标") == ["数量指标", "质量指标"]
    assert goals_over_a_break("加强巡查", "，做好宣传，形成长效机制。", rest=2)[:2] == [
        "加强巡查",
        "，做好宣传，形成长效机制。",
    ]


@pytest.mark.parametrize(("first", "second", "rows"), [("", "合计", 1), ("", "", 0), ("合计", "教育", 0)])
def test_a_blank_row_behind_a_heading_that_ends_a_page_is_its_foot(first: str, second: str, rows: int) -> None:
    heading = [cell(0, 0, "科目", 2), cell(0, 1, "金额"), cell(1, 1, "合计")]
    below = [cell(2, 0, first), cell(2, 1, ""), cell(3, 0, second), cell(3, 1, "")]
    torn = Break(heading, below, 2, 2, "t1")
    assert mend_break(torn, Habits(set(), set(), {}), KnownTexts(frozenset())) == (rows, [])
    assert [(one.row, one.text) for one in torn.below if one.text == second and second] == [(3 - rows, second)] * bool(
        second
    )
