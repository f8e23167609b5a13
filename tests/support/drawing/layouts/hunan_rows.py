"""Hunan's rows: 类, 款, 项 beside a column that holds a unit's code or the subject's again, then its name."""

from __future__ import annotations

from ..budget import Test, both
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of, parents
from .common import MoneyColumn, Setting, SubjectRows, kinds, of_unit


def subject_table(
    setting: Setting,
    form: str | None,
    title: str,
    headings: list[list[str]],
    columns: list[MoneyColumn],
    test: Test,
    empty_note: str | None = None,
) -> DrawnForm:
    """Draw up a table of the department, its units and their function subjects; ``headings`` stand over the figures.

    Without a line that passes, a row for 合计, blank rows or a remark in the grid are all there is.
    """
    budget, rng = setting.budget, setting.rng
    grid = Grid(_head(headings), kinds("cccmn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 3, True)
    empty = not budget.total(test)
    if rng.random() < 0.5:
        rows.add_total("合计", test)
    else:
        rows.add(None, None, "合计", test)
    if empty:
        notes = [empty_note] if empty_note else []
        rows.add_blank(rng.randint(0, 4))
        return DrawnForm(form, title, grid, rows.records, notes=notes)
    rows.add(None, budget.department_code, budget.department, test)
    for unit in budget.units:
        mine = both(test, of_unit(unit))
        codes = budget.functions(mine)
        if codes:
            rows.add(None, unit.code, unit.name, mine, 1)
        _add_subjects(rows, codes, mine)
    return DrawnForm(form, title, grid, rows.records)


def _add_subjects(rows: SubjectRows, codes: list[str], test: Test) -> None:
    """Append a unit's subjects with their ancestors; the column of unit codes holds the subject's."""
    done: set[str] = set()
    for code in codes:
        for ancestor in parents(code):
            if ancestor not in done:
                done.add(ancestor)
                own = both(test, _under(ancestor))
                rows.add(ancestor, ancestor, name_of(ancestor), own, (len(ancestor) + 1) // 2)


def _under(code: str) -> Test:
    return lambda line: line.function.startswith(code)


def _head(headings: list[list[str]]) -> list[list[str]]:
    """Put 科目编码, 单位代码 and 单位名称（科目） before the headings over the figures."""
    size = max(2, len(headings))
    figures = [*headings, *[["^"] * len(headings[0])] * (size - len(headings))]
    leading = [["科目编码", "<", "<", "单位代码", "单位名称（科目）"]]
    leading += [["^"] * 5] * (size - 2)
    leading.append(["类", "款", "项", "^", "^"])
    return [[*left, *right] for left, right in zip(leading, figures, strict=True)]


def without_parts(form: DrawnForm) -> DrawnForm:
    """Take the figures of columns without a measure out of a form's records."""
    for record in form.records:
        record["amounts"].pop("", None)
        record["cells"].pop("", None)
    return form
