"""The canonical forms as people ask for them: a list, and one definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.forms.library import load_library


class UnknownForm(KeyError):
    """No form has this key."""


@dataclass(frozen=True, slots=True)
class FormSummary:
    """A form's key and its usual title."""

    form: str
    title: str


def summaries(extra: Sequence[Path] = ()) -> list[FormSummary]:
    """Return every form that is defined, those of the user's files last."""
    return [FormSummary(each.key, each.name) for each in load_library(extra)]


def definition(form: str, extra: Sequence[Path] = ()) -> dict[str, Any]:
    """Return one form's definition as JSON values; raises UnknownForm."""
    library = load_library(extra)
    if form not in library:
        raise UnknownForm(form)
    return library[form].model_dump(mode="json", exclude_unset=True)
