"""The plot of a scanned page: from a picture to the same PageContent that a text layer gives.

Rulings come before words here: the cells tell where lines of text stand, and no line of one cell runs into the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.content import Floats, PageContent, Rulings
from extractors.pages.bend import NEGLIGIBLE, Bend, fit_bend, flatten
from extractors.pages.ink import find_ink
from extractors.pages.level import find_skew
from extractors.pages.turn import find_turn
from extractors.ports import INK, PAPER, Gray, OcrEngine, Picture
from extractors.rulings.combs import with_combs
from extractors.rulings.dashes import draw_dashes
from extractors.rulings.erase import without_rulings
from extractors.rulings.raster import rulings_from, trace_lines
from extractors.rulings.trace import RasterLines
from extractors.words.ocr import read_page
from schemas.geometry import Box

#: Gives the cells of all grids that rulings draw, and the grids' own boxes, both in points.
FindCells = Callable[[Rulings], tuple[Sequence[Box], Sequence[Box]]]
#: Skew below this, in degrees, is left: a turn by less moves no pixel.
LEVEL = 0.03
#: Pixels by which a picture of two tones is softened: recognisers know print with grey edges.
SOFTENED = 0.6


@dataclass(slots=True)
class FlatPage:
    """A page's ink made upright, level and flat, its rulings painted over; ``two_tones``: as it came.

    ``intact`` is 0 where a seal, a watermark or dust was, as in ``Ink``.
    """

    gray: Gray
    dpi: float
    rulings: Rulings
    turned: int
    deskewed: float
    two_tones: bool
    intact: Gray | None = None


def read_scanned_page(
    picture: Picture, dpi: float, number: int, find_cells: FindCells, engine: OcrEngine
) -> PageContent:
    """Read one page from its picture at ``dpi``; boxes are in points on the upright, level page.

    Raises EngineFailed.
    """
    page = flatten_page(picture, dpi, engine)
    cells, tables = find_cells(page.rulings)
    characters = read_page(page.gray, cells, tables, dpi, engine, page.two_tones, page.intact)
    height, width = page.gray.shape
    return PageContent(
        number=number,
        width=width * 72 / dpi,
        height=height * 72 / dpi,
        characters=characters,
        rulings=page.rulings,
        images=[],
        source="ocr" if len(characters) or len(page.rulings.horizontal) else "blank",
        turned=page.turned,
        deskewed=page.deskewed,
    )


def read_drawn_rulings(picture: Picture, dpi: float) -> Rulings:
    """Return the rulings that show in the picture of a level page whose text is known: drawn as images or shading."""
    solid, dashes = draw_dashes(find_ink(picture, dpi).gray, dpi)
    return rulings_from(with_combs(trace_lines(solid, dpi, dashes), dashes, dpi / 72), dpi)


def flatten_page(picture: Picture, dpi: float, engine: OcrEngine) -> FlatPage:
    """Make a page upright, level and flat, and find its rulings; the picture is resampled once."""
    ink = find_ink(picture, dpi)
    gray, intact = ink.gray, ink.intact
    skew = find_skew(gray)
    skew = skew if abs(skew) >= LEVEL else 0.0
    level = _rotated(gray, _rotation(gray.shape, skew)) if skew else gray
    solid, dashes = draw_dashes(level, dpi)
    turned = find_turn(solid, dpi, engine)
    if turned:
        gray, level, solid = (_quarter_turned(picture, turned) for picture in (gray, level, solid))
        intact = None if intact is None else _quarter_turned(intact, turned)
        dashes = dashes.turned(turned)
    lines = with_combs(trace_lines(solid, dpi, dashes), dashes, dpi / 72)
    bend = fit_bend(
        [(line.along, line.across) for line in lines.horizontal],
        [(line.along, line.across) for line in lines.vertical],
        level.shape,
    )
    if bend.largest > NEGLIGIBLE:
        lines = _flattened(lines, bend)
        level = flatten(gray, bend, _rotation(gray.shape, skew))
        intact = None if intact is None else flatten(intact, bend, _rotation(intact.shape, skew))
    elif intact is not None and skew:
        intact = _rotated(intact, _rotation(intact.shape, skew))
    two_tones = _is_in_two_tones(gray)
    flat = without_rulings(level, lines, dpi, stepped=two_tones)
    if two_tones:
        flat = cv2.GaussianBlur(flat, (0, 0), SOFTENED)
    return FlatPage(flat, dpi, rulings_from(lines, dpi), turned, -skew, two_tones, intact)


def _is_in_two_tones(gray: Gray) -> bool:
    """Tell whether a picture has hardly any greys between ink and paper; more of print is lost in one."""
    dark, between = int((gray < 60).sum()), int(((gray >= 60) & (gray < INK)).sum())
    return between < 0.7 * dark


def _rotation(shape: tuple[int, ...], skew: float) -> Floats:
    """Return the 2 x 3 map from the level page's pixels to the askew one's, about the middle."""
    height, width = shape[:2]
    angle = np.radians(skew)
    cosine, sine = np.cos(angle), np.sin(angle)
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return np.hstack((turn, (middle - turn @ middle)[:, None]))


def _rotated(gray: Gray, rotation: Floats) -> Gray:
    turned: Gray = cv2.warpAffine(
        gray,
        rotation,
        (gray.shape[1], gray.shape[0]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(float(PAPER),),
    )
    return turned


def _quarter_turned(gray: Gray, degrees: int) -> Gray:
    return np.ascontiguousarray(np.rot90(gray, -degrees // 90))


def _flattened(lines: RasterLines, bend: Bend) -> RasterLines:
    """Move the traces to where they stand on the flat page."""
    level = [
        replace(
            line,
            along=line.along - bend.dx(line.along, line.across),
            across=line.across - bend.dy(line.along, line.across),
        )
        for line in lines.horizontal
    ]
    upright = [
        replace(
            line,
            along=line.along - bend.dy(line.across, line.along),
            across=line.across - bend.dx(line.across, line.along),
        )
        for line in lines.vertical
    ]
    return RasterLines(level, upright)
