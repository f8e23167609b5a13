"""Doubtful texts of cells read again for what makes words, across the ends of lines and as the document has them.

A narrow column breaks words anywhere, and a line of 意 alone, or one that ends in 更, says little by itself: the lines
of a cell are one text. And a document says the same things again and again: what it says surely elsewhere, the name of
its department or the words of its goals, is likelier than what the language at large has oftener.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.outvoted import outvoted
from extractors.context.put import put_lines
from extractors.context.texts.cut_columns import CutEnds, find_cut_ends
from extractors.decoding.ctc import LINE_END, Ends, Step, kept_steps, spelt
from extractors.decoding.document import DocumentModel
from extractors.decoding.language import END, HISTORY, character_model, is_ideograph
from extractors.decoding.settle import FIGURE_LIKE
from extractors.slips import has_in_order
from extractors.text import join_printed_lines, normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with less are read again; those read with more tell what the document says. What was read with less than
#: the second number is only doubted where other words are likelier.
DOUBTED, LOOKED_AT = 0.9, 0.97
#: What a text is believed at most that was chosen for its words.
GUESSED = 0.85
#: Steps of the next line that help to choose in this one: about four characters.
AHEAD = 24
_NUMBERS = re.compile(r"\d")
_PAIRS = (("（", "("), ("）", ")")), (("【", "[", "〔"), ("】", "]", "〕")), (("《",), ("》",)), (("“",), ("”",))
#: An ordinal before a text, read well or not.
_LEAD = re.compile(r"^.{0,3}、")
_COLON = re.compile("[:：]")
#: Stands between the words of a name, as in quotes; elsewhere commas of a pixel or two are read for it.
DOT = "·"
_NAME = re.compile(rf"“[^”]*{DOT}[^”]*$|“[^”]*{DOT}[^”]*”")
_NUMERAL = re.compile(r"[一二三四五六七八九十]")
#: A text with so many of these pauses, of which labels have few, is prose, in which words ask for a full stop; in a
#: label they do not, and of commas the picture has to say so much more than of characters.
_PAUSES, PROSE, _STOP, RARE = re.compile(r"[，。；,;]"), 2, "。", 0.1


def read_again(tables: Sequence[Table]) -> list[Repair]:
    """Correct doubtful texts of OCR cells in place, and return a repair for each that changed.

    What was read a little too well to be changed is doubted where other words are likelier. Figures, and the digits in
    texts, stay as they were read. A cell's confidence never rises.
    """
    cells = [(table, cell) for table in tables for cell in table.cells if _is_doubtful(cell)]
    if not cells:
        return []
    model = DocumentModel(character_model(), _sure_texts(tables))
    cut = {table.id: find_cut_ends(table, model) for table in tables}
    repairs = []
    for table, cell in cells:
        lines = tuple(_read_lines(cell, model, cut[table.id]))
        text = join_printed_lines(lines)
        if lines == cell.lines or not _keeps_marks(cell.text, text):
            continue
        if cell.confidence >= DOUBTED:
            cell.confidence = GUESSED
            continue
        repairs.append(put_lines(table, cell, lines, "its characters make likelier words", GUESSED))
    return repairs


def _is_doubtful(cell: Cell) -> bool:
    if cell.lattice is None or cell.confidence >= LOOKED_AT or FIGURE_LIKE.fullmatch(cell.text):
        return False
    return sum(map(is_ideograph, cell.text)) > 1 and len(cell.lines) == len(cell.lattice.line_ends) + 1


def _keeps_marks(text: str, other: str) -> bool:
    """Tell whether another text keeps what no words tell: ordinals and other numerals, colons and pairs of brackets."""
    if _LEAD.findall(text) != _LEAD.findall(other) or len(_COLON.findall(text)) > len(_COLON.findall(other)):
        return False
    if not has_in_order(_NUMERAL.findall(other), _NUMERAL.findall(text)):
        return False
    return all(left == 0 or now != 0 for left, now in zip(_open_pairs(other), _open_pairs(text), strict=True))


def _open_pairs(text: str) -> list[int]:
    """Return how many of each pair of marks are opened and not closed."""
    return [sum(map(text.count, opening)) - sum(map(text.count, closing)) for opening, closing in _PAIRS]


def _sure_texts(tables: Sequence[Table]) -> Iterator[str]:
    """Yield what the document says surely, but nothing that is a misreading of what it says again and again."""
    captions = [text for table in tables for text in (table.caption.title, table.caption.entity) if text]
    cells = [cell for table in tables for cell in table.cells if cell.text]
    sure = captions + [cell.text for cell in cells if cell.source != "ocr" or cell.confidence >= DOUBTED]
    counts = Counter(captions) + Counter(cell.text for cell in cells)
    slips = outvoted(dict.fromkeys(sure), counts)
    yield from (text for text in sure if text not in slips)


def _read_lines(cell: Cell, model: DocumentModel, cut: CutEnds) -> Iterator[str]:
    """Yield the text of each line: the one before it is known, the next is still open."""
    seen = [kept_steps(lattice) for lattice in cell.lattice.lines()] if cell.lattice else []
    if len(_PAUSES.findall(cell.text)) < PROSE:
        seen = [_as_of_label(steps) for steps in seen]
    whole = ""

    def end(tried: str) -> float:
        text = whole[:-HISTORY] + tried.replace(LINE_END, "")
        return max(model.after(text)[END], cut.get((cell.column, len(normalise(text))), -math.inf))

    for number, (steps, line) in enumerate(zip(seen, cell.lines, strict=True)):
        if _NAME.search(whole + line):
            steps = [step[:1] if step[0][0] == DOT else step for step in steps]
        ahead = seen[number + 1][:AHEAD] if number + 1 < len(seen) else []
        text = _read_line(steps, ahead, whole[-HISTORY:], line, model, end if number + 1 == len(seen) else None)
        whole += text
        yield text


def _as_of_label(steps: list[Step]) -> list[Step]:
    """Return the steps with pauses as rare as in labels, but where one is likeliest by far by what was seen."""
    return [_without_pauses(step) if _PAUSES.search("".join(one for one, _ in step)) else step for step in steps]


def _without_pauses(step: Step) -> Step:
    if step[0][0] == _STOP or len(step) == 1:
        return step
    pairs = [(one, weight * RARE if _PAUSES.fullmatch(one) else weight) for one, weight in step if one != _STOP]
    return sorted(pairs, key=lambda pair: -pair[1])


def _read_line(
    steps: list[Step], ahead: list[Step], before: str, line: str, model: DocumentModel, end: Ends | None
) -> str:
    """Return the likeliest text of a line that has the same digits as ``line``, the engine's own reading.

    ``end`` weighs the ends of the cell's last.
    """
    numbers = _NUMBERS.findall(line)
    shares: dict[str, float] = {}
    for reading in spelt([*steps, [(LINE_END, 1.0)], *ahead], model, before, end):
        text = reading.text.split(LINE_END)[0].strip()
        if text and _NUMBERS.findall(text) == numbers:
            shares[text] = shares.get(text, 0.0) + reading.score
    return max(shares, key=shares.__getitem__, default=line)
