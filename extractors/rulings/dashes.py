"""Dashed and dotted rulings, drawn solid: the rest of the work on rulings need not know of them.

A chain of dashes is believed to be a ruling where it is part of a grid, that is where it meets others that run across
it, dashed or solid. Leader dots, rows of full stops and lines to cut along meet none.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from extractors.content import Bools, Floats
from extractors.ports import PAPER, Gray
from extractors.rulings.bands import hidden_bands, pen_of
from extractors.rulings.chain_pieces import (
    MANY,
    Line,
    between_crossings,
    goes_on,
    is_drawn_alike,
    is_left_over,
    places_met,
    slack_of,
)
from extractors.rulings.chains import ASIDE, MARKED, Chain, depth_of, find_chains, is_even, together
from extractors.rulings.one_style import Dashes
from extractors.rulings.raster import trace_lines
from extractors.rulings.trace import RasterLines, Trace

#: A chain shorter than this, in points, has to touch others with both ends.
SHORT = 40.0
#: A page with dashed rulings has one at least that is longer than this, in points: strokes that happen to stand one
#: over another in a few rows of print are not.
LONGEST_IN_PRINT = 60.0
#: What erased a ruling, a letter of a watermark, leaves a hole as wide as this, in points.
HOLE = 60.0
#: Where more solid lines run along it than a frame has, it is at least this share as long as the longest.
FRAME, AS_FAR = 3, 0.5
#: Few marks are no more of a grid than this share as dark as its others: strokes of small print are thin, and a scan
#: makes them pale.
DARK = 0.7
#: Of a chain's steps this share may lead over a crossing line.
ONCE = 0.6
#: What is found of one direction bounds rows or columns of the other, so often at most.
OFTEN = 4
#: So many columns at least lead from one row to the next where these are a table of their own, and to a row of ``LONE``
#: marks from the rows of another.
SIDES, FEW_SIDES = 3, 2
#: Rows of so many marks are dashed rulings where columns lead from one to the next, though nothing else on the page is.
LONE = 50
#: An end is so many steps at most from a line with the marks between them not found, of which this share is inked.
FEW_STEPS, AS_INKED = 5, 0.7
#: As dark as a ruling is drawn.
INK = 60


def draw_dashes(gray: Gray, dpi: float) -> tuple[Gray, Dashes]:
    """Return a level picture with its dashed and dotted rulings drawn solid, and where; the picture itself if none."""
    dashes = Dashes(gray)
    level, upright = find_chains(gray, dpi)
    if not level and not upright:
        return gray, dashes
    solid = trace_lines(gray, dpi)
    across, down = _in_grid(level, upright, solid, gray, dpi / 72)
    if not across and not down:
        return gray, dashes
    dashes.solid, dashes.pen = solid, pen_of(across + down)
    axes = (gray < MARKED, across, level, solid.horizontal), ((gray < MARKED).T, down, upright, solid.vertical)
    hidden = _all_hidden(*axes, dpi / 72)
    drawn = gray.copy()
    for picture, lines, (marked, chains, _, _), bands, others in (
        (drawn, dashes.lines.horizontal, axes[0], hidden[0], _lines(down + hidden[1], solid.vertical)),
        (drawn.T, dashes.lines.vertical, axes[1], hidden[1], _lines(across + hidden[0], solid.horizontal)),
    ):
        lines += [_draw(picture, band, (band.starts[0], band.ends[-1])) for band in bands]
        for chain in chains:
            reach = _over_holes(chain, chains, others, dpi / 72)
            lines.append(_draw(picture, chain, over_marks(marked, chain, reach, places_met(chain, others, dpi / 72))))
    return drawn, dashes


#: What is marked in a picture in which lines run along the rows; the chains that are rulings, all that were seen, and
#: the solid lines.
Axis = tuple[Bools, list[Chain], list[Chain], list[Trace]]


def _all_hidden(across: Axis, down: Axis, unit: float) -> tuple[list[Chain], list[Chain]]:
    """Return the pieces of rulings that print hides, of both directions: what is found of one bounds the other's."""
    hidden: tuple[list[Chain], list[Chain]] = ([], [])
    for _ in range(OFTEN):
        before = len(hidden[0]) + len(hidden[1])
        for own, other, (marked, chains, seen, _), (_, others, _, solid) in (
            (hidden[0], hidden[1], across, down),
            (hidden[1], hidden[0], down, across),
        ):
            lines = _lines(others + other, solid)
            met, doubted = ([(chain, places_met(chain, lines, unit)) for chain in some] for some in (chains, seen))
            own += hidden_bands(marked, met, doubted, own, unit)
        if len(hidden[0]) + len(hidden[1]) == before:
            break
    return hidden


def _in_grid(
    level: list[Chain], upright: list[Chain], solid: RasterLines, gray: Gray, unit: float
) -> tuple[list[Chain], list[Chain]]:
    """Return the chains that are part of a grid together with each other and the solid lines."""
    rows, columns = solid.horizontal, solid.vertical
    long = [chain for chain in level if _is_long(chain, rows)] + [
        chain for chain in upright if _is_long(chain, columns)
    ]
    pens = np.array([(chain.step, chain.dash) for chain in long]).reshape(-1, 2)
    known = {id(chain) for chain in long}
    across, down = (
        [chain for chain in chains if chain.sure and (id(chain) in known or is_drawn_alike(chain, pens))]
        for chains in (level, upright)
    )
    while True:
        held_across = _held(across, _lines(down, columns), unit)
        held_down = _held(down, _lines(held_across, rows), unit)
        if len(held_across) == len(across) and len(held_down) == len(down):
            break
        across, down = held_across, held_down
    if not any(chain.length >= LONGEST_IN_PRINT * unit for chain in across + down):
        return _alone([chain for chain in level if _is_long(chain, rows)], upright, solid, gray, unit)
    pens = np.array([(chain.step, chain.dash) for chain in across + down]).reshape(-1, 2)
    depths = [depth_of(gray, chain) for chain in across] + [depth_of(gray.T, chain) for chain in down]
    level = _as_dark(gray, level, float(np.median(depths)))
    upright = _as_dark(gray.T, upright, float(np.median(depths)))
    # Of low rows too little is seen for one direction to hold the other: they are put together step by step.
    while True:
        met_down, met_across = _lines(down, columns), _lines(across, rows)
        more_across = _more(level, across, met_down, pens, gray, unit)
        more_down = _more(upright, down, met_across, pens, gray.T, unit)
        if not more_across and not more_down:
            # A row that stands alone is too low for its columns to be sure, and its lines have no others to hold them.
            more_across, more_down = _lone(level, across, upright, down, solid, pens, gray.T, unit)
        if not more_across and not more_down:
            return across, down
        across, down = across + more_across, down + more_down


def _alone(
    rows: list[Chain], upright: list[Chain], solid: RasterLines, gray: Gray, unit: float
) -> tuple[list[Chain], list[Chain]]:
    """Return the long rows of a page that has no other dashes, and the columns between two of them or on one."""
    rows = [row for row in rows if len(row.starts) >= LONE]
    if not rows:
        return [], []
    pens = np.array([(row.step, row.dash) for row in rows])
    columns = _as_dark(gray.T, upright, float(np.median([depth_of(gray, row) for row in rows])))
    if len(rows) == 1:
        # The last row of a table, which a page break cut off: its columns have nothing above them.
        columns = _on_one_side(rows[0], [column for column in columns if is_drawn_alike(column, pens)], unit)
        return (rows, columns) if len(columns) >= SIDES else ([], [])
    return _lone(rows, [], columns, [], solid, pens, gray.T, unit)


def _on_one_side(row: Chain, columns: list[Chain], unit: float) -> list[Chain]:
    """Return the columns that end at a row and begin where most of these do, above it or, upside down, below."""
    spans = [(float(column.starts[0]), float(column.ends[-1]), column) for column in columns]
    sides: list[list[Chain]] = []
    for ends in (spans, [(bottom, top, column) for top, bottom, column in spans]):
        reached = [(far, column) for far, near, column in ends if abs(near - row.place) <= slack_of(column, unit)]
        usual = float(np.median([far for far, _ in reached])) if reached else 0.0
        sides.append([column for far, column in reached if abs(far - usual) <= column.step])
    return max(sides, key=len)


def _lone(
    level: list[Chain],
    across: list[Chain],
    upright: list[Chain],
    down: list[Chain],
    solid: RasterLines,
    pens: Floats,
    upended: Gray,
    unit: float,
) -> tuple[list[Chain], list[Chain]]:
    """Return the long rows of a page's pen, and the columns between two of them, that hold each other."""
    known = {id(chain) for chain in across}
    rows = [chain for chain in level if id(chain) not in known and _is_of_pen(chain, pens, unit)]
    while rows:
        columns = _more(upright, down, _lines(across + rows, solid.horizontal), pens, upended, unit)
        held = [row for row in rows if sum(_ends_at(column, row, unit) for column in columns) >= _fewest(row, across)]
        if len(held) == len(rows):
            return rows, columns
        rows = held
    return [], []


def _fewest(row: Chain, across: list[Chain]) -> int:
    """Return how many columns have to lead to a row beside those ``across`` the page that are known."""
    return FEW_SIDES if across and len(row.starts) >= LONE else SIDES


def _ends_at(column: Chain, row: Chain, unit: float) -> bool:
    """Tell whether a column begins or ends at a row."""
    slack = slack_of(column, unit)
    inside = row.starts[0] - slack <= column.place <= row.ends[-1] + slack
    return bool(inside and min(abs(column.starts[0] - row.place), abs(column.ends[-1] - row.place)) <= slack)


def _as_dark(gray: Gray, chains: list[Chain], depth: float) -> list[Chain]:
    """Return the chains that are sure or, if what is seen of them is little, about as dark as the others."""
    return [chain for chain in chains if chain.sure or depth_of(gray, chain) >= DARK * depth]


def _more(
    chains: list[Chain], held: list[Chain], others: list[Line], pens: Floats, gray: Gray, unit: float
) -> list[Chain]:
    """Return the further chains that are part of a grid of which some are ``held`` and ``others`` run across.

    They run along the rows of ``gray``, the picture.
    """

    def is_one(chain: Chain) -> bool:
        if chain.sure:
            short = is_drawn_alike(chain, pens) and _is_between(chain, others, unit)
            belongs = short or _is_plain(chain, others, pens, unit)
            return belongs and not _is_once_a_row(chain, places_met(chain, others, unit))
        if any(_is_cut_off(chain, other, unit) or _is_cut_off(other, chain, unit) for other in held):
            # Two dots above a column are a colon.
            return _is_between(chain, others, unit)
        alike = is_drawn_alike(between_crossings(chain, others, unit), pens) or goes_on(chain, held, unit)
        return alike and is_left_over(chain, others, gray, unit)

    known = {id(chain) for chain in held}
    return [chain for chain in chains if id(chain) not in known and is_one(chain)]


def _is_between(chain: Chain, others: list[Line], unit: float) -> bool:
    """Tell whether lines run across before a chain, or at its start, and behind it, or at its end."""
    met, slack = places_met(chain, others, unit), slack_of(chain, unit)
    return bool(met) and min(met) <= chain.starts[0] + slack and max(met) >= chain.ends[-1] - slack


def _is_plain(chain: Chain, others: list[Line], pens: Floats, unit: float) -> bool:
    """Tell whether a long chain is drawn like a grid's and meets a line of it."""
    return _is_of_pen(chain, pens, unit) and _meets(chain, others, unit)


def _is_of_pen(chain: Chain, pens: Floats, unit: float) -> bool:
    """Tell whether a chain is sure, long and drawn like a grid's."""
    long = len(chain.starts) >= MANY and chain.length >= LONGEST_IN_PRINT * unit
    return chain.sure and long and is_drawn_alike(chain, pens)


def _meets(chain: Chain, others: list[Line], unit: float) -> bool:
    """Tell whether some line runs across a chain, or past an end of it."""
    slack = slack_of(chain, unit)
    return any(chain.starts[0] - slack <= place <= chain.ends[-1] + slack for place in places_met(chain, others, unit))


def _is_long(chain: Chain, solid: list[Trace]) -> bool:
    """Tell whether a chain has many marks, evenly spaced, and runs as far as the solid lines along it, more or less."""
    longest = max((line.length for line in solid), default=0.0) if len(solid) >= FRAME else 0.0
    many = chain.sure and len(chain.starts) >= MANY and chain.length >= AS_FAR * longest
    return many and is_even(chain.starts, chain.ends, chain.step)


def _lines(chains: list[Chain], traces: list[Trace]) -> list[Line]:
    # The mark of a corner may be too large to be one of either line.
    dashed = [
        (float(chain.starts[0]) - chain.step, float(chain.ends[-1]) + chain.step, chain.place) for chain in chains
    ]
    solid = [(float(line.along[0]), float(line.along[-1]), line.place) for line in traces]
    return dashed + solid


def _held(chains: list[Chain], others: list[Line], unit: float) -> list[Chain]:
    """Return the chains that others hold, as a whole where something erased a ruling here and there."""
    found: list[Chain] = []
    for pieces in _of_one_ruling(chains, unit):
        whole = reduce(together, pieces)
        if any(_is_held(chain, others, unit) for chain in (whole, *pieces)):
            found += pieces
    return found


def _of_one_ruling(chains: list[Chain], unit: float) -> list[list[Chain]]:
    """Return the chains, those together that are cut off from each other."""
    rulings: list[list[Chain]] = []
    for chain in sorted(chains, key=lambda chain: float(chain.starts[0])):
        before = next((pieces for pieces in rulings if _is_cut_off(chain, pieces[-1], unit)), None)
        if before is None:
            rulings.append([chain])
        else:
            before.append(chain)
    return rulings


def _is_cut_off(piece: Chain, chain: Chain, unit: float) -> bool:
    """Tell whether a piece stands in line with a chain that ends before it, and is drawn like that."""
    if not 0 <= piece.starts[0] - chain.ends[-1] <= HOLE * unit:
        return False
    return abs(piece.head - chain.tail) <= ASIDE * unit and is_drawn_alike(piece, np.array([(chain.step, chain.dash)]))


def _is_held(chain: Chain, others: list[Line], unit: float) -> bool:
    slack = slack_of(chain, unit)
    start, end = float(chain.starts[0]), float(chain.ends[-1])
    met = [place for place in places_met(chain, others, unit) if start - slack <= place <= end + slack]
    if _is_once_a_row(chain, met):
        return False
    if chain.length < SHORT * unit:
        return bool(met) and min(met) <= start + slack and max(met) >= end - slack and max(met) - min(met) > slack
    return bool(met) and max(met) - min(met) > slack


def _is_once_a_row(chain: Chain, met: list[float]) -> bool:
    """Tell whether most marks stand alone between two lines: the same figure printed row after row."""
    number = np.searchsorted(np.sort(met), (chain.starts + chain.ends) / 2)
    return bool((np.diff(number) > 0).mean() > ONCE)


def _reach(chain: Chain, others: list[Line], unit: float) -> tuple[float, float]:
    """Return where a chain starts and ends, its ends moved onto the lines that they were meant to touch.

    Of two close together, where one grid stands under another a little to the side, it touches the outer one too.
    """
    start, end, slack = float(chain.starts[0]), float(chain.ends[-1]), slack_of(chain, unit)
    met = places_met(chain, others, unit)
    return (
        min((place for place in met if abs(place - start) <= slack), default=start),
        max((place for place in met if abs(place - end) <= slack), default=end),
    )


def _over_holes(chain: Chain, chains: list[Chain], others: list[Line], unit: float) -> tuple[float, float]:
    """Return a chain's reach; an end that touches no line, where something erased the ruling, is moved to the next."""
    start, end = _reach(chain, others, unit)
    met = places_met(chain, others, unit)
    before = [float(mate.ends[-1]) for mate in chains if _is_cut_off(chain, mate, unit)]
    behind = [float(mate.starts[0]) for mate in chains if _is_cut_off(mate, chain, unit)]
    if before and start not in met:
        start = max([*before, *(place for place in met if place < start)])
    if behind and end not in met:
        end = min([*behind, *(place for place in met if place > end)])
    return start, end


def over_marks(marked: Bools, chain: Chain, reach: tuple[float, float], met: list[float]) -> tuple[float, float]:
    """Return a chain's reach; an end that touches no line is moved to one a few marks on, if they are there.

    The last of them runs into the line, or stands against print.
    """
    start, end = reach
    before, behind = (place for place in met if place < start), (place for place in met if place > end)
    if start not in met and _is_inked(marked, chain, (nearest := max(before, default=start), start)):
        start = nearest
    if end not in met and _is_inked(marked, chain, (end, nearest := min(behind, default=end))):
        end = nearest
    return start, end


def _is_inked(marked: Bools, chain: Chain, gap: tuple[float, float]) -> bool:
    """Tell whether a gap of a few steps is inked on the chain's course as the chain is."""
    columns = np.arange(round(gap[0]), round(gap[1]) + 1)
    if not 1 < len(columns) <= FEW_STEPS * chain.step or columns[0] < 0 or columns[-1] >= marked.shape[1]:
        return False
    rows = np.rint(chain.course(columns.astype(np.float64))).astype(np.intp)
    places = np.clip(rows + np.array([-1, 0, 1])[:, None], 0, marked.shape[0] - 1)
    return bool(marked[places, columns].any(axis=0).mean() >= AS_INKED * chain.dash / chain.step)


def _draw(picture: Gray, chain: Chain, reach: tuple[float, float]) -> Trace:
    """Draw a chain solid into a picture in which it runs along rows, and return the line."""
    height, width = picture.shape
    columns = np.arange(max(0, round(reach[0])), min(width, round(reach[1]) + 1))
    course: Floats = chain.course(columns.astype(np.float64))
    # A mark's outline is a pixel wider than the ink that made it.
    half = max(1.0, (chain.thickness - 1) / 2)
    extent = int(half) + 2
    rows = np.rint(course).astype(np.intp)[:, None] + np.arange(-extent, extent + 1)
    covered = np.clip(half + 0.5 - np.abs(rows - course[:, None]), 0, 1)
    shade = np.rint(PAPER - covered * (PAPER - INK)).astype(np.uint8)
    inside = (rows >= 0) & (rows < height) & (covered > 0)
    places = rows[inside], np.broadcast_to(columns[:, None], rows.shape)[inside]
    picture[places] = np.minimum(picture[places], shade[inside])
    return Trace(columns.astype(np.float64), course, 2 * half, float(len(columns)), 1.0)
