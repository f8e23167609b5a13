"""“三公”经费 as the national budget system prints it: by unit or as a list, with the year before or with meetings."""

from __future__ import annotations

from ..budget import Test, anything, both, of_unit
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .three_public import (
    FORM,
    NAMED_BLOCK,
    PARTS,
    RECEPTION_FIRST,
    general_figures,
    meetings_and_training,
    one_row,
    prior,
    unit_rows,
    upright,
    year_heads,
)

LABELS = (
    ("合计", "total"),
    ("1.因公出国（境）费用", "overseas_travel"),
    ("2.公务接待费", "reception"),
    ("3.公务用车费", "vehicles.subtotal"),
    ("其中：（1）公务用车运行维护费", "vehicles.operation"),
    ("（2）公务用车购置", "vehicles.purchase"),
)


def three_public_by_unit(setting: Setting, title: str, unit_heads: tuple[str, str]) -> DrawnForm:
    """Draw up the form by unit, in some documents with the year before, which is as this one."""
    year = setting.budget.year
    both_years = setting.rng.random() < 0.4
    head = [list(NAMED_BLOCK), list(PARTS)]
    if both_years:
        head = year_heads(f"{year - 1}年预算数", f"{year}年预算数", NAMED_BLOCK)
    head = [[*(["^", "^"] if number else unit_heads), *row] for number, row in enumerate(head)]
    grid = Grid(head, kinds("cn", 12 if both_years else 6))

    def figures(own: Test) -> dict[str, int]:
        now = general_figures(setting, own)
        return (prior(now) if both_years else {}) | now

    return DrawnForm(FORM, title, grid, unit_rows(setting, grid, figures, [setting.label("合计"), "<"]))


def _last_year(setting: Setting, test: Test, share: float) -> dict[str, int]:
    """Return the year before, in which every unit spent so much of what it spends now."""
    found = dict.fromkeys(general_figures(setting), 0)
    for unit in setting.budget.units:
        for name, fen in general_figures(setting, both(test, of_unit(unit))).items():
            found[name] += round(fen * share / 1_000_000) * 1_000_000
    found["vehicles.subtotal"] = found["vehicles.purchase"] + found["vehicles.operation"]
    found["total"] = found["overseas_travel"] + found["vehicles.subtotal"] + found["reception"]
    return found


def _years(setting: Setting) -> tuple[str, str]:
    year = setting.budget.year
    return setting.rng.choice((("上年预算数", "本年预算数"), (f"{year - 1}年预算数", f"{year}年预算数")))


def three_public_beside(setting: Setting, title: str) -> DrawnForm:
    """Draw up last year's block beside this year's, for the department and its units or in one row without a name."""
    named, share = setting.rng.random() < 0.6, setting.rng.choice((0.7, 1.0, 1.0, 1.3))
    head = year_heads(*_years(setting))

    def figures(own: Test) -> dict[str, int]:
        return prior(_last_year(setting, own, share)) | general_figures(setting, own)

    if not named:
        return one_row(setting, title, head, figures(anything).items())
    grid = Grid([["^" if number else "单位名称", *row] for number, row in enumerate(head)], kinds("n", 12))
    records = unit_rows(setting, grid, figures, ["合计"], codes=False, department=False)
    return DrawnForm(FORM, title, grid, records)


def three_public_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up the items one below the other, both years beside each, and what changed."""
    before = _last_year(setting, anything, setting.rng.choice((0.7, 1.0, 1.0, 1.3)))
    old, new = _years(setting)
    columns = [("prior_year", old), ("total", new)]
    if setting.rng.random() < 0.6:
        columns += [("change", "增减额"), ("change_percent", "增减%")]
    return upright(setting, title, LABELS, columns, before, unchanged="")


def three_public_meetings(setting: Setting, title: str) -> DrawnForm:
    """Draw up Gansu's form: 合计 of the three, and meetings and training outside of it."""
    top = ["单位名称", "“三公”经费合计", "因公出国（境）费用", "公务接待费", "公务用车购置和运行费", "<", "<"]
    grid = Grid([[*top, "会议费", "培训费"], [*["^"] * 4, *PARTS[2:5], "^", "^"]], kinds("n", 8))

    def figures(own: Test) -> dict[str, int]:
        meetings, training = meetings_and_training(setting, own)
        return general_figures(setting, own, RECEPTION_FIRST) | {"meetings": meetings, "training": training}

    return DrawnForm(FORM, title, grid, unit_rows(setting, grid, figures, ["合计"], codes=False, department=False))
