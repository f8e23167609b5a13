"""Which row of a form holds which: total, unit, heading, code.

A print shows this by order, codes and indentation, and not always all of it. ``nest`` builds the tree for one reading
of what is open; ``readings_for`` lists the readings that a form's rows leave open, the usual one first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extractors.checks.figures import FormFigures
from extractors.checks.rows import Kind, Row
from extractors.text import normalise
from schemas.vocabulary.subjects import names_of

Subtotals = Literal["close", "open", "ignore"]
ROOT = -1
LEFT_OUT = -2


@dataclass(slots=True, frozen=True)
class Reading:
    """One way to read what a form's rows leave open.

    ``subtotals`` stand after their rows, before them, or beside the order. ``below_codes``: rows without a code are
    details of the coded row above. ``first_unit_holds``: a unit without rows of its own holds the units after it.
    """

    subtotals: Subtotals = "close"
    below_codes: bool = False
    first_unit_holds: bool = False


def readings_for(rows: Sequence[Row]) -> list[Reading]:
    """Return the readings worth trying, the usual one first."""
    kinds = [row.kind for row in rows]
    readings = [Reading()]
    if any(left == right == Kind.UNIT for left, right in pairwise(kinds)):
        readings += [replace(reading, first_unit_holds=True) for reading in readings]
    if any(left == Kind.CODED and right == Kind.HEADING for left, right in pairwise(kinds)):
        readings += [replace(reading, below_codes=True) for reading in readings]
    if Kind.SUBTOTAL in kinds:
        others: tuple[Subtotals, ...] = ("open", "ignore")
        readings += [replace(reading, subtotals=other) for other in others for reading in readings]
    return readings


def nest(rows: Sequence[Row], same_code_details: set[int], reading: Reading) -> list[int]:
    """Return the row that holds each row, ``ROOT`` for the outermost and ``LEFT_OUT`` for rows that no sum counts."""
    parents: list[int] = []
    open_rows: list[int] = []
    closed: set[int] = set()
    for row in rows:
        if row.kind == Kind.SUBTOTAL and reading.subtotals == "ignore":
            parents.append(LEFT_OUT)
            continue
        while open_rows and not _holds(rows[open_rows[-1]], row, open_rows[-1] in closed, same_code_details, reading):
            open_rows.pop()
        holder = open_rows[-1] if open_rows else ROOT
        parents.append(holder)
        if row.kind == Kind.SUBTOTAL and reading.subtotals == "close":
            _close(rows, parents, row.index, holder)
            continue
        if row.kind != Kind.UNIT:
            closed.update([index for index in open_rows if rows[index].kind == Kind.UNIT][-1:])
        elif holder != ROOT and rows[holder].kind == Kind.UNIT:
            closed.add(row.index)
        open_rows.append(row.index)
    _close_totals(rows, parents)
    return parents


def _holds(holder: Row, row: Row, closed: bool, details: set[int], reading: Reading) -> bool:
    match holder.kind:
        case Kind.TOTAL:
            return row.kind != Kind.TOTAL
        case Kind.BLANK:
            return row.kind > Kind.BLANK
        case Kind.UNIT:
            return row.kind > Kind.UNIT or (row.kind == Kind.UNIT and _unit_holds(holder, row, closed, reading))
        case Kind.GROUP:
            return row.group == holder.group and row.kind == Kind.CODED
        case Kind.SUBTOTAL:
            return row.kind > Kind.SUBTOTAL
        case Kind.HEADING:
            return row.kind == Kind.CODED
        case _:
            return _code_holds(holder, row, details, reading)


def _unit_holds(holder: Row, row: Row, closed: bool, reading: Reading) -> bool:
    if holder.unit and row.unit:
        return row.unit != holder.unit and row.unit.startswith(holder.unit)
    return reading.first_unit_holds and not closed


def _code_holds(holder: Row, row: Row, details: set[int], reading: Reading) -> bool:
    if row.kind == Kind.HEADING:
        return reading.below_codes and bool(holder.code)
    if row.kind != Kind.CODED or not holder.code:
        return False
    if row.code == holder.code:
        return row.index in details and holder.index not in details
    return row.code.startswith(holder.code)


def _close(rows: Sequence[Row], parents: list[int], subtotal: int, holder: int) -> None:
    """Hand a subtotal the rows before it, back to the subtotal before."""
    for index in range(subtotal - 1, holder, -1):
        if parents[index] != holder:
            continue
        if rows[index].kind in (Kind.SUBTOTAL, Kind.TOTAL):
            break
        parents[index] = subtotal


def _close_totals(rows: Sequence[Row], parents: list[int]) -> None:
    """Hand a total at the foot the outermost rows above it, unless a total at the head holds them."""
    for row in rows:
        at_foot = row.kind == Kind.TOTAL or (row.kind == Kind.BLANK and row.index == len(rows) - 1 > 0)
        if not at_foot or row.index in parents or parents[row.index] != ROOT:
            continue
        for index in range(row.index):
            if parents[index] == ROOT and rows[index].kind not in (Kind.TOTAL, Kind.BLANK):
                parents[index] = row.index


def same_code_details(rows: Sequence[Row], figures: FormFigures) -> set[int]:
    """Return the rows that are details of a row above with the same code (30101 基本工资: 30101 行政基本工资, ...).

    A list of projects repeats a code without such a row above; its rows are equals.
    """
    details: set[int] = set()
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and rows[start].code and rows[end].code == rows[start].code:
            end += 1
        run = rows[start:end]
        if len(run) > 1 and _leads(run, figures):
            details.update(row.index for row in run[1:])
        start = end
    return details


def _leads(run: Sequence[Row], figures: FormFigures) -> bool:
    first, rest = run[0], run[1:]
    if any(row.name == first.name for row in rest):
        return False
    if first.unit == first.code or first.name in {normalise(name) for name in names_of(first.code)}:
        return True
    return _adds_up(first, rest, figures)


def _adds_up(first: Row, rest: Sequence[Row], figures: FormFigures) -> bool:
    amounts = figures.records[first.index]
    if not amounts:
        return False
    for measure, total in amounts.items():
        parts = [part for row in rest if (part := figures.records[row.index].get(measure))]
        tolerance = total.half + sum(part.half for part in parts)
        if abs(total.value - sum(part.value for part in parts)) > tolerance:
            return False
    return True
