"""Names of organisations whose first character lost a part with the ruling at its left: 刘阳市卫生局 for 浏阳市卫生局.

What is left may be another character, read surely, and in every table. But captions stand beside no ruling: where they
have the name with another first character, and the language finds that likelier, it is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.context.put import put_text
from extractors.decoding.language import likelier
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Table

#: So many captions name the organisation, in so many characters at least, and by how much likelier it is, in natural
#: logarithms.
FEWEST, SHORTEST, LIKELIER = 2, 5, 3.0
#: What is believed of a name that was put right.
BELIEVED = 0.85


def restore_clipped_names(tables: Sequence[Table]) -> list[Repair]:
    """Put the first character of organisations' names right in OCR tables, in place; return a repair for each.

    Something may stand behind a name: 浏阳市卫生局本级.
    """
    counts = Counter(normalise(table.caption.entity) for table in tables if table.caption.entity)
    names = [name for name, count in counts.items() if count >= FEWEST and len(name) >= SHORTEST]
    repairs = []
    for table in tables:
        for cell in table.cells if names else ():
            text = normalise(cell.text) if cell.source == "ocr" else ""
            name = next((name for name in names if _is_clipped(text, name)), None)
            if name is not None:
                whole, evidence = name[0] + text[1:], f"captions: {name} {counts[name]} times"
                repairs.append(put_text(table, cell, whole, evidence, min(cell.confidence, BELIEVED)))
    return repairs


def _is_clipped(text: str, name: str) -> bool:
    read = text[: len(name)]
    return read[1:] == name[1:] and read[0] != name[0] and likelier(name, than=read) >= LIKELIER
