"""Names of budget subjects that could not be read, by the codes beside them: 302 14 before 预算数 is 租赁费.

Where the names of a table are those that the official classification has for its codes, a row whose name nobody
believes has that of its code too, if its picture allows it about as well as any other official name, or if what print
over it has left is of that name: 其他社会保障和就 beside 20899. A name that a document prints short makes words by
itself. Where a document has names of some kind, as 事业津贴补贴 under 津贴补贴, they are thought of too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from extractors.context.codes.name_columns import NameColumn, kind_of, name_columns
from extractors.context.put import put_text
from extractors.decoding.language import is_ideograph, likelier
from extractors.lattices import less_likely, log_likelihoods
from extractors.slips import common, differing
from extractors.text import letters_of, normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import is_subject_name, lookup, names_of, subjects

#: The words before the names of a kind are so many characters long, and stand in so many rows.
KIND, KINDS = 2, 2
#: A name read with more may be another one.
UNREAD = 0.5
#: How much less likely a name may be than the best path, in natural logarithms a character; and, in all, than the
#: likeliest of all official names of the class and, if it is not about as long, than what was read. Of 32 names of
#: three-point print 31 were within both. If it is itself the likeliest of those, it may be less likely than the best
#: path by the third.
PLAUSIBLE, AS_WELL, BEST = 7.0, 6.0, 9.0
#: A name may have so many characters more or fewer than the text that was read; or else as many as its picture, steps
#: a character: thin print is read for less than half of it.
ASTRAY, CLOSE_SET, WIDE_SET = 1, 2.8, 4.8
#: What is believed of such a name.
BELIEVED = 0.7
#: A name that was read with less than this is its code's if one character is another and makes so much less likely
#: words, in natural logarithms; how many characters it has at least, and what is believed of it.
SURE, LIKELIER, SHORTEST, MENDED = 0.998, 10.0, 4, 0.85
#: What is left of a name are so many of its characters at least, in their order, this share of it, and this share of
#: what was read; all of it where it was read with more than an unread one, but less than this.
LEFT, OF_NAME, OF_READ, DOUBTED = 3, 0.5, 0.75, 0.9
#: What a ruling leaves before a name.
_MARKS = re.compile(r"^[\d.,:;'\"`|\-_]{1,2}(?=[\u4e00-\u9fff])")


def restore_coded_names(tables: Sequence[Table]) -> list[Repair]:
    """Give unread names in OCR tables the official name of their row's code, in place; return a repair for each."""
    columns = name_columns(tables)
    kinds = _kinds(columns)
    return [repair for column in columns for repair in _restored(column, kinds)]


def _restored(column: NameColumn, kinds: Sequence[str]) -> Iterator[Repair]:
    codes = column.codes
    for cell in column.cells:
        # Without such names a code may stand in row after row, for one unit after another.
        taken = _taken(column, cell) if kinds else ()
        if (found := _named(cell, codes, kinds, taken)) is not None:
            name, believed = found
            repair = put_text(column.table, cell, name, f"name of {codes[cell.row]}", believed)
            if normalise(repair.before) != normalise(name):
                yield repair


def _taken(column: NameColumn, cell: Cell) -> set[str]:
    """Return the names that the rows of one code right above and below a cell have: its own is another."""
    code, taken = column.codes[cell.row], set[str]()
    by_row = {other.row: other for other in column.cells}
    for step in (-1, 1):
        row = cell.row + step
        while row in by_row and column.codes[row] == code:
            taken |= {normalise(by_row[row].text)} if by_row[row].confidence >= UNREAD else set()
            row += step
    return taken


def _named(
    cell: Cell, codes: Mapping[int, str], kinds: Sequence[str], taken: Container[str]
) -> tuple[str, float] | None:
    """Return the official name that a cell's row asks for, and how much it is believed; None if that is not clear.

    It is none of those that are ``taken``.
    """
    if cell.confidence < UNREAD:
        name, believed = _official(cell, codes, kinds, taken) or _of_remains(cell, codes, OF_READ, 0.0), BELIEVED
    else:
        name, believed = _of_slip(cell, codes) if cell.confidence < SURE else None, MENDED
        if name is None and cell.confidence < DOUBTED:
            name, believed = _of_remains(cell, codes, 1.0, LIKELIER), BELIEVED
    return (name, believed) if name is not None else None


def _of_slip(cell: Cell, codes: Mapping[int, str]) -> str | None:
    """Return the name of a row's code if what was read is a slip of it that makes no words: 保险激费支出."""
    text = normalise(cell.text)
    if len(text) < SHORTEST or not _in_order(codes, cell.row):
        return None
    near = [name for name in names_of(codes[cell.row]) if differing(text, normalise(name)) <= 1]
    if len(near) != 1 or text == normalise(near[0]):
        return None
    return near[0] if likelier(normalise(near[0]), than=text) >= LIKELIER else None


def _of_remains(cell: Cell, codes: Mapping[int, str], of_read: float, better: float) -> str | None:
    """Return the name of a row's code of which something is left in its cell, if that makes likelier words.

    ``of_read`` is the share of what was read that has to be of it; ``better`` is by how much, in natural logarithms.
    """
    left = letters_of(cell.text)
    if len(left) < LEFT or is_subject_name(cell.text) or not _in_order(codes, cell.row):
        return None
    names = [name for name in names_of(codes[cell.row]) if _is_left(left, letters_of(name), of_read)]
    if len(names) != 1:
        return None
    return names[0] if likelier(normalise(names[0]), than=normalise(cell.text)) >= better else None


def _is_left(left: str, name: str, of_read: float) -> bool:
    """Tell whether letters may be what is left of a name's: not all of them, which something else may stand beside."""
    return max(LEFT, OF_NAME * len(name), of_read * len(left)) <= common(left, name) < len(name)


def _in_order(codes: Mapping[int, str], row: int) -> bool:
    """Tell whether the code of a row is not before that above it nor behind that below: a misread one says nothing."""
    return codes.get(row - 1, "") <= codes[row] <= codes.get(row + 1, "9")


def _kinds(columns: Sequence[NameColumn]) -> list[str]:
    """Return the words that stand again and again before official names in a document: 行政, 事业."""
    kinds = Counter(kind_of(cell, column.codes) for column in columns for cell in column.cells)
    return [
        kind
        for kind, count in kinds.items()
        if kind and len(kind) >= KIND and all(map(is_ideograph, kind)) and count >= KINDS
    ]


def _official(cell: Cell, codes: Mapping[int, str], kinds: Sequence[str], taken: Container[str]) -> str | None:
    """Return the official name of a row's code that its cell may print; codes out of order say nothing."""
    code = codes[cell.row]
    of_code = [f"{kind}{name}" for kind in (*kinds, "") for name in reversed(names_of(code))]
    of_code = [name for name in of_code if normalise(name) not in taken]
    behind = _MARKS.sub("", normalise(cell.text))
    if behind != normalise(cell.text) and (whole := [name for name in of_code if normalise(name) == behind]):
        return whole[0] if _in_order(codes, cell.row) else None
    # A copy leaves little of thin brackets.
    names = {spelt: name for name in of_code for spelt in (letters_of(name), normalise(name))}
    names = {spelt: name for spelt, name in names.items() if _is_as_long(spelt, cell)}
    if not names or not _in_order(codes, cell.row) or cell.lattice is None:
        return None
    others = [
        name
        for name in _names_of_class(lookup(code)[0].classification)
        if name not in taken and _is_as_long(name, cell)
    ]
    fits = log_likelihoods(cell.lattice, [*names, *others])
    best = int(fits[: len(names)].argmax())
    plain = list(names)[best]
    # What is much shorter than what was read, or longer, is so only where it fits as well.
    if not _is_as_read(plain, cell) and less_likely(cell.lattice, plain, than=normalise(cell.text)) > AS_WELL:
        return None
    least = -(BEST if fits[best] == fits.max() else PLAUSIBLE) * len(plain)
    likely = fits[best] >= least and fits[best] >= fits.max() - AS_WELL
    return names[plain] if likely else None


def _is_as_long(name: str, cell: Cell) -> bool:
    if _is_as_read(name, cell):
        return True
    if cell.lattice is None or not normalise(cell.text):
        return False
    return CLOSE_SET <= len(cell.lattice) / len(normalise(name)) <= WIDE_SET


def _is_as_read(name: str, cell: Cell) -> bool:
    return abs(len(normalise(name)) - len(normalise(cell.text))) <= ASTRAY


@cache
def _names_of_class(classification: str) -> tuple[str, ...]:
    return tuple({normalise(one.name) for one in subjects() if one.classification == classification})
