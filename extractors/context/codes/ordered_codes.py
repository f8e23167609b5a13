"""Codes of a scan that are out of order: 301 09 between two rows of 301 03 is 301 03.

Subjects are listed in the order of their codes, so a row between two others has a code between theirs. A code that has
not, and that is read with less belief than theirs, is what the engine also thought of, or theirs. A name beside it that
is the name of what was read speaks for it, and it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, product

from extractors.context.codes.coded_rows import first_codes, printed_rows, spelt_code
from extractors.context.put import put_text
from extractors.slips import is_one_slip
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import names_of

#: A table's codes are in order if so many follow each other in it, and this share.
FEWEST, IN_ORDER = 8, 0.9
#: Cells read with more than this are left alone; what is believed of a corrected one.
DOUBTED, BELIEVED = 0.97, 0.7


def restore_code_order(tables: Sequence[Table]) -> list[Repair]:
    """Put doubtful codes of OCR tables right that the rows above and below rule out, in place; a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    rows = first_codes(table)
    if not _is_in_order({row: spelt_code(parts) for row, parts in rows.items()}):
        return
    texts = printed_rows(table)
    for row, parts in rows.items():
        if row - 1 not in rows or row + 1 not in rows:
            continue
        beside = rows[row - 1], rows[row + 1]
        code = None if _has_its_name(texts[row], spelt_code(parts)) else _only_code(parts, *beside)
        wanted = _divided(code, beside[0]) if code is not None else [part.text for part in parts]
        changed = [place for place, part in enumerate(parts) if part.text != wanted[place]]
        if all(_is_weaker(parts[place], [other[place] for other in beside]) for place in changed):
            evidence = f"codes in order: {' and '.join(map(spelt_code, beside))} around it"
            yield from (put_text(table, parts[place], wanted[place], evidence, BELIEVED) for place in changed)


def _is_weaker(part: Cell, beside: Sequence[Cell]) -> bool:
    """Tell whether a part of a code is doubted more than those above and below; than one of them, if they are equal."""
    equal = len({other.text for other in beside}) == 1
    belief = (max if equal else min)(other.confidence for other in beside)
    return part.confidence < min(DOUBTED, belief)


def _is_in_order(codes: Mapping[int, str]) -> bool:
    read = {row: code for row, code in codes.items() if code.isdigit()}
    pairs = [(code, read[row + 1]) for row, code in read.items() if row + 1 in read]
    return sum(code <= after for code, after in pairs) >= max(FEWEST, IN_ORDER * len(pairs))


def _only_code(parts: Sequence[Cell], above: Sequence[Cell], below: Sequence[Cell]) -> str | None:
    """Return the one code that may stand between two rows instead of what was read; None where that may stay."""
    printed, low, high = map(spelt_code, (parts, above, below))
    if not (low.isdigit() and high.isdigit() and low <= high) or (printed.isdigit() and low <= printed <= high):
        return None
    if not len(above) == len(parts) == len(below) or len(low) != len(high):
        return None
    offered = {code for code in _offered(parts) if len(code) == len(low) and low <= code <= high}
    alike = {code for code in (low, high) if is_one_slip(printed, code)}
    found = offered or alike
    return found.pop() if len(found) == 1 else None


def _offered(parts: Sequence[Cell]) -> Iterator[str]:
    """Yield the codes that an engine's readings of a code's cells make up; sure cells are what they are."""
    choices = [{part.text, *(reading.text for reading in part.readings if part.confidence < DOUBTED)} for part in parts]
    codes = ("".join(chosen) for chosen in product(*choices))
    return (code for code in codes if code.isdigit())


def _divided(code: str, like: Sequence[Cell]) -> list[str]:
    """Return the parts of a code, divided like that of another row."""
    ends = [*accumulate(len(part.text) for part in like)]
    return [code[begin:end] for begin, end in pairwise([0, *ends])]


def _has_its_name(cells: Sequence[Cell], code: str) -> bool:
    names = {normalise(name) for name in names_of(code)}
    return any(normalise(cell.text) in names for cell in cells)
