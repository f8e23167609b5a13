"""An invented department's budget as a list of lines that add up; every form is a sum over them.

Amounts are whole fen (0.01 yuan). All sums hold exactly in fen; what a form prints is rounded figure by figure, as
published budgets do it, unless the lines are whole units of the printed scale.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from .departments import CENTRAL, PLACES, PROFILES, SUBORDINATES, Profile
from .subjects import OPERATIONS, PERSONNEL, PROJECT_ECONOMIC

#: Where money comes from. The first three are what the treasury allots.
GENERAL, FUND, CAPITAL = "general_public_budget", "government_fund_budget", "state_capital_budget"
FISCAL = (GENERAL, FUND, CAPITAL)
#: When it was allotted: this year, through an early central transfer (shown apart in some forms), or left from last.
CURRENT, CENTRAL_ADVANCE, CARRY = "current_year", "central_advance", "carry_over"


@dataclass(frozen=True)
class Unit:
    """A budget unit: its code as printed and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Line:
    """One amount that is not split further."""

    unit: Unit
    function: str
    economic: str
    source: str
    origin: str
    project: str | None
    fen: int


Test = Callable[[Line], bool]


@dataclass
class Budget:
    """A department's year."""

    year: int
    province: str
    department: str
    department_code: str
    units: list[Unit]
    lines: list[Line]
    themes: tuple[str, ...]
    last_year: dict[str, int] = field(default_factory=dict)
    three_public_last_year: dict[str, int] = field(default_factory=dict)

    def total(self, test: Test = lambda line: True) -> int:
        """Add up the lines that pass."""
        return sum(line.fen for line in self.lines if test(line))

    def select(self, test: Test) -> list[Line]:
        """Return the lines that pass."""
        return [line for line in self.lines if test(line)]

    def functions(self, test: Test = lambda line: True) -> list[str]:
        """Return the function subjects in use, in code order."""
        return sorted({line.function for line in self.lines if test(line)})

    def economics(self, test: Test = lambda line: True) -> list[str]:
        """Return the economic subjects in use, in code order."""
        return sorted({line.economic for line in self.lines if test(line)})

    def projects(self, test: Test = lambda line: True) -> list[str]:
        """Return the names of the projects that have a line which passes, in order."""
        return sorted({line.project for line in self.lines if line.project is not None and test(line)})


def is_basic(line: Line) -> bool:
    """Tell whether a line belongs to 基本支出."""
    return line.project is None


def is_project(line: Line) -> bool:
    """Tell whether a line belongs to 项目支出."""
    return line.project is not None


def is_personnel(line: Line) -> bool:
    """Tell whether a basic line belongs to 人员经费."""
    return line.project is None and line.economic[:3] in ("301", "303")


def is_operations(line: Line) -> bool:
    """Tell whether a basic line belongs to 公用经费."""
    return line.project is None and line.economic[:3] not in ("301", "303")


def both(*tests: Test) -> Test:
    """Return the test that passes when all do."""
    return lambda line: all(test(line) for test in tests)


def from_source(*sources: str) -> Test:
    """Return the test for lines paid from these sources."""
    return lambda line: line.source in sources


def fiscal(line: Line) -> bool:
    """Tell whether the treasury allots the line's money."""
    return line.source in FISCAL


def of_origin(*origins: str) -> Test:
    """Return the test for lines allotted then."""
    return lambda line: line.origin in origins


def from_general(line: Line) -> bool:
    """Pass what the general public budget pays for."""
    return line.source == GENERAL


def carried_over(line: Line) -> bool:
    """Pass what is left over from last year."""
    return line.origin == CARRY


def not_carried(line: Line) -> bool:
    """Pass what was allotted this year, early or not."""
    return line.origin != CARRY


def for_project(name: str) -> Test:
    """Return the test for a project's lines."""
    return lambda line: line.project == name


def spent_on(economic: str) -> Test:
    """Return the test for lines of one economic subject."""
    return lambda line: line.economic == economic


def of_unit(unit: Unit) -> Test:
    """Return the test for a unit's own lines."""
    return lambda line: line.unit == unit


def anything(line: Line) -> bool:
    """Pass every line."""
    return True


def nothing(line: Line) -> bool:
    """Pass no line."""
    return False


def under(code: str, kind: str = "function") -> Test:
    """Return the test for lines under a subject code."""
    return lambda line: getattr(line, kind).startswith(code)


@dataclass(frozen=True)
class Shape:
    """How rich a budget is: how many units, projects and kinds of money, and the grain of its amounts in fen."""

    units: int = 1
    projects: int = 6
    fund: bool = False
    capital: bool = False
    other_sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = (CURRENT,)
    grain: int = 10_000


def invent_shape(rng: random.Random, other_sources: Iterable[str] = (), origins: Iterable[str] = ()) -> Shape:
    """Draw a shape; ``grain`` 10000 fen makes figures in 万元 add up to the last digit."""
    return Shape(
        units=rng.choice((1, 1, 1, 2, 3, 5)),
        projects=rng.randint(1, 14),
        fund=rng.random() < 0.35,
        capital=rng.random() < 0.2,
        other_sources=tuple(source for source in other_sources if rng.random() < 0.3),
        origins=(CURRENT, *(origin for origin in origins if rng.random() < 0.5)),
        grain=rng.choice((10_000, 10_000, 1_000_000, 100, 1)),
    )


def invent_department(rng: random.Random, province: str) -> tuple[str, Profile]:
    """Draw a department's name and kind."""
    profile = rng.choice(PROFILES)
    if province == "中央":
        return rng.choice(CENTRAL), profile
    place = rng.choice(PLACES[province])
    ending = profile.ending
    if place.endswith("省"):
        ending = ending.replace("局", "厅", 1) if rng.random() < 0.7 and "监督" not in ending else ending
    return place + ending, profile


def invent_budget(rng: random.Random, province: str, year: int, shape: Shape) -> Budget:
    """Draw a whole budget."""
    department, profile = invent_department(rng, province)
    code = f"{rng.randint(101, 799)}"
    units = [Unit(f"{code}001", department + ("本级" if shape.units > 1 or rng.random() < 0.3 else ""))]
    names = rng.sample(SUBORDINATES, shape.units - 1)
    units += [Unit(f"{code}{number:03d}", department + name) for number, name in enumerate(names, 2)]
    lines: list[Line] = []
    for index, unit in enumerate(units):
        lines += _basic_lines(rng, unit, profile, shape.grain, civil_servants=index == 0)
    lines += _project_lines(rng, units, profile, shape)
    merged = _merge(lines)
    budget = Budget(year, province, department, code, units, merged, profile.themes)
    budget.last_year = {
        function: _grained(rng.uniform(0.7, 1.3) * budget.total(under(function)), shape.grain)
        for function in budget.functions()
        if rng.random() < 0.9
    }
    return budget


def _grained(fen: float, grain: int) -> int:
    return max(grain, round(fen / grain) * grain)


def _basic_lines(rng: random.Random, unit: Unit, profile: Profile, grain: int, civil_servants: bool) -> list[Line]:
    own = profile.functions[0] if civil_servants else rng.choice(profile.functions[1:] or profile.functions)
    wages = rng.uniform(2e6, 4e8)
    lines = []

    def add(function: str | None, economic: str, share: float) -> None:
        fen = _grained(wages * share * rng.uniform(0.7, 1.3), grain)
        lines.append(Line(unit, function or own, economic, GENERAL, CURRENT, None, fen))

    for economic, function, share in PERSONNEL:
        if economic == "30107" and civil_servants and rng.random() < 0.7:
            continue
        if rng.random() < 0.9:
            place = {
                "210110x": "2101101" if civil_servants else "2101102",
                "208050x": "2080501" if civil_servants else "2080502",
            }.get(function or "", function)
            add(place, economic, share)
    for economic, share in OPERATIONS:
        if rng.random() < 0.7:
            add("2050803" if economic == "30216" and rng.random() < 0.5 else None, economic, share)
    return lines


def _project_lines(rng: random.Random, units: list[Unit], profile: Profile, shape: Shape) -> list[Line]:
    lines = []
    names = project_names(rng, profile.themes, shape.projects)
    for number, name in enumerate(names):
        unit = rng.choice(units)
        source, function = GENERAL, rng.choice(profile.functions)
        if shape.fund and number == 0:
            source, function = FUND, rng.choice(("2120801", "2120803", "2120804", "2296002", "2296003", "2296006"))
        elif shape.capital and number <= 1:
            source, function = CAPITAL, rng.choice(("2230105", "2239999"))
        elif shape.other_sources and rng.random() < 0.3:
            source = rng.choice(shape.other_sources)
        origin = rng.choice(shape.origins) if source in FISCAL else CURRENT
        for economic in rng.sample(PROJECT_ECONOMIC, rng.choice((1, 1, 2, 3))):
            fen = _grained(10 ** rng.uniform(5.5, 9), shape.grain)
            lines.append(Line(unit, function, economic, source, origin, name, fen))
    return lines


def project_names(rng: random.Random, themes: tuple[str, ...], count: int) -> list[str]:
    """Return so many different project names."""
    tails = ("项目", "经费", "专项经费", "专项资金", "工作经费", "补助资金", "")
    pool = [theme + tail for theme in themes for tail in tails]
    pool += [
        f"{head}{theme}{tail}"
        for theme in themes
        for head in ("省级", "中央财政", "提前下达上级")
        for tail in ("补助资金", "转移支付资金（第一批）")
    ]
    return rng.sample(pool, min(count, len(pool)))


def _merge(lines: list[Line]) -> list[Line]:
    """Add up lines that differ in nothing but their amount, as a ledger would."""
    sums: dict[Line, int] = {}
    for line in lines:
        kind = replace(line, fen=0)
        sums[kind] = sums.get(kind, 0) + line.fen
    merged = [replace(kind, fen=fen) for kind, fen in sums.items()]
    return sorted(merged, key=lambda line: (line.unit.code, line.function, line.economic, line.project or ""))
