"""Columns whose texts a program cut after so many characters: there a text may end in the middle of a word.

Some exporters keep the first eight characters of an indicator's name and print no more. Such a text ends as no other
does, and one that ends well would be preferred to it: of `全市综合类事业人` the last character would be another. That a
column is cut shows in the texts of one length that end badly.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from extractors.decoding.language import END, USUAL, CharacterModel, is_ideograph
from extractors.text import normalise
from schemas.table import Table

#: Shorter texts are cut by nobody.
SHORTEST = 4
#: So many different texts of one length end badly where texts are cut, and this share of those of that length. In 36
#: forms of six published budgets one column has texts like that, seven of 18; no other has as many as two.
BAD_ENDS, SHARE = 3, 0.25
#: A text ends badly if its end is less likely than this, in natural logarithms to which USUAL is added.
BAD = 0.0

#: By column and number of characters: how likely a text of that length is to end with it, as BAD is counted.
CutEnds = Mapping[tuple[int, int], float]


def find_cut_ends(table: Table, model: CharacterModel) -> CutEnds:
    """Return the lengths at which a table's columns are cut, by column, and how likely a text is to be cut there."""
    texts: dict[tuple[int, int], set[str]] = defaultdict(set)
    for cell in table.cells:
        text = normalise(cell.text)
        if cell.row >= table.header_row_count and len(text) >= SHORTEST and is_ideograph(text[-1]):
            texts[cell.column, len(text)].add(text)
    found = {}
    for place, alike in texts.items():
        bad = sum(model.after(text)[END] < BAD for text in alike)
        if bad >= max(BAD_ENDS, SHARE * len(alike)):
            found[place] = math.log(bad / len(alike)) + USUAL
    return found
