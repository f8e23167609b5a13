"""Doubtful values beside a label that a document has again and again: 特定目标美 is 特定目标类 in the next form.

A document with a form for each project has its fields as often, and few values in some of them: kinds of projects, the
department. What was read beside the same label in other tables, twice or without doubt, is such a value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.context.fits import DOUBTED, LIKELY, LISTED, TRUSTED, WRECKED, adds_words, is_likely, is_sure
from extractors.context.numerals import NUMERAL
from extractors.context.put import put_text
from extractors.decoding.language import has_ideograph
from extractors.lattices import TextList, less_likely
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: So many tables have a label that tells a field; a value was read so often in others.
TABLES, TWICE = 3, 2
#: Longer texts are no labels, and shorter ones are no values that a letter or two could not tell.
LONGEST, SHORTEST = 8, 3

_Field = Sequence[tuple[Table, Cell]]


def restore_field_values(tables: Sequence[Table]) -> list[Repair]:
    """Put values of fields for doubtful texts of OCR cells, in place; return a repair for each."""
    return [
        repair
        for label, field in _fields(tables).items()
        for table, cell in field
        for repair in _restored(label, table, cell, field)
    ]


def _fields(tables: Sequence[Table]) -> Mapping[str, _Field]:
    """Return the cells at the right of each label that stands in enough tables."""
    fields: dict[str, list[tuple[Table, Cell]]] = defaultdict(list)
    for table in tables:
        begins = {(cell.row, cell.column): cell for cell in table.cells}
        for cell in table.cells:
            beside = begins.get((cell.row, cell.last_column + 1))
            label = normalise(cell.text)
            if beside is not None and has_ideograph(label) and len(label) <= LONGEST:
                fields[label].append((table, beside))
    return {label: field for label, field in fields.items() if len({table.id for table, _ in field}) >= TABLES}


def _restored(label: str, table: Table, cell: Cell, field: _Field) -> Iterator[Repair]:
    text = normalise(cell.text)
    if cell.source != "ocr" or cell.lattice is None or cell.confidence >= DOUBTED or not has_ideograph(text):
        return
    values = _values([other for _, other in field if other is not cell])
    if not values or text in values:
        return
    fit = TextList(values).best(cell.lattice)
    if fit is None or not (is_sure(fit) or is_likely(fit)) or adds_words(text, fit.text):
        return
    shown = cell.confidence < WRECKED or less_likely(cell.lattice, fit.text, than=text) <= LISTED
    if shown and NUMERAL.findall(fit.text) == NUMERAL.findall(text):
        evidence = f"{label} in {values[fit.text]} other tables: {fit.text}"
        yield put_text(table, cell, fit.text, evidence, LIKELY)


def _values(cells: Sequence[Cell]) -> Counter[str]:
    """Return the texts that are values of a field, and how often each was read."""
    counts = Counter(normalise(cell.text) for cell in cells)
    sure = {normalise(cell.text) for cell in cells if cell.confidence >= TRUSTED}
    known = {text for text, count in counts.items() if count >= TWICE or text in sure}
    return Counter({text: counts[text] for text in known if len(text) >= SHORTEST and has_ideograph(text)})
