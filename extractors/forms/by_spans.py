"""Columns whose headings could not be read, by the spans of the headings above them.

A form with groups of measures has a heading over each group: one over ten columns, in it one, three, three and three.
Where the spans of a scan's headings are just those of the form's measures, in their order, a heading is known that was
read, and so is the one beside those of equal spans that were all read; what was read for one may stand for all groups
that have it. Enough has to be read for that, hardly any of it somewhere else, and the figures have to add up (see
``adds_up``). The figures are doubted as the headings are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.forms.leading import UNREAD
from extractors.forms.view import Column, TableView, distinct
from schemas.table import Cell

#: The share of the headings that has to be read in its place, and how many of them may be read elsewhere for each.
READ, ASTRAY = 0.33, 0.1

#: Names what a heading's text may mean in a form.
Meanings = Callable[[str], Collection[str]]
#: The names of a measure that are left below those of the headings above.
Names = tuple[str, ...]
#: The spans below a heading, None for a single column.
Shape = tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading's place in the form: the name that it has there, those beside it and those of equal spans."""

    name: str
    beside: frozenset[str]
    alike: frozenset[str]
    cells: tuple[Cell, ...]


def names_by_spans(
    view: TableView, columns: Sequence[Column], measures: Sequence[str], meanings: Meanings
) -> list[str] | None:
    """Return the measures of all columns of figures, from left to right; None where the headings do not tell them.

    ``measures`` are the form's in the order in which it prints them.
    """
    if len(columns) != len(measures) or any(column.first != column.last for column in columns):
        return None
    chains = [distinct([row[column.first] for row in view.slots[: view.height]]) for column in columns]
    places = _places(chains, [tuple(measure.split(".")) for measure in measures])
    if places is None or all(len(place.alike) == len(place.beside) for place in places):
        return None  # no groups, so no spans to go by
    return list(measures) if _are_read(places, view, meanings) else None


def _places(chains: Sequence[list[Cell]], measures: Sequence[Names]) -> list[_Place] | None:
    """Return the places of all headings over some columns; None where their spans are not those of the measures."""
    groups = [(name, [names[1:] for names in group]) for name, group in groupby(measures, key=lambda names: names[0])]
    if len(groups) > 1 and len({id(chain[0]) for chain in chains if chain}) == 1 and all(chains):
        return _places([chain[1:] for chain in chains], measures)  # a heading over all of them
    heads = _spans(chains)
    if [len(head) for head in heads] != [len(group) for _, group in groups]:
        return None
    shapes = {name: _shape(group) for name, group in groups}
    found: list[_Place] = []
    for (name, group), head in zip(groups, heads, strict=True):
        single = len(group) == 1
        alike = frozenset(other for other, shape in shapes.items() if shape == shapes[name])
        cells = head[0] if single else head[0][:1]
        found.append(_Place(name, frozenset(shapes), alike, tuple(cells)))
        below = [] if single else _places([chain[1:] for chain in head], group)
        if below is None:
            return None
        found += below
    return found


def _spans(chains: Sequence[list[Cell]]) -> list[list[list[Cell]]]:
    """Part columns, given the headings over each, by the highest of these."""
    keyed = [(id(chain[0]) if chain else -1 - place, chain) for place, chain in enumerate(chains)]
    return [[chain for _, chain in group] for _, group in groupby(keyed, key=lambda each: each[0])]


def _shape(measures: Sequence[Names]) -> Shape:
    if len(measures) == 1:
        return None
    groups = groupby(measures, key=lambda names: names[0])
    return tuple(_shape([names[1:] for names in group]) for _, group in groups)


def _are_read(places: Sequence[_Place], view: TableView, meanings: Meanings) -> bool:
    """Tell whether enough of the headings are read in their places, and hardly any out of them."""
    known, astray, in_place = set[str](), 0, 0
    for place in places:
        said = {name for cell in place.cells for name in _said(cell, view, meanings)} & place.beside
        if place.name in said:
            known.add(place.name)
            in_place += 1
        elif said:
            astray += 1
    told = all(len(place.alike - known) <= 1 for place in places)
    return told and in_place >= READ * len(places) and astray <= ASTRAY * in_place


def _said(cell: Cell, view: TableView, meanings: Meanings) -> Iterator[str]:
    """Yield what a heading that is believed may mean."""
    if cell.text and (cell.source != "ocr" or cell.confidence >= UNREAD):
        yield from meanings(view.heading(cell))
