"""Which pause stands between the words of prose: a comma that was read may well be a point if it looks a bit like one.

In print of four points pauses are marks of one to three dots, and the words behind one say little about which it is:
a search for likely words finds commas, as these are the commonest. So each pause is chosen again by itself: by what
was seen of it, by the words before it, and by how often a recogniser takes it for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.context.put import put_lines
from extractors.decoding.language import PAUSES, character_model, is_ideograph, known_sign
from extractors.lattices import log_likelihoods
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Lattice, Table

#: Texts read with less are looked at; what is believed of those that change.
DOUBTED, BELIEVED = 0.9, 0.85
#: Prose has so many pauses, and so many characters for each: 科、目、名、称 is a spaced heading.
PROSE, WORDS = 3, 4
#: What is added, in natural logarithms, to what is seen of each: points and semicolons look like commas when they are
#: thin, and the two dots of a semicolon like a colon, which prose hardly has. Chosen on 763 pauses of scans of two
#: published budgets and 1,838 of seven invented ones, of which 109 and 145 were wrong: then 73 and 90 are.
#: The last sign of a text is a point by so much more.
LIKER = {"，": 0.0, "、": 0.25, "。": 1.25, "；": 2.0, "：": -4.0}
STOP, STOPS = "。", 4.0
#: In a list of so many parts a semicolon parts them, and by so much seldomer a colon; behind a figure or a bracket only
#: these two are told apart.
PART, OPENS, PARTS, LISTED = "；", "：", 2, 3.0
_PAUSE = re.compile(f"[{PAUSES},;:]")


def settle_pauses(tables: Sequence[Table]) -> list[Repair]:
    """Choose the pauses in doubtful prose of OCR cells, in place, and return a repair for each cell that changed."""
    return [repair for table in tables for cell in table.cells for repair in _settled(table, cell)]


def _settled(table: Table, cell: Cell) -> Iterator[Repair]:
    pauses = len(_PAUSE.findall(cell.text))
    if cell.lattice is None or cell.confidence >= DOUBTED or pauses < PROSE or len(cell.text) < WORDS * pauses:
        return
    seen = cell.lattice.lines()
    if len(seen) != len(cell.lines):
        return
    liker = {**LIKER, OPENS: LIKER[OPENS] - (LISTED if normalise(cell.text).count(";") >= PARTS else 0.0)}
    lines: list[str] = []
    for number, (line, lattice) in enumerate(zip(cell.lines, seen, strict=True), 1):
        lines.append(_likeliest("".join(lines), line, lattice, liker, ends=number == len(seen)))
    if tuple(lines) == cell.lines:
        return
    yield put_lines(table, cell, lines, "pauses by their picture and the words before", BELIEVED)


def _likeliest(before: str, line: str, lattice: Lattice, liker: Mapping[str, float], ends: bool) -> str:
    """Return a line with the likeliest pause in the place of each behind a word; ``before`` is what precedes the line.

    ``liker`` is what is added for each, ``ends`` tells that nothing follows the line.
    """
    model = character_model()
    for found in _PAUSE.finditer(line):
        place, said, read = found.start(), before + line[: found.start()], known_sign(found[0])
        # Behind a figure or a bracket the words say little.
        told = PAUSES if said and is_ideograph(said[-1]) else PART + OPENS
        if not said or read is None or read not in told:
            continue
        after = model.after(said)
        texts = [normalise(line[:place] + pause + line[place + 1 :]) for pause in told]
        scores = dict(zip(told, log_likelihoods(lattice, texts).tolist(), strict=True))
        scores = {pause: fit + after[pause] + liker[pause] for pause, fit in scores.items()}
        if STOP in scores and ends and place + 1 == len(line):
            scores[STOP] += STOPS
        best = max(scores, key=scores.__getitem__)
        if best != read:
            line = line[:place] + best + line[place + 1 :]
    return line
