"""Other texts cut by the height of their row: completed when the document itself says the whole elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.indicator_columns import indicator_cells
from extractors.repair.complete import complete
from extractors.text import normalise
from schemas.findings import Repair, Warning
from schemas.table import Cell, Table

#: Shorter texts occur by chance.
_SHORTEST = 6
#: A shorter cell is a name; names begin alike without being the same.
_SHORTEST_PROSE = 40
_SENTENCE = re.compile(r"[,;。]")
#: A row's height hides a line's end or a short last line; more is another text.
_LONGEST_ENDING = 8
#: In running text the missing end must be near: what follows further on belongs to the sentence.
_LONGEST_END_IN_PROSE = 4
_PUNCTUATION = re.compile(r"[,.;:!?、。()\[\]\"']")
_CONFIDENCE = 0.9
#: A cell is full when another line would not fit and the last line reaches the right edge.
_FULL_WIDTH = 1.3


class PhraseBook:
    """What the document says in full: its other indicators, and running text in which a phrase may occur.

    Names of projects are no evidence: an indicator often begins with its project's name and goes on from there.
    """

    def __init__(self, tables: Sequence[Table], prose: Sequence[str]) -> None:
        self._cells: dict[str, str] = {}
        long_texts = ["".join(prose)]
        for table in tables:
            for level, cell in indicator_cells(table):
                plain = normalise(cell.text)
                if level == 3 and len(plain) >= _SHORTEST:
                    self._cells.setdefault(plain, f"{table.id} row {cell.row}")
            for cell in table.cells:
                plain = normalise(cell.text)
                if len(plain) >= _SHORTEST_PROSE and _SENTENCE.search(plain):
                    long_texts.append(cell.text)
        self._sorted = sorted(self._cells)
        self._prose = "\n".join(normalise(text) for text in long_texts)

    def completion(self, text: str, looks_cut: bool) -> tuple[str, str] | None:
        """Return (full text, evidence) when everything in the document agrees on one longer reading.

        Another cell that begins with the text may say something else (`满意度`, `满意度不低于80%`): that is evidence
        only for a text that also looks cut. Running text is evidence where the text breaks off inside a word.
        """
        plain = normalise(text)
        near = {cell for cell in self._starting_with(plain) if len(cell) - len(plain) <= _LONGEST_ENDING}
        cells = near if looks_cut else set()
        phrases = self._in_prose(plain) if looks_cut or self._breaks_off(plain) else set()
        if len(cells | phrases) != 1:
            return None
        full = next(iter(cells | phrases))
        if full in self._cells and full in cells:
            return full, f"same document: {self._cells[full]}"
        return full, "same document: running text"

    def _starting_with(self, plain: str) -> set[str]:
        found = set()
        for at in range(bisect_right(self._sorted, plain), len(self._sorted)):
            if not self._sorted[at].startswith(plain):
                break
            found.add(self._sorted[at])
        return found

    def _breaks_off(self, plain: str) -> bool:
        """Tell whether the last two characters nowhere end a word: in running text the same one always follows."""
        following = set(re.findall(re.escape(plain[-2:]) + "(.)", self._prose, re.DOTALL))
        return len(following) == 1 and not _PUNCTUATION.match(next(iter(following)))

    def _in_prose(self, plain: str) -> set[str]:
        found = set()
        start = self._prose.find(plain)
        while start >= 0:
            rest = self._prose[start + len(plain) : start + len(plain) + _LONGEST_END_IN_PROSE + 1]
            end = _PUNCTUATION.search(rest)
            # Followed at once by a mark, the phrase is whole as it stands.
            found.add(plain + rest[: end.start()] if end else plain)
            start = self._prose.find(plain, start + 1)
        return found


def complete_phrases(table: Table, book: PhraseBook) -> tuple[list[Repair], list[Warning]]:
    """Complete cut indicator names of the third level in place; say which texts look cut but have no evidence."""
    repairs, warnings = [], []
    for level, cell in indicator_cells(table):
        if level != 3 or len(normalise(cell.text)) < _SHORTEST:
            continue
        found = book.completion(cell.text, looks_cut(cell))
        if found is not None and found[0] != normalise(cell.text):
            full = cell.text + found[0][len(normalise(cell.text)) :]
            repairs.append(complete(table, cell, full, found[1], _CONFIDENCE))
        elif found is None and looks_cut(cell):
            message = f"table {table.id}, row {cell.row}, column {cell.column}: the text may be cut by its row"
            warnings.append(Warning("truncated_text_suspected", message, cell.page))
    return repairs, warnings


def looks_cut(cell: Cell) -> bool:
    """Tell whether a text fills its cell to the last line's end, so that the printer may have dropped the rest.

    Only a text of several lines tells its pitch and its width.
    """
    count = len(cell.lines)
    if count < 2:
        return False
    longest = max(len(line) for line in cell.lines)
    pitch = cell.box.width / max(longest, 1) * _FULL_WIDTH
    return len(cell.lines[-1]) >= longest and cell.box.height < (count + 1) * pitch
