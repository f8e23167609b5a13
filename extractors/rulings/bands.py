"""Pieces of dashed rulings that print hides: between two lines across it, where a chain in line with them is not.

Of the few marks from one row to the next, figures set flush against a ruling run into most, so that no chain is left.
But print takes no mark away: all are there, one step from the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from extractors.content import Bools, Floats, Ints
from extractors.rulings.chains import ASIDE, Chain, beside, has_room

#: Fewer marks than this between two lines, and fewer rows of a ruling of which nothing else is seen, are no proof.
FEWEST = 3
#: So many will do next to a row in which the ruling is seen, if nothing but paper is between them and beside them.
NEXT = 2
#: So many marks in a row with paper in this share of the gaps between them are a ruling's wherever they lead from one
#: line to another on its course: of print not even the strokes in line are so even.
CERTAIN, CLEAR = 4, 0.7
#: The share of the rows from the first to the last in which such a ruling has to be there.
MOST = 0.6
#: Of the gaps between marks this share shows; print hides the others.
GAPS = 0.3
#: A mark is dark in its middle: its outline is so many pixels longer than that on either side.
EDGE = 2
#: Of those between marks that something runs beside, this share.
BARE = 0.6
#: Two chains of one ruling are whole steps apart, to within this share of one step for each.
EXACT = 0.05
#: Steps up to this share off the usual one count as that: a wider one has a hidden mark in it.
ALIKE = 0.25
#: A chain runs all through a row if it does over this share of it.
ALONG = 0.75
#: Pixels by which a piece may run beside the course on which it was looked for.
OFF = 1.5
#: Parts of a pixel to which a mark's place is looked for.
PHASES = 2

#: A chain and the places where other lines cross it, in pixels.
Crossed = tuple[Chain, list[float]]


def hidden_bands(
    marked: Bools, chains: list[Crossed], doubted: list[Crossed], found: list[Chain], unit: float
) -> list[Chain]:
    """Return the pieces, from one line across it to the next, of rulings whose marks are hidden there, as chains.

    ``chains`` run along the rows of the picture; ``doubted`` are what may be left of others where no row of a table
    lets enough of their marks stand free, or of these a little aside. ``found`` are pieces that are known.
    """
    if not chains:
        return []
    bands: list[Chain] = []
    tracks = list(_tracks(chains, unit))
    pens = [_pen(track, chains) for track in tracks]
    for track, pen in zip(tracks, pens, strict=True):
        known = sorted((chain for chain, _ in track), key=lambda chain: float(chain.starts[0]))
        there = known + _near(pen, found, unit, OFF)
        for before, behind in pairwise(known):
            if not _is_there(there, (float(before.ends[-1]), float(behind.starts[0]))):
                bands += _hidden_between(marked, replace(before, step=pen.step), behind)
        beside = known[1:] + _near(pen, [chain for chain, _ in doubted], unit)
        for ends in pairwise(sorted(track[0][1])):
            if _is_there(there, ends):
                continue
            fewest = NEXT if _is_next_to(there, ends) else FEWEST
            courses = [pen, *(_moved(pen, place) for place in _places_beside(pen, beside, ends))]
            bands += next(filter(None, (_hidden_band(marked, one, ends, unit, fewest) for one in courses)), [])
    places = [pen.place for pen in pens]
    for track in _tracks(doubted, unit):
        place = track[0][0].place
        if min(abs(place - other) for other in places) > 2 * ASIDE * unit:
            pen = _moved(pens[0], place)
            there = _near(pen, found, unit, OFF)
            rows = [ends for ends in pairwise(sorted(track[0][1])) if not _is_there(there, ends)]
            bands += _hidden_all_along(marked, pen, rows, unit)
    return bands


def _pen(track: list[Crossed], chains: list[Crossed]) -> Chain:
    """Return the longest chain of a track, on the course of all of them: a page may be bent."""
    longest, known = track[0][0], sorted((chain for chain, _ in track), key=lambda chain: float(chain.starts[0]))
    starts, ends, across = (
        np.concatenate([getattr(chain, name) for chain in known]) for name in ("starts", "ends", "across")
    )
    return replace(longest, starts=starts, ends=ends, across=across, step=_exact_step(longest, chains))


def _near(pen: Chain, chains: list[Chain], unit: float, past: float = 0.0) -> list[Chain]:
    """Return the chains along a pen's course, up to so many pixels more aside than those of one ruling are."""
    places = np.array([chain.place for chain in chains])
    middles = np.array([(chain.starts[0] + chain.ends[-1]) / 2 for chain in chains])
    aside = np.abs(places - pen.course(middles))
    return [chain for chain, off in zip(chains, aside, strict=True) if off <= 2 * ASIDE * unit + past]


def _moved(pen: Chain, place: float) -> Chain:
    """Return a pen that draws at a place."""
    return replace(pen, across=np.full(len(pen.across), place))


def _places_beside(pen: Chain, chains: list[Chain], ends: tuple[float, float]) -> set[float]:
    """Return where chains run a little beside a pen's course, between two places: a heading is moved aside."""
    middle = np.array([(ends[0] + ends[1]) / 2])
    near = [chain.place for chain in chains if chain.starts[0] <= ends[1] and chain.ends[-1] >= ends[0]]
    return {place for place in near if abs(place - float(pen.course(middle)[0])) > 1}


def pen_of(chains: list[Chain]) -> Chain:
    """Return the longest of some chains, with the exact step that most marks of them have."""
    crossed: list[Crossed] = [(chain, []) for chain in chains]
    longest = max(chains, key=lambda chain: chain.length)
    return replace(longest, step=_exact_step(longest, crossed))


def _tracks(chains: list[Crossed], unit: float) -> Iterator[list[Crossed]]:
    """Yield chains in line with each other, the longest first."""
    waiting = sorted(chains, key=lambda crossed: crossed[0].length, reverse=True)
    while waiting:
        place = waiting[0][0].place
        track = [crossed for crossed in waiting if abs(crossed[0].place - place) <= 2 * ASIDE * unit]
        waiting = [crossed for crossed in waiting if abs(crossed[0].place - place) > 2 * ASIDE * unit]
        yield track


def _hidden_all_along(marked: Bools, pen: Chain, rows: list[tuple[float, float]], unit: float) -> list[Chain]:
    """Return the pieces of a ruling that print hides in each row, if they are there in most rows one after another."""
    found = [_hidden_band(marked, pen, ends, unit) for ends in rows]
    there = np.flatnonzero([len(bands) > 0 for bands in found])
    if len(there) < FEWEST or len(there) < MOST * (there[-1] - there[0] + 1):
        return []
    return [band for bands in found for band in bands]


def _exact_step(chain: Chain, chains: list[Crossed]) -> float:
    """Return the mean step of all that are drawn with a chain's pen: one mark's place is exact to a pixel only."""
    step = _single_step(chain, chains)
    mates = [mate for mate, _ in chains if abs(mate.step - step) <= ALIKE * step]
    steps = np.concatenate([np.diff(mate.starts) for mate in mates])
    usual = np.percentile(steps, 50, method="lower")
    return float(steps[np.abs(steps - usual) <= ALIKE * usual].mean())


def _single_step(chain: Chain, chains: list[Crossed]) -> float:
    """Return a chain's step, or what is left of it if it is a multiple of that which most marks are drawn with.

    Of a ruling that runs along print every other mark may be seen.
    """
    steps = np.array([mate.step for mate, _ in chains])
    marks = np.array([len(mate.starts) for mate, _ in chains])
    usual = steps[np.argmax([marks[np.abs(steps - step) <= ALIKE * step].sum() for step in steps])]
    times = chain.step / usual
    return float(usual) if round(times) > 1 and abs(times - round(times)) <= ALIKE else chain.step


def _is_there(track: list[Chain], ends: tuple[float, float]) -> bool:
    """Tell whether a chain runs along most of what is between two places; print may hide the rest of a short one."""
    least = ALONG * (ends[1] - ends[0])
    return any(min(chain.ends[-1], ends[1]) - max(chain.starts[0], ends[0]) >= least for chain in track)


def _hidden_between(marked: Bools, before: Chain, behind: Chain) -> list[Chain]:
    """Return what goes on from one chain to the next in line, as one mark, if all its marks are there, in step.

    Something may run so near beside it that they are no marks by themselves: a rule printed double.
    """
    start, end = ((chain.starts[at] + chain.ends[at]) / 2 for chain, at in ((before, -1), (behind, 0)))
    steps = round((end - start) / before.step)
    if steps <= FEWEST or abs((end - start) / steps - before.step) > EXACT * before.step:
        return []
    columns = np.arange(int(start), int(end) + 1)
    course: Floats = np.linspace(before.across[-1], behind.across[0], len(columns))
    strip, filled = _marked_along(marked, columns, course, before.dash)
    middles = np.linspace(start, end, steps + 1)[1:-1] - columns[0]
    if _clear_gaps(strip, filled, middles, (end - start) / steps) < BARE:
        return []
    first, last, across = before.ends[-1:], behind.starts[:1], np.array([course.mean()])
    return [replace(before, starts=first, ends=last, across=across, sure=False)]


def _is_next_to(track: list[Chain], ends: tuple[float, float]) -> bool:
    """Tell whether a chain ends where a row begins, or begins where it ends, to within two steps."""
    reach = 2 * track[0].step
    return any(abs(ends[0] - chain.ends[-1]) <= reach or abs(chain.starts[0] - ends[1]) <= reach for chain in track)


def _hidden_band(
    marked: Bools, pen: Chain, ends: tuple[float, float], unit: float, fewest: int = FEWEST
) -> list[Chain]:
    """Return the piece of a chain's ruling between two places, as one mark, if its marks are there; else nothing."""
    columns = np.arange(int(ends[0]), int(ends[1]) + 1)
    straight: Floats = pen.course(columns.astype(np.float64))
    for aside in (0, -1, 1):
        course = straight + aside
        for band, clear in _drawn_marks(marked, pen, columns, course, fewest):
            certain = len(band.starts) >= CERTAIN and clear >= CLEAR
            if has_room(marked, band, unit) and (certain or _has_free_mark(marked, band, unit)):
                start, end = np.array([ends[0]]), np.array([ends[1]])
                return [replace(band, starts=start, ends=end, across=np.array([course.mean()]), sure=False)]
    return []


def _has_free_mark(marked: Bools, band: Chain, unit: float) -> bool:
    """Tell whether a mark has nothing beside it, or of few marks none has."""
    above, below = beside(marked, band, unit)
    printed = above | below
    return not (printed.any() if len(printed) < FEWEST else printed.all())


def _drawn_marks(
    marked: Bools, pen: Chain, columns: Ints, course: Floats, fewest: int
) -> Iterator[tuple[Chain, float]]:
    """Yield chains of a pen's marks that are all there along a course, and the share of gaps where paper shows."""
    strip, filled = _marked_along(marked, columns, course, pen.dash)
    half = _half(pen.dash)
    # A mark nearer to a line across than this is part of that.
    first = pen.thickness / 2 + 1
    last = len(columns) - 1 - first
    starts = first + np.arange(0, pen.step, 1 / PHASES)
    starts = starts[starts < last]
    # Hardly any place has a mark: only from where the first one stands are the others looked for.
    for start in starts[filled[np.rint(starts).astype(np.intp)]]:
        middles = np.arange(start, last, pen.step)
        clear = _clear_gaps(strip, filled, middles, pen.step)
        if len(middles) >= fewest and clear >= (GAPS if len(middles) >= CERTAIN else 1.0):
            across = np.interp(middles, columns - columns[0], course)
            middles = middles + columns[0]
            yield replace(pen, starts=middles - half, ends=middles + half, across=across), clear


def _half(dash: float) -> int:
    """Return half of what is dark in the middle of a mark, in pixels, but for its middle."""
    return max(0, math.ceil(dash / 2 - EDGE))


def _marked_along(marked: Bools, columns: Ints, course: Floats, dash: float) -> tuple[Bools, Bools]:
    """Tell where along a course something is marked, and where a mark of length ``dash`` may have its middle."""
    rows = np.clip(np.rint(course).astype(np.intp) + np.array([[-1], [0], [1]]), 0, len(marked) - 1)
    strip: Bools = np.asarray(marked[rows, columns].sum(axis=0) >= 2)
    half = _half(dash)
    filled: Bools = np.asarray(sliding_window_view(np.pad(strip, half, mode="edge"), 2 * half + 1).all(axis=1))
    return strip, filled


def _clear_gaps(strip: Bools, filled: Bools, middles: Floats, step: float) -> float:
    """Return in what share of the gaps between marks paper shows; 0 if not all stand at their places."""
    if len(middles) < NEXT or not filled[np.rint(middles).astype(np.intp)].all():
        return 0.0
    return float((~strip[np.rint(middles[:-1] + step / 2).astype(np.intp)]).mean())
