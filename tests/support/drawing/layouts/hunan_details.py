"""Hunan's tables of economic subjects across: no forms of the contract, however alike their titles are."""

from __future__ import annotations

from ..budget import FUND, Line, Test, anything, both, from_general, from_source, is_basic, is_project, nothing, of_unit
from ..form import DrawnForm
from ..subjects import ECONOMIC
from .common import Setting
from .economics import (
    FAMILIES,
    GOVERNMENT_CLASSES,
    PROJECT_USES,
    SERVICES,
    USES,
    WAGES,
    in_class,
    of_government_class,
    spent_on_any,
)
from .hunan_rows import subject_table
from .rows import MoneyColumn

#: Headings over columns: texts of the lowest row under a text of the upper one, with what each column adds up.
Group = tuple[str | None, list[tuple[str, Test]]]


def detail_table(setting: Setting, title: str, groups: list[Group], test: Test) -> DrawnForm:
    """Draw up a table of function subjects with economic subjects across."""
    upper, lower, columns = ["总计"], ["^"], [MoneyColumn(None, anything)]
    for heading, members in groups:
        for number, (text, own) in enumerate(members):
            upper.append(text if heading is None else "<" if number else heading)
            lower.append("^" if heading is None else text)
            columns.append(MoneyColumn(None, own))
    heads = [upper, lower] if any(heading for heading, _ in groups) else [upper]
    drawn = subject_table(setting, None, title, heads, columns, test)
    drawn.records = []
    return drawn


def government_classes(setting: Setting, title: str, test: Test) -> DrawnForm:
    """Draw up …支出预算分类汇总表（按政府预算经济分类）."""
    office = setting.budget.units[0]
    members = [(name, of_government_class(code, office)) for code, name in GOVERNMENT_CLASSES.items() if code != "514"]
    return detail_table(setting, title, [(None, members)], test)


def department_classes(setting: Setting, title: str, test: Test) -> DrawnForm:
    """Draw up …支出预算分类汇总表（按部门预算经济分类）: what basic and project expenditure consist of."""
    basic: list[tuple[str, Test]] = [("合计", is_basic)]
    basic += [(name, both(is_basic, in_class(code))) for code, name in USES.items()]
    project: list[tuple[str, Test]] = [("合计", is_project)]
    project += [(f"按项目管理的{name}", both(is_project, in_class(code))) for code, name in USES.items()]
    project += [(PROJECT_USES[code], both(is_project, in_class(code))) for code in ("307", "309", "310", "312")]
    return detail_table(setting, title, [("基本支出", basic), ("项目支出", project)], test)


def basic_details(setting: Setting, stem: str) -> list[DrawnForm]:
    """Draw up the six tables of wages, families and services, each by government and by departmental subjects."""
    by_government, by_department = "（按政府预算经济分类）", "（按部门预算经济分类）"
    test = both(from_general, is_basic)
    own = of_unit(setting.budget.units[0])

    def other(line: Line) -> bool:
        return not own(line)

    def groups_of(over: str, parts: dict[str, tuple[str, ...]], name: str) -> list[Group]:
        """Return the office's money by subject, then what institutions are given."""
        office = [("合计", own), *[(text, both(spent_on_any(codes), own)) for text, codes in parts.items()]]
        given = [("合计", other), (name, other), ("其他对事业单位补助", nothing)]
        return [(over, office), ("对事业单位经常性补助", given)]

    family_groups: list[Group] = [(None, [(name, spent_on_any(codes)) for name, codes in FAMILIES.items()])]
    drawn = []
    for kind, code, groups in (
        ("（人员经费）（工资福利支出）", "301", groups_of("工资福利支出", WAGES, "工资福利支出")),
        ("（人员经费）（对个人和家庭的补助）", "303", family_groups),
        ("（公用经费）（商品和服务支出）", "302", groups_of("机关商品和服务支出", SERVICES, "商品和服务支出")),
    ):
        inside = both(test, in_class(code))
        subjects = [
            (name, spent_on_any((each,))) for each, name in ECONOMIC.items() if each[:3] == code and each != code
        ]
        drawn.append(detail_table(setting, stem + kind + by_government, groups, inside))
        drawn.append(detail_table(setting, stem + kind + by_department, [(None, subjects)], inside))
    return drawn


def fund_details(setting: Setting, stem: str) -> list[DrawnForm]:
    """Draw up the fund's expenditure by government and by departmental classes; often empty."""
    test = from_source(FUND)
    return [
        government_classes(setting, stem + "（按政府预算经济分类）", test),
        department_classes(setting, stem + "（按部门预算经济分类）", test),
    ]
