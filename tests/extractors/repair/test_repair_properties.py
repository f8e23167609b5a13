"""Repairing is idempotent, never takes a character away, and logs each change."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.repair import repair_tables
from schemas.vocabulary.indicators import level1_names, level2_names
from tests.extractors.tables.builders import table

NAMES = [*level2_names(), "就业人数", "建国初退休干部困难补助", "党员先锋队作用", "全市企业退休人员认证率"]


@st.composite
def indicator_rows(draw):
    """Rows of indicators, some names cut at their end."""
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        level1 = draw(st.sampled_from(level1_names()))
        level2, level3 = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
        cut2, cut3 = draw(st.integers(0, 4)), draw(st.integers(0, 3))
        rows.append((level1, level2[: max(1, len(level2) - cut2)], level3[: max(1, len(level3) - cut3)]))
    return rows


def build(rows):
    lines = ["一级指标 | 二级指标 | 三级指标", *(" | ".join(row) for row in rows)]
    return replace(table("\n".join(lines), header_rows=1), id="t1")


@settings(deadline=None)
@given(indicator_rows())
def test_repairing_what_is_repaired_changes_nothing(rows):
    once = repair_tables([build(rows)], ["充分发挥党员先锋队作用，以提高执行力"])
    texts = [cell.text for cell in once.tables[0].cells]
    twice = repair_tables(once.tables, ["充分发挥党员先锋队作用，以提高执行力"])
    assert twice.repairs == []
    assert [cell.text for cell in twice.tables[0].cells] == texts


@settings(deadline=None)
@given(indicator_rows())
def test_no_character_is_lost_and_each_change_is_logged(rows):
    before = {(cell.row, cell.column): cell.text for cell in build(rows).cells}
    repaired = repair_tables([build(rows)], [])
    logged = {(repair.row, repair.column): repair for repair in repaired.repairs}
    for cell in repaired.tables[0].cells:
        old = before[cell.row, cell.column]
        assert cell.text.startswith(old)
        if cell.text != old:
            repair = logged[cell.row, cell.column]
            assert (repair.before, repair.after) == (old, cell.text)
            assert repair.evidence


def test_a_cut_name_is_completed_by_the_vocabulary():
    repaired = repair_tables([build([("满意度指标", "服务对象满意", "参保人员满意度")])], [])
    assert [repair.after for repair in repaired.repairs] == ["服务对象满意度指标"]
    assert repaired.repairs[0].evidence == "vocabulary: 二级指标"


def test_a_name_that_begins_several_is_told_apart_by_its_first_level():
    repaired = repair_tables([build([("成本指标", "经济成", "费用"), ("效益指标", "经济", "收入")])], [])
    assert [repair.after for repair in repaired.repairs] == ["经济成本指标", "经济效益指标"]


def test_a_complete_name_stays_although_another_begins_with_it():
    repaired = repair_tables(
        [build([("产出指标", "数量指标", "困难补助"), ("产出指标", "数量指标", "困难补助人员")])], []
    )
    assert repaired.repairs == []


def test_a_phrase_broken_off_inside_a_word_is_completed_from_running_text():
    rows = [("效益指标", "社会效益指标", "党组织的战斗堡垒、党员先锋队作")]
    repaired = repair_tables([build(rows)], ["充分发挥党组织的战斗堡垒、党员先锋队作用，以提高党组织的执行力。"])
    assert [repair.after for repair in repaired.repairs] == ["党组织的战斗堡垒、党员先锋队作用"]
