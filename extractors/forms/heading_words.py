"""The patterns of a form library, compiled once, and what a heading means by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from extractors.forms.wording import LONGEST_HEADING
from schemas.forms.definition import SharedHeadings

#: Bound on remembered headings: documents repeat few, a long-running process sees endlessly many.
_MOST_REMEMBERED = 4096
_HAN = re.compile(r"[\u3400-\u9fff]")


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern for several alternatives."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


class Words:
    """Names and the headings that mean them; one heading may mean several names."""

    def __init__(self, headings: Mapping[str, Sequence[str]]) -> None:
        self._patterns = [(name, any_of(patterns)) for name, patterns in headings.items()]
        self._known: dict[str, tuple[str, ...]] = {}

    def meanings(self, heading: str) -> tuple[str, ...]:
        """Return the names that a cleaned heading means, in the order of the definition; () when it is unknown."""
        known = self._known.get(heading)
        if known is None:
            known = ()
            if len(heading) <= LONGEST_HEADING:
                known = tuple(name for name, pattern in self._patterns if pattern.fullmatch(heading))
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[heading] = known
        return known

    @cached_property
    def letters(self) -> frozenset[str]:
        """The Chinese characters that the patterns spell out."""
        return frozenset(letter for _, pattern in self._patterns for letter in _HAN.findall(pattern.pattern))

    def means(self, heading: str, names: Iterable[str]) -> str | None:
        """Return the first of the names that the heading means, or None."""
        meanings = self.meanings(heading)
        return next((name for name in names if name in meanings), None) if meanings else None


class SharedWords:
    """The words that all forms share (``_headings.yaml``)."""

    def __init__(self, shared: SharedHeadings) -> None:
        self.keys = shared.keys
        self.types = shared.types
        self.not_in_prefix = re.compile(shared.not_in_prefix)
        self.prefix_end = re.compile(f".*{shared.prefix_end}", re.DOTALL)
        self.unsigned = re.compile(shared.unsigned)
        self._shared = shared

    @cached_property
    def roles(self) -> Words:
        """Whether a heading says ``figures``, ``executed``, ``contexts`` or ``ignored``."""
        roles = ("figures", "executed", "contexts", "ignored")
        return Words({role: getattr(self._shared, role) for role in roles})

    @cached_property
    def leading(self) -> Words:
        """Headings of the leading columns."""
        return Words(self._shared.leading)

    @cached_property
    def measures(self) -> Words:
        """Headings of the columns of figures."""
        return Words(self._shared.measures)

    @cached_property
    def indicators(self) -> Words:
        """Headings of performance indicators."""
        return Words(self._shared.indicators)

    @cached_property
    def sides(self) -> Words:
        """Headings of the blocks of a two-sided form, and of their label columns (``items``)."""
        sides: dict[str, list[str]] = {str(side): patterns for side, patterns in self._shared.sides.items()}
        return Words({**sides, "items": self._shared.items})

    def is_ignored(self, heading: str) -> bool:
        """Tell whether what stands under a cleaned heading is nothing that any form has."""
        return "ignored" in self.roles.meanings(heading)

    def meaning(self, heading: str) -> tuple[str, ...]:
        """Return all that a cleaned heading means in any form, () when it means nothing."""
        groups = (self.roles, self.leading, self.measures, self.sides, self.indicators)
        return tuple(name for words in groups for name in words.meanings(heading))

    def patterns(self) -> Iterator[str]:
        """Go through the patterns of all shared headings."""
        shared = self._shared
        for words in (shared.leading, shared.measures, shared.indicators, shared.sides):
            for patterns in words.values():
                yield from patterns
        for patterns in (shared.figures, shared.executed, shared.contexts, shared.ignored, shared.items):
            yield from patterns
