"""The tools that a run works with: table finders, form definitions, an OCR engine. The one place that picks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.errors import InvalidOption
from extractors.ports import OcrEngine, TableFinder
from schemas.forms.library import FormLibrary, load_library
from schemas.options import OcrEngineName


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the pipeline works with. Build it once a process: definitions are compiled, engines are loaded."""

    finders: tuple[TableFinder, ...]
    library: FormLibrary
    engine: Callable[[OcrEngineName], OcrEngine]


@cache
def default_toolbox(definitions: tuple[Path, ...] = ()) -> Toolbox:
    """Return the tools of this installation, with a user's own form definitions if any are given.

    Raises InvalidOption when a definition cannot be used.
    """
    from extractors.tables.finders.ruled import RuledFinder
    from extractors.tables.finders.unruled import UnruledFinder

    return Toolbox(finders=(RuledFinder(), UnruledFinder()), library=load_library(definitions), engine=ocr_engine)


@cache
def ocr_engine(name: OcrEngineName) -> OcrEngine:
    """Return an OCR engine of this installation, loaded when it reads its first line.

    Raises InvalidOption when its package is not installed.
    """
    if name == "rapidocr":
        from extractors.words.engines.rapidocr import RapidOcr

        return RapidOcr()
    if name == "tesseract":
        from extractors.words.engines.tesseract import Tesseract

        return Tesseract()
    raise InvalidOption(f"engine: {name} is not installed", stage="words")
