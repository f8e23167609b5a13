"""Chains of dashes: small thin marks in line, one as far from the next as the one before.

Marks are found by their outline alone, linked each to its nearest neighbour ahead, and runs of them are joined over
stretches where print stands on the line and hides them. What a chain means is not asked here: leader dots are chains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.components import find_components
from extractors.content import Bools, Floats
from extractors.ports import Gray

#: Darker than this is part of a mark: dots of one pixel come out of a scanner pale.
MARKED = 195
#: The thickest and the longest dash, and the widest gap between two, in points.
THICKEST, LONGEST, GAP = 2.6, 14.0, 5.5
#: Neighbours lie this close to one course, in points.
ASIDE = 0.6
#: Even gaps differ from their median by up to this share of it and this many pixels.
UNEVEN, JITTER = 0.3, 1.5
#: The marks of a line, this share of them, are as long and as thick as each other to within this share.
MOST, ALIKE = 0.65, 0.25
#: So many in one even row are a line however a coarse copy has frayed them.
PLENTY = 40
#: A line has room at this share of its marks, on one side at least, as far as this in points: the strokes of figures
#: that stand one under another have others on both sides.
FREE, BESIDE = 0.3, 2.0
#: Marks in a row that are surely a chain, and the fewest that may be what is left of one between two crossing lines.
FEWEST, REMNANT = 4, 2
#: So many of one length are surely a chain, be it that print hides those between them, so that few stand in a row.
GATHERED = 10
#: Runs in line up to this far apart, in points, are one chain if this share of its steps in between are marked.
HIDDEN, MARKED_SHARE = 60.0, 0.85
#: A chain whose marks are this much part of chains across it is a row of a screened tint; and a mark of a line has the
#: next one beside it, this many times in all: strokes in line from row to row have a ruling between every two.
TINT, PAIRED = 0.5, 1 / 3
#: Marks over which a chain's course is smoothed.
SMOOTH = 5

Stats = NDArray[np.int32]
Members = NDArray[np.intp]


@dataclass(slots=True, eq=False)
class Chain:
    """Marks in line, ascending, in pixels: where each starts and ends, and its middle across.

    ``members`` are their numbers among the small marks of the page, ``thickness`` is how broad they are, ``step`` how
    far it is from one to the next. A ``sure`` chain has so many marks in a row that print hardly looks like it.
    """

    members: Members
    starts: Floats
    ends: Floats
    across: Floats
    thickness: float
    step: float
    sure: bool

    @property
    def place(self) -> float:
        """Middle across."""
        return float(np.median(self.across))

    @property
    def dash(self) -> float:
        """Length of a mark."""
        return float(np.median(self.ends - self.starts))

    @property
    def length(self) -> float:
        """Extent in pixels."""
        return float(self.ends[-1] - self.starts[0])

    def course(self, along: Floats) -> Floats:
        """Return the chain's middle across at places along it."""
        middles = (self.starts + self.ends) / 2
        # The median: at a corner a mark may belong to both lines.
        padded = np.pad(self.across, SMOOTH // 2, mode="edge")
        smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, SMOOTH), axis=1)
        return np.interp(along, middles, smooth)


def find_chains(gray: Gray, dpi: float) -> tuple[list[Chain], list[Chain]]:
    """Return the chains that run along the rows and the columns of a level picture; none if none is sure."""
    unit = dpi / 72
    marked = gray < MARKED
    left, top, width, height = find_components(marked.view(np.uint8)).boxes.T
    small = np.minimum(width, height) <= THICKEST * unit
    small &= np.maximum(width, height) <= LONGEST * unit
    small &= _filled(marked, left, top, width, height)
    rows = np.stack((left[small], width[small], top[small], height[small]))
    columns = rows[[2, 3, 0, 1]]
    across, down = _runs(rows, unit), _runs(columns, unit)
    if not any(run.sure for run in across + down):
        return [], []
    in_row, in_column = _members(across, len(rows[0])), _members(down, len(rows[0]))
    level = _joined(marked, _of_their_own(across, in_column), unit)
    upright = _joined(marked.T, _of_their_own(down, in_row), unit)
    # Both ways: the page may not lie upright yet.
    return (
        [chain for chain in level if has_room(marked, chain, unit)],
        [chain for chain in upright if has_room(marked.T, chain, unit)],
    )


def _filled(marked: Bools, left: Members, top: Members, width: Members, height: Members) -> Bools:
    """Tell which marks have ink in their middle: the rings of noughts one under another have none."""
    rows, columns = ((start + (size - 1) // 2, start + size // 2) for start, size in ((top, height), (left, width)))
    filled: Bools = np.logical_or.reduce([marked[row, column] for row in rows for column in columns])
    return filled


def has_room(marked: Bools, chain: Chain, unit: float) -> bool:
    """Tell whether some of a chain's marks have no print beside them, on one side at least."""
    above, below = beside(marked, chain, unit)
    return bool((~(above & below)).mean() >= FREE)


def beside(marked: Bools, chain: Chain, unit: float) -> tuple[Bools, Bools]:
    """Tell for each mark of a chain that runs along the rows whether print stands above it, and whether below it."""
    columns = np.rint((chain.starts + chain.ends) / 2).astype(np.intp)
    near, far = round(chain.thickness / 2) + 2, round(chain.thickness / 2 + BESIDE * unit) + 1
    steps = np.arange(near, far + 1)[:, None]

    def printed(side: int) -> Bools:
        rows = np.rint(chain.across + side * steps).astype(np.intp)
        return np.asarray(marked[np.clip(rows, 0, len(marked) - 1), columns[None, :]].any(axis=0))

    return printed(-1), printed(1)


def _of_their_own(runs: list[Chain], crossing: Bools) -> list[Chain]:
    """Return the runs that are no rows of a tint, and surely runs without the marks that are part of crossing ones."""
    kept: list[Chain] = []
    for run in runs:
        own = ~crossing[run.members]
        paired = (own[1:] & own[:-1]).sum() >= PAIRED * own.sum()
        if run.sure and own.mean() >= 1 - TINT and own.sum() >= FEWEST and paired:
            kept.append(run)
        elif own.sum() >= REMNANT:
            marks = {name: getattr(run, name)[own] for name in ("members", "starts", "ends", "across")}
            kept.append(replace(run, **marks, sure=False))
    return kept


def _members(runs: list[Chain], count: int) -> Bools:
    """Return which of the marks are part of a sure run."""
    members = np.zeros(count, dtype=bool)
    for run in runs:
        if run.sure:
            members[run.members] = True
    return members


def _runs(marks: Stats, unit: float) -> list[Chain]:
    """Return the runs of marks along rows, evenly spaced; marks are given by start, length, top and height."""
    thin = np.flatnonzero(marks[3] <= THICKEST * unit)
    start, length, top, height = marks[:, thin].astype(np.float64)
    end, across = start + length, top + (height - 1) / 2
    places = np.stack((start, end, across, height))
    linked = [np.array(members) for members in _linked(start, end, across, unit)]
    return [run for members in linked for run in _even_runs(places[:, members], thin[members])]


def _linked(start: Floats, end: Floats, across: Floats, unit: float) -> Iterator[list[int]]:
    """Yield the members of each run: every one is the next one's nearest before it, and that its nearest ahead."""
    aside = ASIDE * unit
    ahead = _nearest(start, end, across, aside, GAP * unit)
    behind = _nearest(-end, -start, across, aside, GAP * unit)
    numbers = np.arange(len(start))
    mutual = (ahead >= 0) & (behind[np.maximum(ahead, 0)] == numbers)
    follows = np.where(mutual, ahead, -1)
    first = np.ones(len(start), dtype=bool)
    first[follows[mutual]] = False
    for number in np.flatnonzero(first & mutual).tolist():
        members = [number]
        while (number := int(follows[number])) >= 0:
            members.append(number)
        yield members


def _nearest(start: Floats, end: Floats, across: Floats, aside: float, gap: float) -> NDArray[np.intp]:
    """Return for each mark the number of the nearest one ahead of it in line with it; -1 for none."""
    nearest = np.full(len(start), -1, dtype=np.intp)
    if len(start) == 0:
        return nearest
    strip = np.floor(across / aside)
    span = float(np.ptp(start)) + float((end - start).max()) + 2 * gap + 1
    keys = strip * span + (start - start.min())
    order = np.argsort(keys, kind="stable")
    best = np.full(len(start), gap)
    for shift in (-1, 0, 1):
        wanted = (strip + shift) * span + (end - start.min())
        place = np.searchsorted(keys[order], wanted)
        found = order[np.minimum(place, len(order) - 1)]
        distance = start[found] - end
        fits = (place < len(order)) & (np.abs(across[found] - across) <= aside) & (distance >= 0) & (distance <= best)
        nearest[fits], best[fits] = found[fits], distance[fits]
    return nearest


def _even_runs(marks: Floats, members: Members) -> Iterator[Chain]:
    """Yield the stretches of a run that have even gaps; where one mark is missing the gap is a step wider."""
    start, end, across, height = marks
    gaps = start[1:] - end[:-1]
    usual, step = float(np.median(gaps)), float(np.median(np.diff(start)))
    slack = UNEVEN * usual + JITTER
    uneven = np.minimum(np.abs(gaps - usual), np.abs(gaps - usual - step)) > slack
    for part in np.split(np.arange(len(start)), np.flatnonzero(uneven) + 1):
        if len(part) >= REMNANT:
            # On a page askew a dot is cut to three pixels here and to six there: in a long row its length will do.
            same_pen = len(part) >= GATHERED or _is_alike(height[part])
            alike = len(part) >= PLENTY or (_is_alike(end[part] - start[part]) and same_pen)
            sure = len(part) >= FEWEST and alike
            thickness = float(np.median(height[part]))
            yield Chain(members[part], start[part], end[part], across[part], thickness, step, sure)


def _is_alike(sizes: Floats) -> bool:
    """Tell whether marks are of one size, but for some that run into crossing lines; bits of figures are not."""
    usual = float(np.median(sizes))
    return bool((np.abs(sizes - usual) <= max(JITTER, ALIKE * usual)).mean() >= MOST)


def _joined(marked: Bools, runs: list[Chain], unit: float) -> list[Chain]:
    """Join runs in line with each other where print that stands on the line hides the marks between."""
    strips: dict[int, list[Chain]] = {}
    wide = 2 * ASIDE * unit
    for run in sorted(runs, key=lambda run: float(run.starts[0])):
        strip = int(run.across[0] // wide)
        near = [(number, chain) for number in (strip - 1, strip, strip + 1) for chain in strips.get(number, ())]
        mates = [(number, chain) for number, chain in near if _goes_on(marked, chain, run, unit)]
        if mates:
            number, mate = max(mates, key=lambda found: float(found[1].ends[-1]))
            strips[number].remove(mate)
            run = together(mate, run)
        strips.setdefault(int(run.across[-1] // wide), []).append(run)
    return [chain for chains in strips.values() for chain in chains]


def _goes_on(marked: Bools, chain: Chain, run: Chain, unit: float) -> bool:
    gap = float(run.starts[0] - chain.ends[-1])
    if not 0 <= gap <= HIDDEN * unit or abs(run.across[0] - chain.across[-1]) > 2 * ASIDE * unit:
        return False
    step, less = _steps_of(chain, run)
    if step - less > UNEVEN * less + JITTER:
        return False
    if int(run.starts[0]) - int(chain.ends[-1]) < step:
        return True
    steps = _steps_along(marked, (chain.ends[-1], run.starts[0]), (chain.across[-1], run.across[0]), step)
    hidden = np.array([part.any() for part in steps])
    # An edge that is not there leaves out more than one step in a row.
    return bool(hidden.mean() >= MARKED_SHARE and (hidden[1:] | hidden[:-1]).all())


def _steps_along(marked: Bools, ends: tuple[float, float], across: tuple[float, float], step: float) -> list[Bools]:
    """Return for each step of a straight course along the rows, from end to end, where on it something is marked."""
    columns = np.arange(int(ends[0]), int(ends[1]))
    rows = np.rint(np.linspace(*across, len(columns))).astype(np.intp)
    last = marked.shape[0] - 1
    dark = np.logical_or.reduce([marked[np.clip(rows + offset, 0, last), columns] for offset in (-1, 0, 1)])
    return np.array_split(dark, max(1, round(len(columns) / step)))


def _steps_of(chain: Chain, run: Chain) -> tuple[float, float]:
    """Return the larger and the smaller step of two: of what is sure, as two marks that print left tell of none."""
    steps = [one.step for one in (chain, run) if one.sure] or [min(chain.step, run.step)]
    return max(steps), min(steps)


def together(chain: Chain, run: Chain) -> Chain:
    """Return two chains in line as one; the first begins before the second."""
    starts, ends = np.concatenate((chain.starts, run.starts)), np.concatenate((chain.ends, run.ends))
    return Chain(
        np.concatenate((chain.members, run.members)),
        starts,
        ends,
        np.concatenate((chain.across, run.across)),
        max(chain.thickness, run.thickness),
        _steps_of(chain, run)[1],
        chain.sure or run.sure or (len(starts) >= GATHERED and _is_alike(ends - starts)),
    )
