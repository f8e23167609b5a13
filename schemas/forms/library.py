"""The form definitions that are in force: those shipped, and those that a user adds.

A key has one owner: a second definition with the same key is refused, never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from schemas.forms.definition import FormDefinition, SharedHeadings
from schemas.forms.form_texts import PRIOR_HEADINGS, heading_meanings
from schemas.forms.spellings import spellings

DEFINITIONS = Path(__file__).parent / "definitions"
SHARED = DEFINITIONS / "_headings.yaml"
#: libyaml reads the built-in files ten times faster; PyYAML has it unless built without. Not for files of others: their
#: nesting may overflow its stack, which ends the process.
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEFINITION: TypeAdapter[FormDefinition] = TypeAdapter(FormDefinition)


class FormLibrary:
    """Form definitions by key, in the order of registration, and the headings that they share.

    Compared by identity, so that what is compiled from a library can be kept beside it.
    """

    def __init__(self, shared: SharedHeadings) -> None:
        self.shared = shared
        #: Keys of the definitions that are a user's.
        self.own: set[str] = set()
        self._forms: dict[str, FormDefinition] = {}

    def register(self, form: FormDefinition) -> None:
        """Add a definition; raises ValueError when its key already has an owner."""
        if form.key in self._forms:
            raise ValueError(f"form {form.key!r} is already defined as {self._forms[form.key].name!r}")
        self._forms[form.key] = form

    def add_own(self, form: FormDefinition) -> None:
        """Add a user's definition, which is preferred where a shipped one fits a table as well."""
        self.register(form)
        self.own.add(form.key)

    def __getitem__(self, key: str) -> FormDefinition:
        """Return the definition with this key; raises KeyError when there is none."""
        return self._forms[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether a form with this key is defined."""
        return key in self._forms

    def __iter__(self) -> Iterator[FormDefinition]:
        """Go through the definitions in the order of registration."""
        return iter(self._forms.values())

    def __len__(self) -> int:
        """Count the definitions."""
        return len(self._forms)

    def texts(self) -> frozenset[str]:
        """Return the headings and labels that the definitions know, spelt out."""
        shared = self.shared
        patterns = [*shared.figures, *shared.executed, *shared.contexts, *shared.ignored, *shared.items]
        for headings in (shared.leading, shared.measures, shared.indicators, shared.sides):
            patterns += [pattern for alternatives in headings.values() for pattern in alternatives]
        for form in self:
            patterns += [pattern for sign in form.signature for pattern in (*sign.headings, *sign.labels)]
            own = getattr(form, "headings", {})
            patterns += [pattern for alternatives in own.values() for pattern in alternatives]
        return PRIOR_HEADINGS.union(text for pattern in patterns for text in spellings(pattern))

    def titles(self) -> frozenset[str]:
        """Return the forms' titles, spelt out: the shorter ones, of patterns that have many."""
        return frozenset(text for form in self for pattern in form.titles for text in spellings(pattern))

    def has_title(self, text: str) -> bool:
        """Tell whether a normalised text is the title of a form; ``titles`` spells only the shorter ones out."""
        return any(re.fullmatch(pattern, text) for form in self for pattern in form.titles)

    def headings_under(self, title: str, read: Sequence[str] = ()) -> dict[str, str]:
        """Return the headings, with their meanings, of the forms whose title a normalised title ends with.

        Long ones are not all spelt out; those of the texts that were ``read`` which are headings there are added.
        """
        named = [form for form in self if any(re.search(f"(?:{pattern})$", title) for pattern in form.titles)]
        return {text: name for form in named for text, name in heading_meanings(form, self.shared, read).items()}


def load_library(extra: Sequence[Path] = ()) -> FormLibrary:
    """Return the built-in definitions and those of the user's files.

    The built-in ones alone are loaded once; with files a new library is made at each call. Raises ValueError for a key
    with two owners, pydantic's ValidationError (a ValueError) for a file that is no definition, yaml.YAMLError for one
    that is no YAML, OSError for one that cannot be read.
    """
    builtin = _builtin()
    if not extra:
        return builtin
    library = FormLibrary(builtin.shared)
    for form in builtin:
        library.register(form)
    for path in extra:
        library.add_own(read_definition(path))
    return library


@cache
def _builtin() -> FormLibrary:
    shipped = {"shipped": True}
    library = FormLibrary(SharedHeadings.model_validate(_read(SHARED, _FAST_LOADER), context=shipped))
    for path in sorted(DEFINITIONS.glob("[!_]*.yaml")):
        library.register(_DEFINITION.validate_python(_read(path, _FAST_LOADER), context=shipped))
    return library


def parse_definition(text: str) -> FormDefinition:
    """Return the definition that a text holds; errors are those of ``load_library``."""
    return _DEFINITION.validate_python(_load(text))


def read_definition(path: Path) -> FormDefinition:
    """Return the definition in a file; errors are those of ``load_library``."""
    return _DEFINITION.validate_python(_read(path))


def definition_schema() -> dict[str, Any]:
    """Return the JSON Schema of a definition file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Form definition",
        **_DEFINITION.json_schema(),
    }


def _load(source: str | bytes, loader: Any = yaml.SafeLoader) -> Any:
    try:
        return yaml.load(source, Loader=loader)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _read(path: Path, loader: Any = yaml.SafeLoader) -> dict[str, Any]:
    content = _load(path.read_bytes(), loader)
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: a form definition is a mapping of names to values")
    return content
