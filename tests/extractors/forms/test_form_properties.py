"""What must hold of any table: order of columns does not matter, and no figure is lost without a word."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.forms.grids import grid, recognised, records

KNOWN = ["合计", "上年结转", "一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入", "其他收入", "上级补助收入"]
UNKNOWN = ["乡村振兴专款", "某项新资金", "事业收入（不明）细目"]


def lay_out(headings: list[str], rows: list[list[str]]) -> str:
    lines = [["科目编码", "科目名称", *headings]]
    lines += [["201", f"科目{number}", *row] for number, row in enumerate(rows)]
    return "\n".join(" | ".join(line) for line in lines)


figures = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda value: f"{value:,.2f}")


@st.composite
def tables(draw: st.DrawFn, vocabulary: list[str]) -> tuple[list[str], list[list[str]]]:
    headings = draw(st.lists(st.sampled_from(vocabulary), min_size=2, max_size=6, unique=True))
    rows = draw(st.lists(st.tuples(*[figures] * len(headings)), min_size=1, max_size=4))
    return headings, [list(row) for row in rows]


@given(table=tables(KNOWN), order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_columns_does_not_matter(table, order):
    headings, rows = table
    shuffled = list(range(len(headings)))
    order.shuffle(shuffled)
    printed = grid(lay_out(headings, rows), title="部门收入总表")
    moved = grid(
        lay_out([headings[at] for at in shuffled], [[row[at] for at in shuffled] for row in rows]), title="部门收入总表"
    )
    assert [record["amounts"] for record in records(printed)] == [record["amounts"] for record in records(moved)]


@given(table=tables(KNOWN + UNKNOWN))
@settings(max_examples=40, deadline=None)
def test_no_figure_is_lost_without_a_word(table):
    headings, rows = table
    printed = grid(lay_out(headings, rows), title="部门收入总表")
    found = recognised(printed)
    taken = {tuple(place) for form in found.forms for record in form.records for place in record["cells"].values()}
    said = " ".join(warning.message for warning in found.warnings)
    for cell in printed.cells:
        if cell.row > 0 and cell.column > 1 and (cell.row, cell.column) not in taken:
            assert headings[cell.column - 2].split("（")[0] in said


@given(table=tables(KNOWN))
@settings(max_examples=20, deadline=None)
def test_each_amount_is_what_its_cell_says(table):
    headings, rows = table
    printed = grid(lay_out(headings, rows), title="部门收入总表")
    texts = {(cell.row, cell.column): cell.text for cell in printed.cells}
    for record in records(printed):
        for name, amount in record["amounts"].items():
            row, column = record["cells"][name]
            assert row == record["row"]
            assert texts[row, column].replace(",", "") == amount


TITLES = [
    "部门收支总表",
    "部门收入总表",
    "一般公共预算支出表",
    "财政拨款支出预算表",
    "“三公”经费、会议费、培训费支出预算表",
    "政府采购预算表",
    "部门预算项目支出绩效目标表",
    "部门整体支出绩效目标表",
    "财政项目支出绩效目标填报表",
    "",
]
TEXTS = [
    *KNOWN,
    *(
        "",
        "<",
        "^",
        "收入",
        "支出",
        "项目",
        "项目名称",
        "科目编码",
        "科目名称",
        "类",
        "款",
        "项",
        "单位代码",
        "单位名称",
    ),
    *("2023年执行数", "2024年预算数", "小计", "增减%", "支出用途", "功能分类", "备注", "注：本表为空。", "合 计"),
    *("一、教育支出", "1,234.50", "-", "（1.00）", "20508", "301", "01", "某项", "年度目标", "三级指标", "一级指标"),
    *("指标值", "预算数", "任务名称", "主要内容", "项目资金总额", "年度资金申请总额", "其他资金", "2024年比2023年"),
]


def without_torn_spans(texts: list[list[str]]) -> list[list[str]]:
    """Leave only spans that make rectangles: over one row to the right, or over one column down."""
    rows: list[list[str]] = []
    for row, line in enumerate(texts):
        rows.append(list(line))
        for column, text in enumerate(line):
            left = rows[row][column - 1] if column else "^"
            above = rows[row - 1][column] if row else "<"
            right_of_above = rows[row - 1][column + 1] if row and column + 1 < len(line) else ""
            if (text == "<" and left == "^") or (text == "^" and (above == "<" or right_of_above == "<")):
                rows[row][column] = ""
        for column in range(len(line) - 1):
            if rows[row][column] == "^" and rows[row][column + 1] == "<":
                rows[row][column + 1] = ""
    return rows


@given(
    texts=st.lists(st.lists(st.sampled_from(TEXTS), min_size=5, max_size=5), min_size=1, max_size=7),
    title=st.sampled_from(TITLES),
    headers=st.integers(0, 3),
    ocr=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_table_is_mapped_or_left_but_never_breaks(texts, title, headers, ocr):
    table = grid("\n".join(" | ".join(row) for row in without_torn_spans(texts)), headers=headers, title=title or None)
    if ocr:
        table = replace(table, cells=[replace(cell, source="ocr") for cell in table.cells])
    printed = {(cell.row, cell.column): cell.text for cell in table.cells}
    for form in recognised(table).forms:
        for record in form.records:
            assert 0 <= record["row"] < table.row_count
            assert all(printed[tuple(place)] for place in record["cells"].values())
            for name, amount in record.get("amounts", {}).items():
                assert Decimal(amount) is not None
                assert name in record["cells"]
