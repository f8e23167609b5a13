"""From a colour picture to dark ink on even white: seals and what is around the sheet taken out, shading divided away.

Pictures are height x width x 3, BGR, uint8; ink pictures are height x width, uint8, paper near 255 and ink near 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.components import find_components
from extractors.content import Bools
from extractors.pages.black_border import find_black_border
from extractors.pages.faded import without_fading
from extractors.pages.halftone import without_halftone
from extractors.pages.specks import find_specks
from extractors.pages.streaks import without_streaks
from extractors.pages.watermark import without_watermark
from extractors.ports import PAPER, Gray, Picture

#: A seal is wider and taller than any line of red text: its smallest side, in points.
SEAL_SIDE = 40.0
#: How far apart pieces of a seal may stand (print over it, dropouts), in points.
SEAL_GAP = 3.0
#: Red ink: the red channel is this much lighter than green and blue.
RED_LEAD = 28
#: Paper is searched in windows of this size, in points: larger than any character, smaller than a shadow.
PAPER_WINDOW = 26.0


@dataclass(slots=True)
class Ink:
    """The ink of a page and the boxes (x, y, width, height in pixels) of the seals that were taken out.

    ``intact`` is 0 where a seal or a watermark was made paper, and what is printed there grew thinner or kept some of
    it, and on all of a page with specks like points; else it is PAPER, and None for a page without any of these.
    """

    gray: Gray
    seals: list[tuple[int, int, int, int]]
    intact: Gray | None = None


def find_ink(picture: Picture, dpi: float) -> Ink:
    """Return the dark ink of a picture on evenly white paper.

    Without seals, streaks, dots of shades, what is around the sheet, watermark and specks; dark on a faint page, too.
    """
    seals: list[tuple[int, int, int, int]] = []
    touched: Bools | None = None
    gray: Gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    red = _red(picture)
    if red is not None:
        seals = _seals(red, dpi)
        for x, y, width, height in seals:
            window = (slice(y, y + height), slice(x, x + width))
            gray[window] = _without_red(picture[window][:, :, 2], red[window])
            touched = np.zeros(gray.shape, dtype=bool) if touched is None else touched
            touched[window] |= _near_red(red[window])
    gray = without_halftone(without_streaks(gray, dpi), dpi)
    border = find_black_border(gray, dpi)
    even = _even_paper(gray, dpi)
    if border is not None:
        even[border] = PAPER
    bare = without_watermark(even, dpi)
    if bare is not even:
        touched = bare != even if touched is None else touched | (bare != even)
    clear = without_fading(bare)
    specks = find_specks(clear, dpi)
    if specks is not None:
        clear = np.where(specks.where, np.uint8(PAPER), clear)
        touched = np.ones(gray.shape, dtype=bool) if specks.like_points else touched
    intact = None if touched is None else np.where(touched, np.uint8(0), np.uint8(PAPER))
    return Ink(clear, seals, intact)


def _near_red(red: Bools) -> Bools:
    """Return the pixels of red ink and those right beside them."""
    near: Bools = cv2.dilate(red.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    return near


def _without_red(channel: Gray, red: Bools) -> Gray:
    """Return the red channel of a seal's place: its ink hardly darkens that, and by as much everywhere; print does."""
    around = channel[~red]
    if not red.any() or len(around) == 0:
        return channel
    paper, ink = float(np.percentile(around, 80)), float(np.percentile(channel[red], 60))
    lifted = np.clip(channel.astype(np.float32) * (paper / max(ink, 1.0)), 0, paper).astype(np.uint8)
    return np.where(_near_red(red), np.maximum(channel, lifted), channel)


def _red(picture: Picture) -> Bools | None:
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA).astype(np.int16)
    lead = small[:, :, 2] - np.maximum(small[:, :, 0], small[:, :, 1])
    if np.count_nonzero(lead > RED_LEAD) < 30:
        return None  # a grey picture: the usual case, and the cheap one
    blue, green, red = (picture[:, :, channel] for channel in range(3))
    mask: Bools = cv2.subtract(red, cv2.max(blue, green)) > RED_LEAD
    return mask


def _seals(red: Bools, dpi: float) -> list[tuple[int, int, int, int]]:
    reach = max(3, round(SEAL_GAP * dpi / 72) | 1)
    joined = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    side = SEAL_SIDE * dpi / 72
    height, width = red.shape
    boxes = []
    for x, y, wide, high in find_components(joined).boxes.tolist():
        if min(wide, high) >= side:
            left, top = max(0, x - reach), max(0, y - reach)
            boxes.append((left, top, min(width, x + wide + reach) - left, min(height, y + high + reach) - top))
    return boxes


def _even_paper(gray: Gray, dpi: float) -> Gray:
    """Divide by the paper's brightness, taken as the local maximum of a small blurred copy."""
    step = max(1, round(dpi / 36))
    small = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    reach = max(3, round(PAPER_WINDOW * dpi / 72 / step) | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (reach, reach), 0)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    even: Gray = cv2.divide(gray, cv2.max(paper, 40), scale=PAPER)
    return even
