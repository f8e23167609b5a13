"""Dashed rulings among the traced lines: each is as it was drawn, and dashed from end to end.

Tracing knows solid lines. It may doubt a short one that was drawn over dashes, for the print beside it; and it goes on
with a long one, over the strokes of a heading, to where no dash is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from extractors.components import find_runs
from extractors.content import Bools, Floats
from extractors.ports import Gray
from extractors.rulings.chains import MARKED, Chain
from extractors.rulings.trace import ALONE, CORNER, RasterLines, Trace

#: A line this close to a dashed one, in points, is that.
ASIDE = 1.2
#: The share of a dashed ruling's extent that has to be there; what is dark over this share of its length is solid.
THERE, SOLID = 0.9, 0.97


@dataclass(slots=True)
class Dashes:
    """The dashed rulings of a picture: their courses from end to end, and the picture as it was before.

    ``solid`` are the lines that were traced before. ``pen`` is the longest of the dashed ones, with the exact step from
    one mark to the next.
    """

    undrawn: Gray
    lines: RasterLines = field(default_factory=lambda: RasterLines([], []))
    solid: RasterLines = field(default_factory=lambda: RasterLines([], []))
    pen: Chain | None = None

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.lines.horizontal or self.lines.vertical)

    def turned(self, degrees: int) -> Dashes:
        """Return the same in the picture turned clockwise by a multiple of 90 degrees."""
        turned = self
        for _ in range(degrees // 90 % 4):
            turned = turned._quarter_turned()
        return turned

    def _quarter_turned(self) -> Dashes:
        last = self.undrawn.shape[0] - 1
        undrawn = np.ascontiguousarray(np.rot90(self.undrawn, -1))
        return Dashes(undrawn, _quarter_turned(self.lines, last), _quarter_turned(self.solid, last), self.pen)


def _quarter_turned(lines: RasterLines, last: int) -> RasterLines:
    """Return lines turned clockwise: what was at (x, y) is at (``last`` - y, x)."""
    level = [replace(line, along=last - line.along[::-1], across=line.across[::-1]) for line in lines.vertical]
    return RasterLines(level, [replace(line, across=last - line.across) for line in lines.horizontal])


def in_one_style(lines: RasterLines, dashes: Dashes, unit: float) -> RasterLines:
    """Return the lines with all dashed ones whole, and none going on where it is neither dashed nor solid.

    Long solid ones are whole too: what was drawn across them takes nothing away. ``unit`` is pixels a point.
    """
    if not dashes:
        return lines
    return RasterLines(
        _in_one_style(dashes.undrawn, lines.horizontal, dashes.lines.horizontal, dashes.solid.horizontal, unit),
        _in_one_style(dashes.undrawn.T, lines.vertical, dashes.lines.vertical, dashes.solid.vertical, unit),
    )


def _in_one_style(gray: Gray, lines: list[Trace], dashed: list[Trace], solid: list[Trace], unit: float) -> list[Trace]:
    kept = [part for line in lines for part in _parts(gray, line, dashed + solid, unit)]
    whole = dashed + [line for line in solid if line.length >= ALONE * unit]
    torn = [line for line in whole if not any(_is_whole(line, each, unit) for each in kept)]
    kept = [line for line in kept if not any(_is_part_of(line, each, unit) for each in torn)]
    return _without_copies(kept + torn, unit)


def _without_copies(lines: list[Trace], unit: float) -> list[Trace]:
    """Return the lines without those that others are a part of, or the same as."""
    kept: list[Trace] = []
    for line in sorted(lines, key=lambda line: line.length, reverse=True):
        if not any(_is_part_of(line, other, unit) for other in kept):
            kept.append(line)
    return kept


def _share_there(line: Trace, others: list[Trace], unit: float) -> float:
    """Return the share of a line along which others run."""
    return float(_covered(line.along, line.across, others, ASIDE * unit, unit).mean())


def _is_whole(line: Trace, found: Trace, unit: float) -> bool:
    """Tell whether what was found of a line is all of it, but for its corners."""
    share = _share_there(line, [found], unit)
    return (1 - share) * line.length <= min(CORNER * unit, (1 - THERE) * line.length)


def _is_part_of(line: Trace, whole: Trace, unit: float) -> bool:
    return _share_there(line, [whole], unit) >= THERE


def _covered(along: Floats, across: Floats, others: list[Trace], aside: float, past: float) -> Bools:
    """Tell which places lie on other lines, to within ``aside`` across and ``past`` beyond their ends, in pixels."""
    covered = np.zeros(len(along), dtype=bool)
    for other in others:
        inside = (other.along[0] - past <= along) & (along <= other.along[-1] + past)
        covered |= inside & (np.abs(np.interp(along, other.along, other.across) - across) <= aside)
    return covered


def _parts(gray: Gray, line: Trace, known: list[Trace], unit: float) -> list[Trace]:
    """Return what of a line is dashed, or was traced before dashes were drawn, or is solid."""
    along = np.arange(line.along[0], line.along[-1] + 1)
    across = np.interp(along, line.along, line.across)
    stays = _covered(along, across, known, ASIDE * unit, CORNER * unit)
    if stays.all():
        return [line]
    for start, end in find_runs(~stays):
        stays[start:end] = _is_solid(gray, along[start:end], across[start:end])
    return [_part(line, along[start], along[end - 1]) for start, end in find_runs(stays) if end - start > 1]


def _is_solid(gray: Gray, along: Floats, across: Floats) -> bool:
    rows, columns = np.rint(across).astype(np.intp), np.rint(along).astype(np.intp)
    columns = np.clip(columns, 0, gray.shape[1] - 1)
    darkest = np.minimum.reduce([gray[np.clip(rows + step, 0, len(gray) - 1), columns] for step in (-1, 0, 1)])
    return bool((darkest < MARKED).mean() >= SOLID)


def _part(line: Trace, start: float, end: float) -> Trace:
    inside = (line.along > start) & (line.along < end)
    along = np.concatenate(([start], line.along[inside], [end]))
    share = (end - start) / max(1.0, line.length)
    return replace(line, along=along, across=np.interp(along, line.along, line.across), inked=share * line.inked)
