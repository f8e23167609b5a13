"""The repairs of finished tables, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractors.repair.cut_caption import complete_entities
from extractors.repair.cut_indicator import complete_indicators
from extractors.repair.cut_phrase import PhraseBook, complete_phrases
from extractors.repair.indicator_values import repair_values
from extractors.repair.lettered_figures import repair_lettered_figures
from extractors.repair.pointed_codes import unpoint_codes
from extractors.repair.spaced_letters import join_spaced_letters
from schemas.findings import Repair, Warning
from schemas.table import Table


@dataclass(slots=True)
class Repaired:
    """The same tables with their texts mended, what was changed, and what is suspected but has no evidence."""

    tables: list[Table]
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def repair_tables(tables: list[Table], prose: Sequence[str], headings: Callable[[], Iterable[str]] = tuple) -> Repaired:
    """Mend cut texts, and signs of scans.

    Evidence are ``prose``, the document's lines outside tables, and ``headings``, which gives what may stand in tables.

    Repairing what is repaired changes nothing; a cut text never loses a character.
    """
    signs = [*repair_values(tables), *join_spaced_letters(tables, headings), *unpoint_codes(tables)]
    signs += repair_lettered_figures(tables)
    result = Repaired(tables, signs)
    book = PhraseBook(tables, prose)
    for table in tables:
        result.repairs.extend(complete_indicators(table))
        repairs, warnings = complete_phrases(table, book)
        result.repairs.extend(repairs)
        result.warnings.extend(warnings)
    result.warnings.extend(complete_entities(tables))
    return result
