"""Sums that fail, by the figures in them: a sum may fail for a figure that others doubt as well."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractors.checks.equation import Equation
from extractors.checks.figures import Place


class FailingSums:
    """Knows in which failing equations each figure stands; equations go by their numbers in ``found``."""

    def __init__(self, found: Sequence[Equation]) -> None:
        self._found = found
        self._by_place: dict[Place, set[int]] = {}
        for index, equation in enumerate(found):
            for place in () if equation.holds else equation.places:
                self._by_place.setdefault(place, set()).add(index)

    def of(self, place: Place) -> AbstractSet[int]:
        """Return the failing equations in which a figure stands."""
        return self._by_place.get(place, frozenset())

    def is_excused(self, index: int, own: AbstractSet[int]) -> bool:
        """Tell whether an equation fails and one of its figures stands in another failing one that is not ``own``.

        ``own`` are all equations of the figures that are looked at: these are not that one.
        """
        equation = self._found[index]
        return not equation.holds and any(self.of(place) - own for place in equation.places)
