"""Titles: which form a printed title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.forms.heading_words import SharedWords
from extractors.forms.misread import ANY_LETTER
from extractors.forms.wording import heading_core

#: What may follow a title's core: a remark in parentheses, 续表, a running number.
_SUFFIX = r"(?P<suffix>(?:\([^()]*\)|-?续表?\d*|\(续.*|[-_]?\d{1,2})*)"

_SCOPE = re.compile(r"(?<=[^(])[-,、;:](?:不)?(?:含|包括|包含)[^()]*(?=\)|$)")


def title_pattern(titles: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a form's titles with what may stand around them; without titles it matches nothing."""
    if not titles:
        return re.compile(r"(?P<prefix>)(?P<core>(?!))(?P<suffix>)")
    core = "|".join(f"(?:{title})" for title in titles)
    return re.compile(f"(?P<prefix>.*?)(?P<core>{core}){_SUFFIX}")


def match_title(title: str, pattern: re.Pattern[str], shared: SharedWords) -> int | None:
    """Return how many letters of a cleaned title a form's own title covers, or None when it is not the form's.

    Year and organisation may stand before the core, but nothing that makes it another form's title (基本支出预算表).
    """
    found = pattern.fullmatch(title)
    if found is None:
        return None
    prefix, suffix = found["prefix"], found["suffix"]
    if shared.not_in_prefix.search(prefix) or shared.not_in_prefix.search(suffix):
        return None
    if prefix and not shared.prefix_end.fullmatch(prefix):
        return None
    return len(found["core"])


def clean_title(title: str) -> str:
    """Return a title as patterns see it.

    收入总体情况 is printed for 收入总体情况表, 政府采购预算 for 政府采购预算表, and a long title may lose its last
    parenthesis at the page's edge. What the figures leave out may be said behind the classification:
    （按功能分类科目-不含上年结转）.
    """
    core = _SCOPE.sub("", heading_core(title))
    if core.count("(") == core.count(")") + 1:
        core += ")"
    return core + "表" if core.endswith(("情况", "明细", "预算")) else core


def misreadings(title: str) -> Iterator[str]:
    """Yield the title with each letter in turn taken as the wild one."""
    for place in range(len(title)):
        yield title[:place] + ANY_LETTER + title[place + 1 :]
