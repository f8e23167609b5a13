from __future__ import annotations

import cv2
import numpy as np

from extractors.pages.ink import find_ink
from extractors.ports import PAPER, Picture

DPI = 150.0


def sealed_page() -> Picture:
    page = np.full((700, 700, 3), 245, np.uint8)
    cv2.putText(page, "1234.56", (300, 360), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    layer = np.full_like(page, 255)
    cv2.circle(layer, (350, 350), 120, (40, 40, 215), 14)
    stamped: Picture = (page.astype(np.float32) * (0.45 + 0.55 * layer.astype(np.float32) / 255)).astype(np.uint8)
    return stamped


def test_a_seal_vanishes_and_the_print_under_it_stays() -> None:
    ink = find_ink(sealed_page(), DPI)
    assert len(ink.seals) == 1
    ring = ink.gray[225:240, 345:355]
    assert ring.min() > 190
    assert ink.gray[330:365, 300:430].min() < 90


def test_where_a_seal_was_it_is_told() -> None:
    intact = find_ink(sealed_page(), DPI).intact
    assert intact is not None
    assert intact[226:234, 345:355].max() == 0
    assert intact[:200].min() == intact[340:360, 300:400].min() == PAPER
    assert find_ink(np.full((300, 300, 3), 245, np.uint8), DPI).intact is None


def test_red_text_is_no_seal() -> None:
    page = np.full((300, 900, 3), 245, np.uint8)
    cv2.putText(page, "RED HEADING", (60, 160), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (40, 40, 215), 3)
    ink = find_ink(page, DPI)
    assert ink.seals == []
    assert ink.gray.min() < 120


def test_shading_is_divided_away() -> None:
    shade = np.full((600, 600, 3), 250, np.float32) * np.linspace(1.0, 0.6, 600)[None, :, None]
    page = shade.astype(np.uint8)
    cv2.putText(page, "77", (520, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (15, 15, 15), 2)
    gray = find_ink(page, DPI).gray
    paper = np.delete(gray, slice(510, 570), axis=1)
    assert paper.min() > 235
    assert gray[:, 510:570].min() < 80


def test_a_watermark_vanishes() -> None:
    page = np.full((600, 600, 3), 240, np.uint8)
    cv2.putText(page, "W", (150, 400), cv2.FONT_HERSHEY_SIMPLEX, 8.0, (200, 200, 200), 16)
    assert find_ink(page, DPI).gray.min() > 235
