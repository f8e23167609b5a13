"""Chains of dashes: small thin marks in line, one as far from the next as the one before.

Marks are found by their outline alone, linked each to its nearest neighbour ahead, and runs of them are joined over
stretches where print stands on the line and hides them. What a chain means is not asked here: leader dots are chains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.components import find_components
from extractors.content import Bools, Floats, Ints
from extractors.ports import PAPER, Gray
from extractors.rulings.corners import find_corners

#: Darker than this is part of a mark: dots of one pixel come out of a scanner pale.
MARKED = 195
#: The thickest and the longest dash, and the widest gap between two, in points.
THICKEST, LONGEST, GAP = 2.6, 14.0, 5.5
#: Neighbours lie this close to one course, in points.
ASIDE = 0.6
#: Even gaps differ from their median by up to this share of it and this many pixels.
UNEVEN, JITTER = 0.3, 1.5
#: Dashes no farther apart than this, in pixels, are of one corner.
TOUCHING = 0.0
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
#: This share of a dash is marked at least where the one after a run's last would be, or print that hides it.
NEXT = 1 / 3
#: A chain whose marks are this much part of chains across it is a row of a screened tint; and a mark of a line has the
#: next one beside it, this many times in all: strokes in line from row to row have a ruling between every two.
TINT, PAIRED = 0.5, 1 / 3
#: The share, in per cent, of a long run's marks that are no thicker than it is drawn.
THICKER = 80
#: So many bits at most a figure has in line between two rulings.
BITS = 2
#: The step from a line's marks to those of crossing ones is its own, to within this share.
OFF = 0.1
#: Marks of one ruling are up to so many times as long as each other on the whole; strokes of print are longer.
STROKE = 1.5
#: A long chain has this share of its marks in step, to within this share of it and ``JITTER``.
EVEN, SAME = 0.65, 0.1
#: Marks over which a chain's course is smoothed.
SMOOTH = 5
#: Marks at an end that tell where it stands.
AT_END = 5

Stats = NDArray[np.intp]
Members = NDArray[np.intp]


@dataclass(slots=True, eq=False)
class Chain:
    """Marks in line, ascending, in pixels: where each starts and ends, and its middle across.

    ``members`` are their numbers among the small marks of the page, ``thickness`` is how broad they are, ``step`` how
    far it is from one to the next, ``head`` and ``tail`` the places across of its ends. A ``sure`` chain has so many
    marks in a row that print hardly looks like it.
    """

    members: Members
    starts: Floats
    ends: Floats
    across: Floats
    thickness: float
    step: float
    sure: bool
    place: float = field(init=False)
    dash: float = field(init=False)
    head: float = field(init=False)
    tail: float = field(init=False)

    def __post_init__(self) -> None:
        """Find the medians once, of all marks and of those at the ends: a wide sheet has hundreds of chains."""
        self.place = float(np.median(self.across))
        self.dash = float(np.median(self.ends - self.starts))
        self.head, self.tail = (median(marks.tolist()) for marks in (self.across[:AT_END], self.across[-AT_END:]))

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
    marks = find_components(marked.view(np.uint8))
    thickest, longest = THICKEST * unit, LONGEST * unit
    small = marks.boxes[(marks.shorter <= thickest)[1:] & (marks.longer <= longest)[1:]]
    small = small[_filled(marked, small)]
    across, down = (_runs(_along(small, side), len(small), unit) for side in (0, 1))
    if not any(run.sure for run in across + down):
        return [], []
    arms = _believed(small, find_corners(marks, thickest, longest), unit)
    if min(map(len, arms)):
        across, down = (_runs(_with(small, dashes, side), len(small), unit) for side, dashes in enumerate(arms))
    in_row, in_column = (_members(runs, len(small) + max(map(len, arms))) for runs in (across, down))
    # A corner's dashes are numbered for each direction by itself: none is a mark of both.
    in_row[len(small) :] = in_column[len(small) :] = False
    level = _joined(marked, _of_their_own(across, in_column), unit)
    upright = _joined(marked.T, _of_their_own(down, in_row), unit)
    # Both ways: the page may not lie upright yet.
    return (
        [chain for chain in level if has_room(marked, chain, unit)],
        [chain for chain in upright if has_room(marked.T, chain, unit)],
    )


def _filled(marked: Bools, boxes: Ints) -> Bools:
    """Tell which marks have ink in their middle: the rings of noughts one under another have none."""
    left, top, width, height = boxes.T
    rows, columns = ((start + (size - 1) // 2, start + size // 2) for start, size in ((top, height), (left, width)))
    filled: Bools = np.logical_or.reduce([marked[row, column] for row in rows for column in columns])
    return filled


def _believed(small: Ints, arms: tuple[Ints, Ints], unit: float) -> tuple[Ints, Ints]:
    """Return the dashes of the corners that are part of runs both ways, of a sure one at least one way.

    Characters of two strokes look the same, but no dashes lead to them.
    """
    met: list[Ints] = []
    sure: list[Ints] = []
    for side, dashes in enumerate(arms):
        runs = _runs(_with(small, dashes, side), len(small), unit)
        for found, some in ((met, runs), (sure, [run for run in runs if run.sure])):
            members = np.concatenate([run.members for run in some]) if some else np.empty(0, dtype=np.intp)
            found.append(dashes[members[members >= len(small)] - len(small), 4])
    believed: Ints = np.intersect1d(met[0], met[1])
    believed = believed[np.isin(believed, np.concatenate(sure))]
    level, upright = (dashes[np.isin(dashes[:, 4], believed)] for dashes in arms)
    return level, upright


def _with(small: Ints, dashes: Ints, side: int) -> Stats:
    return _along(np.concatenate((small, dashes[:, :4])), side)


def _along(boxes: Ints, side: int) -> Stats:
    """Return the start, length, top and height of marks along the rows (0) or the columns (1)."""
    left, top, width, height = boxes.T
    return np.stack((left, width, top, height) if side == 0 else (top, height, left, width))


def has_room(marked: Bools, chain: Chain, unit: float) -> bool:
    """Tell whether some of a chain's marks have no print beside them, on one side at least."""
    above, below = beside(marked, chain, unit)
    return bool((~(above & below)).mean() >= FREE)


def beside(marked: Bools, chain: Chain, unit: float) -> tuple[Bools, Bools]:
    """Tell for each mark of a chain that runs along the rows whether print stands above it, and whether below it."""
    columns = np.clip(np.rint((chain.starts + chain.ends) / 2).astype(np.intp), 0, marked.shape[1] - 1)
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
        if _is_in_rows(run, own):
            continue
        paired = (own[1:] & own[:-1]).sum() >= PAIRED * own.sum()
        if run.sure and own.mean() >= 1 - TINT and own.sum() >= FEWEST and paired:
            kept.append(run)
        elif own.sum() >= REMNANT:
            marks = {name: getattr(run, name)[own] for name in ("members", "starts", "ends", "across")}
            kept.append(replace(run, **marks, sure=False))
    return kept


def _is_in_rows(run: Chain, own: Bools) -> bool:
    """Tell whether a run's ``own`` marks are not one step from those of crossing runs, but all as far as each other.

    So are the two bits of a 3, printed in each row of a table: a line's marks take no notice of what crosses it.
    """
    pairs, over = own[1:] & own[:-1], own[1:] != own[:-1]
    if min(pairs.sum(), over.sum()) < REMNANT or own.sum() > BITS * ((~own).sum() + 1):
        return False
    steps = np.diff(run.starts + run.ends) / 2
    return bool(abs(np.median(steps[pairs]) - np.median(steps[over])) > JITTER + OFF * run.step)


def _members(runs: list[Chain], count: int) -> Bools:
    """Return which of the marks are part of a sure run."""
    members = np.zeros(count, dtype=bool)
    for run in runs:
        if run.sure:
            members[run.members] = True
    return members


def _runs(marks: Stats, free: int, unit: float) -> list[Chain]:
    """Return the runs of marks along rows, evenly spaced; marks are given by start, length, top and height.

    All from number ``free`` on are dashes of corners.
    """
    thin = np.flatnonzero(marks[3] <= THICKEST * unit)
    start, length, top, height = marks[:, thin].astype(np.float64)
    end, across = start + length, top + (height - 1) / 2
    places = np.stack((start, end, across, height))
    linked = [np.array(members) for members in _linked(start, end, across, unit)]
    return [run for members in linked for run in _even_runs(places[:, members], thin[members], free)]


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


def _even_runs(marks: Floats, members: Members, free: int) -> Iterator[Chain]:
    """Yield the stretches of a run that have even gaps; where one mark is missing the gap is a step wider.

    Between the two dashes of a corner is none. Marks that none of them has may have even gaps of their own:
    browsers fit the dashes to the height of each cell.
    """
    start, end, across, height = marks
    gaps = start[1:] - end[:-1]
    apart = gaps > TOUCHING
    if not apart.any():
        return
    usual, step = float(np.median(gaps[apart])), float(np.median(np.diff(start)[apart]))
    slack = UNEVEN * usual + JITTER
    even, missing = (apart & (np.abs(gaps - width) <= slack) for width in (usual, usual + step))
    # What is longer than the two dashes of a corner is a stroke of print, and no mark is missing before one.
    stroke = end - start > 2 * (step - usual) + JITTER
    uneven = apart & ~even & (~missing | stroke[1:] | stroke[:-1])
    left: list[int] = []  # the last marks that stand alone; an empty part ends the last of these
    for part in [*np.split(np.arange(len(start)), np.flatnonzero(uneven) + 1), np.empty(0, dtype=np.intp)]:
        if len(part) == 1:
            left += part.tolist()
            continue
        if REMNANT <= len(left) < len(start):
            yield from _even_runs(marks[:, left], members[left], free)
        left = []
        own = part[members[part] < free]
        if len(own):
            # On a page askew a dot is cut to three pixels here and to six there: in a long row its length will do.
            same_pen = len(own) >= GATHERED or _is_alike(height[own])
            alike = len(own) >= PLENTY or (_is_alike(end[own] - start[own]) and same_pen)
            sure = len(own) >= FEWEST and alike
            # A run put together over corners is long, and drawn as thick as the thicker of its stretches.
            thickness = float(np.percentile(height[own], 50 if len(own) == len(part) else THICKER))
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
    if max(chain.dash, run.dash) > STROKE * min(chain.dash, run.dash) + JITTER:
        return False
    if int(run.starts[0]) - int(chain.ends[-1]) < step:
        return True
    dark = _marked_along(marked, (chain.ends[-1], run.starts[0]), (chain.across[-1], run.across[0]))
    steps = np.array_split(dark, max(1, round(len(dark) / step)))
    hidden = np.array([part.any() for part in steps])
    # An edge that is not there leaves out more than one step in a row.
    if hidden.mean() < MARKED_SHARE or not (hidden[1:] | hidden[:-1]).all():
        return False
    # Print that stands on a line hides its next dashes or leaves them; where there is paper none is.
    paper = round(max(0.0, less - min(chain.dash, run.dash)))
    nexts = dark[paper : round(less)], dark[::-1][paper : round(less)]
    return all(part.mean() >= NEXT for part in nexts if len(part))


def _marked_along(marked: Bools, ends: tuple[float, float], across: tuple[float, float]) -> Bools:
    """Return where on a straight course along the rows, from end to end, something is marked."""
    columns = np.arange(int(ends[0]), int(ends[1]))
    rows = np.rint(np.linspace(*across, len(columns))).astype(np.intp)
    last = marked.shape[0] - 1
    dark: Bools = np.logical_or.reduce([marked[np.clip(rows + offset, 0, last), columns] for offset in (-1, 0, 1)])
    return dark


def _steps_of(chain: Chain, run: Chain) -> tuple[float, float]:
    """Return the larger and the smaller step of two: of what is sure, as two marks that print left tell of none."""
    steps = [one.step for one in (chain, run) if one.sure] or [min(chain.step, run.step)]
    return max(steps), min(steps)


def together(chain: Chain, run: Chain) -> Chain:
    """Return two chains in line as one; the first begins before the second."""
    starts, ends = np.concatenate((chain.starts, run.starts)), np.concatenate((chain.ends, run.ends))
    step = _steps_of(chain, run)[1]
    gathered = len(starts) >= GATHERED and _is_alike(ends - starts) and is_even(starts, ends, step)
    return Chain(
        np.concatenate((chain.members, run.members)),
        starts,
        ends,
        np.concatenate((chain.across, run.across)),
        max(chain.thickness, run.thickness),
        step,
        chain.sure or run.sure or gathered,
    )


def is_even(starts: Floats, ends: Floats, step: float) -> bool:
    """Tell whether most marks are a step from the next, or two where a crossing line took one away."""
    steps = np.diff(starts)[starts[1:] - ends[:-1] > TOUCHING]
    off = np.minimum(np.abs(steps - step), np.abs(steps - 2 * step))
    return len(steps) > 0 and bool((off <= SAME * step + JITTER).mean() >= EVEN)


def depth_of(gray: Gray, chain: Chain) -> float:
    """Return how much darker than paper the marks of a chain along the rows are at their darkest; the usual one."""
    marks = zip(np.rint(chain.across).tolist(), chain.starts.tolist(), chain.ends.tolist(), strict=True)
    darkest = [gray[max(0, int(row) - 1) : int(row) + 2, int(start) : int(end)].min() for row, start, end in marks]
    return PAPER - float(np.median(darkest))
