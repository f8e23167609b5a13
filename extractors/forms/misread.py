"""Headings that an OCR engine misread: which known one it must have been, if only one is near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from extractors.forms.heading_words import any_of
from extractors.forms.periods import split_period
from extractors.forms.wording import heading_core
from schemas.table import Cell

#: What remains of rulings beside a text, as engines read it.
_RESIDUE = "1iIlLrtT|!！_-~一丨门·.,:;'`^\\/｜—上"
#: Shorter texts have too many neighbours, longer ones are prose.
_SHORTEST, _LONGEST = 2, 24
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Stands for any one letter that a pattern spells out; no text has it.
ANY_LETTER = "\ue000"
#: What says that the rest is meant not to be, and is no letter too many: 非教育收费收入 is no 教育收费收入.
_DENIALS = frozenset("非不未无")
#: Of two letters, one right one says little: only what headings of two letters mostly are is taken for granted.
_COMMON = frozenset(("figures", "revenue", "expenditure"))
_MOST_REMEMBERED = 4096


def nearly(patterns: Iterable[str]) -> list[str]:
    """Return patterns that take the wild letter for any letter they spell out; those with sets of letters stay."""
    return [
        pattern if "[" in pattern else _HAN.sub(lambda letter: f"[{letter.group()}{ANY_LETTER}]", pattern)
        for pattern in patterns
    ]


def _behind_year(heading: str) -> str | None:
    """Return what follows the year, or the word for it, that a heading begins with; None where there is none.

    One letter is no heading that a year stands before: 本年款 is a misread 本年拨款.
    """
    found = split_period(heading, None)
    return found[1] if found and heading.endswith(found[1]) and len(found[1]) != 1 else None


class HeadingReader:
    """Reads headings as the definitions write them.

    A text layer is taken by its word. What an engine read and no definition knows is compared with what it may have
    been: the engine's other readings, the text without the residue of rulings at its ends, one character less or
    another in its place. Where known headings of one meaning come of it, that is the heading.
    """

    def __init__(self, patterns: Iterable[str], meaning: Callable[[str], tuple[str, ...]]) -> None:
        """Take the patterns of all headings; headings of equal ``meaning`` are no choice, one without is its own."""
        self._patterns = list(dict.fromkeys(patterns))
        self._meaning = meaning
        self._restored: dict[str, str] = {}

    def knows(self, heading: str) -> bool:
        """Tell whether a cleaned heading, or what follows the year in it, means anything in any form."""
        rest = _behind_year(heading)
        return bool(self._known.fullmatch(heading)) or rest == "" or bool(rest and self._known.fullmatch(rest))

    def read(self, cell: Cell) -> str:
        """Return a heading cell's cleaned text, restored when it was misread."""
        core = heading_core(cell.text)
        if cell.source != "ocr" or not core or self.knows(core):
            return core
        for reading in cell.readings:
            other = heading_core(reading.text)
            if self.knows(other):
                return other
        return self._restore(core)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return any_of(self._patterns)

    @cached_property
    def _nearly_known(self) -> re.Pattern[str]:
        """The known headings with any letter spelt as the wild one: one match tells whether some letter would do."""
        return any_of(nearly(self._patterns))

    @cached_property
    def _letters(self) -> list[str]:
        return sorted({letter for pattern in self._patterns for letter in _HAN.findall(pattern)})

    def _restore(self, core: str) -> str:
        restored = self._restored.get(core)
        if restored is None:
            if len(self._restored) >= _MOST_REMEMBERED:
                self._restored.clear()
            restored = self._restored[core] = self._restored_behind_year(core) or self._restored_whole(core)
        return restored

    def _restored_behind_year(self, core: str) -> str | None:
        """Return a heading whose year or word for it was read and what follows misread, or None."""
        rest = _behind_year(core)
        whole = self._restored_whole(rest) if rest else core
        return core.removesuffix(rest) + whole if rest and self.knows(whole) else None

    def _restored_whole(self, core: str) -> str:
        inner = core.strip(_RESIDUE)
        return self._without_residue(core, inner) or self._nearest(core) or self._nearest(inner) or core

    def _without_residue(self, core: str, inner: str) -> str | None:
        """Return the longest known text that is left when residue is taken from both ends, or None."""
        start = core.find(inner) if inner else len(core)
        ends = ((head, tail) for head in range(start + 1) for tail in range(len(core), start + len(inner) - 1, -1))
        shorter = sorted({core[head:tail] for head, tail in ends}, key=len, reverse=True)
        return next((text for text in shorter if self.knows(text)), None)

    def _nearest(self, text: str) -> str | None:
        """Return the known text that differs by a character, or None when there is none or texts of two meanings."""
        if not _SHORTEST <= len(text) <= _LONGEST:
            return None
        near = list(dict.fromkeys(self._neighbours(text)))
        if len(text) == _SHORTEST:
            near = [other for other in near if not _COMMON.isdisjoint(self._meaning(other))]
        meanings = {self._meaning(other) or other for other in near}
        return max(near, key=len) if len(meanings) == 1 else None

    def _neighbours(self, text: str) -> Iterator[str]:
        for place in [number for number, letter in enumerate(text) if letter not in _DENIALS]:
            head, tail = text[:place], text[place + 1 :]
            if len(text) > _SHORTEST and self.knows(head + tail):
                yield head + tail
            if self._nearly_known.fullmatch(head + ANY_LETTER + tail):
                yield from (head + letter + tail for letter in self._letters if self.knows(head + letter + tail))
