"""A recognised form, as the mapping makes it and the checks read it (contract, section 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The sides of a two-sided form's records; expenditure by use repeats expenditure.
REVENUE, EXPENDITURE, BY_USE = "revenue", "expenditure", "expenditure_by_use"


@dataclass(slots=True)
class Form:
    """One logical table mapped to one canonical form.

    ``records`` are plain JSON values in the contract's shape (amounts are decimal strings), so that a user's own
    definition can have fields that no class here knows.
    """

    form: str
    code: str | None
    title: str | None
    entity: str | None
    fiscal_year: int | None
    unit: str | None
    table_ids: list[str]
    notes: list[str] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    unchecked: int = 0
