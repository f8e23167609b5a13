"""A chain of printed lines -> the runs of them that may be tables, without captions, notes and sentences around."""

from __future__ import annotations

from extractors.content import Floats
from extractors.tables.finders.unruled.labels import is_parted_note
from extractors.tables.finders.unruled.lines import Line, Region, Rule, is_caption, is_long, is_note

#: A heading over others stands within this many character heights of white space.
_NEAR = 0.8


def cut_runs(lines: list[Line], rules: Floats) -> list[Region]:
    """Return the parts of a chain of lines that may be tables; ``rules`` are horizontal (y, x0, x1)."""
    runs = [part for piece in _cut(lines) for part in _part_at_headings(piece, rules)]
    return [region for run in runs if (region := _trim(run, rules)) is not None]


def _cut(lines: list[Line]) -> list[list[Line]]:
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
    """Tell whether a line opens notes: as one piece, or as the word for them and the text or its clauses apart."""
    apart = len(line.segments) == 2 and len(line.segments[0].words) == 1
    return is_note(line) and (not line.core or apart or is_parted_note([segment.text for segment in line.segments]))


def _part_at_headings(lines: list[Line], rules: Floats) -> list[list[Line]]:
    """Cut a run where its heading is printed again: another table begins there."""
    first = next((index for index, line in enumerate(lines[:6]) if line.core), None)
    if first is None:
        return [lines]
    head = lines[first]
    ruled = _is_heading(head, rules)
    if not ruled and any(segment.number for segment in head.segments):
        return [lines]
    starts = [0]
    for index in range(first + 3, len(lines)):
        line = lines[index]
        again = line.text == head.text
        same = len(line.segments) == len(head.segments) and line.segments[0].text == head.segments[0].text
        if again or (same and ruled and _is_heading(line, rules)):
            start = index
            while start > starts[-1] + 1 and _heads(lines[start - 1], lines[start], head):
                start -= 1
            starts.append(start)
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _heads(line: Line, below: Line, head: Line) -> bool:
    """Tell whether a lone piece stands right above a heading, over some of its columns."""
    return not line.core and line.x0 > head.x0 and below.top - line.bottom < _NEAR * line.size


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
    near = rules_of([lines[index] for index in cores], lines, rules)
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


def rules_of(cores: list[Line], lines: list[Line], rules: Floats) -> list[Rule]:
    """Return the horizontal rules among the lines of a table, or right above and below them."""
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


def _grow_up(lines: list[Line], first: int, rules: list[Rule]) -> int:
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


def _grow_down(lines: list[Line], last: int, rules: list[Rule]) -> int:
    cores = [line for line in lines if line.core]
    x0, x1 = min(line.x0 for line in cores), max(line.x1 for line in cores)
    below = [rule[0] for rule in rules if is_long(rule, x0, x1) and rule[0] > lines[last].baseline]
    if not below:
        return last
    limit = max(below)
    while last + 1 < len(lines) and lines[last + 1].baseline <= limit:
        last += 1
    return last
