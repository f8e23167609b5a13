"""The repairs of finished tables, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.repair.cut_caption import complete_captions
from extractors.repair.cut_indicator import complete_indicators
from extractors.repair.cut_phrase import PhraseBook, complete_phrases
from schemas.findings import Repair, Warning
from schemas.table import Table


@dataclass(slots=True)
class Repaired:
    """The same tables with their texts mended, what was changed, and what is suspected but has no evidence."""

    tables: list[Table]
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def repair_tables(tables: list[Table], prose: Sequence[str]) -> Repaired:
    """Mend cut texts. ``prose`` are the document's lines outside tables, as further evidence.

    Repairing what is repaired changes nothing; a repair never takes a character away.
    """
    result = Repaired(tables)
    book = PhraseBook(tables, prose)
    for table in tables:
        result.repairs.extend(complete_indicators(table))
        repairs, warnings = complete_phrases(table, book)
        result.repairs.extend(repairs)
        result.warnings.extend(warnings)
    result.warnings.extend(complete_captions(tables))
    return result
