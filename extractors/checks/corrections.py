"""Amounts that were read from a picture and that the arithmetic of the forms puts right.

A figure is changed only when it is the one figure that explains why equations fail, when one plausible misreading of
it makes all its equations hold, and when the recogniser was not sure of it. A printed mistake is thereby left alone:
it was read well. The repair carries both values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.checks.agreement import agree, doubt_unequal, read_unread
from extractors.checks.apply_rules import equations
from extractors.checks.cut_decimals import restore_decimals
from extractors.checks.equation import Equation
from extractors.checks.failing_sums import FailingSums
from extractors.checks.figures import Figure, decimal_text
from extractors.checks.joint_sums import settle_together
from extractors.checks.misreadings import other_amounts
from extractors.checks.noughts import read_noughts
from extractors.checks.proved import prove
from extractors.checks.row_by_row import settle_rows
from extractors.checks.scanned_cells import Place, ScannedCells, place_of
from extractors.text import normalise
from schemas.findings import Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Cell, Table

#: A cell that the recogniser was surer of than this is believed, and its failing check is left to stand: else a
#: mistake of the print would be mended. The first holds for amounts that the recogniser itself offered.
SURE = 0.99
DOUBTFUL = 0.9
#: So many equations that share no other figure settle one of which so many digits were misread at once.
AGREED, MISREAD = 2, 2
#: The rule of a figure that is another's rate of change.
RATE = "percent_change"
#: What is believed of a corrected amount: the sums say so, but the picture did not.
CORRECTED = 0.95
#: A correction can clear the way for another in the same sum; more rounds than this have found nothing in practice.
ROUNDS = 3


@dataclass(slots=True, frozen=True)
class Option:
    """A figure, the value that would mend it, and the failing equations that this would settle."""

    figure: Figure
    value: int
    offered: bool
    settles: frozenset[int]


def correct_amounts(forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary) -> list[Repair]:
    """Correct misread amounts in the records and in their tables' cells; return a repair for each.

    Cells of a text layer are never touched. Call it before the checks.
    """
    cells = ScannedCells(forms, tables)
    if not cells:
        return []
    repairs = read_noughts(forms, tables, library, cells)
    repairs += read_unread(forms, tables, library, cells)
    repairs += agree(equations(forms, tables, library), cells)
    repairs += settle_rows(equations(forms, tables, library), cells)
    for _ in range(ROUNDS):
        together = settle_together(equations(forms, tables, library), cells)
        repairs += together
        if not together:
            break
    for _ in range(ROUNDS):
        found = equations(forms, tables, library)
        chosen = _choose(_options(found, cells), found)
        for option in chosen:
            settled = [found[index] for index in option.settles]
            repairs.append(cells.correct(option.figure, option.value, settled, CORRECTED))
        if not chosen:
            break
    # Sums that failed for a misread amount say more of the unread ones now.
    repairs += read_unread(forms, tables, library, cells)
    repairs += read_noughts(forms, tables, library, cells)
    for _ in range(ROUNDS):
        proved = prove(forms, tables, library, cells)
        repairs += proved
        if not proved:
            break
    repairs += restore_decimals(equations(forms, tables, library), cells)
    doubt_unequal(equations(forms, tables, library), cells)
    cells.forget()
    return repairs


def _options(found: Sequence[Equation], cells: ScannedCells) -> list[Option]:
    """Return every way to settle failing equations by changing one figure."""
    holding: dict[Place, list[int]] = {}
    suspects: dict[Place, Figure] = {}
    for index, equation in enumerate(found):
        for term in equation.terms:
            holding.setdefault(place_of(term.figure), []).append(index)
            if not equation.holds:
                suspects[place_of(term.figure)] = term.figure
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


def _option(figure: Figure, cell: Cell, indexes: Sequence[int], found: Sequence[Equation]) -> Option | None:
    """Return the change of a figure that makes equations hold, if there is one and its cell allows it."""
    value, offered = _only_value(figure, cell, _telling([found[index] for index in indexes], figure))
    if value is None or cell.confidence >= (SURE if offered else DOUBTFUL):
        return None
    return Option(figure, value, offered, frozenset(index for index in indexes if not found[index].holds))


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
    others = [{place_of(term.figure) for term in equation.terms} - {place_of(figure)} for equation in broken]
    if len(broken) < AGREED or len(values) != 1 or any(first & second for first, second in combinations(others, 2)):
        return None
    value = values.pop() // 2
    asked, read = decimal_text(value, figure.places), normalise(cell.text).replace(",", "")
    alike = len(asked) == len(read) and sum(map(str.__ne__, asked, read)) <= MISREAD
    return value if alike else None


def _span(equation: Equation, figure: Figure) -> tuple[int, int]:
    """Return the amounts that keep an equation; one that holds to the last digit is to hold so still."""
    return (figure.value, figure.value) if equation.actual == equation.expected else equation.solve(figure)


def _choose(options: Sequence[Option], found: Sequence[Equation]) -> list[Option]:
    """Keep the options without a rival.

    A rival is another figure that would settle one of the same equations, unless it settles less or only the first
    value was offered by the engine. An option that settles a single equation also gives way to any figure of it that
    fails elsewhere, as that may be the misread one.
    """
    by_equation: dict[int, list[Option]] = {}
    for option in options:
        for index in option.settles:
            by_equation.setdefault(index, []).append(option)
    failures = FailingSums(found)
    return [
        option
        for option in options
        if not any(_rivals(option, by_equation)) and (len(option.settles) > 1 or _alone(option, found, failures))
    ]


def _rivals(option: Option, by_equation: dict[int, list[Option]]) -> Iterable[bool]:
    """Go through the other options for the same equations, and tell of each whether it is as good."""
    for index in option.settles:
        for other in by_equation[index]:
            if other is not option:
                weaker = other.settles < option.settles
                unoffered = other.settles == option.settles and option.offered and not other.offered
                yield not (weaker or unoffered)


def _alone(option: Option, found: Sequence[Equation], failures: FailingSums) -> bool:
    """Tell whether no other figure of the settled equations fails elsewhere."""
    places = {place_of(term.figure) for index in option.settles for term in found[index].terms}
    return not any(failures.of(place) - option.settles for place in places - {place_of(option.figure)})
