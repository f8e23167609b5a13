"""Tesseract through pytesseract: a second engine to choose, for machines that have it and not RapidOCR.

Measured on cells of Chinese budgets it is slower and less exact than the default; it needs the ``tesseract`` program
and its language data. One program is started for each line, and stopped if it takes too long.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from extractors.errors import EngineFailed
from extractors.ports import Picture
from schemas.table import LineReading, Reading

#: Page segmentation mode 7: the picture is one line of text.
_ONE_LINE = "--psm 7"
#: Tesseract reads best when capitals are about this many pixels high; its authors advise 30 to 40 and a white margin.
_HEIGHT = 60
#: A program that needs longer than this for one line, in seconds, is stuck.
_PATIENCE = 20


class Tesseract:
    """Reads lines with the ``tesseract`` program."""

    name = "tesseract"

    def __init__(self, languages: str = "chi_sim+eng") -> None:
        """Choose the language data, as the program names them."""
        self._languages = languages

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        """Return the reading of each picture in the order given; see ``OcrEngine``. Tesseract gives one reading."""
        return [LineReading(self._read(picture)) for picture in pictures]

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        try:
            import pytesseract
        except ImportError as error:
            raise EngineFailed("tesseract is not installed: install the extra 'tesseract'", stage="words") from error
        scale = _HEIGHT / picture.shape[0]
        enlarged = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        try:
            words = pytesseract.image_to_data(
                cv2.cvtColor(enlarged, cv2.COLOR_BGR2RGB),
                lang=self._languages,
                config=_ONE_LINE,
                timeout=_PATIENCE,
                output_type=pytesseract.Output.DICT,
            )
        except (RuntimeError, OSError) as error:  # not found, language data missing, stopped for taking too long
            raise EngineFailed("the tesseract engine failed on a line", stage="words") from error
        read = [(word, float(sure)) for word, sure in zip(words["text"], words["conf"], strict=True) if word.strip()]
        if not read:
            return ()
        text = " ".join(word for word, _ in read)
        return (Reading(text, max(0.0, min(sure for _, sure in read)) / 100),)
