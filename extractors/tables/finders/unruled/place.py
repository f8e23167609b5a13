"""Which columns a piece of text belongs to: its own, those that it is set over, or those that a rule gives it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.regions import Line
from extractors.tables.finders.unruled.segments import Segment, make_segment

Rule = tuple[float, float, float]


@dataclass(slots=True)
class Columns:
    """The columns of a region: separators, and the extent of the text that stands in each (None: no text)."""

    separators: list[float]
    extents: list[tuple[float, float] | None]
    x0: float
    x1: float

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.separators) + 1

    def centre(self, first: int, last: int) -> float | None:
        """Return the middle of the text in a run of columns, None if there is none."""
        known = [extent for extent in self.extents[first : last + 1] if extent is not None]
        return (known[0][0] + max(extent[1] for extent in known)) / 2 if known else None

    def covered_by(self, rule: Rule) -> tuple[int, int] | None:
        """Return the run of columns whose text's middle lies over or under a rule."""
        inside = [
            index
            for index, extent in enumerate(self.extents)
            if extent is not None and rule[1] - 1 <= (extent[0] + extent[1]) / 2 <= rule[2] + 1
        ]
        return (inside[0], inside[-1]) if inside else None


def measure_columns(lines: list[Line], separators: list[float]) -> Columns:
    """Return the columns with the extent of the pieces that stand in one column only."""
    extents: list[tuple[float, float] | None] = [None] * (len(separators) + 1)
    for line in lines:
        for segment in line.segments:
            first, last = column_range(segment, separators)
            if first != last or not line.core:
                continue
            known = extents[first]
            extents[first] = (
                (segment.x0, segment.x1) if known is None else (min(known[0], segment.x0), max(known[1], segment.x1))
            )
    return Columns(separators, extents, min(line.x0 for line in lines), max(line.x1 for line in lines))


def split_at(line: Line, separators: list[float]) -> Line:
    """Return the line with its pieces parted where a separator falls into a gap between words that is wide enough."""
    pieces: list[Segment] = []
    for segment in line.segments:
        run = [segment.words[0]]
        for word in segment.words[1:]:
            gap, last = word.x0 - run[-1].x1, run[-1]
            figures = last.number and word.number
            least = (0.2 if figures else 0.34 if line.core else 0.7) * segment.size
            if gap >= least and any(last.x1 - 0.5 <= x <= word.x0 + 0.5 for x in separators):
                pieces.append(make_segment(run))
                run = [word]
            else:
                run.append(word)
        pieces.append(make_segment(run) if len(pieces) and len(run) != len(segment.words) else segment)
        if pieces[-1] is segment and run is not segment.words and len(run) != len(segment.words):
            pieces[-1] = make_segment(run)
    return Line(pieces)


def spread(segment: Segment, line: Line, columns: Columns, below: set[int]) -> tuple[int, int]:
    """Return the columns that a heading spans: the widest run around it that it is centred over.

    ``below`` are the columns that have text of their own under this line: only over those can a heading be spread.
    """
    first, last = column_range(segment, columns.separators)
    if not set(range(first, last + 1)) & below:
        return first, last
    taken = {
        index
        for other in line.segments
        if other is not segment
        for index in range(*_until(column_range(other, columns.separators)))
    }
    best, distance = (first, last), _off_centre(segment, columns, first, last)
    for a in range(first, -1, -1):
        if a in taken or (a != first and a not in below):
            break
        for b in range(last, columns.count):
            if b in taken or (b != last and b not in below):
                break
            off = _off_centre(segment, columns, a, b)
            if off < 0.9 * segment.size and (off < distance - 0.1 or distance >= 0.9 * segment.size):
                best, distance = (a, b), off
            elif off < 0.35 * segment.size and b - a > best[1] - best[0]:
                best = (a, b)
    return best


def _until(run: tuple[int, int]) -> tuple[int, int]:
    return run[0], run[1] + 1


def _off_centre(segment: Segment, columns: Columns, first: int, last: int) -> float:
    centre = columns.centre(first, last)
    return abs(segment.centre - centre) if centre is not None else float("inf")
