"""The tools that a run works with: table finders, form definitions, an OCR engine. The one place that picks them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.ports import TableFinder
from schemas.forms.library import FormLibrary, load_library


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the pipeline works with. Build it once a process: definitions are compiled, engines are loaded."""

    finders: tuple[TableFinder, ...]
    library: FormLibrary


@cache
def default_toolbox(definitions: tuple[Path, ...] = ()) -> Toolbox:
    """Return the tools of this installation, with a user's own form definitions if any are given.

    Raises InvalidOption when a definition cannot be used.
    """
    from extractors.tables.finders.ruled import RuledFinder
    from extractors.tables.finders.unruled import UnruledFinder

    return Toolbox(finders=(RuledFinder(), UnruledFinder()), library=load_library(definitions))
