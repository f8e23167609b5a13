"""Cells of a scan that have to print one and the same amount, read together.

A row of a budget prints many amounts three or four times over: total = current year = subtotal = basic, where all else
is blank. Each is a picture of its own, and the same digit is seldom misread in most of them. What all of them together
make likeliest by far, and none speaks strongly against, is taken for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from extractors.checks.corrections.misreadings import read_amount
from extractors.checks.corrections.pictures import CLEARLY, DOUBTFUL, SURE, UNLIKELY, WRECKED, is_offered, likelihoods
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import Equation, by_place
from extractors.checks.figures import ONE, Figure, Place, decimal_text, scaled
from extractors.slips import changes
from schemas.findings import Repair
from schemas.table import Cell

#: What it counts, in natural logarithms, that a sum of several figures holds with an amount.
HELD = 6.0
#: So many characters of an amount are misread at most where it is printed in two rows.
MOSTLY = 2
#: What is believed of an amount that others gave: they may all be misread alike, as they are printed alike.
BELIEVED = 0.85


def agree(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Let cells that print one amount agree on it, in the records and the tables; return a repair for each changed."""
    repairs, sums = [], _sums_of_several(found, cells)
    for figures, why in equal_figures(found, cells):
        if len({figure.value for figure in figures}) == 1:
            continue
        value = _elected(figures, cells, sums)
        if value is None:
            continue
        held = _held(value, figures, sums)
        why = [*why, *held]
        others = [figure for figure in figures if figure.value != value]
        if 2 * len(others) > len(figures) or (not held and any(_is_far(figure, value, cells) for figure in others)):
            # A figure read too surely for the others to outvote it is no more than likely against most of them.
            _doubt(figures, cells)
        repairs += [cells.correct(figure, value, why, BELIEVED) for figure in others if cells.of(figure) is not None]
    return repairs


def _is_far(figure: Figure, value: int, cells: ScannedCells) -> bool:
    """Tell whether a cell was read as an amount two signs off: it may print a third one, a sign off from both."""
    cell, places = cells.of(figure), cells.places(figure)
    far = changes(decimal_text(figure.value, places), decimal_text(value, places)) > 1
    return far and cell is not None and not is_offered(cell, value)


def doubt_unequal(found: Sequence[Equation], cells: ScannedCells) -> None:
    """Doubt cells of one row that have to print one amount and do not: rounding, which sums allow for, is no reason."""
    for figures, _ in equal_figures(found, cells):
        rows: dict[tuple[int, int], list[Figure]] = {}
        for figure in figures:
            rows.setdefault((figure.form, figure.record), []).append(figure)
        for row in rows.values():
            if len({figure.value for figure in row}) > 1:
                _doubt(row, cells)


def _doubt(figures: Sequence[Figure], cells: ScannedCells) -> None:
    for cell in filter(None, map(cells.of, figures)):
        cell.confidence = min(cell.confidence, BELIEVED)


def equal_figures(found: Sequence[Equation], cells: ScannedCells) -> Iterator[tuple[list[Figure], list[Equation]]]:
    """Yield groups of figures that are equal by equations of two terms, and these equations.

    Terms of printed noughts do not count.
    """
    groups: dict[Place, tuple[dict[Place, Figure], list[Equation]]] = {}
    for equation in found:
        one, other = equation.total.figure, _only_part(equation, cells)
        if other is None or not _is_misread_alike(one, other):
            continue
        first = groups.setdefault(one.place, ({one.place: one}, []))
        second = groups.setdefault(other.place, ({other.place: other}, []))
        first[1].append(equation)
        if first is not second:
            first[0].update(second[0])
            first[1].extend(second[1])
            for place in second[0]:
                groups[place] = first
    for members, why in {id(group): group for group in groups.values()}.values():
        yield list(members.values()), why


def _is_misread_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may be one amount: of two rows, where another part may be unread, they are nearly so."""
    if (one.form, one.record) == (other.form, other.record):
        return True
    places = max(one.places, other.places)
    return changes(decimal_text(one.value, places), decimal_text(other.value, places)) <= MOSTLY


def _only_part(equation: Equation, cells: ScannedCells) -> Figure | None:
    """Return the part that a total has to be equal to, if all others are noughts."""
    counting = [part for part in equation.parts if part.figure.value]
    if len(equation.parts) == 1:
        counting = list(equation.parts)
    if len(counting) != 1 or counting[0].factor != equation.total.factor:
        return None
    off = abs(equation.total.figure.value - counting[0].figure.value)
    noughts = [part.figure for part in equation.parts if part is not counting[0]]
    return counting[0].figure if all(_is_nought(figure, cells, off) for figure in noughts) else None


def _sums_of_several(found: Sequence[Equation], cells: ScannedCells) -> dict[Place, list[Equation]]:
    """Return the sums in rows that say more than that two figures are equal, by their figures."""
    return by_place(each for each in found if each.rule == "row_sum" and _only_part(each, cells) is None)


def _is_nought(figure: Figure, cells: ScannedCells, off: int) -> bool:
    """Tell whether a nought is none, rather than a misread amount by which the others of its sum are ``off``.

    Where a single sign is printed no amount of ten or more can be.
    """
    cell = cells.of(figure)
    if cell is None or cell.confidence >= DOUBTFUL:
        return True
    return len(cell.text) == 1 and (off == 0 or off >= 10 * ONE)


def _elected(figures: Sequence[Figure], cells: ScannedCells, sums: Mapping[Place, Sequence[Equation]]) -> int | None:
    """Return the amount that a group of cells prints, if they and the ``sums`` of several figures say so clearly."""
    places = max(map(cells.places, figures))
    known = [(figure, cells.of(figure)) for figure in figures]
    amounts = sorted({text for figure, cell in known for text in _candidates(figure, cell, places)})
    said = np.array([likelihoods(figure, cell, amounts, places, cells.decimals(figure)) for figure, cell in known])
    for row, (figure, cell) in enumerate(known):
        if cell is not None and cell.confidence < WRECKED:
            beside = [scaled(amount) in _read_well_beside(figure, known) for amount in amounts]
            said[row, beside] = np.maximum(said[row, beside], -UNLIKELY)
    together = said.sum(axis=0) + [HELD * len(_held(scaled(amount) or 0, figures, sums)) for amount in amounts]
    first, *others = np.argsort(-together, kind="stable")
    clear = not others or together[first] - together[others[0]] >= CLEARLY
    value = scaled(amounts[first])
    if not clear or not (said[:, first] >= -UNLIKELY).all() or any(_contradicts(*one, value) for one in known):
        return None
    return value


def _held(value: int, figures: Sequence[Figure], sums: Mapping[Place, Sequence[Equation]]) -> list[Equation]:
    """Return the sums that hold with an amount in the place of some figures, of which no two are in one."""
    known = ((equation, equation.solve(figure)) for figure in figures for equation in sums.get(figure.place, ()))
    return [equation for equation, (low, high) in known if low <= value <= high]


def _read_well_beside(figure: Figure, known: Sequence[tuple[Figure, Cell | None]]) -> set[int]:
    """Return the amounts of a figure's own row, or of its row in another form, that are read well.

    Of the rows of its other sums some may be unread.
    """
    return {
        other.value
        for other, cell in known
        if other.form != figure.form or (other.record == figure.record and other != figure)
        if cell is None or cell.confidence >= DOUBTFUL
    }


def _contradicts(figure: Figure, cell: Cell | None, value: int | None) -> bool:
    """Tell whether a cell is read too well to print another amount that its engine did not think of: sums misprint."""
    if cell is None or figure.value == value or cell.confidence < DOUBTFUL:
        return False
    return not is_offered(cell, value)


def _candidates(figure: Figure, cell: Cell | None, places: int) -> Iterator[str]:
    """Yield the amounts that a cell may print: what was read, with each digit exchanged, and the other readings."""
    own = decimal_text(figure.value, places)
    yield own
    if cell is None or cell.confidence >= SURE:
        return
    for position, character in enumerate(own):
        if character.isdigit():
            yield from (own[:position] + digit + own[position + 1 :] for digit in "0123456789")
    for reading in cell.readings:
        value = read_amount(reading.text)
        if value is not None:
            yield decimal_text(value, places)
