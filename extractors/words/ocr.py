"""Lines of ink -> Characters: crops for the engine, its readings settled, boxes in points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import cv2
import numpy as np

from extractors.content import Bools, Characters, no_characters
from extractors.decoding.settle import FIGURE_LIKE, settle, without_edges
from extractors.lattices import without_strokes
from extractors.ports import INK, PAPER, Gray, OcrEngine, Picture
from extractors.words.blank_gaps import without_signs_in_gaps
from extractors.words.figure_sizes import MeasuredLine, doubted, measured
from extractors.words.ink_lines import (
    EDGE,
    InkLine,
    lines_elsewhere,
    lines_in_boxes,
    parted,
    usual_height,
    with_marks,
)
from extractors.words.ink_owners import OUTSIDE, Owners, Rectangle, owned_ink
from extractors.words.line_ends import with_lost_ends
from extractors.words.line_starts import begun_together
from extractors.words.lone_marks import look_again
from extractors.words.lost_strokes import with_lost_strokes
from extractors.words.touching_lines import NOTCH, read_apart
from extractors.words.unseen_marks import without_unseen_marks
from schemas.geometry import Box
from schemas.table import Lattice, LineReading, Reading

#: White around the ink in a crop, as a share of the line's height.
MARGIN = 0.35
#: A line lower than this, in points, is a dash or a dot: it is shown at the size of the text around it.
LOWEST = 5.0
LOW = 0.6
#: Gaps inside a line are narrowed to this many line heights: wide ones hold nothing, and cost as much as text.
WIDEST_GAP = 1.2
#: Ink of figures and capitals is this share of the height of a line of CJK characters.
FIGURE_HEIGHT = 0.75
_BRACKETS = frozenset("()[]")
#: Ink this close to its cell's side, in points, may be what is left of the ruling there.
CLINGS = 2.2
#: And this thin, in points; or, in heights of the cell's highest line, at least so long and at most so high.
THIN = 1.5
LONG, FLAT = 3.0, 0.5
#: An upright stroke is no character if it is so many times as high as the page's lines, and slimmer than this share.
HIGHEST_STROKE, SLIM = 1.6, 0.15
#: Ink that gave no text at all is believed to be blank with this much.
UNREAD = 0.3
#: Figures lower than this, in pixels, are doubted, for their 3s and 8s are a pixel's matter: in a picture with greys,
#: and in one of two tones.
LEGIBLE, LEGIBLE_IN_TWO_TONES = 7, 12
#: A seal or a watermark over this share of a line's box thins its strokes or leaves it others, dust leaves it points.
THINNED = 0.05
#: What a ruling clipped is doubted if it was not read with more.
CLEAR = 0.97


def read_page(
    gray: Gray,
    cells: Sequence[Box],
    tables: Sequence[Box],
    dpi: float,
    engine: OcrEngine,
    two_tones: bool = False,
    intact: Gray | None = None,
) -> Characters:
    """Read the text of a flat, level picture: inside every cell, and outside the tables.

    ``cells`` and ``tables`` are in points. Each printed line becomes one entry, with its box inside its cell and the
    engine's other readings. Rulings have been taken out. ``two_tones`` tells that the picture has been made of black
    and white ones; ``intact`` is 0 where a seal, watermark or dust was: figures there are doubted. Raises EngineFailed.
    """
    inner = [_pixels(box, dpi, gray.shape) for box in cells]
    blocked = [_pixels(box, dpi, gray.shape) for box in tables]
    owners = owned_ink(gray, inner, dpi, pale=not two_tones)
    edge = round(EDGE * dpi / 72)
    lines = [
        with_marks(line, gray, (inner[line.box][0] + edge, inner[line.box][2] - edge))
        for line in _without_bits(lines_in_boxes(owners, inner, dpi), inner, dpi)
    ]
    lines = begun_together(lines)
    lines += [line for line in lines_elsewhere(owners, dpi) if not _within(line, blocked)]
    if not lines:
        return no_characters()
    usual = usual_height([line.height for line in lines], dpi / 72)

    def see(some: Sequence[InkLine]) -> list[LineReading]:
        crops = [line_picture(gray, owners, line, usual, dpi) for line in some]
        return [_seen(found, crop[:, :, 0]) for found, crop in zip(engine.read_lines(crops), crops, strict=True)]

    def _seen(found: LineReading, crop: Gray) -> LineReading:
        found = found if two_tones else without_signs_in_gaps(found, crop)
        return with_lost_strokes(without_unseen_marks(found, crop), crop)

    lines, seen = read_apart(lines, see(lines), lambda line: parted(owners, line, usual, NOTCH), see)
    count = Counter(line.box for line in lines if line.box >= 0)
    seen = [
        look_again(found, gray[line.top : line.bottom, line.x0 : line.x1], usual) if count[line.box] == 1 else found
        for line, found in zip(lines, seen, strict=True)
    ]
    seen = with_lost_ends(lines, seen)
    readings = [_believed(line, found.readings, inner, dpi) for line, found in zip(lines, seen, strict=True)]
    lattices = [
        without_strokes(line.lattice, found[0].text) if line.lattice and found else line.lattice
        for line, found in zip(seen, readings, strict=True)
    ]
    readings = _measured(lines, readings, lattices, blocked)
    legible = LEGIBLE_IN_TWO_TONES if two_tones else LEGIBLE
    readings = [
        doubted(found)
        if found and FIGURE_LIKE.fullmatch(found[0].text) and (line.height < legible or _is_thinned(line, intact))
        else found
        for line, found in zip(lines, readings, strict=True)
    ]
    return _characters(lines, readings, lattices, dpi)


def _is_thinned(line: InkLine, intact: Gray | None) -> bool:
    """Tell whether a seal, a watermark or dust was taken out where a line stands, and perhaps marks of it with that."""
    if intact is None:
        return False
    return float((intact[line.top : line.bottom, line.x0 : line.x1] < INK).mean()) >= THINNED


def _believed(line: InkLine, seen: tuple[Reading, ...], boxes: Sequence[Rectangle], dpi: float) -> tuple[Reading, ...]:
    """Return a line's readings, the one to believe first, by their form and by how the line stands in its cell."""
    readings = without_edges(settle(seen), *_at_edges(line, boxes, round(CLINGS * dpi / 72)))
    if line.box < 0:
        return readings
    readings = readings or (Reading("", UNREAD),)
    return doubted(readings) if readings[0].score < CLEAR and _is_clipped(line, boxes, dpi) else readings


def _measured(
    lines: list[InkLine],
    readings: list[tuple[Reading, ...]],
    lattices: list[Lattice | None],
    tables: Sequence[Rectangle],
) -> list[tuple[Reading, ...]]:
    """Return the readings as the sizes of figures allow them, table by table: each has its own print."""
    result = list(readings)
    for table in tables:
        own = [number for number, line in enumerate(lines) if line.box >= 0 and _within(line, [table])]
        sized = [MeasuredLine(lines[one].width, lines[one].height, readings[one], lattices[one]) for one in own]
        for number, found in zip(own, measured(sized), strict=True):
            result[number] = found
    return result


def _is_clipped(line: InkLine, boxes: Sequence[Rectangle], dpi: float) -> bool:
    """Tell whether a line runs into a side of its cell: with the ruling there a part of it was taken out."""
    x0, top, x1, bottom = boxes[line.box]
    edge = round(EDGE * dpi / 72)
    return line.x0 <= x0 + edge or line.x1 >= x1 - edge or line.top <= top + edge or line.bottom >= bottom - edge


def _without_bits(lines: list[InkLine], boxes: Sequence[Rectangle], dpi: float) -> list[InkLine]:
    """Leave out strokes that are bits of a ruling: along a side of a cell that has other text, or higher than print."""
    if not lines:
        return []
    count = Counter(line.box for line in lines)
    tallest: dict[int, int] = {}
    for line in lines:
        tallest[line.box] = max(line.height, tallest.get(line.box, 0))
    thin, reach = THIN * dpi / 72, round(CLINGS * dpi / 72)
    highest = HIGHEST_STROKE * usual_height([line.height for line in lines], dpi / 72)
    lines = [line for line in lines if line.height <= highest or line.width > SLIM * line.height]
    return [line for line in lines if count[line.box] == 1 or not _is_bit(line, tallest[line.box], boxes, thin, reach)]


def _is_bit(line: InkLine, tallest: int, boxes: Sequence[Rectangle], thin: float, reach: int) -> bool:
    """Tell whether a line is a bit of a ruling; of one printed beside another a row of dots may be left."""
    _, top, _, bottom = boxes[line.box]
    beside = line.width <= thin and any(_at_edges(line, boxes, reach))
    flat = line.height <= thin or (line.height <= FLAT * tallest and line.width >= LONG * tallest)
    along = flat and (line.top <= top + reach or line.bottom >= bottom - reach)
    return beside or along


def _at_edges(line: InkLine, boxes: Sequence[Rectangle], reach: int) -> tuple[bool, bool]:
    """Tell whether a line begins and ends right at the sides of its cell."""
    if line.box < 0:
        return False, False
    x0, _, x1, _ = boxes[line.box]
    return line.x0 <= x0 + reach, line.x1 >= x1 - reach


def line_picture(gray: Gray, owners: Owners, line: InkLine, usual: float, dpi: float) -> Picture:
    """Return the picture of one line with an even margin; no ink of other boxes or lines shows in it.

    A line much lower than the ``usual`` one is a dash or an equals sign: it is shown at the size of the text around it.
    """
    height = max(line.height, round(LOWEST * dpi / 72))
    if height < LOW * usual:
        height = round(usual)
    middle = (line.top + line.bottom) / 2
    margin = max(2, round(MARGIN * height))
    top, bottom = round(middle - height / 2) - margin, round(middle + height / 2) + margin
    left, right = line.x0 - margin, line.x1 + margin
    first, last = max(top, line.ceiling, 0), min(bottom, line.floor, gray.shape[0])
    begin, end = max(left, 0), min(right, gray.shape[1])
    owner = owners[first:last, begin:end]
    foreign = ((owner != line.box) & (owner >= OUTSIDE)).astype(np.uint8)
    inside = gray[first:last, begin:end]
    if foreign.any():
        inside = np.where(cv2.dilate(foreign, np.ones((3, 3), np.uint8)) > 0, np.uint8(PAPER), inside)
    crop = np.full((bottom - top, right - left), PAPER, dtype=np.uint8)
    crop[first - top : last - top, begin - left : end - left] = inside
    picture: Picture = cv2.cvtColor(_narrow_gaps(crop, height), cv2.COLOR_GRAY2BGR)
    return picture


def _within(line: InkLine, boxes: Sequence[Rectangle]) -> bool:
    """Tell whether a line's middle lies in a table: ink between its cells is no text of the page's."""
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _narrow_gaps(crop: Gray, height: int) -> Gray:
    widest = max(4, round(WIDEST_GAP * height))
    if crop.shape[1] < 3 * widest:
        return crop
    blank: Bools = np.asarray((crop >= INK).all(axis=0))
    if not blank.any():
        return crop
    # Position within its run of blank columns, for every column at once.
    index = np.arange(len(blank))
    start = np.maximum.accumulate(np.where(blank, 0, index + 1))
    keep = ~blank | (index - start < widest)
    return crop if keep.all() else np.ascontiguousarray(crop[:, keep])


def _pixels(box: Box, dpi: float, shape: tuple[int, ...]) -> Rectangle:
    unit = dpi / 72
    return (
        max(0, round(box.x0 * unit)),
        max(0, round(box.top * unit)),
        min(shape[1], round(box.x1 * unit)),
        min(shape[0], round(box.bottom * unit)),
    )


def _characters(
    lines: list[InkLine], readings: list[tuple[Reading, ...]], lattices: list[Lattice | None], dpi: float
) -> Characters:
    read = [(line, found) for line, found in zip(lines, readings, strict=True) if found]
    seen = [lattice for lattice, found in zip(lattices, readings, strict=True) if found]
    if not read:
        return no_characters()
    boxes = np.array([_line_box(line, found[0].text, dpi) for line, found in read])
    return Characters(
        text=[found[0].text for _, found in read],
        boxes=boxes,
        spaced=np.zeros(len(read), dtype=bool),
        confidence=np.array([found[0].score for _, found in read]),
        readings={index: found for index, (_, found) in enumerate(read)},
        lattices={index: lattice for index, lattice in enumerate(seen) if lattice is not None},
    )


def _line_box(line: InkLine, text: str, dpi: float) -> tuple[float, float, float, float]:
    """Return the box in points, as high as the line's characters are set rather than as its ink happens to be.

    Brackets are as high as that.
    """
    unit = dpi / 72
    height = line.height / unit
    if text.isascii() and not _BRACKETS.intersection(text):
        height /= FIGURE_HEIGHT
    height = max(height, LOWEST)
    middle = (line.top + line.bottom) / 2 / unit
    return line.x0 / unit, middle - height / 2, line.x1 / unit, middle + height / 2
