"""“三公”经费 forms: travel abroad, cars, receptions; alone, with meetings and training, or beside last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..budget import Test, anything, both, from_general, nothing, of_unit, spent_on
from ..form import DrawnForm
from ..grid import Grid
from ..money import percent
from .common import Setting, kinds, numbered
from .rows import Figures, Keys, figure_row

TRAVEL, CAR_BUYING, CAR_RUNNING, RECEPTION, MEETINGS, TRAINING = "30212", "31013", "30231", "30217", "30215", "30216"
FORM = "general_public_budget_three_public"
BLOCK = ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
PARTS = ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^")
NAMED_BLOCK = ("“三公”经费合计", *BLOCK[1:])
#: The measures in the order that most provinces print, and with receptions before cars.
ORDER = ("total", "overseas_travel", "vehicles.subtotal", "vehicles.purchase", "vehicles.operation", "reception")
RECEPTION_FIRST = ("total", "overseas_travel", "reception", *ORDER[2:5])


@dataclass(frozen=True)
class ThreePublic:
    """The figures in fen."""

    travel: int
    buying: int
    running: int
    reception: int

    @property
    def cars(self) -> int:
        """Return 公务用车购置及运行费."""
        return self.buying + self.running

    @property
    def total(self) -> int:
        """Return the sum of the three."""
        return self.travel + self.cars + self.reception

    def measures(self) -> dict[str, int]:
        """Return measure -> fen."""
        figures = (self.total, self.travel, self.cars, self.buying, self.running, self.reception)
        return dict(zip(ORDER, figures, strict=True))


def figures_of(setting: Setting, test: Test) -> ThreePublic:
    """Add up the economic subjects that the three consist of."""
    return ThreePublic(*(setting.total(test, spent_on(code)) for code in (TRAVEL, CAR_BUYING, CAR_RUNNING, RECEPTION)))


def general_figures(setting: Setting, test: Test = anything, order: Sequence[str] = ORDER) -> dict[str, int]:
    """Return what the general budget pays for the three, as measure -> fen in an order."""
    found = figures_of(setting, both(from_general, test)).measures()
    return {measure: found[measure] for measure in order}


def with_meetings(setting: Setting, test: Test = anything) -> dict[str, int]:
    """Return the three, with meetings and training beside them and within the total."""
    three = general_figures(setting, test)
    meetings, training = meetings_and_training(setting, test)
    figures = {"total": three["total"] + meetings + training, "three_public": three.pop("total"), **three}
    return figures | {"meetings": meetings, "training": training}


def meetings_and_training(setting: Setting, test: Test = anything) -> list[int]:
    """Return what the general budget pays for meetings and for training."""
    return [setting.total(from_general, test, spent_on(code)) for code in (MEETINGS, TRAINING)]


def prior(figures: Mapping[str, int]) -> dict[str, int]:
    """Return figures under the names that they have as last year's."""
    return {f"prior_year.{measure}": fen for measure, fen in figures.items()}


def unit_keys(name: str | None, unit_code: str | None = None) -> Keys:
    """Return the keys of a row."""
    return {"unit_code": unit_code, "name": name}


def last_year(setting: Setting) -> dict[str, int]:
    """Invent what the general budget paid for the three in the year before, as measure -> fen."""
    rng, now = setting.rng, figures_of(setting, from_general)
    parts = (
        fen if rng.random() < 0.5 else round(fen * rng.uniform(0.8, 1.4) / 10000) * 10000
        for fen in (now.travel, now.buying, now.running, now.reception)
    )
    return ThreePublic(*parts).measures()


def one_row(
    setting: Setting,
    title: str,
    head: list[list[str]],
    figures: Figures,
    form: str = FORM,
    name: str | None = None,
    notes: Sequence[str] = (),
) -> DrawnForm:
    """Draw up a form of one row; without a name it makes a record only if a figure is printed."""
    lead = [name] if name else []
    grid = Grid(head, kinds("n" * len(lead), len(head[0]) - len(lead)))
    record = figure_row(setting, grid, lead, unit_keys(name), figures)
    return DrawnForm(form, title, grid, [record] if record["amounts"] or name else [], notes=list(notes))


def year_heads(before: str, now: str, block: Sequence[str] = BLOCK, parts: Sequence[str] = PARTS) -> list[list[str]]:
    """Return headings of two blocks beside each other, last year's and this year's."""
    return [[before, *["<"] * 5, now, *["<"] * 5], list(block) * 2, list(parts) * 2]


def two_years(setting: Setting, title: str, block: tuple[str, ...] = BLOCK) -> DrawnForm:
    """Draw up one row with last year's block left of this year's."""
    year = setting.budget.year
    figures = prior(last_year(setting)) | general_figures(setting)
    return one_row(setting, title, year_heads(f"{year - 1}年预算数", f"{year}年预算数", block), figures.items())


def one_year(setting: Setting, title: str, block: Sequence[str] = BLOCK, numbers: bool = False) -> DrawnForm:
    """Draw up one row of this year's figures without a label."""
    head = [list(block), list(PARTS)]
    return one_row(setting, title, numbered(head) if numbers else head, general_figures(setting).items())


def unit_rows(
    setting: Setting,
    grid: Grid,
    figures: Callable[[Test], Mapping[str, int]],
    total: Sequence[str],
    codes: bool = True,
    department: bool = True,
    indent: str = "",
) -> list[dict[str, Any]]:
    """Append rows for everything, whose leading cells are ``total``, the department if asked, and its units."""
    budget = setting.budget
    records = [figure_row(setting, grid, total, unit_keys("合计"), figures(anything).items())]
    rows = [(budget.department_code, budget.department, "", anything)] if department else []
    rows += [(unit.code, unit.name, indent, of_unit(unit)) for unit in budget.units]
    for code, name, before, test in rows:
        leading = [code] * codes + [before + name]
        keys = unit_keys(name, code if codes else None)
        records.append(figure_row(setting, grid, leading, keys, figures(test).items()))
    return records


def three_public_form(setting: Setting, form: str, title: str, test: Test) -> DrawnForm:
    """Draw up Sichuan's form: unit code, unit name, one block of figures."""
    head = [
        ["单位编码", "单位名称（科目）", "当年财政拨款预算安排", "<", "<", "<", "<", "<"],
        ["^", "^", "合计", "因公出国（境）费用", "公务用车购置及运行费", "<", "<", "公务接待费"],
        ["^", "^", "^", "^", *PARTS[2:]],
    ]
    grid, budget = Grid(head, kinds("cn", 6)), setting.budget
    figures = figures_of(setting, test)

    def row(leading: list[str], keys: Keys) -> dict[str, Any]:
        return figure_row(setting, grid, leading, keys, figures.measures().items())

    records = [row([setting.label("合计"), "<"], unit_keys("合计"))]
    if test is nothing:
        for _ in range(setting.rng.choice((0, 1, 1, 3))):
            grid.add(*[""] * 8)
    else:
        if figures.total or setting.style.zero.startswith("0"):
            records.append(row(["", ""], unit_keys(None)))
        else:
            grid.add(*[""] * 8)
        code, name = budget.department_code, budget.department
        records.append(row([code, name], unit_keys(name, code)))
    return DrawnForm(form, title, grid, records)


def upright(
    setting: Setting,
    title: str,
    labels: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    before: Mapping[str, int] | None = None,
    over_changes: str | None = None,
    unchanged: str = "0.00",
    reasons: Sequence[str] = (),
) -> DrawnForm:
    """Draw up the three one below the other: this year, perhaps the year ``before``, what changed and why.

    ``labels`` and ``columns`` are headings, the first with the figure of their row, the second after the measure of
    their column; ``over_changes`` stands over the two changes, and ``unchanged`` is printed for no change in percent.
    """
    now = general_figures(setting)
    texts = [text for _, text in columns] + ["增减原因"] * bool(reasons)
    head = [["项目", *texts]]
    if over_changes:
        head = [
            ["项目", *(text for text in texts if "增减" not in text), over_changes, "<"],
            ["^" if "增减" not in text else text for text in head[0]],
        ]
    grid = Grid(head, kinds("n", len(columns)) + kinds("t" * bool(reasons), 0))
    records = []
    for label, item in labels:
        own, old = now[item], before[item] if before else 0
        share = percent(own, old)
        figures: dict[str, int | str] = {"total": own, "prior_year": old, "change": own - old}
        figures["change_percent"] = unchanged if share and own == old else share
        shown = [(measure, figures[measure]) for measure, _ in columns]
        reason = [setting.rng.choice(reasons)] if reasons else []
        records.append(figure_row(setting, grid, [label], unit_keys(label), shown, reason))
    return DrawnForm(FORM, title, grid, records)
