"""Heading paths to measures: every heading of a path must be understood, or its column stays unmapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from extractors.forms.heading_words import SharedWords, Words
from extractors.forms.periods import Period, split_period
from extractors.forms.titles import match_title
from extractors.forms.view import Column
from schemas.forms.definition import AmountRows, TwoSided

_CHANGES = ("change", "change_percent")
SUMS = ("小计", "合计", "总计", "总额")


@dataclass
class Resolved:
    """Which column holds which measure; ``unmapped`` and ``twice`` hold the columns that have none."""

    columns: dict[str, Column] = field(default_factory=dict)
    unmapped: list[Column] = field(default_factory=list)
    twice: list[tuple[str, Column]] = field(default_factory=list)
    unknown_banners: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Path:
    """What the headings over one column say, read from top to bottom."""

    parts: list[str] = field(default_factory=list)
    period: Period = "own"
    said: str = ""
    figure: bool = False
    topic: bool = False
    unknown: list[int] = field(default_factory=list)


class MeasureWords:
    """What headings mean in one form."""

    def __init__(self, form: AmountRows | TwoSided, shared: SharedWords, title: re.Pattern[str]) -> None:
        self._own = Words(form.headings)
        self._shared = shared
        self._title = title
        self._measures = frozenset(form.measures) | frozenset(_CHANGES)
        self._droppable = frozenset(form.droppable)
        self._grouping = frozenset(form.grouping)
        self._parts = frozenset(_components(self._measures))
        self._usable = self._parts | self._droppable | self._grouping

    def resolve(self, columns: Sequence[Column], year: int | None, sides: Words | None = None) -> Resolved:
        """Return the measure of each column of figures; ``sides`` are headings of blocks that say nothing here.

        The only column is the total, whatever its heading, in a form that has one.
        """
        resolved = Resolved()
        if len(columns) == 1 and "total" in self._measures:
            resolved.columns["total"] = columns[0]
            return resolved
        paths = [self._read(column, year, sides) for column in columns]
        banners = _banners(columns)
        named: list[tuple[Period, str, int, Column]] = []
        for column, path in zip(columns, paths, strict=True):
            unknown = [position for position in path.unknown if id(column.heads[position]) not in banners]
            found = None if unknown else self._measure(path)
            if found is None:
                resolved.unmapped.append(column)
            else:
                cost = 10 * (found[1] + len(path.unknown)) + len(column.path)
                named.append((path.period, found[0], cost, column))
                resolved.unknown_banners += [column.path[position] for position in path.unknown]
        resolved.unknown_banners = list(dict.fromkeys(resolved.unknown_banners))
        _settle(resolved, named)
        return resolved

    def understands(self, column: Column, year: int | None) -> bool:
        """Tell whether the headings of a column name a measure of this form."""
        path = self._read(column, year, None)
        return not path.unknown and self._measure(path) is not None

    def meanings(self, heading: str) -> frozenset[str]:
        """Return the names of measures, and of their parts, that a heading may mean: total and subtotal, if a sum."""
        named = {*self._own.meanings(heading), *self._shared.measures.meanings(heading)} & self._parts
        sums = {"total", "subtotal"} if heading.endswith(SUMS) else set[str]()
        return frozenset(named | sums)

    def means_with_a_letter_more(self, column: Column, measure: str, year: int | None) -> bool:
        """Tell whether the headings of a column would name a measure if the lowest had another letter at an end."""
        if not column.path:
            return False
        *above, lowest = column.path
        for letter in self._own.letters | self._shared.measures.letters:
            for whole in (lowest + letter, letter + lowest):
                path = self._read(replace(column, path=(*above, whole)), year, None)
                found = None if path.unknown else self._measure(path)
                if found is not None and found[0] == measure:
                    return True
        return False

    def _read(self, column: Column, year: int | None, sides: Words | None) -> _Path:
        path = _Path()
        for position, heading in enumerate(column.path):
            is_leaf = position == len(column.path) - 1
            if not (sides and not is_leaf and sides.meanings(heading)) and not self._say(path, heading, year):
                path.unknown.append(position)
        return path

    def _say(self, path: _Path, heading: str, year: int | None) -> bool:
        """Add what a heading says to its path; False when it is unknown here."""
        name = self._name(heading)
        if name:
            return _append(path, name, heading)
        roles = self._shared.roles.meanings(heading)
        if "figures" in roles and path.parts[-1:] == ["change_percent"] and not heading.endswith(SUMS):
            return False  # 增减比例 over 金额 and 比例: an amount is no percentage
        if "figures" in roles or "contexts" in roles:
            path.figure |= "figures" in roles
            return True
        if match_title(heading + "表", self._title, self._shared):
            path.topic = True
            return True
        return self._say_period(path, heading, year)

    def _say_period(self, path: _Path, heading: str, year: int | None) -> bool:
        split = split_period(heading, year)
        if split is None or split[0] == "later":
            return False
        period, rest = split
        if period != "own":
            path.period = period
        if not rest or (period == "prior" and "executed" in self._shared.roles.meanings(rest)):
            path.figure = True
            return True
        before = len(path.parts)
        known = self._say(path, rest, None) if split_period(rest, None) is None else False
        path.figure |= known and len(path.parts) == before
        return known

    def _name(self, heading: str) -> str | None:
        """Return what a heading names here: a part of a measure rather than something that may be dropped."""
        named = [*self._own.meanings(heading), *self._shared.measures.meanings(heading)]
        usable = [name for name in named if name in self._usable]
        return next((name for name in usable if name in self._parts), usable[0] if usable else None)

    def _measure(self, path: _Path) -> tuple[str, int] | None:
        """Return the measure that a path names and how many of its parts had to be dropped, or None."""
        if path.period == "comparison" and not path.parts and path.figure:
            return "change", 0
        for parts in self._readings(path.parts):
            dropped = len(path.parts) - len(parts)
            if not parts:
                empty = path.figure or path.topic or any(part in self._droppable for part in path.parts)
                return ("total", dropped) if empty and "total" in self._measures else None
            name = ".".join(parts)
            for candidate in (name, f"{name}.subtotal", f"{name}.total"):
                if candidate in self._measures:
                    fits = path.period != "comparison" or candidate in _CHANGES
                    return (candidate, dropped) if fits else None
        return None

    def _readings(self, parts: list[str]) -> Iterator[list[str]]:
        """Yield the path's parts, then with less and less of what may be dropped; a group never stands for the form."""
        yield parts
        ungrouped = [part for part in parts[:-1] if part not in self._grouping] + parts[-1:]
        if ungrouped != parts:
            yield ungrouped
        untopical = [part for part in ungrouped[:-1] if part not in self._droppable] + ungrouped[-1:]
        if untopical != ungrouped:
            yield untopical
        if untopical and untopical[-1] in self._droppable:
            yield untopical[:-1]


def _append(path: _Path, name: str, heading: str) -> bool:
    """Add a name below those of the headings above it; False when it only narrows the one above.

    经费拨款 under 一般公共预算拨款 means the same by its words but is a part of it.
    """
    above = path.parts[-1] if path.parts else None
    if above == name and name not in _CHANGES:
        return heading == path.said or heading.endswith(SUMS)
    if above is not None and (name.startswith(above + ".") or {above, name} <= set(_CHANGES)):
        path.parts.pop()
    path.parts.append(name)
    path.said = heading
    return True


def _components(measures: frozenset[str]) -> Iterator[str]:
    for measure in measures:
        names = measure.split(".")
        yield from names
        yield from accumulate(names, lambda head, tail: f"{head}.{tail}")


def _banners(columns: Sequence[Column]) -> frozenset[int]:
    """Return the heading cells that stand over all the columns: they cannot tell one from another."""
    common = {id(cell) for cell in columns[0].heads}
    for column in columns[1:]:
        common &= {id(cell) for cell in column.heads}
    return frozenset(common)


def _settle(resolved: Resolved, named: list[tuple[Period, str, int, Column]]) -> None:
    """Give each measure one column: the one whose headings say it most directly, of equal ones the first.

    ``named`` has period, measure, cost (headings that had to be dropped, length of the path) and column.
    """
    prior = [measure for period, measure, _, _ in named if period == "prior"]
    best: dict[str, tuple[int, Column]] = {}
    for period, measure, cost, column in named:
        name = measure
        if period == "prior":
            name = "prior_year" if set(prior) == {"total"} else f"prior_year.{measure}"
        if name not in best:
            best[name] = (cost, column)
        elif cost < best[name][0]:
            resolved.twice.append((name, best[name][1]))
            best[name] = (cost, column)
        else:
            resolved.twice.append((name, column))
    resolved.columns.update((name, column) for name, (_, column) in best.items())


def promote(resolved: Resolved, rules: dict[str, str]) -> None:
    """Let a measure stand for the one that it is where the form prints no other (合计 of 三公 alone is the total)."""
    for name, stands_for in rules.items():
        for prefix in ("", "prior_year."):
            if prefix + name in resolved.columns and prefix + stands_for not in resolved.columns:
                resolved.columns = {
                    (prefix + stands_for if key == prefix + name else key): column
                    for key, column in resolved.columns.items()
                }
