"""What the mapping of one table gives, whatever the kind of form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schemas.findings import Warning


@dataclass
class Built:
    """The records of one form, remarks found inside its grid, and what could not be mapped.

    ``mapped`` is False when no heading of the table means anything in the form: then the table is not this form.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    mapped: bool = True
    entity: str | None = None
    unit: str | None = None
