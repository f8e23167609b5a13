"""An equation between printed figures, and the verdict on one.

Everything that the rules of a form come to is of this shape, so that one place rounds, words messages and names cells,
and so that a doubtful figure can be solved for: ``solve`` gives the value that would make the equation hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from extractors.checks.figures import Figure, Place

Verdict = Literal["pass", "fail", "skipped"]
#: The rule of a figure that is another's rate of change: it is rounded, and proves nothing.
RATE = "percent_change"
_Reading = TypeVar("_Reading")


class Term(NamedTuple):
    """A figure and what it is multiplied by: 1 or -1, or more to bring forms of different units to yuan."""

    figure: Figure
    factor: int = 1


class Equation:
    """``total`` = sum of ``parts``, each printed figure within half of its last digit.

    ``actual`` is the printed total and ``expected`` the sum of the parts, both in millionths times the total's factor;
    ``tolerance`` is how far rounding alone can part them. ``slack`` adds rounding that no term shows, as that of a base
    by which a percentage was divided. Immutable by convention: the sums are made once, as they are asked for often.
    """

    __slots__ = ("actual", "expected", "label", "parts", "rule", "tolerance", "total")

    def __init__(self, rule: str, label: str, total: Term, parts: tuple[Term, ...], slack: int = 0) -> None:
        self.rule = rule
        self.label = label
        self.total = total
        self.parts = parts
        self.actual = total.figure.value * total.factor
        expected, tolerance = 0, slack + abs(total.factor) * total.figure.half
        for figure, factor in parts:
            expected += figure.value * factor
            tolerance += figure.half * abs(factor)
        self.expected = expected
        self.tolerance = tolerance

    @property
    def terms(self) -> tuple[Term, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)

    @property
    def places(self) -> list[Place]:
        """The places of all its figures."""
        return [term.figure.place for term in self.terms]

    @property
    def balance(self) -> tuple[Term, ...]:
        """The terms with the signs with which they add up to nothing."""
        return (Term(self.total.figure, -self.total.factor), *self.parts)

    @property
    def holds(self) -> bool:
        """Tell whether rounding explains the difference."""
        return abs(self.actual - self.expected) <= self.tolerance

    @property
    def is_exact(self) -> bool:
        """Tell whether it holds to the last digit."""
        return self.actual == self.expected

    @property
    def adds_up(self) -> bool:
        """Tell whether it is a sum of several figures: else it only prints one again."""
        return sum(part.figure.value != 0 for part in self.parts) > 1

    def figure_at(self, place: Place) -> Figure:
        """Return its figure at a place, which must be one of its places."""
        return next(term.figure for term in self.terms if term.figure.place == place)

    def solve(self, figure: Figure) -> tuple[int, int]:
        """Return the lowest and highest value, in millionths of its unit, of a figure with which the equation holds.

        The figure's own rounding is part of the tolerance. Raises ValueError when it is not in the equation.
        """
        off = self.actual - self.expected
        for term in self.balance:
            if term.figure == figure:
                middle = figure.value + off / term.factor
                spread = self.tolerance / abs(term.factor)
                return round(middle - spread), round(middle + spread)
        raise ValueError(f"{figure.path} of record {figure.record} is not in the equation")


@dataclass(slots=True, frozen=True)
class Claim:
    """What a rule says of some figures: one of the readings holds.

    There is more than one reading where a print does not show which rows or columns belong to a total. ``sure`` tells
    that the readings are all there can be, so that none holding is a fault of the print; ``likely`` that it is none,
    but that nearly all others like it hold.
    """

    readings: tuple[Equation, ...]
    sure: bool = True
    likely: bool = False

    def judge(self) -> tuple[Verdict, Equation]:
        """Return the verdict and the reading it rests on: the first that holds, else the one that is closest."""
        for equation in self.readings:
            if equation.holds:
                return "pass", equation
        closest = min(self.readings, key=lambda equation: abs(equation.actual - equation.expected))
        return ("fail" if self.sure else "skipped"), closest


def sum_claim(rule: str, label: str, total: Figure, parts: Sequence[Figure]) -> Claim:
    """Return the claim that a figure is the plain sum of others, which must not be none."""
    return Claim((Equation(rule, label, Term(total), tuple(Term(part) for part in parts)),))


def by_place(found: Iterable[Equation]) -> dict[Place, list[Equation]]:
    """Return the equations in which each figure stands."""
    sums: dict[Place, list[Equation]] = {}
    for equation in found:
        for place in equation.places:
            sums.setdefault(place, []).append(equation)
    return sums


def best_supported(readings: Iterable[_Reading], claims_of: Callable[[_Reading], Sequence[Claim]]) -> _Reading:
    """Return the reading of a form that its figures support best: the first whose claims all hold, if one's do.

    Else the one of whose claims most hold, less those that do not. There must be one.
    """
    best: tuple[int, _Reading] | None = None
    for reading in readings:
        claims = claims_of(reading)
        failing = sum(claim.judge()[0] != "pass" for claim in claims)
        score = len(claims) - 2 * failing
        if best is None or score > best[0]:
            best = score, reading
        if not failing:
            break
    assert best is not None
    return best[1]


def without_details(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures in print order without runs that add up to the figure before them.

    A list may show details under a line without marking them: 公务用车 26.80, then 购置 6.80 and 运行 20.00.
    """
    kept: list[Figure] = []
    position = 0
    while position < len(figures):
        head = figures[position]
        kept.append(head)
        position += 1
        left, end = head.value, position
        while end < len(figures) and left > figures[end].half and figures[end].value >= 0:
            left -= figures[end].value
            end += 1
        if head.value > 0 and abs(left) <= head.half + sum(figure.half for figure in figures[position:end]):
            position = end
    return kept
