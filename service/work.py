"""The one door from the service to the extractors' plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import InvalidOption
from schemas.options import ExtractOptions, Limits

if TYPE_CHECKING:
    from extractors.emit import Extraction
    from extractors.toolbox import Toolbox
    from schemas.forms.library import FormLibrary


def extract_file(
    blob: bytes,
    filename: str | None,
    options: ExtractOptions,
    forms: Sequence[Path] = (),
    limits: Limits | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Extraction:
    """Convert one document in this process; raises ExtractionError with the contract's codes."""
    from extractors.pipeline import extract

    tools = tools_with(forms, options.definition)
    return extract(blob, filename=filename, options=options, limits=limits, tools=tools, on_page=on_page)


def tools_with(forms: Sequence[Path], definition: str | None = None) -> Toolbox:
    """Return the tools, built once a process, with one definition more if the caller sends one.

    Raises InvalidOption when a form definition cannot be used.
    """
    import yaml

    from extractors.toolbox import default_toolbox

    try:
        tools = default_toolbox(tuple(forms))
        return tools if definition is None else replace(tools, library=_with_own(tools.library, definition))
    except OSError as error:
        raise InvalidOption(f"form definition: {error.strerror or error}", stage="forms") from error
    except (ValueError, yaml.YAMLError) as error:
        from service.form_files import first_mistake

        first = first_mistake(forms) or str(error).strip().splitlines()[0]
        raise InvalidOption(f"form definition: {first}", stage="forms") from error


def _with_own(library: FormLibrary, definition: str) -> FormLibrary:
    """Return a copy of the library with one definition more, for one document."""
    from schemas.forms.library import FormLibrary, parse_definition

    own = FormLibrary(library.shared)
    for form in library:
        own.register(form)
    own.own.update(library.own)
    own.add_own(parse_definition(definition))
    return own
