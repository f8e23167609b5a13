"""Ordinals of row labels that were lost or misread: `、外交支出` between 一、 and 三、 is 二、外交支出.

Row labels are numbered through, so that what is lost is known from those around it. Of all ways to number a column the
likeliest is looked for: each ordinal as well as it fits what was seen of its label, and as well as it follows those
before it (Viterbi's algorithm, forwards and backwards). A label has an ordinal that is clearly likelier than any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.context.columns import read_columns
from extractors.context.numerals import NUMBERS, read_head, strip_head
from extractors.context.official_names import official_names
from extractors.context.ordinals.ordinal_fits import TRUSTED, Ordinal, Seen, SeenOrdinals, strip_ordinal
from extractors.context.put import told
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import codes_of

#: How sure an ordinal is of which something is left, between two others and after the last; and one that follows from
#: its neighbours alone.
BETWEEN, AFTER, UNSEEN = 0.9, 0.7, 0.85
#: What it costs ordinals, in natural logarithms, to begin again, to have one twice, and to leap.
AGAIN, TWICE, LEAP = 2.5, 5.0, 8.0
#: And to have one that is lower than the last in a list that goes on: classes stand in the order of their codes.
LOWER = 20.0
#: What it costs a column that a section is numbered and no second one is: nobody counts one.
LONE = 1.0
#: A letter behind a label says the same as its ordinal: another costs more than a leap.
UNLETTERED = 12.0
#: What it counts that a table has an ordinal before the same name elsewhere: this year's money and last year's are
#: listed alike.
NAMESAKE = 4.0
#: By how much an ordinal has to be likelier than anything else.
CLEARLY = 1.5
#: So many ways to number the rows so far are followed, and none this much less likely than the best.
FOLLOWED, HOPELESS = 60, 30.0
#: Digits of a class's code.
CLASS_DIGITS = 3
_STROKES = re.compile(r"[-—_~]+")
_LETTERED = re.compile(r"[\u4e00-\u9fff]([A-Z])$")

#: The last ordinal with a comma, and the last one in brackets under it; 0 for none.
_State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    cell: Cell
    seen: Seen


def restore_ordinals(tables: Sequence[Table], seen: SeenOrdinals) -> list[Repair]:
    """Put ordinals right before the row labels of OCR tables, in place, and return a repair for each.

    ``seen`` is what was seen of them before any text was corrected.
    """
    return [repair for table in tables for repair in _restored_table(table, seen)]


def _restored_table(table: Table, seen: SeenOrdinals) -> Iterator[Repair]:
    columns = []
    for cells in read_columns(table):
        placed = ((cell, seen.get((table.id, cell.row, cell.column))) for cell in cells)
        rows = [_Row(cell, of) for cell, of in placed if of is not None]
        if any(len(row.seen.fits) > 1 for row in rows):
            columns.append(_in_official_order(_by_letters(sorted(rows, key=lambda row: row.cell.row))))
    named: dict[str, Ordinal] = {}
    for rows in columns:
        for row, one in zip(rows, number_rows([row.seen for row in rows]), strict=True):
            if one is not None:
                named[normalise(strip_head(row.cell.text))] = one
    for rows in columns:
        yield from _restored_column(table, [_like_namesake(row, named) for row in rows])


def _like_namesake(row: _Row, named: Mapping[str, Ordinal]) -> _Row:
    """Return a row with what the table says of its name elsewhere."""
    one = named.get(normalise(strip_head(row.cell.text)))
    if one is None or one not in row.seen.fits:
        return row
    return replace(row, seen=replace(row.seen, fits={**row.seen.fits, one: row.seen.fits[one] + NAMESAKE}))


def _restored_column(table: Table, rows: Sequence[_Row]) -> Iterator[Repair]:
    chosen = number_rows([row.seen for row in rows])
    for place, (row, one) in enumerate(zip(rows, chosen, strict=True)):
        if one is None or row.seen.sure:
            continue
        after = _with_ordinal(row.cell, one)
        if after != row.cell.text:
            confirmed = any(other is not None and other.style == one.style for other in chosen[place + 1 :])
            believed = UNSEEN if not row.seen.shown or _is_read(row.cell.text, one) else BETWEEN if confirmed else AFTER
            yield _write(table, row.cell, after, one, believed)


def _is_read(text: str, one: Ordinal) -> bool:
    """Tell whether a label has an ordinal's number already, set in another way."""
    head = read_head(text)
    return head is not None and head.number == one.number


def number_rows(rows: Sequence[Seen]) -> list[Ordinal | None]:
    """Return the ordinal of each row; None where it has none, or more than one may be right."""
    reached: list[dict[_State, float]] = [{(0, 0): 0.0}]
    for row in rows:
        following: dict[_State, float] = {}
        for state, score in reached[-1].items():
            for one, fit in row.fits.items():
                after, cost = _follow(state, one, row.goes_on)
                whole = score + fit - cost
                following[after] = max(following.get(after, whole), whole)
        reached.append(_likeliest(following))
    ahead = {state: -LONE if state[0] == 1 else 0.0 for state in reached[-1]}
    found: list[Ordinal | None] = []
    for row, before in zip(reversed(rows), reversed(reached[:-1]), strict=True):
        scores: dict[Ordinal | None, float] = {}
        behind: dict[_State, float] = {}
        for state, score in before.items():
            for one, fit in row.fits.items():
                after, cost = _follow(state, one, row.goes_on)
                if after in ahead:
                    rest = fit - cost + ahead[after]
                    behind[state] = max(behind.get(state, rest), rest)
                    scores[one] = max(scores.get(one, score + rest), score + rest)
        found.insert(0, _clearly(scores))
        ahead = behind
    return found


def _follow(state: _State, one: Ordinal | None, goes_on: bool) -> tuple[_State, float]:
    """Return the state after a row's ordinal, and what it costs there; a list that goes on does not begin again."""
    if one is None:
        return state, 0.0
    comma, bracket = state
    last = bracket if one.style == "bracket" else comma
    after = (comma, one.number) if one.style == "bracket" else (one.number, 0)
    if one.number == last + 1:
        return after, 0.0
    if goes_on and one.number < last:
        return after, LOWER
    return after, AGAIN if one.number == 1 and not goes_on else TWICE if one.number == last else LEAP


def _likeliest(states: dict[_State, float]) -> dict[_State, float]:
    best = max(states.values())
    ranked = sorted(states.items(), key=lambda entry: -entry[1])[:FOLLOWED]
    return {state: score for state, score in ranked if score > best - HOPELESS}


def _clearly(scores: dict[Ordinal | None, float]) -> Ordinal | None:
    """Return the best of some ordinals if it is clearly better than any other."""
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY:
        return None
    return ranked[0][0]


def _by_letters(rows: list[_Row]) -> list[_Row]:
    """Return the rows with what letters behind their labels say: where they run with ordinals, 服务C is the third.

    A class of procurement that is left out leaves its number out too.
    """
    letters = {row.cell.row: letter for row in rows if row.seen.shown and (letter := _letter(row.cell.text))}
    read = {row.cell.row: head.number for row in rows if (head := read_head(row.cell.text)) is not None}
    if len(letters) < 2 or any(read.get(place) not in (None, letter) for place, letter in letters.items()):
        return rows
    return [
        replace(row, seen=replace(row.seen, fits=_lettered(row.seen, letters[row.cell.row])))
        if row.cell.row in letters
        else row
        for row in rows
    ]


def _in_official_order(rows: list[_Row]) -> list[_Row]:
    """Return the rows with what their names say: of two classes in the order of their codes one list has both."""
    codes = [_class_code(row.cell.text) for row in rows]
    return [
        replace(row, seen=replace(row.seen, goes_on=before is not None and code is not None and before < code))
        for row, before, code in zip(rows, [None, *codes], codes, strict=False)
    ]


def _class_code(text: str) -> str | None:
    """Return the code of the class of expenditure that a label names behind what is left of an ordinal."""
    return next((code for code in codes_of(strip_ordinal(text)) if len(code) == CLASS_DIGITS), None)


def _letter(text: str) -> int | None:
    """Return which letter of the alphabet a label ends in behind its words."""
    found = _LETTERED.search(normalise(text))
    return ord(found[1]) - ord("A") + 1 if found else None


def _lettered(seen: Seen, letter: int) -> dict[Ordinal | None, float]:
    return {
        one: fit if one is not None and one.number == letter else fit - UNLETTERED for one, fit in seen.fits.items()
    }


def _with_ordinal(cell: Cell, one: Ordinal) -> str:
    """Return a label with an ordinal for what it shows of one; a numeral may be the first character of a word."""
    text = cell.text
    head, name = read_head(text), strip_ordinal(text)
    if head is not None and head.whole and (head.style, head.number) == one:
        # A stroke of the next character is read twice now and then: （一）-一般公共预算拨款.
        twice = cell.confidence < TRUSTED and _STROKES.fullmatch(text[head.length : len(text) - len(name)])
        return text[: head.length] + name if twice else text
    alone = head is not None and text[: head.length] in NUMBERS and head.number != one.number
    return one.printed() + (text if alone and normalise(name) not in official_names() else name)


def _write(table: Table, cell: Cell, after: str, one: Ordinal, believed: float) -> Repair:
    printed, cell.text = cell.text, after
    if len(cell.lines) == 1:
        cell.lines = (after,)
    cell.readings, cell.lattice = (), None
    cell.confidence = min(cell.confidence, believed)
    return told(table, cell, printed, f"row labels are numbered through: {one.printed()}")
