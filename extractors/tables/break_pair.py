"""Two cells that meet at a page break, and how the text of one relates to that of the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.slips import LENIENCE, changes, is_misread
from extractors.text import join_printed_lines, normalise
from schemas.table import Cell

#: Two texts that share so long a beginning, or so much at the seam, are one that was printed again.
_SURE_PREFIX, _SURE_OVERLAP = 10, 6
#: Texts of scans read with less may be one text misread in different ways.
DOUBTED = 0.9
#: Prose is as long as this: numbers in it may be misread as well, and no other says so much the same.
PROSE = 60


@dataclass(slots=True)
class BreakPair:
    """The last cell above a break and the first below it, in the same columns.

    ``again`` is how many of the lower cell's first lines repeat the upper cell's last ones. A spreadsheet prints a
    merged cell's whole text on each page and clips it to the page's part; lines that are clipped away altogether may be
    left out. So the two texts are whole and whole, beginning and whole, whole and end, or they overlap. ``partly``
    tells that they share a part only: two names may do so too.
    """

    upper: Cell
    lower: Cell
    again: int = field(init=False, default=0)
    same_text: bool = field(init=False, default=False)
    partly: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        """Compare the two texts once."""
        upper, lower = normalise(self.upper.text), normalise(self.lower.text)
        if not upper or not lower:
            return
        self.again = _overlap(self.upper.lines, self.lower.lines)
        shorter, longer = sorted((upper, lower), key=len)
        prefix = len(shorter) >= _SURE_PREFIX and longer.startswith(shorter)
        doubted = min(self.upper.confidence, self.lower.confidence) < DOUBTED
        misread = doubted and (is_misread(upper, lower) or _is_misread_prose(upper, lower))
        self.same_text = upper == lower or self.again > 0 or prefix or misread
        self.partly = self.same_text and upper != lower and not misread

    def is_begun_again(self) -> bool:
        """Take the texts for one if the upper, however short, begins the lower; tell whether it does."""
        upper = normalise(self.upper.text)
        self.same_text |= bool(upper) and normalise(self.lower.text).startswith(upper)
        return self.same_text

    def join(self) -> None:
        """Let the upper cell take what the lower one adds; the lower one's row count is not touched."""
        upper, lower = self.upper, self.lower
        if not lower.text:
            return
        if not upper.text:
            upper.page, upper.box, upper.source = lower.page, lower.box, lower.source
        if self.same_text and not self.again:
            # What is printed twice is taken from where it is whole, or read better: with what the engine saw of it.
            whole = self._whole()
            lines, upper.readings, upper.lattice = whole.lines, whole.readings, whole.lattice
        else:
            lines = (*upper.lines, *lower.lines[self.again :])
            upper.readings, upper.lattice = (), None
        upper.lines, upper.text = lines, join_printed_lines(lines)
        upper.confidence = min(upper.confidence, lower.confidence)

    def _whole(self) -> Cell:
        """Return the cell whose text is more than a beginning of the other's; of misread ones the one read better."""
        upper, lower = normalise(self.upper.text), normalise(self.lower.text)
        if upper.startswith(lower) or lower.startswith(upper):
            return max((self.upper, self.lower), key=lambda cell: (len("".join(cell.lines)), cell.confidence))
        return max((self.upper, self.lower), key=lambda cell: cell.confidence)


def _is_misread_prose(upper: str, lower: str) -> bool:
    shorter = min(len(upper), len(lower))
    return shorter >= PROSE and changes(upper, lower) <= shorter // LENIENCE


def _overlap(upper: tuple[str, ...], lower: tuple[str, ...]) -> int:
    """Return how many of the lower lines repeat the end of the upper ones."""
    above, below = [normalise(line) for line in upper], [normalise(line) for line in lower]
    for count in range(min(len(above), len(below)), 0, -1):
        if above[-count:] != below[:count]:
            continue
        # All lines of one side are lines of the other: printed again as far as it fitted.
        part = (count == len(above)) != (count == len(below))
        long = sum(map(len, below[:count])) >= _SURE_OVERLAP
        return count if part or long or len(above) == len(below) == count else 0
    return 0
