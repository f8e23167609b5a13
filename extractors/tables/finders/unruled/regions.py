"""Where tables may stand: runs of printed lines with several pieces each, cut at captions, notes and prose."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.content import Floats
from extractors.tables.finders.unruled.frames import Frame, find_frames
from extractors.tables.finders.unruled.labels import is_caption_text, is_form_caption, is_note_text
from extractors.tables.finders.unruled.segments import Segment

#: Lines of one table follow within this many character heights of white space.
_GAP = 1.9
#: A rule is long when it covers this share of the width of the lines around it.
_LONG = 0.6
#: A full rule covers this share: it parts the heading from the body.
_FULL = 0.8
#: ... and ends within this many points of the text that it holds.
_END = 12.0
#: Parts of a table with the same columns belong together over this many character heights of white space.
_SAME_COLUMNS_GAP = 5.0


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
    """Lines that may be a table, from top to bottom, and the rules among them, as (y, x0, x1) and (x, top, bottom)."""

    lines: list[Line]
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    tail: int = 0
    ys: list[float] = field(default_factory=list)

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


def find_regions(rows: list[list[Segment]], rules: Floats, verticals: Floats) -> list[Region]:
    """Return the regions of a page that may be tables, from top to bottom; each has two lines with several pieces."""
    frames = find_frames(rows, rules)
    found = [_frame_region(frame, rows, rules, verticals) for frame in frames]
    free = [[segment for segment in row if not any(frame.holds(segment) for frame in frames)] for row in rows]
    for lines in _rejoin(_link(_bands([row for row in free if row]))):
        for run in (part for piece in _cut(lines, rules) for part in _part_at_headings(piece, rules)):
            region = _trim(run, rules)
            if region is not None:
                region.verticals = _verticals_of(region, verticals)
                found.append(region)
    return sorted(found, key=lambda region: region.lines[0].top)


def _frame_region(frame: Frame, rows: list[list[Segment]], rules: Floats, verticals: Floats) -> Region:
    """Return the region of a frame: all that stands between its first and its last rule, and rows that stick out."""
    lines = [Line(inside) for row in rows if (inside := [segment for segment in row if frame.holds(segment)])]
    lines, tail = _stick_out(frame, lines, rows)
    near = (
        (rules[:, 0] >= frame.ys[0] - 1)
        & (rules[:, 0] <= frame.ys[-1] + 1)
        & (rules[:, 2] > frame.x0)
        & (rules[:, 1] < frame.x1)
    )
    region = Region(lines, [(float(y), float(a), float(b)) for y, a, b in rules[near]], tail=tail, ys=frame.ys)
    region.verticals = _verticals_of(region, verticals)
    return region


def _stick_out(frame: Frame, lines: list[Line], rows: list[list[Segment]]) -> tuple[list[Line], int]:
    """Add the headings above the first rule and the rows below the last one; the last lines added may be notes."""
    outside = [Line(beside) for row in rows if (beside := [s for s in row if _is_beside(frame, s)])]
    above = [line for line in outside if line.baseline < frame.ys[0]]
    below = [line for line in outside if line.baseline > frame.ys[0]]
    if any(segment.number for segment in lines[0].segments):
        edge = frame.ys[0]
        while above and above[-1].core and edge - above[-1].bottom < above[-1].size and not is_caption(above[-1]):
            edge = above[-1].top
            lines = [above.pop(), *lines]
    edge, tail = frame.ys[-1], 0
    for line in below:
        fits = line.top - edge < 1.3 * line.size and not is_note(line) and not is_caption(line)
        if fits and len(line.segments) >= 3 and _lines_up(line, lines[-1]) and not tail:
            lines = [*lines, line]
        elif fits and not line.core and tail < 2 and lines[-1].baseline > frame.ys[-1]:
            lines, tail = [*lines, line], tail + 1
        else:
            break
        edge = line.bottom
    return lines, tail


def _is_beside(frame: Frame, segment: Segment) -> bool:
    inside = frame.x0 - segment.size <= segment.x0 and segment.x1 <= frame.x1 + segment.size
    return inside and not frame.holds(segment) and not segment.prose


def _lines_up(lower: Line, upper: Line) -> bool:
    """Tell whether most pieces of a line, three at least, stand under those of another."""
    lined_up = sum(
        any(min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.centre - b.centre)) < 0.5 * a.size for b in upper.segments)
        for a in lower.segments
    )
    return lined_up >= 3 and lined_up >= 0.8 * len(lower.segments)


def _bands(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Return the segments of each line that are no prose, parted where prose stands between them."""
    prose = [segment for row in rows for segment in row if segment.prose]
    bands: list[list[Segment]] = []
    for row in rows:
        run: list[Segment] = []
        for segment in row:
            if segment.prose:
                continue
            if run and any(
                text.top < segment.bottom
                and text.bottom > segment.top
                and run[-1].x1 <= text.x0 + 1
                and text.x1 <= segment.x0 + 1
                for text in prose
            ):
                bands.append(run)
                run = []
            run.append(segment)
        if run:
            bands.append(run)
    return bands


def _link(bands: list[list[Segment]]) -> list[list[Line]]:
    """Chain bands that stand under each other with little white space between."""
    groups: list[list[Line]] = []
    for band in bands:
        line = Line(band)
        near = [
            group
            for group in groups
            if min(line.x1, max(item.x1 for item in group[-4:])) > max(line.x0, min(item.x0 for item in group[-4:]))
            and line.top - max(item.bottom for item in group[-4:]) <= _GAP * min(line.size, group[-1].size)
        ]
        if not near:
            groups.append([line])
            continue
        home = near[0]
        for other in near[1:]:
            home.extend(other)
            groups = [group for group in groups if group is not other]
        home.append(line)
        home.sort(key=lambda item: item.baseline)
    return groups


def _rejoin(groups: list[list[Line]]) -> list[list[Line]]:
    """Join groups that white space parts but whose lines have the same columns."""
    joined: list[list[Line]] = []
    for group in sorted(groups, key=lambda lines: lines[0].top):
        home = next((other for other in joined if _same_columns(other, group)), None)
        if home is None:
            joined.append(group)
        else:
            home.extend(group)
            home.sort(key=lambda item: item.baseline)
    return joined


def _same_columns(above: list[Line], below: list[Line]) -> bool:
    gap = below[0].top - max(line.bottom for line in above)
    if not 0 <= gap <= _SAME_COLUMNS_GAP * below[0].size:
        return False
    upper = next((line for line in reversed(above) if len(line.segments) >= 3), None)
    first = next((index for index, line in enumerate(below) if line.core), None)
    if upper is None or first is None or any(is_caption(line) or is_note(line) for line in below[: first + 1]):
        return False
    return _lines_up(below[first], upper)


def is_caption(line: Line) -> bool:
    """Tell whether a line opens a caption, or holds nothing but the unit, the entity or the year of a form."""
    return is_caption_text(line.text) or is_form_caption([segment.text for segment in line.segments])


def is_note(line: Line) -> bool:
    """Tell whether a line opens the notes under a table."""
    return is_note_text(line.text)


def _cut(lines: list[Line], rules: Floats) -> list[list[Line]]:
    """Cut a chain of lines at captions, at notes and at wide lines of text that no rule holds inside a table."""
    core = [line for line in lines if line.core]
    if len(core) < 2:
        return []
    runs: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        if is_caption(line) or _is_note_line(line) or (not line.core and _is_wide_text(line, core)):
            runs.append(run)
            run = []
        else:
            run.append(line)
    return [run for run in [*runs, run] if run]


def _is_note_line(line: Line) -> bool:
    """Tell whether a line opens notes: as one piece, or as the word for them and the text apart."""
    apart = len(line.segments) == 2 and len(line.segments[0].words) == 1
    return is_note(line) and (not line.core or apart)


def _part_at_headings(lines: list[Line], rules: Floats) -> list[list[Line]]:
    """Cut a run where its heading is printed again: another table begins there."""
    first = next((index for index, line in enumerate(lines[:6]) if line.core), None)
    if first is None or not _is_heading(lines[first], rules):
        return [lines]
    head = lines[first]
    starts = [0]
    for index in range(first + 3, len(lines)):
        line = lines[index]
        same = len(line.segments) == len(head.segments) and line.segments[0].text == head.segments[0].text
        if same and (line.text == head.text or _is_heading(line, rules)):
            start = index
            while start > starts[-1] + 1 and not lines[start - 1].core and lines[start - 1].x0 > head.segments[0].x1:
                start -= 1
            starts.append(start)
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _is_heading(line: Line, rules: Floats) -> bool:
    """Tell whether a line begins with a word and stands directly on a rule that is as wide as itself."""
    if line.segments[0].number or len(rules) == 0:
        return False
    under = (rules[:, 0] > line.baseline) & (rules[:, 0] < line.baseline + 1.3 * line.size)
    wide = (rules[:, 1] <= line.x0 + line.size) & (rules[:, 2] >= line.x1 - line.size)
    return bool((under & wide).any())


def _is_wide_text(line: Line, core: list[Line]) -> bool:
    width = max(item.x1 for item in core) - min(item.x0 for item in core)
    segment = line.segments[0]
    words = len(segment.words) + sum(len(word.text) for word in segment.words if ord(word.text[0]) > 0x2E7F) / 2
    return segment.width >= 0.72 * width and words >= 8


def _trim(lines: list[Line], rules: Floats) -> Region | None:
    """Drop the lines with one piece before and after the table; rules say which of them stand inside."""
    cores = [index for index, line in enumerate(lines) if line.core]
    if len(cores) < 2:
        return None
    near = _rules_of([lines[index] for index in cores], lines, rules)
    first, last = cores[0], cores[-1]
    first = _grow_up(lines, first, near)
    last = _grow_down(lines, last, near)
    tail = _count_tail(lines, last)
    kept = lines[first : last + tail + 1]
    top, bottom = kept[0].top - 1.5 * kept[0].size, kept[-1].bottom + 1.2 * kept[-1].size
    return Region(kept, [rule for rule in near if top <= rule[0] <= bottom], tail=tail)


def _count_tail(lines: list[Line], last: int) -> int:
    """Count the lines under the last row that may be the rest of wrapped text in it."""
    count = 0
    for line in lines[last + 1 : last + 4]:
        above = lines[last + count]
        if line.core or line.top - above.bottom > 0.5 * line.size:
            break
        count += 1
    return count


def _rules_of(cores: list[Line], lines: list[Line], rules: Floats) -> list[tuple[float, float, float]]:
    if len(rules) == 0:
        return []
    x0, x1 = min(line.x0 for line in cores), max(line.x1 for line in cores)
    top, bottom = lines[0].top - 2 * lines[0].size, lines[-1].bottom + 2 * lines[-1].size
    size = cores[0].size
    inside = (
        (rules[:, 0] >= top)
        & (rules[:, 0] <= bottom)
        & (rules[:, 1] >= x0 - 4 * size)
        & (rules[:, 2] <= x1 + 4 * size)
        & (rules[:, 2] - rules[:, 1] >= size)
    )
    return [(float(y), float(a), float(b)) for y, a, b in rules[inside]]


def _verticals_of(region: Region, verticals: Floats) -> list[tuple[float, float, float]]:
    if len(verticals) == 0:
        return []
    top, bottom = region.lines[0].top, region.lines[-1].bottom
    slack = 2 * region.lines[0].size
    inside = (
        (verticals[:, 0] > region.x0 - slack)
        & (verticals[:, 0] < region.x1 + slack)
        & (verticals[:, 1] < bottom)
        & (verticals[:, 2] > top)
    )
    return [(float(x), float(a), float(b)) for x, a, b in verticals[inside]]


def is_long(rule: tuple[float, float, float], x0: float, x1: float) -> bool:
    """Tell whether a rule covers most of the stretch from ``x0`` to ``x1``."""
    return min(rule[2], x1) - max(rule[1], x0) >= _LONG * (x1 - x0)


def is_full(rule: tuple[float, float, float], rules: list[tuple[float, float, float]], x0: float, x1: float) -> bool:
    """Tell whether a rule, with those on its height, reaches from ``x0`` to ``x1`` and covers most of that."""
    level = [other for other in rules if abs(other[0] - rule[0]) < 1.5]
    if min(other[1] for other in level) > x0 + _END or max(other[2] for other in level) < x1 - _END:
        return False
    covered = sum(max(0.0, min(other[2], x1) - max(other[1], x0)) for other in level)
    return covered >= _FULL * (x1 - x0)


def _grow_up(lines: list[Line], first: int, rules: list[tuple[float, float, float]]) -> int:
    cores = [line for line in lines if line.core]
    x0, x1 = min(line.x0 for line in cores), max(line.x1 for line in cores)
    long = [rule for rule in rules if is_long(rule, x0, x1)]
    above = [rule[0] for rule in long if rule[0] < lines[first].top + 0.3 * lines[first].size]
    if above:
        limit = min(above)
        while first > 0 and lines[first - 1].baseline > limit:
            first -= 1
        return first
    while first > 0 and _is_spanner(lines[first - 1], lines[first], x0, x1):
        first -= 1
    return first


def _is_spanner(line: Line, below: Line, x0: float, x1: float) -> bool:
    """Tell whether a lone piece is a heading over several columns: right of the stub and near the line below."""
    segment = line.segments[0]
    return (
        not line.core
        and segment.x0 > x0 + 0.15 * (x1 - x0)
        and segment.x1 < x1
        and segment.width < 0.6 * (x1 - x0)
        and below.top - line.bottom < 0.8 * line.size
        and abs(segment.centre - (x0 + x1) / 2) > 0.02 * (x1 - x0)
    )


def _grow_down(lines: list[Line], last: int, rules: list[tuple[float, float, float]]) -> int:
    cores = [line for line in lines if line.core]
    x0, x1 = min(line.x0 for line in cores), max(line.x1 for line in cores)
    below = [rule[0] for rule in rules if is_long(rule, x0, x1) and rule[0] > lines[last].baseline]
    if not below:
        return last
    limit = max(below)
    while last + 1 < len(lines) and lines[last + 1].baseline <= limit:
        last += 1
    return last
