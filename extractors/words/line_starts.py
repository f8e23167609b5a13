"""Where lines of one text begin: under each other, also those whose first mark is a comma of a few dots.

What a copy leaves of a comma or a thin bracket is no ink that a line could be trimmed to. But where a cell's lines
begin under each other, one that begins a character later has such a mark in front, and its picture has to show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.words.ink_lines import InkLine

#: So many lines have to begin at one place, and it is that of others if it is so near, in line heights.
FEWEST, SAME = 3, 0.3
#: A line that has a mark in front begins by so much later, in line heights: about the breadth of a character.
LEAST, MOST = 0.5, 1.4


def begun_together(lines: Sequence[InkLine]) -> list[InkLine]:
    """Return the lines, with those that begin about a character after the others of their box begun where these do."""
    boxes: dict[int, list[InkLine]] = defaultdict(list)
    for line in lines:
        boxes[line.box].append(line)
    start = {box: _usual_start(found) for box, found in boxes.items() if box >= 0 and len(found) > FEWEST}
    return [_begun(line, start.get(line.box)) for line in lines]


def _usual_start(lines: Sequence[InkLine]) -> int | None:
    """Return the first column at which enough of a box's lines begin, none of which stands beside another."""
    for start in sorted(line.x0 for line in lines):
        near = [line for line in lines if 0 <= line.x0 - start <= SAME * line.height]
        if len(near) >= FEWEST:
            return start
    return None


def _begun(line: InkLine, start: int | None) -> InkLine:
    if start is None or not LEAST * line.height <= line.x0 - start <= MOST * line.height:
        return line
    return replace(line, x0=start)
