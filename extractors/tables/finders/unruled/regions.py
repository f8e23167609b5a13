"""Where tables may stand: frames of rules, and runs of printed lines with several pieces each."""

from __future__ import annotations

from extractors.content import Floats
from extractors.tables.finders.unruled.frames import Frame, find_frames
from extractors.tables.finders.unruled.labels import is_caption_text
from extractors.tables.finders.unruled.lines import Line, Region, Rule, frame_of, is_caption, is_note
from extractors.tables.finders.unruled.segments import Segment
from extractors.tables.finders.unruled.trim import cut_runs, rules_of
from extractors.tables.finders.unruled.zones import find_zones
from schemas.geometry import Box

#: Lines of one table follow within this many character heights of white space.
_GAP = 1.9
#: Parts of a table with the same columns belong together over this many character heights of white space.
_SAME_COLUMNS_GAP = 5.0


def find_regions(rows: list[list[Segment]], rules: Floats, verticals: Floats) -> list[Region]:
    """Return the regions of a page that may be tables, from top to bottom; each has two lines with several pieces."""
    found: list[Region] = []
    free = rows
    for lines in find_zones(rows, rules):
        form = Region(lines, rules_of([line for line in lines if line.core], lines, rules), form=True)
        form.verticals = _verticals_of(form, verticals)
        form.frame = frame_of(form.rules)
        found.append(form)
        known = {id(segment) for line in lines for segment in line.segments}
        free = [rest for row in free if (rest := [segment for segment in row if id(segment) not in known])]
    frames = [frame for frame in find_frames(free, rules) if any(line.core for line in _inside(frame, free))]
    found += [_frame_region(frame, free, rules, verticals) for frame in frames]
    free = [[segment for segment in row if not any(frame.holds(segment) for frame in frames)] for row in free]
    for lines in _rejoin(_link(_bands([row for row in free if row]))):
        for region in cut_runs(lines, rules):
            region.verticals = _verticals_of(region, verticals)
            found.append(region)
    return sorted(found, key=lambda region: region.lines[0].top)


def _frame_region(frame: Frame, rows: list[list[Segment]], rules: Floats, verticals: Floats) -> Region:
    """Return the region of a frame: all that stands between its first and its last rule, and rows that stick out."""
    lines, tail = _stick_out(frame, _inside(frame, rows), rows)
    near = (
        (rules[:, 0] >= frame.ys[0] - 1)
        & (rules[:, 0] <= frame.ys[-1] + 1)
        & (rules[:, 2] > frame.x0)
        & (rules[:, 1] < frame.x1)
    )
    region = Region(lines, [(float(y), float(a), float(b)) for y, a, b in rules[near]], tail=tail, ys=frame.ys)
    region.frame = Box(frame.x0, frame.ys[0], frame.x1, frame.ys[-1])
    region.verticals = _verticals_of(region, verticals)
    return region


def _inside(frame: Frame, rows: list[list[Segment]]) -> list[Line]:
    return [Line(inside) for row in rows if (inside := [segment for segment in row if frame.holds(segment)])]


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
    """Return the segments of each line that are no prose, parted where prose stands between them.

    Two captions on one line tell of two tables beside each other: the lines below are parted before the second one.
    """
    prose = [segment for row in rows for segment in row if segment.prose]
    bands: list[list[Segment]] = []
    parting: float | None = None
    for row in rows:
        captions = [segment for segment in row if is_caption_text(segment.text)]
        if captions:
            parting = captions[1].x0 - captions[1].size if len(captions) == 2 else None
        run: list[Segment] = []
        for segment in row:
            if segment.prose:
                continue
            apart = parting is not None and run and run[-1].x1 <= parting <= segment.x0 + segment.size
            if apart or (
                run
                and any(
                    text.top < segment.bottom
                    and text.bottom > segment.top
                    and run[-1].x1 <= text.x0 + 1
                    and text.x1 <= segment.x0 + 1
                    for text in prose
                )
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


def _verticals_of(region: Region, verticals: Floats) -> list[Rule]:
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
