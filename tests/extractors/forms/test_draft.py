import pytest

from extractors.forms import recognise_forms
from extractors.forms.draft import NothingToDraft, draft_definition
from extractors.forms.guesses import guess_type
from schemas.forms.definition import RecordRows
from schemas.forms.library import FormLibrary, load_library, parse_definition
from tests.extractors.forms.grids import bare, grid


def with_own(form: RecordRows) -> FormLibrary:
    library = FormLibrary(load_library().shared)
    for shipped in load_library():
        library.register(shipped)
    library.add_own(form)
    return library


def drafted(table) -> tuple[RecordRows, list[dict]]:
    form = parse_definition(draft_definition(table, load_library()))
    assert isinstance(form, RecordRows)
    library = with_own(form)
    found = recognise_forms([table], library, None)
    assert [each.form for each in found.forms] == [form.key]
    return form, [bare(record) for record in found.forms[0].records]


def test_a_draft_recognises_the_table_that_it_was_made_of():
    table = grid(
        """
        Order No. | Ordered on | Price | < | Paid
        ^ | ^ | Net | Gross | ^
        O-1 | 13/02/2024 | 5.00 | 6.00 | 50%
        O-2 | 01/03/2024 | 7.00 | 8.00 | 100%
        """,
        headers=2,
    )
    form, records = drafted(table)
    assert [(name, field.type) for name, field in form.fields.items()] == [
        ("order_no", "code"),
        ("ordered_on", "date"),
        ("net", "decimal"),
        ("gross", "decimal"),
        ("paid", "percent"),
    ]
    assert form.fields["ordered_on"].date_order == "dmy"
    assert records[1] == (
        {"order_no": "O-2", "ordered_on": "2024-03-01", "net": "7.00", "gross": "8.00", "paid": "100"}
    )


def test_equal_headings_are_told_apart_by_what_stands_above_them():
    table = grid("Item | Old | New\n^ | Price | Price\nbolt | 1 | 2", headers=2)
    form, records = drafted(table)
    assert list(form.fields) == ["item", "old_price", "new_price"]
    assert records == [{"item": "bolt", "old_price": "1", "new_price": "2"}]


def test_a_title_is_drafted_without_year_and_with_any_numbers():
    table = grid("姓名 | 日期\n张三 | 2024-01-02", title="2024年第3车间值班情况表")
    form, records = drafted(table)
    assert form.titles == [r"第\d+车间值班情况表"]
    assert form.signature == []
    assert records == [{"column_1": "张三", "column_2": "2024-01-02"}]


def test_a_draft_of_a_shipped_forms_table_is_preferred_to_it():
    table = grid("科目编码 | 科目名称 | 合计 | 基本支出\n2080501 | 离退休 | 5 | 5", title="部门支出总表")
    mine = parse_definition(draft_definition(table, load_library(), "mine"))
    assert isinstance(mine, RecordRows)
    assert [form.form for form in recognise_forms([table], with_own(mine), None).forms] == ["mine"]


def test_a_table_that_nothing_tells_from_others_makes_no_draft():
    with pytest.raises(NothingToDraft):
        draft_definition(grid("Name\nbolt"), load_library())
    with pytest.raises(NothingToDraft):
        draft_definition(grid("a | b\n1 | 2", headers=0), load_library())


@pytest.mark.parametrize(
    ("heading", "texts", "kind"),
    [
        ("Amount", ["1,200.50", "(3.00)", "-"], "decimal"),
        ("Quantity", ["1", "12", ""], "integer"),
        ("Invoice No.", ["1", "12"], "code"),
        ("编号", ["1", "12"], "code"),
        ("Zip", ["01067", "04103"], "code"),
        ("Ref", ["A-1", "B-2"], "code"),
        ("Size", ["12 kg", "14 kg"], "text"),
        ("Day", ["2024-01-02", "2024年1月3日", "Total"], "text"),
        ("Day", ["2024-01-02"] * 4 + ["Total"], "date"),
        ("方法", ["甲、乙", "丙、丁"], "list"),
        ("Note", ["Paid in full, with thanks"], "text"),
        ("Empty", ["", "-"], "text"),
    ],
)
def test_types_are_guessed_from_the_texts(heading: str, texts: list[str], kind: str):
    assert guess_type(heading, texts).type == kind


def test_order_of_days_and_decimal_mark_are_guessed_from_the_column():
    assert guess_type("d", ["01/02/2024", "02/13/2024"]).date_order == "mdy"
    assert guess_type("d", ["01/02/2024", "03/04/2024"]).doubtful
    assert guess_type("d", ["1.234,50", "2,00"]).decimal_mark == ","
