"""Which cells have a story: repaired, part of a failed check, read without certainty. By table, row and column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from schemas.result import CheckOut, ExtractionResult, RepairOut

Place = tuple[str, int, int]


@dataclass
class Findings:
    """What is known about single cells."""

    repairs: dict[Place, list[RepairOut]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[Place, list[CheckOut]] = field(default_factory=lambda: defaultdict(list))

    def notes(self, place: Place) -> list[str]:
        """Return the cell's stories in words."""
        told = [
            f"{repair.kind}: {repair.before!r} → {repair.after!r} ({repair.evidence})"
            for repair in self.repairs.get(place, ())
        ]
        return told + [f"{check.rule}: {check.message}" for check in self.failed.get(place, ())]


def findings_of(result: ExtractionResult) -> Findings:
    """Sort a result's repairs and failed checks by cell."""
    found = Findings()
    for repair in result.repairs:
        found.repairs[repair.table_id, repair.row, repair.column].append(repair)
    for check in result.checks:
        if check.status == "fail":
            for cell in check.cells:
                found.failed[cell.table_id, cell.row, cell.column].append(check)
    return found
