"""Codes of a scan that do not belong to the name beside them: 301 99 before 其他对个人和家庭的补助, which is 303 99.

The official classification ties codes to names. A doubted code is put right when it is one slip away from the only code
of that length that the name has, and a doubted text that is no name when it is one slip away from a name of its code:
301 03 before 资金 is 奖金. Where both would do, as 奖金 behind 303 09 may be a misread 奖励金, a code that stands in
another row already is not the one meant. A name may have words before it that say whose subject it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from extractors.context.codes.coded_rows import (
    WHOLE,
    codes_by_row,
    codes_in,
    longest_runs,
    printed_rows,
    spelt_code,
    usual_lengths,
)
from extractors.context.put import put_text
from extractors.slips import changes, differing, is_one_slip
from extractors.text import letters_of, normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import codes_of, names_of

#: Cells read with more than this are left alone, and what is believed of a corrected code.
DOUBTED, BELIEVED = 0.97, 0.9
#: The shortest name that may stand behind other words.
SHORTEST = 4


def restore_subject_codes(tables: Sequence[Table]) -> list[Repair]:
    """Put doubtful codes of OCR tables right by their names, in place; return a repair for each cell."""
    repairs = []
    for table in tables:
        rows = printed_rows(table)
        lengths = usual_lengths(rows.values())
        agreeing = [code for cells in rows.values() for code in _agreeing_codes(cells, lengths)]
        # A table that has the codes of each unit has them again and again.
        taken = set(agreeing) if len(set(agreeing)) == len(agreeing) else set()
        for row, cells in rows.items():
            beside = [cell for number in (row - 1, row + 1) for cell in rows.get(number, [])]
            repairs += _restored(table, cells, lengths, beside, taken)
    return repairs


def names_beside(table: Table) -> dict[int, frozenset[str]]:
    """Return for each row of an OCR table the normalised official names of the codes in it."""
    codes = {row: map(spelt_code, runs) for row, runs in codes_by_row(table).items()}
    return {row: frozenset(normalise(name) for code in own for name in names_of(code)) for row, own in codes.items()}


def _agreeing_codes(cells: list[Cell], lengths: Mapping[int, int]) -> Iterator[str]:
    """Yield the code of a row whose name is that of its code."""
    place = _place_of_name(cells)
    codes = _known_codes(cells[place].text) if place is not None else ()
    yield from (code for code in map(spelt_code, codes_in(cells[:place], lengths)) if code in codes)


def _place_of_name(cells: list[Cell]) -> int | None:
    return next((number for number, cell in enumerate(cells) if _known_codes(cell.text)), None)


def _restored(
    table: Table, cells: list[Cell], lengths: Mapping[int, int], beside: Sequence[Cell], taken: Container[str]
) -> list[Repair]:
    """Look for a code, in one cell or in parts, before the first name of a row.

    Of two codes of the name that are as near, the one that stands ``beside``, in the rows above and below, is meant.
    None of the codes ``taken`` by other rows is meant where the name may be misread.
    """
    place = _place_of_name(cells)
    if place is None:
        return list(_named_by_code(table, cells, lengths))
    for parts in longest_runs(codes_in(cells[:place], lengths)):
        printed = spelt_code(parts)
        wanted = [lengths[cell.column] for cell in parts]
        # Classes, groups and items may stand in one column.
        whole = {sum(wanted), *([len(printed)] if len(parts) == 1 and len(printed) in WHOLE else [])}
        known = [code for code in _known_codes(cells[place].text) if len(code) in whole]
        near = _nearest(printed, [code for code in known if is_one_slip(printed, code)], parts, beside)
        near = near or _by_its_digits(parts, wanted, known)
        if printed in known or near is None:
            continue
        own = _nearly_named(cells[place].text, printed) if near in taken else None
        if own is not None:
            doubted = cells[place].confidence < DOUBTED
            return [put_text(table, cells[place], own, f"name of {printed}", BELIEVED)] if doubted else []
        repairs, begin, code = [], 0, near
        wanted = [len(code)] if len(parts) == 1 else wanted
        for cell, length in zip(parts, wanted, strict=True):
            part = code[begin : begin + length]
            begin += length
            if part != cell.text and _may_be(cell, part, printed):
                repairs.append(put_text(table, cell, part, f"code of {cells[place].text}", BELIEVED))
        return repairs
    return []


def _may_be(cell: Cell, part: str, code: str) -> bool:
    """Tell whether a cell may print another part of a code: it is doubted, or there is no such code as was read.

    Then it is enough that the engine thought of the other.
    """
    thought_of = any(reading.text == part for reading in cell.readings)
    return cell.confidence < DOUBTED or (thought_of and not names_of(code))


def _nearest(printed: str, codes: Sequence[str], parts: Sequence[Cell], beside: Sequence[Cell]) -> str | None:
    """Return the code nearest to what was read, if there is one."""
    least = min((differing(printed, code) for code in codes), default=0)
    near = [code for code in codes if differing(printed, code) == least]
    if len(near) > 1:
        columns = [cell.column for cell in parts]
        rows: dict[int, str] = {}
        for cell in beside:
            if cell.column in columns:
                rows[cell.row] = rows.get(cell.row, "") + cell.text
        near = [code for code in near if code in rows.values()]
    return near[0] if len(near) == 1 else None


def _by_its_digits(parts: Sequence[Cell], wanted: Sequence[int], codes: Sequence[str]) -> str | None:
    """Return the only code that has the digits read in some of its parts, where the others were read as words."""
    begins = [sum(wanted[:number]) for number in range(len(wanted))]
    read = [(part.text, begin) for part, begin in zip(parts, begins, strict=True) if part.text.isdigit()]
    if not read or all(any(map(str.isdigit, part.text)) for part in parts):
        return None
    whole = (code for code in codes if len(code) == sum(wanted))
    fitting = [code for code in whole if all(code.startswith(text, begin) for text, begin in read)]
    return fitting[0] if len(fitting) == 1 else None


def _named_by_code(table: Table, cells: list[Cell], lengths: Mapping[int, int]) -> Iterator[Repair]:
    """Yield a repair for the text of a row without a name that nearly is a name of its code."""
    for parts in codes_in(cells, lengths):
        code = spelt_code(parts)
        # The newest of those that differ in their marks only.
        names = {normalise(name): name for name in reversed(names_of(code))} if len(code) in WHOLE else {}
        for cell in cells[cells.index(parts[-1]) + 1 :]:
            near = [name for plain, name in names.items() if _is_nearly(normalise(cell.text), plain)]
            if len(near) == 1 and cell.confidence < DOUBTED:
                yield put_text(table, cell, near[0], f"name of {code}", BELIEVED)
                return


def _nearly_named(text: str, code: str) -> str | None:
    """Return the name of a code from which a text differs in one character, misread, lost or added."""
    near = {
        normalise(name): name for name in reversed(names_of(code)) if changes(normalise(text), normalise(name)) == 1
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _is_nearly(text: str, name: str) -> bool:
    """Tell whether a text is a name with one character misread, or, of a long name, one lost or added.

    A name may have lost all its brackets: a copy leaves little of thin marks.
    """
    if differing(text, name) == 1 or (len(name) >= SHORTEST and changes(text, name) == 1):
        return True
    return text == letters_of(name) != name


def _known_codes(text: str) -> tuple[str, ...]:
    """Return the codes of the official name that a text is, or ends with."""
    name = normalise(text)
    for begin in range(max(1, len(name) - SHORTEST + 1)):
        codes = codes_of(name[begin:])
        if codes:
            return codes
    return ()
