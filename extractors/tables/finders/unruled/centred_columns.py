"""Where between two headings the border of their columns lies: headings of a form stand in the middle of their columns.

A figure at the right edge of its column may be nearer to the next heading than to its own. White space alone does not
tell whose it is; that all headings stand in the middle does.
"""

from __future__ import annotations

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.segments import Segment

Extent = tuple[float, float]

#: Text stands this far from the border of its cell, in points.
_PAD = 1.5
#: Borders are looked for this far apart, in points.
_STEP = 2.0
#: A border may be this far off the middle at no price, in character heights: text is measured, borders are not.
_SLACK = 0.15


def centre_headings(separators: list[float], headings: list[Segment], body: list[Line]) -> list[float]:
    """Return the separators, moved within the white space that they stand in so that headings are in the middle."""
    extents = _heading_extents(separators, headings)
    pieces = [segment for line in body for segment in line.segments]
    choices = [
        _choices(separators[index], extents[index], extents[index + 1], pieces) for index in range(len(separators))
    ]
    if all(len(choice) == 1 for choice in choices):
        return separators
    size = headings[0].size
    right = max((piece.x1 for piece in pieces if piece.number), default=0.0)
    ends = [right + _PAD] if right > (extents[-1] or (0.0, 1e9))[1] else []
    best: list[tuple[float, list[float]]] = [(0.0, [place]) for place in choices[0]]
    for index, choice in enumerate([*choices[1:], *([ends] if ends else [])], start=1):
        extent = extents[index]
        best = [
            min(
                ((price + _off_middle(extent, path[-1], place, size), [*path, place]) for price, path in best),
                key=lambda option: option[0],
            )
            for place in choice
        ]
    return min(best, key=lambda option: option[0])[1][: len(separators)]


def join_halves(separators: list[float], headings: list[Segment], body: list[Line]) -> list[float]:
    """Return the separators without those between a heading that has no texts and texts that have no heading."""
    kept = list(separators)
    index = 0
    while index < len(kept):
        headed = {column_range(heading, kept)[0] for heading in headings}
        filled = {column_range(segment, kept)[0] for line in body for segment in line.segments}
        left, right = index, index + 1
        heading_only = {left, right} & (headed - filled)
        text_only = {left, right} & (filled - headed)
        if len(heading_only) == len(text_only) == 1:
            del kept[index]
        else:
            index += 1
    return kept


def _heading_extents(separators: list[float], headings: list[Segment]) -> list[Extent | None]:
    """Return the extent of the heading of each column, None where a column has none of its own."""
    extents: list[Extent | None] = [None] * (len(separators) + 1)
    for heading in headings:
        first, last = column_range(heading, separators)
        if first == last:
            known = extents[first]
            x0, x1 = heading.x0, heading.x1
            extents[first] = (x0, x1) if known is None else (min(known[0], x0), max(known[1], x1))
    return extents


def _off_middle(extent: Extent | None, left: float, right: float, size: float) -> float:
    if extent is None:
        return 0.0
    off = abs((extent[0] + extent[1]) / 2 - (left + right) / 2) / size
    return max(0.0, off - _SLACK)


def _choices(separator: float, left: Extent | None, right: Extent | None, pieces: list[Segment]) -> list[float]:
    """Return the places between two headings that cross no text of the rows, and the separator itself."""
    if left is None or right is None or right[0] <= left[1]:
        return [separator]
    free = [(left[1], right[0])]
    for piece in pieces:
        if piece.x1 > left[1] and piece.x0 < right[0]:
            free = [part for low, high in free for part in ((low, min(high, piece.x0)), (max(low, piece.x1), high))]
            free = [(low, high) for low, high in free if high > low]
    places = [separator]
    for low, high in free:
        count = int((high - low) / _STEP) + 1
        places += [low + (high - low) * (number + 0.5) / count for number in range(count)]
    return sorted(set(places)) if len(free) > 0 else [separator]
