"""Pictures of lines with their texts: invented pages, scanned, and cut up as our reader cuts up real ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from benchmarks.small_print.pages import DrawnLine, PageMaker
from benchmarks.small_print.scanner import scan
from extractors.content import Rulings
from extractors.ports import Gray, Picture
from extractors.rulings.snap import snap_rulings
from extractors.scanned import flatten_page
from extractors.tables.grid import find_grids
from extractors.words.ocr import read_page
from schemas.geometry import Box
from schemas.table import LineReading, Reading

RESOLUTIONS = (150, 200, 200, 200, 200, 250, 300)
#: Coarser scans are enlarged to this before they are read, as ``extractors.pages.render`` does.
LEAST_DPI = 200
TWO_TONES = 0.45
#: Height that the model reads; wider lines than this are left out, they only cost time.
HEIGHT, WIDEST = 48, 1104
#: A box this much of a line's height off where the line was drawn holds a part of it, or of its neighbour too.
ASTRAY = 0.45
_FIRST = 0x4E00


def line_pictures(seed: int) -> Iterator[tuple[Gray, str]]:
    """Yield pictures of lines, 48 pixels high, with what is printed in them, without end."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    pages = PageMaker(chance)
    while True:
        dpi, two_tones = chance.choice(RESOLUTIONS), chance.random() < TWO_TONES
        page = pages.draw(dpi < LEAST_DPI, two_tones)
        scanned = scan(page.picture, two_tones, noise)
        larger = max(1.0, LEAST_DPI / dpi)
        if larger > 1:
            method = chance.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
            scanned = cv2.resize(scanned, None, fx=larger, fy=larger, interpolation=method)
        yield from _cut(scanned, dpi * larger, page.lines, larger)


def _cut(scanned: Gray, dpi: float, lines: Sequence[DrawnLine], larger: float) -> Iterator[tuple[Gray, str]]:
    catcher = _Catcher()
    flat = flatten_page(cv2.cvtColor(scanned, cv2.COLOR_GRAY2BGR), dpi, catcher)
    characters = read_page(flat.gray, *_find_cells(flat.rulings), dpi, catcher)
    unit = larger * 72 / dpi
    boxes = np.array([(line.x0, line.top, line.x1, line.bottom) for line in lines]).reshape(-1, 4) * unit
    for mark, (x0, top, x1, bottom) in zip(characters.text, characters.boxes, strict=True):
        number = ord(mark) - _FIRST
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        around = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
        if around.sum() != 1 or not 0 <= number < len(catcher.pictures):
            continue
        drawn = int(around.argmax())
        near = max(1.6, ASTRAY * (boxes[drawn, 3] - boxes[drawn, 1]))
        if abs(x0 - boxes[drawn, 0]) > near or abs(x1 - boxes[drawn, 2]) > near:
            continue
        picture = catcher.pictures[number]
        width = max(8, round(picture.shape[1] * HEIGHT / picture.shape[0]))
        if width <= WIDEST:
            method = cv2.INTER_AREA if picture.shape[0] > HEIGHT * 1.5 else cv2.INTER_LINEAR
            yield cv2.resize(picture, (width, HEIGHT), interpolation=method), lines[drawn].text


def _find_cells(rulings: Rulings) -> tuple[list[Box], list[Box]]:
    grids = find_grids(snap_rulings(rulings))
    return [grid.box_of(span) for grid in grids for span in grid.spans], [grid.box for grid in grids]


class _Catcher:
    """Stands in for an engine: keeps the pictures, and reads each as one character that tells its number."""

    name = "catcher"

    def __init__(self) -> None:
        self.pictures: list[Gray] = []

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        self.pictures = [picture[:, :, 0] for picture in pictures]
        return [LineReading((Reading(chr(_FIRST + number), 0.99),)) for number in range(len(pictures))]
