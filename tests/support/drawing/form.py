"""A form ready to be drawn: its grid, what stands around it, and the records that a reader must find in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from .grid import Grid
from .money import amount_of


@dataclass
class DrawnForm:
    """One logical table with its truth. ``form`` is None for a table that is no form of the contract.

    ``title``, ``code``, ``entity`` and ``unit`` are the truth; the labels say how they are printed. ``may_cut`` tells
    that indicator names may lose their last lines to the row height, ``banner`` that title and
    year stand inside the ruled grid whatever the document's look.
    """

    form: str | None
    title: str
    grid: Grid
    records: list[dict[str, Any]]
    code: str | None = None
    entity: str | None = None
    unit: str | None = None
    year: int | None = None
    period: str | None = None
    notes: list[str] = field(default_factory=list)
    entity_label: str = "部门："
    unit_label: str = "单位："
    may_cut: bool = False
    banner: bool = False


def amounts_record(keys: dict[str, str | None], row: int, printed: dict[str, tuple[int, str]]) -> dict[str, Any]:
    """Return a record with its amounts and where they stand; ``printed`` is measure -> (column, text)."""
    amounts, cells = {}, {}
    for measure, (column, text) in printed.items():
        value = amount_of(text)
        if value is not None:
            amounts[measure] = value
            cells[measure] = [row, column]
    return {**keys, "amounts": amounts, "row": row, "cells": cells}


def spread(label: str, rng: random.Random | None) -> str:
    """Return a label with layout spaces between its characters, now and then; numbers of columns stay whole."""
    if rng is None or rng.random() < 0.4 or not 2 <= len(label) <= 4 or not label.isalpha():
        return label
    return rng.choice((" ", "  ", "    ", "　")).join(label)
