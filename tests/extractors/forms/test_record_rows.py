from pathlib import Path

import pytest

from extractors.checks import check_forms
from extractors.forms import recognise_forms
from schemas.forms.library import load_library
from tests.extractors.forms.grids import bare, grid

FORM = """
key: mine
kind: record_rows
name: 出入库表
titles: ['出入库(登记)?表']
fields:
  number: {headings: ['No'], type: code}
  day: {headings: ['日期'], type: date}
  what: {headings: ['品名'], type: text, vocabulary: [纸, 笔]}
  received: {headings: ['金额'], under: ['入库'], type: decimal}
  issued: {headings: ['金额'], under: ['出库'], type: decimal}
  count: {headings: ['数量'], type: integer}
  share: {headings: ['占比'], type: percent}
  marks: {headings: ['标记'], type: list}
ignored: ['备注']
label: what
"""
HEADS = """
No. | 日期 | 品名 | 入库 | 出库 | 数量 | 占比 | 标记 | 备注
^ | ^ | ^ | 金额 | 金额 | ^ | ^ | ^ | ^
"""


@pytest.fixture
def library(tmp_path: Path):
    def make(extra: str = ""):
        file = tmp_path / "mine.yaml"
        file.write_text(FORM + extra, encoding="utf-8")
        return load_library([file])

    return make


def mapped(rows: str, library, title: str | None = "2024年出入库表"):
    return recognise_forms([grid(HEADS.strip() + "\n" + rows.strip(), headers=2, title=title)], library, None)


def test_each_row_is_a_record_of_typed_fields(library):
    found = mapped("A-01 | 2024年3月1日 | 纸 | 1,200.50 | - | 3 | 12.5% | 急、新 | 无话", library())
    assert found.warnings == []
    (record,) = found.forms[0].records
    assert bare(record) == {
        "number": "A-01",
        "day": "2024-03-01",
        "what": "纸",
        "received": "1200.50",
        "issued": None,
        "count": "3",
        "share": "12.5",
        "marks": ["急", "新"],
    }
    assert record["row"] == 2
    assert record["cells"]["received"] == [2, 3]
    assert "issued" not in record["cells"]


def test_a_label_over_several_columns_goes_to_the_label_field(library):
    found = mapped("A-01 | 2024-03-01 | 笔 | 1 | 2 | 3 | | |\n合计 | < | < | 1 | 2 | 3 | | |", library())
    assert bare(found.forms[0].records[1])["what"] == "合计"
    assert found.forms[0].records[1]["number"] is None


def test_a_label_in_the_place_of_a_code_or_date_goes_there_too(library):
    found = mapped("合 计 | | | 1 | 2 | 3 | | |", library())
    (record,) = found.forms[0].records
    assert (record["number"], record["what"], record["cells"]["what"]) == (None, "合计", [2, 0])


def test_what_does_not_fit_its_type_is_reported_and_left_out(library):
    found = mapped("A-01 | 2024-02-30 | 墨 | 约5 | 2 | 3.5 | x | |", library())
    (record,) = found.forms[0].records
    assert (record["day"], record["received"], record["count"], record["share"]) == (None, None, None, None)
    assert record["what"] == "墨"
    assert sorted(warning.code for warning in found.warnings) == (
        ["not_a_date", "not_an_amount", "not_an_amount", "not_an_amount", "unknown_value"]
    )


def test_an_ambiguous_day_is_reported(library):
    found = mapped("A-01 | 03/04/2024 | 纸 | 1 | 2 | 3 | | |", library())
    assert found.warnings[0].code == "ambiguous_date"


def test_words_of_a_merged_cell_hold_for_its_rows_and_figures_count_once(library):
    found = mapped("A-01 | 2024-03-01 | 纸 | 5 | 1 | 1 | | |\n^ | ^ | 笔 | ^ | 2 | 1 | | |", library())
    first, second = found.forms[0].records
    assert (second["number"], second["day"]) == ("A-01", "2024-03-01")
    assert (first["received"], second["received"]) == ("5", None)


def test_headings_that_no_field_has_are_reported(library):
    table = grid("No. | 日期 | 品名 | 货位\nA-1 | 2024-03-01 | 纸 | 九", title="出入库表")
    found = recognise_forms([table], library(), None)
    assert [warning.code for warning in found.warnings] == ["unmapped_heading"]
    assert found.forms[0].records[0]["count"] is None


def test_a_form_without_titles_is_known_by_its_signature(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    text = FORM.replace("titles: ['出入库(登记)?表']", "signature: [{headings: ['No', '品名', '入库']}]")
    file.write_text(text, encoding="utf-8")
    library = load_library([file])
    row = "A-01 | 2024-03-01 | 纸 | 1 | 2 | 3 | | |"
    assert [form.form for form in mapped(row, library, None).forms] == ["mine"]
    assert mapped(row, library, "另外一种情况表").forms == []
    other = grid("No. | 日期\n1 | 2024-03-01")
    assert recognise_forms([other], library, None).forms == []


def test_a_users_form_wins_over_a_shipped_one_of_the_same_title(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "{key: mine, kind: record_rows, name: x, titles: [部门支出总表], fields: {name: {headings: [科目名称]}}}",
        encoding="utf-8",
    )
    table = grid("科目编码 | 科目名称 | 合计\n201 | 公共服务 | 1", title="部门支出总表")
    assert [form.form for form in recognise_forms([table], load_library([file]), None).forms] == ["mine"]
    assert [form.form for form in recognise_forms([table], load_library(), None).forms] == (
        ["department_expenditure_summary"]
    )


def checks(rows: str, library):
    table = grid(HEADS.strip() + "\n" + rows.strip(), headers=2, title="出入库表")
    forms = recognise_forms([table], library, None).forms
    return [(c.rule, c.status) for c in check_forms(forms, [table], library)], forms[0].unchecked


SUMS = "checks: [{rule: column_sum, measures: [received], label: what, total: '小计|合计'}]"


def test_total_rows_sum_up_the_rows_since_the_last_one_or_all(library):
    rows = "{} | 2024-03-01 | 纸 | {} | | | | |"
    first, second, third = rows.format(1, 5), rows.format(2, 6), rows.format(3, 7)
    lines = [first, second, "小计 | < | < | 11 | | | | |", third, "小计 | < | < | 7 | | | | |"]
    grand = "合计 | < | < | {} | | | | |"
    assert checks("\n".join([*lines, grand.format(18)]), library(SUMS)) == ([("column_sum", "pass")] * 3, 0)
    wrong, _ = checks("\n".join([*lines, grand.format(19)]), library(SUMS))
    assert ("column_sum", "fail") in wrong


def test_codes_that_look_like_numbers_are_no_amounts(library):
    found, unchecked = checks("20240001 | 2024-03-01 | 纸 | 5 | 6 | | | |", library())
    assert (found, unchecked) == ([], 2)


BALANCE = "checks: [{rule: running_balance, balance: count, add: [received], subtract: [issued]}]"


def test_a_balance_follows_from_the_row_before(library):
    rows = "1 | 2024-03-01 | 纸 | | | 100 | | |\n2 | 2024-03-02 | 纸 | 50 | | 150 | | |\n3 | | 笔 | | 30 | {} | | |"
    assert checks(rows.format(120), library(BALANCE)) == ([("running_balance", "pass")], 0)
    assert ("running_balance", "fail") in checks(rows.format(121), library(BALANCE))[0]
