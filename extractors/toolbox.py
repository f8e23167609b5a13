"""The tools that a run works with: table finders, form definitions, an OCR engine. The one place that picks them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.errors import InvalidOption
from extractors.ports import OcrEngine, TableFinder
from schemas.forms.library import FormLibrary, load_library
from schemas.options import OcrEngineName

#: More scanned pages at a time than this wait for each other: a good third of the work is Python's.
_MOST_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the pipeline works with. Build it once a process: definitions are compiled, engines are loaded.

    ``pages_at_once`` scanned pages are read at a time, each in a thread of its own.
    """

    finders: tuple[TableFinder, ...]
    library: FormLibrary
    engine: Callable[[OcrEngineName], OcrEngine]
    pages_at_once: int = 1


@cache
def default_toolbox(definitions: tuple[Path, ...] = ()) -> Toolbox:
    """Return the tools of this installation, with a user's own form definitions if any are given.

    Raises InvalidOption when a definition cannot be used.
    """
    from extractors.tables.finders.ruled import RuledFinder
    from extractors.tables.finders.unruled import UnruledFinder

    finders, library = (RuledFinder(), UnruledFinder()), load_library(definitions)
    return Toolbox(finders, library, ocr_engine, min(_MOST_AT_ONCE, _cores()))


@cache
def ocr_engine(name: OcrEngineName) -> OcrEngine:
    """Return an OCR engine of this installation, loaded when it reads its first line; pages read at a time share it.

    Raises InvalidOption when its package is not installed.
    """
    if name == "rapidocr":
        from extractors.words.engines.rapidocr import RapidOcr

        return RapidOcr(max(1, _cores() // _MOST_AT_ONCE))
    if name == "tesseract":
        from extractors.words.engines.tesseract import Tesseract

        return Tesseract()
    raise InvalidOption(f"engine: {name} is not installed", stage="words")


def _cores() -> int:
    """Return how many cores this process may run on."""
    return len(os.sched_getaffinity(0))
