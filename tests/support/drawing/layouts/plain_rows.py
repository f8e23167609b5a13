"""Rows of figures whose leading cells and keys a layout says itself; columns may have no measure in the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..budget import Test, both
from ..form import amounts_record
from ..grid import Grid
from .common import Setting


@dataclass
class PlainRows:
    """Writes rows into a grid, and their records; a column without a measure is printed and makes no amount."""

    setting: Setting
    grid: Grid
    columns: Sequence[tuple[str | None, Test]]
    records: list[dict[str, Any]] = field(default_factory=list)

    def add(self, leading: Sequence[str], keys: dict[str, str | None], test: Test, trailing: Sequence[str] = ()) -> int:
        """Append one row and return its index."""
        total, text = self.setting.budget.total, self.setting.style.text
        return self.put(leading, keys, [text(total(both(test, own))) for _, own in self.columns], trailing)

    def put(
        self, leading: Sequence[str], keys: dict[str, str | None], figures: Sequence[str], trailing: Sequence[str] = ()
    ) -> int:
        """Append one row of figures as they are printed."""
        row = self.grid.add(*leading, *figures, *trailing)
        printed = {
            measure: (len(leading) + index, figure)
            for index, ((measure, _), figure) in enumerate(zip(self.columns, figures, strict=True))
            if measure is not None
        }
        self.records.append(amounts_record(keys, row, printed))
        return row
