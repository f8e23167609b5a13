"""“三公”经费 of two years: blocks side by side, or one item below the other; and with meetings and training."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..budget import GENERAL, Test, both, from_source, spent_on
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .common import Setting, anything, kinds, of_unit
from .three_public import MEETINGS, TRAINING, ThreePublic, figures_of

FORM = "general_public_budget_three_public"
TOPS = ["合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
LOWS = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]


def _last_year(setting: Setting, test: Test, share: float) -> ThreePublic:
    """Return the year before, in which every unit spent so much of what it spends now."""
    units = [figures_of(setting, both(test, of_unit(unit))) for unit in setting.budget.units]

    def before(name: str) -> int:
        return sum(round(getattr(unit, name) * share / 1_000_000) * 1_000_000 for unit in units)

    return ThreePublic(before("travel"), before("buying"), before("running"), before("reception"))


def _years(setting: Setting) -> tuple[str, str]:
    year = setting.budget.year
    return setting.rng.choice((("上年预算数", "本年预算数"), (f"{year - 1}年预算数", f"{year}年预算数")))


def three_public_beside(setting: Setting, title: str) -> DrawnForm:
    """Draw up last year's block beside this year's, for the department and its units or in one row without a name."""
    named, share = setting.rng.random() < 0.6, setting.rng.choice((0.7, 1.0, 1.0, 1.3))
    banner = [text for year in _years(setting) for text in (year, *["<"] * 5)]
    head = [[*["单位名称"] * named, *banner], [*["^"] * named, *TOPS * 2], [*["^"] * named, *LOWS * 2]]
    grid = Grid(head, kinds("n" * named, 12))
    records: list[dict[str, Any]] = []

    def add(name: str | None, own: Test) -> None:
        now = figures_of(setting, both(from_source(GENERAL), own))
        before = _last_year(setting, both(from_source(GENERAL), own), share)
        figures = {f"prior_year.{key}": fen for key, fen in before.measures().items()} | now.measures()
        texts = [setting.style.text(fen) for fen in figures.values()]
        row = grid.add(*([name] if name else []), *texts)
        printed = {key: (named + index, text) for index, (key, text) in enumerate(zip(figures, texts, strict=True))}
        record = amounts_record({"unit_code": None, "name": name}, row, printed)
        if record["amounts"] or name:
            records.append(record)

    if not named:
        add(None, anything)
    else:
        add("合计", anything)
        for unit in setting.budget.units:
            add(unit.name, of_unit(unit))
    return DrawnForm(FORM, title, grid, records)


def three_public_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up the items one below the other, both years beside each, and what changed."""
    now = figures_of(setting, from_source(GENERAL))
    before = _last_year(setting, from_source(GENERAL), setting.rng.choice((0.7, 1.0, 1.0, 1.3)))
    old, new = _years(setting)
    change = setting.rng.random() < 0.6
    head = [["项目", old, new, *(["增减额", "增减%"] if change else [])]]
    grid = Grid(head, kinds("n", len(head[0]) - 1))
    records = []
    lines = (
        ("合计", "total"),
        ("1.因公出国（境）费用", "overseas_travel"),
        ("2.公务接待费", "reception"),
        ("3.公务用车费", "vehicles.subtotal"),
        ("其中：（1）公务用车运行维护费", "vehicles.operation"),
        ("（2）公务用车购置", "vehicles.purchase"),
    )
    for name, key in lines:
        figures = [before.measures()[key], now.measures()[key]]
        texts = [setting.style.text(fen) for fen in figures]
        if change:
            texts += [setting.style.text(figures[1] - figures[0]), _percent(*figures)]
        row = grid.add(name, *texts)
        printed = dict(zip(("prior_year", "total", "change", "change_percent"), enumerate(texts, 1), strict=False))
        records.append(amounts_record({"unit_code": None, "name": name}, row, printed))
    return DrawnForm(FORM, title, grid, records)


def _percent(old: int, new: int) -> str:
    if not old or old == new:
        return ""
    share = Decimal(new - old) * 100 / old
    return f"{share.quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def three_public_meetings(setting: Setting, title: str) -> DrawnForm:
    """Draw up Gansu's form: 合计 of the three, and meetings and training outside of it."""
    general = from_source(GENERAL)
    head = [
        [
            "单位名称",
            "“三公”经费合计",
            "因公出国（境）费用",
            "公务接待费",
            "公务用车购置和运行费",
            "<",
            "<",
            "会议费",
            "培训费",
        ],
        ["^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^", "^"],
    ]
    grid = Grid(head, kinds("n", 8))
    records = []
    for name, own in (("合计", anything), *[(unit.name, of_unit(unit)) for unit in setting.budget.units]):
        test = both(general, own)
        three = figures_of(setting, test).measures()
        order = (
            "total",
            "overseas_travel",
            "reception",
            "vehicles.subtotal",
            "vehicles.purchase",
            "vehicles.operation",
        )
        figures = {key: three[key] for key in order}
        figures["meetings"] = setting.budget.total(both(test, spent_on(MEETINGS)))
        figures["training"] = setting.budget.total(both(test, spent_on(TRAINING)))
        texts = [setting.style.text(fen) for fen in figures.values()]
        row = grid.add(name, *texts)
        printed = dict(zip(figures, enumerate(texts, 1), strict=True))
        records.append(amounts_record({"unit_code": None, "name": name}, row, printed))
    return DrawnForm(FORM, title, grid, records)
