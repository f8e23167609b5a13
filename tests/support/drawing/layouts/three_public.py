"""“三公”经费 forms: travel abroad, cars, receptions; alone, with meetings and training, or beside last year."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import Test, both
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .common import Setting, kinds, nothing

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
