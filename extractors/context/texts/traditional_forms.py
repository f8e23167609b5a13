"""Traditional forms of characters in simplified print: 預算 where 预算 is printed.

Brush-like and thin print has strokes that a recogniser takes for those of the older form, often with 0.99. A document
is set in one of the two: where hardly any character is of forms that only the other has, those are misread, and what
was seen next is the form that is printed. GB 2312 holds the simplified forms, Big5 the traditional ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.context.put import put_lines
from extractors.decoding.language import is_ideograph
from extractors.lattices import steps_of
from schemas.findings import Repair
from schemas.table import Lattice, Table

#: A document is in simplified print if of the characters that only one of the two has so many are simplified at least,
#: and of the others there is one for so many of them at most.
FEWEST, RARE = 20, 0.2
#: What was seen next is meant if it is less likely than the traditional form by no more, in natural logarithms.
NEXT = 8.0
#: What is believed of a text with another form.
BELIEVED = 0.9


def restore_simplified(tables: Sequence[Table]) -> list[Repair]:
    """Put simplified forms into OCR cells of documents in simplified print, in place; return a repair for each cell."""
    cells = [(table, cell) for table in tables for cell in table.cells if cell.source == "ocr" and cell.text]
    forms = Counter(_form(character) for _, cell in cells for character in cell.text)
    if not forms["traditional"] or forms["simplified"] < FEWEST:
        return []
    if forms["traditional"] > RARE * forms["simplified"]:
        return []
    simplified = _simplified(cell.lattice for _, cell in cells if cell.lattice is not None)
    table_of = str.maketrans(simplified)
    return [
        put_lines(table, cell, lines, "the document's print is simplified", BELIEVED)
        for table, cell in cells
        if (lines := tuple(line.translate(table_of) for line in cell.lines)) != cell.lines
    ]


def _simplified(lattices: Iterable[Lattice]) -> dict[str, str]:
    """Return for traditional forms what was mostly seen next of them."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for lattice in lattices:
        for step in steps_of(lattice):
            best, most = step[0]
            if _form(best) == "traditional":
                near = (one for one, log in step[1:] if most - log <= NEXT and is_ideograph(one))
                seen[best].update([one for one in near if _form(one) != "traditional"][:1])
    return {best: found.most_common(1)[0][0] for best, found in seen.items() if found}


@lru_cache(maxsize=8192)
def _form(character: str) -> str:
    """Return which print alone has a character, "simplified" or "traditional"; "" for both and for no ideograph."""
    if not is_ideograph(character):
        return ""
    has = {name: _encodes(character, name) for name in ("gb2312", "big5")}
    if has["gb2312"] == has["big5"]:
        return ""
    return "simplified" if has["gb2312"] else "traditional"


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
