"""Printed lines and regions of them: what the steps from segments to tables hand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.tables.finders.unruled.labels import is_caption_text, is_form_caption, is_note_text
from extractors.tables.finders.unruled.segments import Segment
from schemas.geometry import Box

#: A horizontal rule (y, x0, x1) or a vertical one (x, top, bottom), in points.
Rule = tuple[float, float, float]

#: A rule is long when it covers this share of the width of the lines around it.
_LONG = 0.6
#: A full rule covers this share: it parts the heading from the body.
_FULL = 0.8
#: ... and ends within this many points of the text that it holds.
_END = 12.0


@dataclass(slots=True)
class Line:
    """The pieces of one printed line that belong to a region, from left to right."""

    segments: list[Segment]

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return max(segment.x1 for segment in self.segments)

    @property
    def top(self) -> float:
        """Upper edge in points."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """Lower edge in points."""
        return max(segment.bottom for segment in self.segments)

    @property
    def baseline(self) -> float:
        """Baseline of the first piece."""
        return self.segments[0].baseline

    @property
    def size(self) -> float:
        """Character height in points."""
        return max(segment.size for segment in self.segments)

    @property
    def core(self) -> bool:
        """Tell whether the line has several pieces."""
        return len(self.segments) > 1

    @property
    def text(self) -> str:
        """All pieces with single spaces."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(slots=True)
class Region:
    """Lines that may be a table, from top to bottom, and the rules among them, as (y, x0, x1) and (x, top, bottom).

    ``form`` says that a line above names the entity and the unit of a form: what follows is a table. ``goes_on`` says
    that it began on a page before: it has no headings here.
    """

    lines: list[Line]
    rules: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    tail: int = 0
    ys: list[float] = field(default_factory=list)
    frame: Box | None = None
    form: bool = False
    goes_on: bool = False

    @property
    def framed(self) -> bool:
        """Tell whether horizontal rules bound the region and part its rows."""
        return bool(self.ys)

    @property
    def x0(self) -> float:
        """Left edge of the lines with several pieces."""
        return min(line.x0 for line in self.lines if line.core)

    @property
    def x1(self) -> float:
        """Right edge of the lines with several pieces."""
        return max(line.x1 for line in self.lines if line.core)


def is_caption(line: Line) -> bool:
    """Tell whether a line opens a caption, or holds nothing but the unit, the entity or the year of a form."""
    return is_caption_text(line.text) or is_form_caption([segment.text for segment in line.segments])


def is_note(line: Line) -> bool:
    """Tell whether a line opens the notes under a table."""
    return is_note_text(line.text)


def is_long(rule: Rule, x0: float, x1: float) -> bool:
    """Tell whether a rule covers most of the stretch from ``x0`` to ``x1``."""
    return min(rule[2], x1) - max(rule[1], x0) >= _LONG * (x1 - x0)


def frame_of(rules: list[Rule]) -> Box | None:
    """Return the box that horizontal rules bound, two at least."""
    if len({rule[0] for rule in rules}) < 2:
        return None
    ys, x0, x1 = [rule[0] for rule in rules], min(rule[1] for rule in rules), max(rule[2] for rule in rules)
    return Box(x0, min(ys), x1, max(ys))


def is_full(rule: Rule, rules: list[Rule], x0: float, x1: float) -> bool:
    """Tell whether a rule, with those on its height, reaches from ``x0`` to ``x1`` and covers most of that."""
    level = [other for other in rules if abs(other[0] - rule[0]) < 1.5]
    if min(other[1] for other in level) > x0 + _END or max(other[2] for other in level) < x1 - _END:
        return False
    covered = sum(max(0.0, min(other[2], x1) - max(other[1], x0)) for other in level)
    return covered >= _FULL * (x1 - x0)
