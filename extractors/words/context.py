"""What the context says of doubtful cells of scans, in the order in which one step helps the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from extractors.words.lost_dashes import restore_dates
from extractors.words.lost_ordinals import restore_ordinals
from extractors.words.lost_points import doubt_lost_points
from extractors.words.relation_columns import restore_relations
from extractors.words.resolve import resolve_texts
from schemas.findings import Repair
from schemas.table import Table


def correct_by_context(
    tables: Sequence[Table],
    headings: Callable[[], Iterable[str]],
    headings_under: Callable[[str], Mapping[str, str]],
) -> list[Repair]:
    """Correct doubtful texts of OCR cells in place, and return a repair for each; amounts are left to the checks.

    ``headings`` and ``headings_under`` are a form library's (see ``resolve_texts``).
    """
    doubt_lost_points(tables)
    return [
        *resolve_texts(tables, headings, headings_under),
        *restore_ordinals(tables),
        *restore_dates(tables),
        *restore_relations(tables),
    ]
