"""The year that a document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.text import normalise
from extractors.years import with_plain_years
from schemas.page import PageReading
from schemas.table import Table

#: `2024年部门预算`, `2024年度…`; the budget law's documents name the year they are for, with 年 behind it.
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度|部门|单位|区级|市级|省级|县级|本级|预算|财政|\s)*")
#: `预算年度：2024` beside a form's unit, without 年.
_BUDGET_YEAR = re.compile(r"预算年度[:;](20\d\d)(?![\d年])")
#: The day on which a document was made or published may lie in the year before.
_MONTH = re.compile(r"\d{1,2}月")
#: Where a year stands tells how much it says: cover and titles before running text.
_COVER_PAGES = 2
#: What the document of a year is; a year with nothing else is a line of a cover.
_SUBJECT = re.compile(r"预算|决算|^20\d\d年度?$")
#: `2021年预算数`, `2021年“三公”经费预算数`, `2021年政府性基金预算支出` head columns of the budget's own year or of the
#: one before; what was carried out is the year before.
_BUDGET_HEADING = re.compile(
    r"(20\d\d)年度?(?:财政)?(?:拨款)?(?:[\"“”]?三公[\"“”]?经费|一般公共|政府性基金|国有资本经营)?预算(?:数|收入|支出)?$"
)
_HEADING_ROWS = 4
_HEADING_WEIGHT = 5
_TITLE_WEIGHT, _COVER_WEIGHT, _TEXT_WEIGHT, _DATE_WEIGHT = 100, 100, 1, 0


def find_fiscal_year(readings: Sequence[PageReading]) -> int | None:
    """Return the year of the budget: from cover and titles, else the one that the text names most, or None."""
    votes: Counter[int] = Counter()
    for index, reading in enumerate(readings):
        for line in reading.lines:
            plain = with_plain_years(normalise(line.text))
            votes.update({int(year): _TITLE_WEIGHT for year in _BUDGET_YEAR.findall(plain)})
            for match in _YEAR.finditer(plain):
                short = len(plain) <= 40
                weight = _TITLE_WEIGHT if line.kind == "title" else _TEXT_WEIGHT
                if index < _COVER_PAGES and short and _SUBJECT.search(plain):
                    weight = _COVER_WEIGHT
                if _MONTH.match(plain, match.end()):
                    weight = _DATE_WEIGHT
                # `比2023年` compares; the budget's own year is not the one compared with.
                before = plain[max(0, match.start() - 1) : match.start()]
                if before not in ("比", "较", "与"):
                    votes[int(match[1])] += weight
        for table in reading.tables:
            votes.update(_table_votes(table))
    return votes.most_common(1)[0][0] if votes else None


def _table_votes(table: Table) -> Counter[int]:
    """Count what headings and caption say; of two years of budgets side by side the earlier is compared with.

    Three are a plan, which begins with the budget's year or ends with it.
    """
    votes: Counter[int] = Counter()
    for cell in table.cells:
        heading = _BUDGET_HEADING.match(normalise(cell.text)) if cell.text and cell.row < _HEADING_ROWS else None
        if heading is not None:
            votes[int(heading[1])] += _HEADING_WEIGHT
    if len(votes) > 1:
        votes = Counter({max(votes): _HEADING_WEIGHT} if len(votes) == 2 else {})
    for text in (table.caption.title, table.caption.period):
        for match in re.finditer(r"(?<!\d)(20\d\d)", with_plain_years(normalise(text or ""))):
            votes[int(match[1])] += _TITLE_WEIGHT
    return votes
