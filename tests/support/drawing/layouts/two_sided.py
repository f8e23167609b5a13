"""Two-sided forms: revenue beside expenditure, of the department and of the treasury's money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..budget import FISCAL, Test, anything, carried_over, fiscal, from_source, not_carried, under
from ..form import DrawnForm, amounts_record, spread
from ..grid import LEFT, Grid
from ..subjects import CLASSES
from .common import FUND_NAMES, FUNDS, ORDINALS, Setting, kinds

#: Total and the three funds of the treasury's money.
BY_FUND: dict[str, Test] = {"total": anything, **{source: from_source(source) for source in FISCAL}}
TOTAL: dict[str, Test] = {"total": anything}


@dataclass(frozen=True)
class Item:
    """A label on one side of a two-sided form with its figures, as measure -> fen."""

    item: str
    figures: dict[str, int]
    ordinal: str | None = None
    mark: str = "{}、"
    depth: int = 0
    total: bool = False


Items = list[Item | None]  # None stands for a blank row
Tails = tuple[Sequence[Item | None], Sequence[Item | None]]  # the rows under both sides


@dataclass(frozen=True)
class Side:
    """One block of a two-sided form: its contract name, its measures left to right, and its rows."""

    name: str
    measures: list[str]
    items: Items


def two_sided(setting: Setting, grid: Grid, sides: list[Side]) -> list[dict[str, Any]]:
    """Write the sides beside each other into the grid and return the records, all of one side before the next."""
    records: dict[str, list[dict[str, Any]]] = {side.name: [] for side in sides}
    for index in range(max(len(side.items) for side in sides)):
        texts: list[str] = []
        waiting = []
        for side in sides:
            item = side.items[index] if index < len(side.items) else None
            waiting.append((side, item, len(texts)))
            texts += _item_texts(setting, side, item)
        row = grid.add(*texts)
        for side, item, start in waiting:
            if item is not None:
                printed = {measure: (place, texts[place]) for place, measure in enumerate(side.measures, start + 1)}
                keys = {"side": side.name, "ordinal": item.ordinal, "item": item.item}
                records[side.name].append(amounts_record(keys, row, printed))
    return [record for name in records for record in records[name]]


def _item_texts(setting: Setting, side: Side, item: Item | None) -> list[str]:
    if item is None:
        return [""] * (1 + len(side.measures))
    label = spread(item.item, setting.rng) if item.total and setting.spread_labels else item.item
    mark = item.mark.format(item.ordinal) if item.ordinal else ""
    figures = [
        setting.style.text(item.figures[measure]) if measure in item.figures else "" for measure in side.measures
    ]
    return [setting.indent * item.depth + mark + label, *figures]


def level(*lists: Iterable[Item | None]) -> list[Items]:
    """Pad lists with blank rows to the same length."""
    rows = [list(items) for items in lists]
    height = max(map(len, rows))
    return [items + [None] * (height - len(items)) for items in rows]


def ordinal_items(
    pairs: Iterable[tuple[str, dict[str, int]]], start: int = 0, mark: str = "{}、", depth: int = 0
) -> list[Item]:
    """Number labels 一、 二、 三、 in order."""
    return [Item(name, figures, ORDINALS[start + at], mark, depth) for at, (name, figures) in enumerate(pairs)]


def unnumbered(items: Iterable[Item], depth: int = 0) -> list[Item]:
    """Take the ordinals away; the labels stand so deep instead."""
    return [replace(item, ordinal=None, depth=depth) for item in items]


def amount(setting: Setting, *tests: Test) -> dict[str, int]:
    """Return the figures of an item that has a total alone."""
    return {"total": setting.total(*tests)}


def figures_by(setting: Setting, measures: dict[str, Test], *tests: Test) -> dict[str, int]:
    """Return the figures of an item by measure."""
    return {measure: setting.total(*tests, own) for measure, own in measures.items()}


def source_items(setting: Setting, names: Iterable[tuple[str, str]], start: int = 0) -> list[Item]:
    """Number what each source brings this year."""
    return ordinal_items(((name, amount(setting, from_source(source), not_carried)) for name, source in names), start)


def class_items(
    setting: Setting,
    full: bool,
    test: Test = anything,
    measures: dict[str, Test] = TOTAL,
    mark: str = "{}、",
    depth: int = 0,
) -> list[Item]:
    """Return the function classes as items, all of them or those in use, with the figures of each measure."""
    used = [(name, under(code)) for code, name in CLASSES.items() if full or setting.total(test, under(code))]
    return ordinal_items(((name, figures_by(setting, measures, test, own)) for name, own in used), 0, mark, depth)


def year_tails(
    setting: Setting, carried: str = "上年结转结余", forward: str = "年终结转结余", measures: dict[str, Test] = TOTAL
) -> tuple[list[Item], list[Item]]:
    """Return the rows under both sides: this year's sum, what is left over from last year or for next, everything.

    With ``measures`` they are those of the treasury's money.
    """
    test = anything if measures is TOTAL else fiscal
    everything = figures_by(setting, measures, test)
    left = [
        Item("本年收入合计", amount(setting, test, not_carried), total=True),
        Item(carried, amount(setting, test, carried_over)),
        Item("收入总计", amount(setting, test), total=True),
    ]
    right = [
        Item("本年支出合计", everything, total=True),
        Item(forward, dict.fromkeys(measures, 0)),
        Item("支出总计", everything, total=True),
    ]
    return left, right


def grand_tails(
    setting: Setting,
    test: Test = anything,
    measures: dict[str, Test] = TOTAL,
    names: tuple[str, str] = ("收入总计", "支出总计"),
) -> tuple[list[Item], list[Item]]:
    """Return one row under both sides: everything."""
    right = Item(names[1], figures_by(setting, measures, test), total=True)
    return [Item(names[0], amount(setting, test), total=True)], [right]


def summary_form(
    setting: Setting,
    title: str,
    words: tuple[str, str, str],
    revenue: list[Item],
    spending: list[Item],
    tails: Tails,
    blank_rows: int = 0,
    over: tuple[str, str] | None = ("收入", "支出"),
) -> DrawnForm:
    """Draw up 收支总表; ``words`` stand over the sources, the figures of both sides and what is paid for."""
    item, figures, other = words
    head = [[over[0], LEFT, over[1], LEFT]] if over else []
    grid = Grid([*head, [item, figures, other, figures]], kinds("n", 1) * 2)
    return DrawnForm(
        "department_revenue_expenditure_summary",
        title,
        grid,
        _both_sides(setting, grid, revenue, spending, tails, ["total"], blank_rows),
    )


def _both_sides(
    setting: Setting,
    grid: Grid,
    revenue: list[Item],
    spending: list[Item],
    tails: Tails,
    measures: list[str],
    blank_rows: int = 0,
) -> list[dict[str, Any]]:
    (left, right), below, blank = level(revenue, spending), level(*tails), [None] * blank_rows
    sides = [Side("revenue", ["total"], left + blank + below[0])]
    return two_sided(setting, grid, [*sides, Side("expenditure", measures, right + blank + below[1])])


def fiscal_summary(
    setting: Setting,
    title: str,
    revenue: list[Item],
    spending: list[Item],
    tails: Tails,
    funds: Iterable[str] = FUND_NAMES,
    figures: str = "预算数",
    item: str = "项目",
    total: str = "合计",
    over: tuple[str, str] = ("收入", "支出"),
) -> DrawnForm:
    """Draw up 财政拨款收支总表: one column of revenue; of expenditure the total and the ``funds``, if any."""
    texts = [total, *funds] if funds else [figures]
    head = [[over[0], LEFT, over[1], *[LEFT] * len(texts)], ["项目", figures, item, *texts]]
    grid = Grid(head, kinds("n", 1) + kinds("n", len(texts)))
    records = _both_sides(setting, grid, revenue, spending, tails, list(BY_FUND) if funds else ["total"])
    return DrawnForm("fiscal_appropriation_summary", title, grid, records)


def fiscal_halves(
    setting: Setting,
    title: str,
    full: bool,
    parts: tuple[str, str] = ("拨款", "拨款"),
    forward: str = "年终结转结余",
    marked: bool = True,
    totals: tuple[str, str] = ("收入总计", "支出总计"),
    funds: Iterable[str] = FUND_NAMES,
    **words: str,
) -> DrawnForm:
    """Draw up 财政拨款收支总表 with 一、本年收入 and 二、上年结转 beside 一、本年支出 and 二、``forward``.

    ``parts`` is what follows a fund's name in either half of the revenue; ``marked`` tells
    whether the parts of both sides are numbered （一）.
    """
    left: list[Item] = []
    for ordinal, heading, part, origin in (
        ("一", "本年收入", parts[0], not_carried),
        ("二", "上年结转", parts[1], carried_over),
    ):
        left.append(Item(heading, amount(setting, fiscal, origin), ordinal))
        pairs = [(name + part, amount(setting, from_source(source), origin)) for name, source in FUNDS]
        left += ordinal_items(pairs, 0, "（{}）", 1) if marked else [Item(*pair, depth=1) for pair in pairs]
    measures = BY_FUND if funds else TOTAL
    classes = class_items(setting, full, fiscal, measures, "（{}）", 1)
    right = [
        Item("本年支出", figures_by(setting, measures, fiscal), "一"),
        *(classes if marked else unnumbered(classes, 1)),
        Item(forward, dict.fromkeys(measures, 0), "二"),
    ]
    tails = grand_tails(setting, fiscal, measures, totals)
    return fiscal_summary(setting, title, left, right, tails, funds, **words)
