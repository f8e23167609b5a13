"""A figure put right by itself: the one that explains why its sums fail.

It is changed only where one plausible misreading of it makes all its equations hold, and the recogniser was not sure of
it. A printed mistake is thereby left alone: it was read well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.checks.corrections.failing_sums import FailingSums
from extractors.checks.corrections.misreadings import other_amounts, plain_amount
from extractors.checks.corrections.pictures import DOUBTFUL, SURE
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import RATE, Equation
from extractors.checks.figures import Figure, Place, decimal_text
from schemas.findings import Repair
from schemas.table import Cell

#: So many equations that share no other figure settle one of which so many digits were misread at once.
AGREED, MISREAD = 2, 2
#: What is believed of a corrected amount: the sums say so, but the picture did not.
CORRECTED = 0.95


@dataclass(slots=True, frozen=True)
class _Option:
    """A figure, the value that would mend it, and the failing equations that this would settle."""

    figure: Figure
    value: int
    offered: bool
    settles: frozenset[int]


def settle_lone_figures(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Put such figures right in the records and the tables; return a repair for each."""
    return [
        cells.correct(option.figure, option.value, [found[index] for index in option.settles], CORRECTED)
        for option in _choose(_options(found, cells), found)
    ]


def _options(found: Sequence[Equation], cells: ScannedCells) -> list[_Option]:
    """Return every way to settle failing equations by changing one figure."""
    holding: dict[Place, list[int]] = {}
    suspects: dict[Place, Figure] = {}
    for index, equation in enumerate(found):
        for term in equation.terms:
            holding.setdefault(term.figure.place, []).append(index)
            if not equation.holds:
                suspects[term.figure.place] = term.figure
    failures, options = FailingSums(found), []
    for place, figure in suspects.items():
        cell = cells.of(figure)
        if cell is None or cell.confidence >= SURE:
            continue
        option = _option(figure, cell, holding[place], found)
        if option is None:
            telling = _without_excused(holding[place], found, failures)
            option = _option(figure, cell, telling, found) if telling else None
        if option is not None:
            options.append(option)
    return options


def _option(figure: Figure, cell: Cell, indexes: Sequence[int], found: Sequence[Equation]) -> _Option | None:
    """Return the change of a figure that makes equations hold, if there is one and its cell allows it."""
    value, offered = _only_value(figure, cell, _telling([found[index] for index in indexes], figure))
    if value is None or cell.confidence >= (SURE if offered else DOUBTFUL):
        return None
    return _Option(figure, value, offered, frozenset(index for index in indexes if not found[index].holds))


def _without_excused(indexes: Sequence[int], found: Sequence[Equation], failures: FailingSums) -> list[int]:
    """Return a figure's equations but for failing ones that may fail for another figure, which fails elsewhere too.

    None, if fewer than two failing ones are left: what those ask for may be chance.
    """
    kept = [index for index in indexes if not failures.is_excused(index, set(indexes))]
    return kept if sum(1 for index in kept if not found[index].holds) >= AGREED else []


def _telling(found: list[Equation], figure: Figure) -> list[Equation]:
    """Return the equations that tell what a figure is: no rate where a sum fails, for it lost its minus alike."""
    sums = [equation for equation in found if equation.rule != RATE or equation.total.figure == figure]
    return sums if any(not equation.holds for equation in sums) else found


def _only_value(figure: Figure, cell: Cell, found: Sequence[Equation]) -> tuple[int | None, bool]:
    """Return the one plausible amount with which all equations of a figure hold, and whether the engine offered it."""
    spans = [_span(equation, figure) for equation in found]
    low, high = max(low for low, _ in spans), min(high for _, high in spans)
    fitting = {v: o for v, o in other_amounts(cell.text, figure.places, cell.readings).items() if low <= v <= high}
    if len(fitting) > 1:
        offered = [value for value, known in fitting.items() if known]
        broken = [equation.solve(figure) for equation in found if not equation.holds]
        exact = [value for value in fitting if all(low + high == 2 * value for low, high in broken)]
        # Sums that agree to the last digit say more than what the engine also thought of.
        chosen = exact if len(broken) >= AGREED and exact else offered or exact
        fitting = {value: fitting[value] for value in chosen}
    if not fitting:
        value = _agreed(figure, cell, found)
        return (value if value is not None and low <= value <= high else None), False
    if len(fitting) != 1:
        return None, False
    ((value, known),) = fitting.items()
    return value, known


def _agreed(figure: Figure, cell: Cell, found: Sequence[Equation]) -> int | None:
    """Return the amount that failing equations without another common figure ask for to the last digit, if two do.

    No other misreading explains both, so two digits of it may have been misread at once; more are a mistake in print.
    """
    broken = [equation for equation in found if not equation.holds]
    values = {sum(equation.solve(figure)) for equation in broken}
    others = [{*equation.places} - {figure.place} for equation in broken]
    if len(broken) < AGREED or len(values) != 1 or any(first & second for first, second in combinations(others, 2)):
        return None
    value = values.pop() // 2
    asked, read = decimal_text(value, figure.places), plain_amount(cell.text)
    alike = len(asked) == len(read) and sum(map(str.__ne__, asked, read)) <= MISREAD
    return value if alike else None


def _span(equation: Equation, figure: Figure) -> tuple[int, int]:
    """Return the amounts that keep an equation; one that holds to the last digit is to hold so still."""
    return (figure.value, figure.value) if equation.is_exact else equation.solve(figure)


def _choose(options: Sequence[_Option], found: Sequence[Equation]) -> list[_Option]:
    """Keep the options without a rival.

    A rival is another figure that would settle one of the same equations, unless it settles less or only the first
    value was offered by the engine. An option that settles a single equation also gives way to any figure of it that
    fails elsewhere, as that may be the misread one.
    """
    by_equation: dict[int, list[_Option]] = {}
    for option in options:
        for index in option.settles:
            by_equation.setdefault(index, []).append(option)
    failures = FailingSums(found)
    return [
        option
        for option in options
        if not any(_rivals(option, by_equation)) and (len(option.settles) > 1 or _alone(option, found, failures))
    ]


def _rivals(option: _Option, by_equation: dict[int, list[_Option]]) -> Iterable[bool]:
    """Go through the other options for the same equations, and tell of each whether it is as good."""
    for index in option.settles:
        for other in by_equation[index]:
            if other is not option:
                weaker = other.settles < option.settles
                unoffered = other.settles == option.settles and option.offered and not other.offered
                yield not (weaker or unoffered)


def _alone(option: _Option, found: Sequence[Equation], failures: FailingSums) -> bool:
    """Tell whether no other figure of the settled equations fails elsewhere."""
    places = {place for index in option.settles for place in found[index].places}
    return not any(failures.of(place) - option.settles for place in places - {option.figure.place})
