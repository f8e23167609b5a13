"""Scanners and copiers of all kinds: askew, unevenly lit, out of focus, noisy, in two tones, as JPEG."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ports import Gray


def scan(picture: NDArray[np.float32], two_tones: bool, chance: np.random.Generator) -> Gray:
    """Return a scan of a page (greys, height x width) by a machine chosen at random; the size stays."""
    height, width = picture.shape
    if chance.random() < 0.8:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-2.2, 2.2), 1.0)
        picture = cv2.warpAffine(picture, turn, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)
    shade = chance.uniform(0, 0.2)
    across = np.linspace(0, shade * chance.uniform(-1, 1), width)[None, :]
    down = np.linspace(0, shade * chance.uniform(-1, 1), height)[:, None]
    lit = picture * (1 - np.abs(across + down))
    blurred = cv2.GaussianBlur(lit, (0, 0), chance.uniform(0.3, 1.0))
    noisy = blurred + chance.normal(0, chance.uniform(0, 11), picture.shape)
    if not two_tones and chance.random() < 0.3:
        noisy = 255 * (np.clip(noisy, 0, 255) / 255) ** chance.uniform(0.7, 1.6)
    if two_tones:
        noisy = np.where(noisy > chance.uniform(140, 190), 255, 0)
    scanned: Gray = noisy.clip(0, 255).astype(np.uint8)
    if chance.random() < 0.9:
        packed = cv2.imencode(".jpg", scanned, [cv2.IMWRITE_JPEG_QUALITY, int(chance.uniform(50, 92))])[1]
        scanned = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return scanned
