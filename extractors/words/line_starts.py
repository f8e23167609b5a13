"""Where lines of one text begin: under each other, also those whose first mark is a comma of a few dots.

What a copy leaves of a comma or a thin bracket is no ink that a line could be trimmed to. But where a cell's lines
begin under each other, one that begins a character later has such a mark in front, and its picture has to show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.words.ink_lines import InkLine
from extractors.words.line_edges import lines_of_texts, usual_edges

#: A line begins at the place of others if it is so near, in line heights.
SAME = 0.3
#: A line that has a mark in front begins by so much later, in line heights: about the breadth of a character.
LEAST, MOST = 0.5, 1.4


def begun_together(lines: Sequence[InkLine]) -> list[InkLine]:
    """Return the lines, with those that begin about a character after the others of their box begun where these do."""
    texts = lines_of_texts(lines).items()
    start = {box: _usual_start([lines[number] for number in numbers]) for box, numbers in texts}
    return [_begun(line, start.get(line.box)) for line in lines]


def _usual_start(lines: Sequence[InkLine]) -> int | None:
    """Return the first column at which enough of a box's lines begin, none of which stands beside another."""
    ordered = sorted(lines, key=lambda line: line.x0)
    same = usual_edges(ordered, lambda first, line: 0 <= line.x0 - first.x0 <= SAME * line.height)
    return same[0].x0 if same else None


def _begun(line: InkLine, start: int | None) -> InkLine:
    if start is None or not LEAST * line.height <= line.x0 - start <= MOST * line.height:
        return line
    return replace(line, x0=start)
