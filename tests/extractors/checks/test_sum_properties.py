"""Invented budgets whose sums hold: nothing fails, whatever the shape; and a changed figure is named."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.checks import check_forms
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import failing, form, line, row

LIBRARY = load_library()
CENTS = st.integers(1, 5_000_000)
#: 类 -> 款 -> 项, each 项 with its basic and project expenditure.
TREES = st.lists(
    st.lists(st.lists(st.tuples(CENTS, CENTS), min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=3
)
CLASSES = ("205", "208", "210")
#: Far beyond what the rounding of a few dozen rows explains.
BEYOND_ROUNDING = st.integers(200, 10**7)


def amounts(leaves):
    basic, project = (sum(leaf[part] for leaf in leaves) for part in (0, 1))
    texts = {"total": basic + project, "basic": basic, "project": project}
    return {
        measure: str(Decimal(cents) / 100) if cents % 100 else f"{cents // 100}.00" for measure, cents in texts.items()
    }


def coded_rows(tree):
    rows = []
    for code, sections in zip(CLASSES, tree, strict=False):
        rows.append(row(code, "类", **amounts([leaf for section in sections for leaf in section])))
        for number, section in enumerate(sections, 1):
            rows.append(row(f"{code}{number:02}", "款", **amounts(section)))
            rows += [
                row(f"{code}{number:02}{item:02}", "项", **amounts([leaf])) for item, leaf in enumerate(section, 1)
            ]
    return rows


def leaves_of(tree):
    return [leaf for sections in tree for section in sections for leaf in section]


def leaf_rows(tree, unit_code):
    return [r | {"unit_code": unit_code} for r in coded_rows(tree) if len(r["subject_code"]) == 7]


@st.composite
def budgets(draw):
    """One unit's tree of codes with a total at the head or foot, or several units with their leaves."""
    trees = draw(st.lists(TREES, min_size=1, max_size=3))
    total = row(None, "合计", **amounts([leaf for tree in trees for leaf in leaves_of(tree)]))
    if len(trees) == 1:
        rows = coded_rows(trees[0])
        return [*rows, total] if draw(st.booleans()) else [total, *rows]
    coded = draw(st.booleans())
    rows = [
        total,
        row(None, None, **total["amounts"]),
        row(None, "某市教育局", "105" if coded else None, **total["amounts"]),
    ]
    for number, tree in enumerate(trees, 1):
        code = f"105{number:03}"
        rows.append(row(None, f"某市第{number}中学", code if coded else None, **amounts(leaves_of(tree))))
        rows += leaf_rows(tree, code)
    return rows


def check(rows, key="department_expenditure_summary"):
    form_ = form(key, *rows)
    return form_, failing(check_forms([form_], [], LIBRARY))


@settings(max_examples=60, deadline=None)
@given(budgets())
def test_sums_that_hold_never_fail_and_all_figures_are_covered(rows):
    form_, failed = check(rows)
    assert not failed
    assert form_.unchecked == 0


@settings(max_examples=60, deadline=None)
@given(budgets(), BEYOND_ROUNDING, st.data())
def test_a_changed_figure_is_named_by_a_failure(rows, cents, data):
    changed = data.draw(st.sampled_from(range(len(rows))))
    measure = data.draw(st.sampled_from(["total", "basic", "project"]))
    rows[changed]["amounts"][measure] = str(Decimal(rows[changed]["amounts"][measure]) + Decimal(cents) / 100)
    _, failed = check(rows)
    column = list(rows[changed]["amounts"]).index(measure)
    assert (changed, column) in {(cell.row, cell.column) for found in failed for cell in found.cells}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CENTS, max_size=4), min_size=1, max_size=4), st.booleans())
def test_numbered_lines_with_parts_and_totals_never_fail(lines, numbered):
    def text(cents):
        return f"{Decimal(cents) / 100:.2f}"

    rows = []
    for number, parts in enumerate(lines):
        rows.append(line("revenue", "一二三四"[number], "拨款收入", total=text(sum(parts) or 7)))
        rows += [line("revenue", str(n) if numbered else None, "资金", total=text(p)) for n, p in enumerate(parts, 1)]
    total = sum(sum(parts) or 7 for parts in lines)
    rows.append(line("revenue", None, "本年收入合计", total=text(total)))
    rows.append(line("revenue", None, "上年结转", total="1.00"))
    rows.append(line("revenue", None, "收入总计", total=text(total + 100)))
    rows.append(line("expenditure", None, "支出总计", total=text(total + 100)))
    _, failed = check(rows, "department_revenue_expenditure_summary")
    assert not failed
