"""Rulings that pale print over them has cut to pieces, made whole: a watermark or a seal whose own ink a copy left out.

A ruling ends at another one. What is left of one between two lines across it, thin, straight and with nothing beside
it, tells that it ran from one to the other; a dash or a stroke of a character touches neither and is alone in its cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np

from extractors.content import Floats
from extractors.ports import Gray
from extractors.rulings.nearby import Nearby
from extractors.rulings.strokes import Sheet, sheet_of
from extractors.rulings.trace import RasterLines, Trace
from extractors.rulings.tracks import course_of

#: What is left of a ruling stands this free on both sides, the more so in a low row, which strokes of characters fill;
#: it is as thick as the page's rulings to within this share, and lies on their course to within this, in points.
FREE, FREE_IN_LOW_ROW, ALIKE, ASIDE = 0.75, 0.96, 0.5, 0.8
#: So far beside it, in points, there is ink along this share of a low row at most: specks. Where so much is left it may
#: be more: dashes and figures stand against rulings.
BESIDE, STRAY, WHOLE, TOUCHED = 0.7, 0.05, 0.9, 0.1
#: Pieces in line with each other lie up to this far apart, in points: print that cuts rulings is large.
APART = 40.0
#: A line's end this close, in points, to a crossing line was meant to touch it, before its own end was cut off; lines
#: closer than this leave no edge between them; an edge that is there but for this much is whole.
CORNER, LEAST, MISSING = 10.0, 6.0, 2.0
#: The share of an edge that is left at least, in pieces that touch a line across it to within so much, in points, or
#: that are several, or longer than any stroke of print in a table, in points. Where the ruling is there on both sides
#: less will do: a cell that fills two columns leaves nothing of what is between them.
LEFT, LEFT_BETWEEN, TOUCH, TALLEST = 0.4, 0.2, 1.2, 24.0
#: The share of a piece along which known lines run if it is one of theirs.
PART = 0.8
#: A ruling of which only pieces are seen runs across so many others: through no stroke of a character does one.
FEWEST = 2

#: No print has room between two lines nearer than this, in points: a grid goes on a little aside.
ROOM = 6.0

Stretch = tuple[float, float]


def mended(gray: Gray, lines: RasterLines, seen: RasterLines, unit: float) -> RasterLines:
    """Return the lines of a picture with the edges put in of which pieces are left; ``unit`` is pixels a point.

    ``seen`` holds all pieces that tracing saw.
    """
    upended: Gray = cv2.transpose(gray)
    horizontal = _mended(gray, lines.horizontal, lines.vertical, seen.horizontal, unit)
    vertical = _mended(upended, lines.vertical, horizontal, seen.vertical, unit)
    if vertical is not lines.vertical:
        horizontal = _mended(gray, horizontal, vertical, seen.horizontal, unit)
    return RasterLines(horizontal, vertical)


def _mended(gray: Gray, lines: list[Trace], others: list[Trace], seen: list[Trace], unit: float) -> list[Trace]:
    if not lines or not others:
        return lines
    sheet = sheet_of(gray, lines, unit)
    usual = float(np.median([line.thickness for line in lines]))
    broad = [line for line in lines if line.thickness > (1 + ALIKE) * usual]
    there = {id(line) for line in lines}
    pieces = [piece for piece in seen if piece.free >= FREE and _is_of_pen(piece, usual, broad, unit)]
    whole: list[Trace] = []
    any_found = False
    for members in _tracks(lines, pieces, unit):
        found: list[Trace] = []
        known = list({id(line): line for line in members if id(line) in there}.values())
        track = known + [piece for piece in members if id(piece) not in there and not _is_part(piece, known)]
        places = _crossings(track, others, unit)
        bands = [band for band in pairwise(places) if band[1] - band[0] >= LEAST * unit]
        if not known and sum(_runs_through(track, place, unit) for place in places) < FEWEST:
            whole += known
            continue
        beside = [line for line in lines if not any(line is each for each in known)]
        clear = [piece for piece in track if piece.free >= FREE_IN_LOW_ROW or any(piece is each for each in known)]
        for band in bands:
            low = band[1] - band[0] < TALLEST * unit
            least = LEFT_BETWEEN if _runs_on_both_sides(known, band, unit) else LEFT
            if not _is_cut(clear if low else track, band, unit, least) or not _has_room(beside, track, band, unit):
                continue
            stray = STRAY if _share_left(clear, band) < WHOLE else TOUCHED
            if low and _ink_beside(sheet, track, band, usual) > stray:
                continue
            found += [_edge(track, gap, usual) for gap in _gaps(known, band) if gap[1] - gap[0] > MISSING * unit]
        whole += _as_one(known, found, unit)
        any_found = any_found or bool(found)
    return whole if any_found else lines


def _is_part(piece: Trace, lines: list[Trace]) -> bool:
    """Tell whether a piece is one of known lines: what was left out of it there is known to be print."""
    left = _left(lines, (float(piece.along[0]), float(piece.along[-1])))
    return sum(end - start for start, end in left) >= PART * piece.length


def _is_of_pen(piece: Trace, usual: float, broad: list[Trace], unit: float) -> bool:
    """Tell whether a piece is as thick as the page's rulings, or as a broader one in line with it."""
    return abs(piece.thickness - usual) <= ALIKE * usual or any(
        abs(piece.thickness - line.thickness) <= ALIKE * usual
        and abs(float(np.interp(piece.along.mean(), line.along, line.across) - piece.across.mean())) <= ASIDE * unit
        for line in broad
    )


def _tracks(lines: list[Trace], pieces: list[Trace], unit: float) -> Iterator[list[Trace]]:
    """Yield lines and pieces that go on in line with each other, by where they begin."""
    waiting = sorted(lines + pieces, key=lambda piece: float(piece.along[0]))
    tracks: list[list[Trace]] = []
    lasts: list[Trace] = []
    nearby = Nearby(len(waiting), APART * unit, ASIDE * unit)
    for piece in waiting:
        for index in nearby.find(piece):
            if _in_line(lasts[index], piece, unit):
                tracks[index].append(piece)
                break
        else:
            index = len(tracks)
            tracks.append([piece])
            lasts.append(piece)
        if piece.along[-1] > lasts[index].along[-1]:
            lasts[index] = piece
        nearby.put(index, lasts[index])
    yield from tracks


def _in_line(line: Trace, piece: Trace, unit: float) -> bool:
    """Tell whether a piece lies where a line runs, or begins where it would go on."""
    shared = piece.along[piece.along <= line.along[-1]]
    if len(shared):
        place = float(np.median(np.interp(shared, line.along, line.across) - piece.across[: len(shared)]))
    else:
        place = float(np.median(line.across[-5:]) - np.median(piece.across[:5]))
    return abs(place) <= ASIDE * unit


def _crossings(track: list[Trace], others: list[Trace], unit: float) -> list[float]:
    """Return where other lines meet a track, in order, one place for those of one rule."""
    reach, middle = CORNER * unit, float(np.median(np.concatenate([line.across for line in track])))
    met = sorted(
        float(np.interp(middle, other.along, other.across))
        for other in others
        if other.along[0] - reach <= middle <= other.along[-1] + reach
    )
    return [place for before, place in zip([-np.inf, *met], met, strict=False) if place - before >= unit]


def _left(track: list[Trace], band: Stretch) -> list[Stretch]:
    inside = [piece for piece in track if piece.along[-1] > band[0] and piece.along[0] < band[1]]
    return _joined([(max(piece.along[0], band[0]), min(piece.along[-1], band[1])) for piece in inside])


def _share_left(track: list[Trace], band: Stretch) -> float:
    return sum(end - start for start, end in _left(track, band)) / (band[1] - band[0])


def _runs_on_both_sides(known: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether known lines come up to a band from before and go on behind it."""
    before = any(line.along[0] < band[0] and abs(line.along[-1] - band[0]) <= CORNER * unit for line in known)
    return before and any(line.along[-1] > band[1] and abs(line.along[0] - band[1]) <= CORNER * unit for line in known)


def _is_cut(track: list[Trace], band: Stretch, unit: float, least: float) -> bool:
    """Tell whether what is left along a band, a share of ``least``, is a ruling's that ran all through it."""
    left, length = _left(track, band), band[1] - band[0]
    share = sum(end - start for start, end in left) / length
    touches = any(start - band[0] <= TOUCH * unit or band[1] - end <= TOUCH * unit for start, end in left)
    certain = share >= LEFT and (len(left) > 1 or share * length >= TALLEST * unit)
    return certain or (share >= least and touches)


def _ink_beside(sheet: Sheet, track: list[Trace], band: Stretch, thickness: float) -> float:
    """Return the share of a band beside which, right by what is left along it, there is ink."""
    half, last = thickness / 2 + 1, sheet.gray.shape[0] - 1
    columns = np.arange(round(band[0] + half), round(band[1] - half) + 1)
    course = course_of(track)
    rows = np.rint(np.interp(columns, course.along, course.across)).astype(np.intp)
    side = round(thickness / 2 + BESIDE * sheet.unit) + 1
    inked = np.minimum.reduce([sheet.gray[np.clip(rows + step, 0, last), columns] for step in (-side, side)])
    return float((inked <= sheet.dark).mean()) if len(columns) else 0.0


def _runs_through(track: list[Trace], place: float, unit: float) -> bool:
    """Tell whether some piece goes on on both sides of a line across it."""
    return any(min(place - piece.along[0], piece.along[-1] - place) >= MISSING * unit for piece in track)


def _has_room(lines: list[Trace], track: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether no line runs so near along a band that what is left there must be print beside it."""
    middle = sum(band) / 2
    place = float(_edge(track, band, 0.0).across.mean())
    return not any(
        line.along[0] <= middle <= line.along[-1]
        and abs(float(np.interp(middle, line.along, line.across)) - place) < ROOM * unit
        for line in lines
    )


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _gaps(known: list[Trace], band: Stretch) -> Iterator[Stretch]:
    """Yield the stretches of a band along which no known line runs."""
    place = band[0]
    for start, end in _joined([(float(line.along[0]), float(line.along[-1])) for line in known]):
        if start > place:
            yield place, min(start, band[1])
        place = max(place, end)
        if place >= band[1]:
            return
    yield place, band[1]


def _as_one(known: list[Trace], found: list[Trace], unit: float) -> Iterator[Trace]:
    """Yield the lines of a track with the edges found between them, what goes on without a gap as one line."""
    runs: list[list[Trace]] = []
    end = -np.inf
    for line in sorted([*known, *found], key=lambda line: float(line.along[0])):
        if line.along[0] - end > MISSING * unit:
            runs.append([])
        runs[-1].append(line)
        end = max(end, float(line.along[-1]))
    for run in runs:
        if any(line is edge for line in run for edge in found):
            yield _together(run)
        else:
            yield from run


def _together(lines: list[Trace]) -> Trace:
    along, across = (np.concatenate([getattr(line, name) for line in lines]) for name in ("along", "across"))
    order = np.argsort(along, kind="stable")
    inked = min(sum(line.inked for line in lines), float(along.max() - along.min()))
    thickness, free = max(line.thickness for line in lines), min(line.free for line in lines)
    return Trace(along[order], across[order], thickness, inked, free)


def _edge(track: list[Trace], gap: Stretch, thickness: float) -> Trace:
    along = np.concatenate([piece.along for piece in track])
    order = np.argsort(along, kind="stable")
    ends: Floats = np.array(gap)
    course = np.interp(ends, along[order], np.concatenate([piece.across for piece in track])[order])
    return Trace(ends, course, thickness, gap[1] - gap[0], 1.0)
