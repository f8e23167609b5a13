"""Where tables may stand: runs of printed lines with several pieces each, cut at captions, notes and prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.content import Floats
from extractors.tables.finders.unruled.segments import Segment

#: Lines of one table follow within this many character heights of white space.
_GAP = 1.9
#: A rule is long when it covers this share of the width of the lines around it.
_LONG = 0.6
_CAPTION = re.compile(
    r"(?:table|tab\.|tableau|tabelle|tabella|tabel|tabela|cuadro|tabla|exhibit|figure|fig\.|chart|graph|box|annex|"
    r"附?表|图|续表|表格)\s*[\dA-Z一二三四五六七八九十IVX][\w.\-–]*\s*(?:[.:：—–-]|\s|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:sources?|notes?|n\.b\.|quelle|fuente|nota|key|legend|abbreviations?|footnotes?|remarks?|注|备注|说明|资料来源|数据来源|来源)\s*[:：.]"
    r"|(?:source|sources|notes)\b(?=\s+[A-Z])|[*†‡§]{1,3}\s*[A-Za-z(]|—\s*Not |[–—]\s+Represents",
    re.IGNORECASE,
)


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
    """Lines that may be a table, from top to bottom, and the horizontal rules among them (y, x0, x1)."""

    lines: list[Line]
    rules: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Left edge of the lines with several pieces."""
        return min(line.x0 for line in self.lines if line.core)

    @property
    def x1(self) -> float:
        """Right edge of the lines with several pieces."""
        return max(line.x1 for line in self.lines if line.core)


def find_regions(rows: list[list[Segment]], rules: Floats) -> list[Region]:
    """Return the regions of a page that may be tables, from top to bottom; each has two lines with several pieces."""
    found: list[Region] = []
    for lines in _link(_bands(rows)):
        for run in _cut(lines, rules):
            region = _trim(run, rules)
            if region is not None:
                found.append(region)
    return sorted(found, key=lambda region: region.lines[0].top)


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
                text.top < segment.bottom and text.bottom > segment.top and run[-1].x1 <= text.x0 + 1 and text.x1 <= segment.x0 + 1
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


def is_caption(line: Line) -> bool:
    """Tell whether a line opens a caption (Table 3: ...)."""
    return bool(_CAPTION.match(line.text))


def is_note(line: Line) -> bool:
    """Tell whether a line opens the notes under a table."""
    return bool(_NOTE.match(line.text))


def _cut(lines: list[Line], rules: Floats) -> list[list[Line]]:
    """Cut a chain of lines at captions, at notes and at wide lines of text that no rule holds inside a table."""
    core = [line for line in lines if line.core]
    if len(core) < 2:
        return []
    runs: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        if is_caption(line) or (is_note(line) and len(line.segments) <= 2):
            runs.append(run)
            run = []
        elif not line.core and _is_wide_text(line, core):
            runs.append(run)
            run = []
        else:
            run.append(line)
    return [run for run in [*runs, run] if run]


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
    kept = lines[first : last + 1]
    top, bottom = kept[0].top - 1.5 * kept[0].size, kept[-1].bottom + 1.2 * kept[-1].size
    return Region(kept, [rule for rule in near if top <= rule[0] <= bottom])


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


def is_long(rule: tuple[float, float, float], x0: float, x1: float) -> bool:
    """Tell whether a rule covers most of the stretch from ``x0`` to ``x1``."""
    return min(rule[2], x1) - max(rule[1], x0) >= _LONG * (x1 - x0)


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
