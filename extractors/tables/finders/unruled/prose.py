"""Which segments are running text: chains of lines that fill a common measure.

A column of a table holds labels of all lengths; a paragraph's lines all reach the right edge but the last.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extractors.content import Floats
from extractors.tables.finders.unruled.lines import Rule
from extractors.tables.finders.unruled.segments import Segment

#: A line that reaches this share of the widest line of its paragraph is full.
_FULL = 0.82
#: Lines of one paragraph follow within this many character heights, from baseline to baseline.
_PITCH = 2.3
#: Text of which this share of lines has labels or figures on the same baseline is a column of a table.
_LOCKED = 0.7
#: Share of characters that may be digits in running text.
_DIGITS = 0.3


def mark_prose(rows: list[list[Segment]], rules: Floats) -> None:
    """Set ``prose`` on all segments that are lines of running text; ``rules`` are horizontal (y, x0, x1)."""
    sorted_rules = sorted((float(y), float(x0), float(x1)) for y, x0, x1 in rules)
    chains = [chain for chain in _chains(rows, sorted_rules) if _is_prose(chain)]
    for chain in chains:
        for segment in chain:
            segment.prose = True
    beside = {
        id(segment): any(not other.prose for other in row if other is not segment) for row in rows for segment in row
    }
    for chain in chains:
        if sum(beside[id(segment)] for segment in chain) >= _LOCKED * len(chain) and _begins_anew(chain):
            for segment in chain:
                segment.prose = False


def _begins_anew(chain: list[Segment]) -> bool:
    """Tell whether most lines begin with a capital or a figure, as labels do and the lines of a paragraph do not."""
    small = sum(segment.words[0].text[0].islower() for segment in chain)
    return 2 * small <= len(chain)


def _chains(rows: list[list[Segment]], rules: list[Rule]) -> list[list[Segment]]:
    """Return vertical chains of segments with about the same left edge or width and no rule between them."""
    open_chains: list[list[Segment]] = []
    done: list[list[Segment]] = []
    for row in rows:
        for segment in row:
            follows = [chain for chain in open_chains if _follows(chain[-1], segment, rules)]
            if follows:
                min(follows, key=lambda chain: segment.baseline - chain[-1].baseline).append(segment)
            else:
                open_chains.append([segment])
        floor = row[0].baseline if row else 0.0
        still: list[list[Segment]] = []
        for chain in open_chains:
            (still if floor - chain[-1].baseline <= _PITCH * chain[-1].size else done).append(chain)
        open_chains = still
    return done + open_chains


def _follows(above: Segment, below: Segment, rules: list[Rule]) -> bool:
    pitch = below.baseline - above.baseline
    if not 0.6 * above.size < pitch <= _PITCH * above.size:
        return False
    if not 0.8 < below.size / above.size < 1.25:
        return False
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    if shared < 0.5 * min(above.width, below.width) or abs(above.x0 - below.x0) > 3.2 * above.size:
        return False
    return not _is_ruled_off(above, below, rules)


def _is_ruled_off(above: Segment, below: Segment, rules: list[Rule]) -> bool:
    low, high = above.baseline + 0.15 * above.size, below.baseline - 0.3 * below.size
    between = rules[bisect_right(rules, (low, 0.0, 0.0)) : bisect_left(rules, (high, 0.0, 0.0))]
    return any(x0 <= below.x0 + below.size and x1 >= below.x1 - below.size for _, x0, x1 in between)


def _is_prose(chain: list[Segment]) -> bool:
    widest = max(segment.width for segment in chain)
    text = "".join(word.text for segment in chain for word in segment.words)
    digits = sum(character.isdigit() for character in text)
    if digits > _DIGITS * len(text):
        return False
    measure = _measure(chain)
    if len(chain) == 1:
        return measure >= 14
    full = sum(segment.width >= _FULL * widest for segment in chain)
    share = full / (len(chain) - 1)
    if len(chain) == 2:
        return measure >= 9 and full >= 1
    if len(chain) <= 4:
        return measure >= 6 and share >= 0.6
    return measure >= 3.6 and share >= 0.7


def _measure(chain: list[Segment]) -> float:
    """Return how many words a line has on average; two ideographs count as one word."""
    letters = sum(len(word.text) for segment in chain for word in segment.words)
    words = sum(word.text[0].isalpha() or len(word.text) > 2 for segment in chain for word in segment.words)
    wide = sum(ord(character) > 0x2E7F for segment in chain for word in segment.words for character in word.text)
    return ((letters - wide) / max(letters, 1) * words + wide / 2) / len(chain)
