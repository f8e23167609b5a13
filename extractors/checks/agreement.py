"""Cells of a scan that have to print one and the same amount, read together.

A row of a budget prints many amounts three or four times over: total = current year = subtotal = basic, where all else
is blank. Each is a picture of its own, and the same digit is seldom misread in most of them. What all of them together
make likeliest by far, and none speaks strongly against, is taken for all. In the same way an amount of which nothing
could be made is the one in its row with which all its sums hold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from extractors.checks.apply_rules import equations
from extractors.checks.equation import Equation
from extractors.checks.figures import ONE, Figure, decimal_text, scaled
from extractors.checks.misreadings import plain_amount
from extractors.checks.scanned_cells import Place, ScannedCells, place_of
from extractors.content import Floats
from extractors.lattices import log_likelihoods
from extractors.slips import changes
from schemas.findings import CellRef, Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Cell, Table

#: Cells that the recogniser was surer of than this are believed: they vote, and are not outvoted.
SURE = 0.99
#: In those read with more only what the recogniser offered is taken: else a mistake of the print would be mended.
DOUBTFUL = 0.9
#: By how much, in natural logarithms, the amount has to be likelier than the next, over all cells; and by how much it
#: may be less likely in one cell than what was read there.
CLEARLY, UNLIKELY = 4.0, 14.0
#: A cell read with less, or with gaps, is a wreck, print that something erased: what is nearest to it is as good as
#: any, and it speaks no stronger than that against an amount that is read well beside it.
WRECKED = 0.6
#: What it counts, in natural logarithms, that a sum of several figures holds with an amount.
HELD = 6.0
#: What is printed where there is no amount, or nothing.
_DASH = re.compile(r"[-–—]*")
#: The logarithm of the likelihood of a misread character in a cell of which only the text is known.
MISREAD = -6.0
NEVER = -1e6
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
        why = [*why, *_held(value, figures, sums)]
        others = [figure for figure in figures if figure.value != value]
        if 2 * len(others) > len(figures):
            # A figure read too surely for the others to outvote it is no more than likely against most of them.
            for cell in filter(None, map(cells.of, figures)):
                cell.confidence = min(cell.confidence, BELIEVED)
        repairs += [cells.correct(figure, value, why, BELIEVED) for figure in others if cells.of(figure) is not None]
    return repairs


def doubt_unequal(found: Sequence[Equation], cells: ScannedCells) -> None:
    """Doubt cells of one row that have to print one amount and do not: rounding, which sums allow for, is no reason."""
    for figures, _ in equal_figures(found, cells):
        rows: dict[tuple[int, int], list[Figure]] = {}
        for figure in figures:
            rows.setdefault((figure.form, figure.record), []).append(figure)
        for row in rows.values():
            if len({figure.value for figure in row}) > 1:
                for cell in filter(None, map(cells.of, row)):
                    cell.confidence = min(cell.confidence, BELIEVED)


def read_unread(
    forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary, cells: ScannedCells
) -> list[Repair]:
    """Give cells that are no amount the amount of their row that they resemble, where every sum with it then holds."""
    filled: dict[Place, str] = {}
    for index, form in enumerate(forms):
        for number, path, ref, amount in _guesses(form, cells):
            record = form.records[number]
            record["amounts"][path], record["cells"][path] = amount, (ref.row, ref.column)
            filled[index, number, path] = amount
    if not filled:
        return []
    sums: dict[Place, list[Equation]] = {}
    for equation in equations(forms, tables, library):
        for term in equation.terms:
            if place_of(term.figure) in filled:
                sums.setdefault(place_of(term.figure), []).append(equation)
    repairs = []
    for place, amount in filled.items():
        index, number, path = place
        proofs = sums.get(place, [])
        figure = next((t.figure for e in proofs for t in e.terms if place_of(t.figure) == place), None)
        if figure is not None and all(equation.actual == equation.expected for equation in proofs):
            repairs.append(cells.correct(figure, scaled(amount) or 0, proofs, BELIEVED))
        else:
            del forms[index].records[number]["amounts"][path], forms[index].records[number]["cells"][path]
    return repairs


def equal_figures(found: Sequence[Equation], cells: ScannedCells) -> Iterator[tuple[list[Figure], list[Equation]]]:
    """Yield groups of figures that are equal by equations of two terms, and these equations.

    Terms of printed noughts do not count.
    """
    groups: dict[Place, tuple[dict[Place, Figure], list[Equation]]] = {}
    for equation in found:
        one, other = equation.total.figure, _only_part(equation, cells)
        if other is None or not _is_misread_alike(one, other):
            continue
        first = groups.setdefault(place_of(one), ({place_of(one): one}, []))
        second = groups.setdefault(place_of(other), ({place_of(other): other}, []))
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
    sums: dict[Place, list[Equation]] = defaultdict(list)
    for equation in found:
        if equation.rule == "row_sum" and _only_part(equation, cells) is None:
            for term in equation.terms:
                sums[place_of(term.figure)].append(equation)
    return sums


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
    said = np.array([likelihoods(figure, cell, amounts, places) for figure, cell in known])
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
    known = ((equation, equation.solve(figure)) for figure in figures for equation in sums.get(place_of(figure), ()))
    return [equation for equation, (low, high) in known if low <= value <= high]


def _read_well_beside(figure: Figure, known: Sequence[tuple[Figure, Cell | None]]) -> set[int]:
    """Return the amounts of a figure's own row that are read well; of the rows of its other sums some may be unread."""
    return {
        other.value
        for other, cell in known
        if (other.form, other.record) == (figure.form, figure.record) and other != figure
        if cell is None or cell.confidence >= DOUBTFUL
    }


def _contradicts(figure: Figure, cell: Cell | None, value: int | None) -> bool:
    """Tell whether a cell is read too well to print another amount that its engine did not think of: sums misprint."""
    if cell is None or figure.value == value or cell.confidence < DOUBTFUL:
        return False
    return all(scaled(plain_amount(reading.text)) != value for reading in cell.readings)


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
        value = scaled(plain_amount(reading.text))
        if value is not None:
            yield decimal_text(value, places)


def likelihoods(figure: Figure, cell: Cell | None, amounts: Sequence[str], places: int) -> Floats:
    """Return the logarithms of how likely a cell's picture is if it prints each of the amounts."""
    own = decimal_text(figure.value, places)
    if cell is None or cell.confidence >= SURE:
        return np.array([0.0 if amount == own else NEVER for amount in amounts])
    if cell.lattice is None:
        # Of a figure that lost its point only the point is misread; of one that lost its last digit any may be that.
        read = plain_amount(cell.text)
        printed = [read] if "." in read and own.startswith(read) else [own, read]
        return np.array([min(changes(one, amount) for one in printed) * MISREAD for amount in amounts])
    grouped = [f"{Decimal(amount):,}" for amount in amounts]
    return np.maximum(log_likelihoods(cell.lattice, amounts), log_likelihoods(cell.lattice, grouped))


def unread_cells(forms: Sequence[Form], cells: ScannedCells) -> Iterator[tuple[int, int, str, CellRef]]:
    """Yield the cells that have text and gave no amount: form, record, measure and place."""
    for index, form in enumerate(forms):
        for number, path, ref in _unread(form, cells):
            yield index, number, path, ref


def _guesses(form: Form, cells: ScannedCells) -> Iterator[tuple[int, str, CellRef, str]]:
    """Yield amounts for cells that have text but gave none: record, measure, cell, and the likest in its row."""
    for number, path, ref in _unread(form, cells):
        cell = cells.at(ref)
        amount = _likest(cell, form.records[number]["amounts"].values()) if cell else None
        if amount is not None:
            yield number, path, ref, amount


def is_dash(cell: Cell) -> bool:
    """Tell whether a cell prints what stands for no amount, or nothing."""
    return _DASH.fullmatch(cell.text) is not None


def _unread(form: Form, cells: ScannedCells) -> Iterator[tuple[int, str, CellRef]]:
    for number, path, ref in without_amount(form):
        cell = cells.at(ref)
        if cell is not None and not is_dash(cell) and cell.confidence < SURE:
            yield number, path, ref


def without_amount(form: Form) -> Iterator[tuple[int, str, CellRef]]:
    """Yield the cells of a form's rows that are in columns of amounts and gave none: record, measure and place."""
    # What stands beside a revenue is no figure of its own: each side of a form has its columns.
    columns: dict[str | None, dict[str, int]] = {}
    for record in form.records:
        if isinstance(record.get("amounts"), dict):
            own = {path: place[1] for path, place in (record.get("cells") or {}).items()}
            columns.setdefault(record.get("side"), {}).update(own)
    taken = {tuple(place) for record in form.records for place in (record.get("cells") or {}).values()}
    for number, record in enumerate(form.records):
        amounts, row = record.get("amounts"), record.get("row")
        if not isinstance(amounts, dict) or row is None or not form.table_ids:
            continue
        for path, column in columns.get(record.get("side"), {}).items():
            if path not in (record.get("cells") or {}) and (row, column) not in taken:
                yield number, path, CellRef(form.table_ids[0], row, column)


def _likest(cell: Cell, amounts: Iterable[object]) -> str | None:
    """Return the amount that a cell resembles most, None if it resembles none."""
    texts = sorted({amount for amount in amounts if isinstance(amount, str)})
    if not texts:
        return None
    if cell.lattice is not None:
        grouped = [f"{Decimal(text):,}" for text in texts]
        likely = np.maximum(log_likelihoods(cell.lattice, texts), log_likelihoods(cell.lattice, grouped))
        if likely.max() >= -UNLIKELY:
            return texts[int(likely.argmax())]
    slips = [changes(plain_amount(cell.text), text) for text in texts]
    wrecked = cell.confidence < WRECKED or " " in cell.text
    return texts[slips.index(min(slips))] if min(slips) <= 1 or wrecked else None
