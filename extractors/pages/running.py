"""Running headers and footers: the same line at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
#: In a document of so few pages two are enough, nearer to the edge than captions stand; figures alone may be a sum's.
_SHORT, _FEWEST_OF_SHORT, _EDGE = 4, 2, 0.06
#: A title on top of so many different ones is the document's, and heads its pages.
_FEWEST_UNDER_HEADING = 2
#: A line stands at the same place from page to page to within this, in points: its ink decides where it is read.
_SAME_PLACE = 6.0
#: A line read with less may be a running one that was misread; one read with less than the second, what is left of one.
_DOUBTED, _GARBLED = 0.9, 0.5
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
    running = set(_running_lines(readings, alike, height))
    known = {one.as_placed for one in running}
    for (wording, at_head), lines in alike.items():
        for line in lines:
            own = _Running(wording, at_head, _from_edge(line, height[line.page]), line.box.x0, line.box.x1)
            may_be = line.kind != "title" and line.confidence < _DOUBTED
            garbled = may_be and line.confidence < _GARBLED
            if own.as_placed in known or (
                may_be and any(one.is_misread(own) or (garbled and one.is_left(own)) for one in running)
            ):
                line.kind = "header" if at_head else "footer"


def _running_lines(
    readings: Sequence[PageReading], alike: Mapping[tuple[str, bool], Sequence[TextLine]], height: Mapping[int, float]
) -> Iterator[_Running]:
    """Yield what stands alike at one place on so many pages."""
    titles = _titles_by_page(readings)
    needed = max(_FEWEST_PAGES, _SHARE * len(readings))
    for (wording, at_head), lines in alike.items():
        if any(line.kind == "title" for line in lines) and not _heads_others(wording, lines, titles):
            continue
        places = np.array([_from_edge(line, height[line.page]) for line in lines])
        for line, place in zip(lines, places.tolist(), strict=True):
            near = np.flatnonzero(np.abs(places - place) <= _SAME_PLACE)
            at_edge = len(readings) <= _SHORT and wording != "#" and place < _EDGE * height[line.page]
            if len({lines[number].page for number in near.tolist()}) >= (_FEWEST_OF_SHORT if at_edge else needed):
                yield _Running(wording, at_head, place, line.box.x0, line.box.x1)


class _Running(NamedTuple):
    """A running line: its wording, how far from which edge of the page it stands, and where it begins and ends.

    In points.
    """

    wording: str
    at_head: bool
    place: float
    left: float
    right: float

    @property
    def as_placed(self) -> tuple[str, bool, float]:
        """What is the same on page after page: its end is not, where it holds a number."""
        return self[:3]

    def is_misread(self, other: _Running) -> bool:
        """Tell whether a line of a scan at the same place may be this one."""
        return self._is_at(other) and is_misread(other.wording, self.wording)

    def is_left(self, other: _Running) -> bool:
        """Tell whether what cannot be read may be what a scanner's edge left of this one: it ends or begins with it."""
        begins, ends = (other.left - self.left, self.right - other.right)
        inside = min(begins, ends) >= -_SAME_PLACE
        return self._is_at(other) and inside and min(begins, ends) <= _SAME_PLACE

    def _is_at(self, other: _Running) -> bool:
        return other.at_head == self.at_head and abs(other.place - self.place) <= _SAME_PLACE


def _titles_by_page(readings: Sequence[PageReading]) -> dict[int, set[str]]:
    return {
        reading.facts.number: {_wording(line) for line in reading.lines if line.kind == "title"} for reading in readings
    }


def _heads_others(wording: str, lines: Sequence[TextLine], titles: dict[int, set[str]]) -> bool:
    """Tell whether different titles stand on the pages of one: it is the document's, printed on each page.

    A form's own title on the pages that it goes on to has none beside it.
    """
    return len({title for line in lines for title in titles[line.page]} - {wording}) >= _FEWEST_UNDER_HEADING


def _in_margin(line: TextLine, height: float) -> bool:
    in_margin = line.box.bottom < height * _MARGIN or line.box.top > height * (1 - _MARGIN)
    return in_margin and line.kind in ("text", "title", "header", "footer") and not is_caption(line.text)


def _is_at_head(line: TextLine, height: float) -> bool:
    return line.box.top < height / 2


def _from_edge(line: TextLine, height: float) -> float:
    """Return how far a line's middle is from the page's nearer edge: pages may lie upright and across."""
    middle = (line.box.top + line.box.bottom) / 2
    return min(middle, height - middle)


def _wording(line: TextLine) -> str:
    text = re.sub(r"\d+", "#", normalise(line.text))
    return "#" if _NUMBER_ALONE.fullmatch(text) else text
