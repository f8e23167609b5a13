"""What one document keeps the same over all its forms, and small things that every layout says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..budget import CAPITAL, FUND, GENERAL, Budget, Test, both
from ..form import DrawnForm, spread
from ..grid import Kind
from ..money import MoneyStyle

ORDINALS = [tens + one for tens in ("", "十", "二十") for one in ("", *"一二三四五六七八九") if tens + one]

#: The treasury's three funds: name and source.
FUNDS = (("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", CAPITAL))
FUND_NAMES = tuple(name for name, _ in FUNDS)
SPECIAL = "special_account_funds"
#: What a unit earns or is given beside the treasury's allotments: name and source.
UNIT_FUNDS = (
    ("事业收入", "undertaking_income"),
    ("事业单位经营收入", "operating_income"),
    ("上级补助收入", "superior_subsidy"),
    ("附属单位上缴收入", "affiliate_remittance"),
    ("其他收入", "other_income"),
)
UNIT_SOURCES = tuple(source for _, source in UNIT_FUNDS)
#: What departments that are given nothing by others earn.
EARNINGS = (UNIT_FUNDS[0], UNIT_FUNDS[1], UNIT_FUNDS[4])
#: All revenue as 收支总表 lists it: name and source.
FUND_REVENUES = tuple((f"{name}拨款收入", source) for name, source in FUNDS)
REVENUES = (*FUND_REVENUES, ("财政专户管理资金收入", SPECIAL), *UNIT_FUNDS)


@dataclass
class Setting:
    """What one document keeps the same over all its forms."""

    budget: Budget
    style: MoneyStyle
    rng: random.Random
    entity_label: str = "部门："
    unit_label: str = "单位："
    indent: str = " "
    spread_labels: bool = True

    def label(self, text: str) -> str:
        """Return a total's label, spread over its cell in some documents."""
        return spread(text, self.rng) if self.spread_labels else text

    def total(self, *tests: Test) -> int:
        """Add up the lines that pass all tests, in fen."""
        return self.budget.total(both(*tests))

    def text(self, *tests: Test) -> str:
        """Return that sum as it is printed."""
        return self.style.text(self.total(*tests))


def caption(
    setting: Setting,
    forms: list[DrawnForm],
    code: str | None,
    prefix: str = "",
    numbers: Sequence[str] | None = None,
) -> list[DrawnForm]:
    """Number the forms, put a prefix before their titles, and say whose they are and in what unit."""
    for place, form in enumerate(forms):
        form.code = code.format(numbers[place] if numbers else place + 1) if code else None
        form.title = prefix + form.title
        form.entity, form.unit = setting.budget.department, form.unit or setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return forms


def kinds(leading: str, money: int) -> list[Kind]:
    """Return column kinds from letters (c code, n name, t text, m mark), then so many money columns."""
    names: dict[str, Kind] = {"c": "code", "n": "name", "t": "text", "m": "mark"}
    return [*[names[letter] for letter in leading], *["money"] * money]  # type: ignore[list-item]


def numbered(head: list[list[str]]) -> list[list[str]]:
    """Return heading rows with one below them that numbers the columns 1, 2, 3."""
    return [*head, [str(number) for number in range(1, len(head[0]) + 1)]]
