"""What is told about one converted document besides its result: for progress, the report and the target's books."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from extractors.emit import Extraction
from schemas.result import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of one document; ``doubtful`` are cells that were read without certainty."""

    status: str
    pages: int
    pages_by_source: dict[str, int] = field(default_factory=dict)
    tables: int = 0
    forms: int = 0
    records: int = 0
    checks: dict[str, int] = field(default_factory=dict)
    repairs: int = 0
    warnings: int = 0
    doubtful: int = 0
    confidence: float = 1.0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return plain values; ``Facts(**values)`` is the way back."""
        return asdict(self)


def facts_of(extraction: Extraction, seconds: float) -> Facts:
    """Count what a document became; ``seconds`` is the work that it took, over all workers."""
    scores = [
        cell.confidence for table in extraction.tables for cell in table.cells if cell.text and cell.source == "ocr"
    ]
    return Facts(
        status=extraction.status,
        pages=len(extraction.pages),
        pages_by_source=dict(Counter(page.source for page in extraction.pages)),
        tables=len(extraction.tables),
        forms=len(extraction.forms),
        records=sum(len(form.records) for form in extraction.forms),
        checks=dict(Counter(check.status for check in extraction.checks)),
        repairs=len(extraction.repairs),
        warnings=len(extraction.warnings),
        doubtful=sum(score < DOUBTFUL for score in scores),
        confidence=round(sum(scores) / len(scores), 4) if scores else 1.0,
        seconds=round(seconds, 4),
    )
