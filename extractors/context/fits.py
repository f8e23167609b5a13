"""How well a known text has to fit what was seen of a cell or a line, to be taken for what is printed there."""

from __future__ import annotations

import re

from extractors.lattices import Fit

#: Texts read with less are doubted; texts read with more are evidence for others.
DOUBTED, TRUSTED = 0.9, 0.97
#: What a settled text is believed, and one that is likely to be right but not sure.
SETTLED, LIKELY = 0.9, 0.7
#: Of what was read with less the picture says too little to be against a text that all else speaks for.
WRECKED = 0.3
#: How much less likely than what was read, in natural logarithms, a text may be that the document has elsewhere.
LISTED = 6.0
#: How much less likely than the best path, in natural logarithms a character, a text may be, and by how much it has to
#: be likelier than any other known. Chosen on 500 lines of print of four to six points, of two documents that are
#: scored, with the true text always in the list and its length known within a half: where the list differed from the
#: reading, all 84 within the first pair were right, 202 of 207 and 197 of 201 within the others. With their text taken
#: out of the list 250 lines gave no other within the first pair, and 15 and 16 within the others. Not tried on others.
SURE_FIT, LIKELY_FITS = (1.0, 2.0), ((3.0, 3.0), (4.0, 5.0))
#: The same for headings of a form that is known by its title.
HEADING_FITS = ((6.0, 1.5), (8.0, 4.0))
#: What a text has more than another is words, or the other half of a pair of brackets.
_MORE = re.compile(r"[\u4e01-\u9fff(]")


def is_sure(fit: Fit) -> bool:
    """Tell whether a text fits so well that it is taken for what is printed."""
    return fit.deficit <= SURE_FIT[0] and fit.margin >= SURE_FIT[1]


def is_heading(fit: Fit) -> bool:
    """Tell whether a heading of a known form fits so much better than those of other meaning that it must be meant."""
    return any(fit.deficit <= deficit and fit.margin >= margin for deficit, margin in HEADING_FITS)


def is_likely(fit: Fit) -> bool:
    """Tell whether a text fits well enough to stand for what is printed, in doubt."""
    return any(fit.deficit <= deficit and fit.margin >= margin for deficit, margin in LIKELY_FITS)


def belief(fit: Fit) -> float:
    """Return what is believed of a text that fits."""
    return SETTLED if is_sure(fit) else LIKELY


def adds_words(text: str, other: str) -> bool:
    """Tell whether a text is the other with more words before, in or after it: the list need not know them.

    A stroke at its end is none: 合计一 is 合计 and a bit of ruling.
    """
    rest, left = "", iter(other)
    wanted = next(left, None)
    for character in text:
        if character == wanted:
            wanted = next(left, None)
        else:
            rest += character
    return wanted is None and _MORE.search(rest) is not None
