"""``python -m tests.support.scanners IN.pdf OUT.pdf KIND [SEED]``: scan a PDF as other machines do.

What offices have beside a clean flatbed: dust on a sheet feeder's glass, a fax, a copier that dithers, a sheet askew on
black, a photograph of a page on a desk, faint toner, thin paper, two pages on one sheet. Pictures are BGR, uint8.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from extractors.ports import Picture

Random = np.random.Generator
Scan = Callable[[Picture, Random], Picture]
DESK, LID = (50, 60, 70), (22, 22, 22)


def _turned(page: Picture, degrees: float, around: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned: Picture = cv2.warpAffine(page, turn, (width, height), borderValue=around, flags=cv2.INTER_CUBIC)
    return turned


def _sensed(page: Picture, random: Random, blur: float = 0.6, noise: float = 4.0) -> Picture:
    soft = cv2.GaussianBlur(page, (0, 0), blur).astype(np.float32)
    sensed: Picture = (soft + random.normal(0, noise, page.shape[:2])[:, :, None]).clip(0, 255).astype(np.uint8)
    return sensed


def _bent(page: Picture, slant: float, curl: float) -> Picture:
    """Return a page in slight perspective (shares of its width), its lines curved (a share of its height)."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    right, down = x / width - 0.5, y / height - 0.5
    source_x = x + 2 * slant * width * right * down
    source_y = (
        y
        + curl * height * (np.sin(np.pi * (right + 0.5)) - 0.6) * (1 + 0.6 * down)
        + 0.4 * slant * height * (right * down)
    )
    bent: Picture = cv2.remap(
        page, source_x.astype(np.float32), source_y.astype(np.float32), cv2.INTER_CUBIC, borderValue=DESK
    )
    return bent


def dust(page: Picture, random: Random) -> Picture:
    """Streaks down the page from dust on the glass, and specks all over it."""
    found = _sensed(_turned(page, random.uniform(-0.6, 0.6)), random)
    height, width = found.shape[:2]
    for _ in range(int(random.integers(1, 4))):
        x = int(random.uniform(0.1, 0.9) * width)
        found[:, x : x + int(random.integers(1, 3))] = found[:, x : x + 1] * 0.35
    found[random.random((height, width)) < 0.0006] = 30
    for x, y in (random.uniform(0, 1, (60, 2)) * (width, height)).astype(int).tolist():
        cv2.circle(found, (x, y), int(random.integers(1, 3)), (40, 40, 40), -1)
    return found


def border(page: Picture, random: Random) -> Picture:
    """A sheet three to five degrees askew under an open lid."""
    edge = round(0.04 * page.shape[1])
    framed = cv2.copyMakeBorder(page, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    askew = _turned(framed, float(random.choice([-1, 1]) * random.uniform(3, 5)), LID)
    askew[:, : edge // 3] = askew[-edge // 3 :] = LID[0]
    return _sensed(askew, random)


def photograph(page: Picture, random: Random) -> Picture:
    """A photograph of a page on a desk: slanted, curved, and a lamp on one side."""
    desk = cv2.copyMakeBorder(page, 60, 50, 70, 40, cv2.BORDER_CONSTANT, value=DESK)
    bent = _turned(_bent(desk, random.uniform(-0.04, 0.04), random.uniform(-0.006, 0.006)), random.uniform(-1, 1), DESK)
    height, width = bent.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    across, down = random.uniform(0.2, 0.8, 2)
    light = 1 - 0.35 * np.hypot(x / width - across, y / height - down)
    lit = (bent * light[:, :, None] * np.array([0.88, 0.95, 1.0])).clip(0, 255).astype(np.uint8)
    return _sensed(lit, random, 0.7, 5.0)


def curl(page: Picture, random: Random) -> Picture:
    """A page of a bound book: its lines curve, and it is dark along the back."""
    bent = _bent(page, 0.0, float(random.choice([-1, 1]) * random.uniform(0.006, 0.012)))
    shade = 1 - 0.3 * np.exp(-np.linspace(0, 6, bent.shape[1]))
    return _sensed((bent * shade[None, :, None]).astype(np.uint8), random)


def faint(page: Picture, random: Random) -> Picture:
    """Toner that runs out: ink with 38 % of its darkness."""
    turned = _turned(page, random.uniform(-0.8, 0.8)).astype(np.float32)
    return _sensed((255 - 0.38 * (255 - turned)).astype(np.uint8), random, 0.7, 5.0)


def thin_paper(page: Picture, random: Random) -> Picture:
    """Yellow paper through which the back shines."""
    front = _sensed(_turned(page, random.uniform(-0.6, 0.6)), random).astype(np.float32)
    back = cv2.GaussianBlur(np.ascontiguousarray(page[:, ::-1]), (0, 0), 2).astype(np.float32) / 255
    yellow: Picture = (front * (0.86 + 0.14 * back) * np.array([0.78, 0.92, 0.97])).clip(0, 255).astype(np.uint8)
    return yellow


def fax(page: Picture, random: Random) -> Picture:
    """Two tones by what is around each pixel."""
    gray = cv2.cvtColor(_sensed(_turned(page, random.uniform(-1, 1)), random, 0.6, 8.0), cv2.COLOR_BGR2GRAY)
    paper = cv2.GaussianBlur(gray, (0, 0), 17).astype(np.int16)
    return _in_two_tones(gray > paper - 26)


def halftone(page: Picture, random: Random) -> Picture:
    """Two tones, greys drawn in dots."""
    toned = _turned(page, random.uniform(-0.8, 0.8)).astype(np.float32) * 0.93 + 4
    gray = cv2.cvtColor(_sensed(toned.astype(np.uint8), random, 0.1, 3.0), cv2.COLOR_BGR2GRAY)
    return _in_two_tones(np.asarray(Image.fromarray(gray).convert("1")))


def _in_two_tones(light: np.ndarray) -> Picture:
    toned: Picture = cv2.cvtColor(np.where(light, 255, 0).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    return toned


def _sheets(pages: Sequence[Picture]) -> list[Picture]:
    """Put each two pages on one sheet, upright ones beside each other and others one over the other.

    A page has a sheet of its own where the next one is of another shape.
    """
    sheets: list[Picture] = []
    single: Picture | None = None
    for page in pages:
        height, width = page.shape[:2]
        if single is not None and single.shape == page.shape:
            sheets.append(np.concatenate((single, page), axis=1 if height > width else 0))
            single = None
            continue
        sheets += [single] if single is not None else []
        single = page
    return [*sheets, single] if single is not None else sheets


def flatbed(page: Picture, random: Random) -> Picture:
    """A clean scan, a little askew."""
    return _sensed(_turned(page, random.uniform(-0.6, 0.6)), random)


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned, at how many dots an inch, and whether two share a sheet.

    ``quality`` is that of its JPEG; None is a picture of two tones, as faxes are kept.
    """

    scan: Scan
    dpi: int = 200
    quality: int | None = 75
    two_up: bool = False


SCANNERS = {
    "border": Scanner(border),
    "curl": Scanner(curl),
    "dust": Scanner(dust),
    "faint": Scanner(faint),
    "fax": Scanner(fax, quality=None),
    "halftone": Scanner(halftone, dpi=300, quality=None),
    "low": Scanner(flatbed, dpi=150, quality=32),
    "photograph": Scanner(photograph, quality=70),
    "thin_paper": Scanner(thin_paper, quality=70),
    "two_up": Scanner(flatbed, two_up=True),
}


def scan_file(source: Path, target: Path, scanner: Scanner, seed: int) -> None:
    """Write a PDF of pictures of the pages of another."""
    random = np.random.default_rng(seed)
    document = pypdfium2.PdfDocument(source)
    pages = [np.ascontiguousarray(page.render(scale=scanner.dpi / 72).to_numpy()[:, :, :3]) for page in document]
    document.close()
    pictures = []
    for page in _sheets(pages) if scanner.two_up else pages:
        picture = Image.fromarray(cv2.cvtColor(scanner.scan(page, random), cv2.COLOR_BGR2RGB))
        pictures.append(picture if scanner.quality else picture.convert("1"))
    kept = {"quality": scanner.quality} if scanner.quality else {}
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=float(scanner.dpi), **kept)


def main() -> None:
    """Scan one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("kind", choices=sorted(SCANNERS))
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args()
    scan_file(options.source, options.target, SCANNERS[options.kind], options.seed)


if __name__ == "__main__":
    main()
