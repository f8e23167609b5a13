"""What the stages report besides tables: repairs, checks, warnings. Small values that end in the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True, frozen=True)
class CellRef:
    """A place in a logical table."""

    table_id: str
    row: int
    column: int


@dataclass(slots=True, frozen=True)
class Repair:
    """One change of a cell's text, with the evidence that allowed it (contract, section 3)."""

    kind: str
    table_id: str
    row: int
    column: int
    page: int
    before: str
    after: str
    evidence: str
    confidence: float


CheckStatus = Literal["pass", "fail", "skipped"]


@dataclass(slots=True)
class Check:
    """One rule applied to figures of the document (contract, section 4); amounts are decimal strings."""

    rule: str
    status: CheckStatus
    form: str | None
    message: str
    expected: str | None = None
    actual: str | None = None
    tolerance: str | None = None
    cells: list[CellRef] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Warning:
    """Something that a user should know; ``page`` is 1-based or None for the whole document."""

    code: str
    message: str
    page: int | None = None
