"""Running headers and footers: the same line at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractors.captions import is_caption
from extractors.slips import is_misread
from extractors.text import normalise
from schemas.page import PageReading, TextLine

#: On so many pages, and so large a share of them, a line must come again to be a running one.
_FEWEST_PAGES = 3
_SHARE = 0.3
_MARGIN = 0.12
#: A line stands at the same place from page to page to within this, in points: its ink decides where it is read.
_SAME_PLACE = 6.0
#: A line read with less may be a running one that was misread.
_DOUBTED = 0.9
#: Nothing but figures and marks, of a scan with a dash read as 一: a page number, whatever its marks were read as.
_NUMBER_ALONE = re.compile(r"(?:\W|[_一])*(?:#(?:\W|[_一])*)+")


def mark_running_lines(readings: Sequence[PageReading]) -> None:
    """Mark headers and footers over the whole document; numbers in them may differ from page to page.

    On a scan one may be misread here and there: a line in the same place that is nearly the same.
    """
    height = {reading.facts.number: reading.facts.height for reading in readings}
    alike: dict[tuple[str, bool], list[TextLine]] = defaultdict(list)
    for line in (line for reading in readings for line in reading.lines):
        if _in_margin(line, height[line.page]):
            alike[_wording(line), _is_at_head(line, height[line.page])].append(line)
    needed = max(_FEWEST_PAGES, _SHARE * len(readings))
    running: list[_Running] = []
    for (wording, at_head), lines in alike.items():
        places = np.array([_from_edge(line, height[line.page]) for line in lines])
        for line, place in zip(lines, places, strict=True):
            near = np.flatnonzero(np.abs(places - place) <= _SAME_PLACE)
            if len({lines[number].page for number in near}) >= needed:
                running.append(_Running(wording, at_head, float(place)))
                line.kind = "header" if at_head else "footer"
    distinct = list(dict.fromkeys(running))
    for (wording, at_head), lines in alike.items():
        for line in lines:
            if line.confidence < _DOUBTED and any(
                one.is_misread(wording, at_head, _from_edge(line, height[line.page])) for one in distinct
            ):
                line.kind = "header" if at_head else "footer"


class _Running(NamedTuple):
    """A running line: its wording, and how far from which edge of the page it stands, in points."""

    wording: str
    at_head: bool
    place: float

    def is_misread(self, wording: str, at_head: bool, place: float) -> bool:
        """Tell whether a line of a scan at the same place may be this one."""
        return at_head == self.at_head and abs(place - self.place) <= _SAME_PLACE and is_misread(wording, self.wording)


def _in_margin(line: TextLine, height: float) -> bool:
    in_margin = line.box.bottom < height * _MARGIN or line.box.top > height * (1 - _MARGIN)
    return in_margin and line.kind in ("text", "header", "footer") and not is_caption(line.text)


def _is_at_head(line: TextLine, height: float) -> bool:
    return line.box.top < height / 2


def _from_edge(line: TextLine, height: float) -> float:
    """Return how far a line's middle is from the page's nearer edge: pages may lie upright and across."""
    middle = (line.box.top + line.box.bottom) / 2
    return min(middle, height - middle)


def _wording(line: TextLine) -> str:
    text = re.sub(r"\d+", "#", normalise(line.text))
    return "#" if _NUMBER_ALONE.fullmatch(text) else text
