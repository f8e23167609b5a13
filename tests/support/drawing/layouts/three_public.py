"""“三公”经费 forms: travel abroad, cars, receptions; alone, with meetings and training, or beside last year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..budget import GENERAL, Test, both, from_source
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..money import MoneyStyle
from .common import Setting, kinds, nothing, numbered

TRAVEL, CAR_BUYING, CAR_RUNNING, RECEPTION, MEETINGS, TRAINING = "30212", "31013", "30231", "30217", "30215", "30216"


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
        """Return measure -> fen in the order that most provinces print."""
        return {
            "total": self.total,
            "overseas_travel": self.travel,
            "vehicles.subtotal": self.cars,
            "vehicles.purchase": self.buying,
            "vehicles.operation": self.running,
            "reception": self.reception,
        }


def figures_of(setting: Setting, test: Test) -> ThreePublic:
    """Add up the economic subjects that the three consist of."""

    def sum_of(code: str) -> int:
        return setting.budget.total(both(test, lambda line: line.economic == code))

    return ThreePublic(sum_of(TRAVEL), sum_of(CAR_BUYING), sum_of(CAR_RUNNING), sum_of(RECEPTION))


def three_public_form(setting: Setting, form: str, title: str, test: Test) -> DrawnForm:
    """Draw up Sichuan's form: unit code, unit name, one block of figures."""
    head = [
        ["单位编码", "单位名称（科目）", "当年财政拨款预算安排", "<", "<", "<", "<", "<"],
        ["^", "^", "合计", "因公出国（境）费用", "公务用车购置及运行费", "<", "<", "公务接待费"],
        ["^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"],
    ]
    grid = Grid(head, kinds("cn", 6))
    records = []
    budget, style = setting.budget, setting.style

    def add(unit_code: str | None, name: str | None, own: Test, label: bool = False) -> None:
        measures = figures_of(setting, own).measures()
        texts = [style.text(fen) for fen in measures.values()]
        leading = [setting.label("合计"), "<"] if label else [unit_code or "", name or ""]
        row = grid.add(*leading, *texts)
        printed = {
            measure: (2 + index, text) for index, (measure, text) in enumerate(zip(measures, texts, strict=True))
        }
        records.append(amounts_record({"unit_code": unit_code, "name": name}, row, printed))

    add(None, "合计", test, label=True)
    if test is nothing:
        for _ in range(setting.rng.choice((0, 1, 1, 3))):
            grid.add(*[""] * 8)
    else:
        if figures_of(setting, test).total or style.zero.startswith("0"):
            add(None, None, test)
        else:
            grid.add(*[""] * 8)
        add(budget.department_code, budget.department, test)
    return DrawnForm(form, title, grid, records)


FORM = "general_public_budget_three_public"
BLOCK = ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
PARTS = ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^")


def last_year(setting: Setting, now: ThreePublic) -> ThreePublic:
    """Invent the year before's figures."""
    rng = setting.rng
    return ThreePublic(
        *(
            fen if rng.random() < 0.5 else round(fen * rng.uniform(0.8, 1.4) / 10000) * 10000
            for fen in (now.travel, now.buying, now.running, now.reception)
        )
    )


def two_years(setting: Setting, title: str, heading: str, block: tuple[str, ...] = BLOCK) -> DrawnForm:
    """Draw up the form with last year's block left of this year's; ``heading`` names the year of a block."""
    year, style = setting.budget.year, setting.style
    now = figures_of(setting, from_source(GENERAL))
    prior = last_year(setting, now)
    head = [[heading.format(year - 1), *["<"] * 5, heading.format(year), *["<"] * 5], list(block) * 2, list(PARTS) * 2]
    grid = Grid(head, kinds("", 12))
    measures = {f"prior_year.{name}": fen for name, fen in prior.measures().items()} | now.measures()
    texts = [style.text(fen) for fen in measures.values()]
    row = grid.add(*texts)
    printed = {measure: (index, text) for index, (measure, text) in enumerate(zip(measures, texts, strict=True))}
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    return DrawnForm(FORM, title, grid, [record] if record["amounts"] else [])


def one_year(setting: Setting, title: str, block: tuple[str, ...], numbers: bool = False) -> DrawnForm:
    """Draw up the form with one row of figures and no label."""
    measures = figures_of(setting, from_source(GENERAL)).measures()
    head = [list(block), list(PARTS)]
    grid = Grid(numbered(head) if numbers else head, kinds("", 6))
    texts = [setting.style.text(fen) for fen in measures.values()]
    row = grid.add(*texts)
    printed = {measure: (index, text) for index, (measure, text) in enumerate(zip(measures, texts, strict=True))}
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    return DrawnForm(FORM, title, grid, [record] if record["amounts"] else [])


@dataclass(frozen=True)
class Upright:
    """A form that lists the three one below the other: its labels, and the headings of its figures by measure."""

    labels: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    label_head: str = "项目"
    over_changes: str | None = None


def upright(setting: Setting, title: str, manner: Upright) -> DrawnForm:
    """Draw up the form as a list: this year, perhaps the year before and what changed."""
    style = setting.style
    now = figures_of(setting, from_source(GENERAL))
    own, before = now.measures(), last_year(setting, now).measures()
    head = [[manner.label_head, *(text for _, text in manner.columns)]]
    if manner.over_changes:
        head = [
            [manner.label_head, *(t for _, t in manner.columns if "增减" not in t), manner.over_changes, "<"],
            ["^" if "增减" not in text else text for text in head[0]],
        ]
    grid = Grid(head, kinds("n", len(manner.columns)))
    measures = [measure for measure, _ in manner.columns]
    records = []
    for label, item in manner.labels:
        texts = [_change(style, own[item], before[item], measure) for measure in measures]
        row = grid.add(label, *texts)
        printed = {measure: (1 + at, text) for at, (measure, text) in enumerate(zip(measures, texts, strict=True))}
        records.append(amounts_record({"unit_code": None, "name": label.strip()}, row, printed))
    return DrawnForm(FORM, title, grid, records)


def _change(style: MoneyStyle, now: int, before: int, measure: str) -> str:
    """Return a figure of this year, of last year, or of the change from one to the other, as printed."""
    if measure == "change_percent":
        if not before:
            return ""
        return f"{(Decimal(now - before) * 100 / before).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
    return style.text({"total": now, "prior_year": before, "change": now - before}[measure])
