"""Lines, tables and pictures -> the regions of a page, in reading order."""

from __future__ import annotations

from extractors.text import join_printed_lines
from schemas.geometry import Box, union
from schemas.page import PageReading, Region, TextLine

#: A picture smaller than this share of the page is an ornament.
_SMALL_PICTURE = 0.01
#: Lines of one paragraph are nearer to each other than this many line heights.
_PITCH = 1.4


def page_regions(reading: PageReading, tables: list[Box]) -> list[Region]:
    """Return the regions of a page from top to bottom; lines of one role that follow each other closely are one.

    ``tables`` are the boxes of the parts of tables that stand on the page.
    """
    area = reading.facts.width * reading.facts.height
    regions = [Region("table", box) for box in tables]
    # A picture that tables lie on is their background, not a figure.
    for picture in reading.pictures:
        covered = any(picture.overlap(box) > 0 for box in tables)
        if picture.width * picture.height > _SMALL_PICTURE * area and not covered:
            regions.append(Region("figure", picture))
    block: list[TextLine] = []
    for line in reading.lines:
        if block and not _same_block(block[-1], line):
            regions.append(_region(block))
            block = []
        block.append(line)
    if block:
        regions.append(_region(block))
    return sorted(regions, key=lambda region: (region.box.top, region.box.x0))


def _same_block(above: TextLine, below: TextLine) -> bool:
    if above.kind != below.kind or above.kind == "caption":
        return False
    gap = below.box.top - above.box.bottom
    return -0.5 * above.size < gap < _PITCH * above.size and abs(above.size - below.size) < 0.3 * above.size


def _region(block: list[TextLine]) -> Region:
    return Region(block[0].kind, union([line.box for line in block]), join_printed_lines([line.text for line in block]))
