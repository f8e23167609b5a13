"""The fonts that documents are drawn with: Debian's TrueType ideographs, paired with a Latin face for figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FILES: dict[str, tuple[str, int]] = {
    "zenhei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "microhei": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    "uming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "ukai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "dejavu": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0),
}
IDEOGRAPHS = ("zenhei", "microhei", "uming", "ukai")
LATIN = ("", "Helvetica", "Times-Roman", "Courier", "dejavu")


def available() -> list[str]:
    """Return the ideographic fonts that this machine has; tests skip without any."""
    return [name for name in IDEOGRAPHS if Path(FILES[name][0]).exists()]


@cache
def registered(name: str) -> str:
    """Return the name under which the drawing library knows the font, loading it when first asked."""
    if name in FILES:
        path, index = FILES[name]
        pdfmetrics.registerFont(TTFont(name, path, subfontIndex=index))
    return name


@dataclass(frozen=True)
class Face:
    """An ideographic font, the one for ASCII letters and figures ("" for the same), and ems of air after a letter."""

    ideographs: str
    latin: str = ""
    spacing: float = 0.0

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """Split a text into (font, piece) by script."""
        if not self.latin:
            return [(registered(self.ideographs), text)]
        found: list[tuple[str, str]] = []
        for character in text:
            font = self._font(character)
            if found and found[-1][0] == font:
                found[-1] = (font, found[-1][1] + character)
            else:
                found.append((font, character))
        return found

    def width(self, text: str, size: float) -> float:
        """Measure a text in points; ``spacing`` is in ems here, so that small type is not torn apart."""
        return sum(_advance(self._font(character), character) + self.spacing for character in text) * size

    def _font(self, character: str) -> str:
        latin = self.latin and character.isascii() and character != " "
        return registered(self.latin if latin else self.ideographs)


@cache
def _advance(font: str, character: str) -> float:
    return float(pdfmetrics.stringWidth(character, font, 1000)) / 1000
