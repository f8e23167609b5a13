"""Names in rows of one code, as another table of the document has them: the third of 30101 is 事业基本工资 there, too.

A document lists its expenditure more than once, by the same codes and with the same names of its own under them, once
in large print and once in small. Where two tables have as many rows of a code, one below the other, what is read surely
in one says what stands in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extractors.context.codes.name_columns import NameColumn, name_columns
from extractors.context.fits import DOUBTED, LIKELY, TRUSTED
from extractors.context.put import put_text
from extractors.lattices import less_likely
from extractors.slips import common
from extractors.text import letters_of, normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A name may be so much less likely than what was read, in natural logarithms a character; or this share of its letters
#: was read, in their order.
PLAUSIBLE, OF_NAME = 3.0, 0.5

_Run = Sequence[Cell]


def restore_names_by_run(tables: Sequence[Table]) -> list[Repair]:
    """Give doubted names in OCR tables those of the same rows of another table, in place; return a repair for each."""
    columns = name_columns(tables)
    if len(columns) < 2:
        return []
    runs = [(column, code, run) for column in columns for code, run in _runs(column)]
    known = _known(runs)
    return [repair for column, code, run in runs for repair in _restored(column, code, run, known)]


def _runs(column: NameColumn) -> Iterator[tuple[str, _Run]]:
    """Yield the codes of a column with the names in their rows, one below the other."""
    cells = sorted(column.cells, key=lambda cell: cell.row)
    for code, run in groupby(cells, key=lambda cell: column.codes[cell.row]):
        yield code, list(run)


def _known(runs: Sequence[tuple[NameColumn, str, _Run]]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return the names in so many rows of a code where they are all read surely, and alike wherever that is so."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for _, code, run in runs:
        if all(cell.confidence >= TRUSTED and cell.text for cell in run):
            found[code, len(run)].add(tuple(normalise(cell.text) for cell in run))
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _restored(
    column: NameColumn, code: str, run: _Run, known: Mapping[tuple[str, int], tuple[str, ...]]
) -> Iterator[Repair]:
    names = known.get((code, len(run)))
    if names is None or any(
        cell.confidence >= DOUBTED and normalise(cell.text) != name for cell, name in zip(run, names, strict=True)
    ):
        return
    for cell, name in zip(run, names, strict=True):
        if normalise(cell.text) != name and _may_be(cell, name):
            yield put_text(column.table, cell, name, f"the same rows of {code} in another table", LIKELY)


def _may_be(cell: Cell, name: str) -> bool:
    """Tell whether a cell may print a name: its picture allows it, or much of it was read."""
    if common(letters_of(cell.text), letters_of(name)) >= OF_NAME * len(letters_of(name)):
        return True
    text = normalise(cell.text)
    return cell.lattice is not None and less_likely(cell.lattice, name, than=text) <= PLAUSIBLE * len(name)
