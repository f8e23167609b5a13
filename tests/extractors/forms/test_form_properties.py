"""What must hold of any table: order of columns does not matter, and no figure is lost without a word."""

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
