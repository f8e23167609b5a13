"""Horizontal rules of one width under each other: the frame of a table whose columns are not drawn.

A frame says where the table begins and ends and which lines of text may be one row. Rules of one width also stand at
the head and the foot of pages; so what stands between two rules must look like rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.content import Floats
from extractors.tables.finders.unruled.labels import is_caption_text, is_form_caption, is_note_text
from extractors.tables.finders.unruled.segments import Segment

#: Rules of one table end within this many points of each other.
_SAME_END = 4.0
#: Rules nearer than this are one double rule.
_DOUBLE = 4.5
#: Between two rules of a table more lines than this are running text when most of them are set as such.
_MOST_LINES = 12
#: A lone piece in the middle of a stretch this many times the usual height is the title of the next table.
_TALL = 2.2
#: A frame is wider than this, in points.
_SHORTEST = 40.0
#: A lone piece of text wider than this share of the frame is a sentence, not a sub-heading.
_WIDE = 0.75


@dataclass(slots=True)
class Frame:
    """The rules of one table: ends in points, heights from top to bottom; ``short`` are those that stop short."""

    x0: float
    x1: float
    ys: list[float]
    short: frozenset[float] = frozenset()

    def holds(self, segment: Segment) -> bool:
        """Tell whether a piece of text stands inside."""
        middle = segment.baseline - 0.3 * segment.size
        return self.ys[0] < middle < self.ys[-1] and self.x0 - _SAME_END <= segment.centre <= self.x1 + _SAME_END


def find_frames(rows: list[list[Segment]], rules: Floats) -> list[Frame]:
    """Return the frames of three or more rules whose stretches hold rows of several pieces."""
    found: list[Frame] = []
    for family in _families(rules):
        found.extend(_cut(family, rows))
    found.sort(key=lambda frame: -len(frame.ys))
    kept: list[Frame] = []
    for frame in found:
        if not any(_overlap(frame, other) for other in kept):
            kept.append(frame)
    return kept


def _overlap(one: Frame, other: Frame) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
    return across > _SAME_END and down > _SAME_END


def _families(rules: Floats) -> list[Frame]:
    """Group rules by their ends, widest first; a family takes in the shorter rules inside it that share an end."""
    families: list[Frame] = []
    for y, x0, x1 in _levels(rules):
        home = next((f for f in families if abs(f.x0 - x0) <= _SAME_END and abs(f.x1 - x1) <= _SAME_END), None)
        if home is None:
            families.append(Frame(x0, x1, [y]))
        else:
            home.ys.append(y)
    families.sort(key=lambda family: family.x0 - family.x1)
    whole: list[Frame] = []
    taken: set[int] = set()
    for index, family in enumerate(families):
        if index in taken:
            continue
        ys = list(family.ys)
        short: set[float] = set()
        for other in range(index + 1, len(families)):
            inner = families[other]
            if other not in taken and _stands_in(inner, family):
                taken.add(other)
                ys += inner.ys
                short.update(inner.ys)
        ys = _without_doubles(sorted(ys))
        if len(ys) >= 3:
            whole.append(Frame(family.x0, family.x1, ys, frozenset(short)))
    return whole


def _stands_in(inner: Frame, outer: Frame) -> bool:
    """Tell whether rules lie within the frame of longer ones: beside merged cells, or under spanning headings."""
    within = inner.x0 >= outer.x0 - _SAME_END and inner.x1 <= outer.x1 + _SAME_END
    shared = abs(inner.x0 - outer.x0) <= _SAME_END or abs(inner.x1 - outer.x1) <= _SAME_END
    beside = inner.x1 - inner.x0 >= 0.3 * (outer.x1 - outer.x0)
    return within and (shared or beside) and outer.ys[0] < inner.ys[0] and inner.ys[-1] < outer.ys[-1]


def _without_doubles(ys: list[float]) -> list[float]:
    kept = ys[:1]
    for y in ys[1:]:
        if y - kept[-1] > _DOUBLE:
            kept.append(y)
    return kept


def _levels(rules: Floats) -> list[tuple[float, float, float]]:
    """Return the rules from top to bottom, those on one height with small gaps between them joined."""
    joined: list[tuple[float, float, float]] = []
    for y, x0, x1 in sorted((float(y), float(a), float(b)) for y, a, b in rules):
        reach = 2 * _SAME_END
        home = next(
            (
                index
                for index, (level, left, right) in enumerate(joined)
                if y - level <= 1.5 and x0 <= right + reach and x1 >= left - reach
            ),
            None,
        )
        if home is None:
            joined.append((y, x0, x1))
        else:
            level, left, right = joined[home]
            joined[home] = (level, min(left, x0), max(right, x1))
    return [rule for rule in joined if rule[2] - rule[1] > _SHORTEST]


def _cut(family: Frame, rows: list[list[Segment]]) -> list[Frame]:
    """Cut a family of rules where text stands between two of them, and keep the runs that hold rows."""
    heights = sorted(high - low for low, high in pairwise(family.ys))
    usual = heights[len(heights) // 2]
    kinds = [_kind(family, low, high, rows, usual) for low, high in pairwise(family.ys)]
    frames: list[Frame] = []
    start = 0
    for index in range(len(kinds) + 1):
        if index < len(kinds) and kinds[index] != "text":
            continue
        first, last = start, index
        while first < last and (
            kinds[first] == "blank" or (kinds[first] == "title" and family.ys[first + 1] not in family.short)
        ):
            first += 1
        while first < last and kinds[last - 1] in ("blank", "text"):
            last -= 1
        if kinds[first:last].count("rows") >= 2:
            frames.append(Frame(family.x0, family.x1, family.ys[first : last + 1], family.short))
        start = index + 1
    return frames


def _kind(family: Frame, low: float, high: float, rows: list[list[Segment]], usual: float) -> str:
    """Say what stands between two rules: rows, a title, a lone piece, nothing (blank), or text that is no table's."""
    stretch = Frame(family.x0, family.x1, [low, high])
    lines = [inside for row in rows if (inside := [segment for segment in row if stretch.holds(segment)])]
    if not lines:
        return "blank" if high - low < 60 else "text"
    pieces = [segment for line in lines for segment in line]
    if any(_stands_outside(line) for line in lines):
        return "text"
    if len(lines) > _MOST_LINES and 2 * sum(segment.prose for segment in pieces) > len(pieces):
        return "text"
    if high - low > _TALL * usual and _is_title(lines[-1], family):
        return "text"
    left, right = min(segment.x1 for segment in pieces), max(segment.x0 for segment in pieces)
    if right > left:
        return "rows"
    wide = any(segment.width > _WIDE * (family.x1 - family.x0) for segment in pieces)
    title = high - low > _TALL * usual and min(segment.x0 for segment in pieces) > family.x0 + 2 * pieces[0].size
    if title or (wide and len(lines) > 1):
        return "text"
    centre = (pieces[0].x0 + pieces[0].x1 - family.x0 - family.x1) / 2
    return "title" if wide or abs(centre) < 2 * pieces[0].size else "lone"


def _is_title(line: list[Segment], family: Frame) -> bool:
    """Tell whether a line is one piece in the middle between the ends of the rules."""
    middle, slack = (family.x0 + family.x1) / 2, line[0].size
    return len(line) == 1 and line[0].x0 > family.x0 + 2 * slack and abs(line[0].centre - middle) < 1.5 * slack


def _stands_outside(line: list[Segment]) -> bool:
    """Tell whether a line is a caption, a note, or the unit and the entity of a form."""
    text = " ".join(segment.text for segment in line)
    opens = len(line) <= 2 and (is_caption_text(text) or is_note_text(text))
    return opens or is_form_caption([segment.text for segment in line])
