"""The finder for tables without a full grid of rules."""

from __future__ import annotations

from extractors.content import PageContent
from extractors.tables.finders.unruled.assemble import assemble
from extractors.tables.finders.unruled.form import assemble_form
from extractors.tables.finders.unruled.prose import mark_prose
from extractors.tables.finders.unruled.regions import find_regions
from extractors.tables.finders.unruled.segments import row_to_segments, take_dashes
from extractors.tables.finders.unruled.verdict import is_numbered_note, is_table
from extractors.tables.finders.unruled.words import characters_to_words, drop_upright_text, words_to_rows
from extractors.tables.finders.unruled.write import write_table
from schemas.table import Table

#: A page with fewer lines of several pieces, and fewer rules, holds no table.
_FEWEST_ROWS, _FEWEST_RULES = 2, 3


class UnruledFinder:
    """Finds tables by white space and alignment, helped by the rules that a page has."""

    name = "unruled"

    def find_tables(self, page: PageContent) -> list[Table]:
        """Return the page's tables from top to bottom; headings are marked, cells tile their grid."""
        words = drop_upright_text(characters_to_words(page.characters))
        rows = [row_to_segments(row, page.rulings.vertical) for row in words_to_rows(words)]
        if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS and len(page.rulings.horizontal) < _FEWEST_RULES:
            return []
        rows, rules = take_dashes(rows, page.rulings.horizontal)
        mark_prose(rows, rules)
        tables = []
        for region in find_regions(rows, rules, page.rulings.vertical):
            draft = (assemble_form(region) if region.form else None) or assemble(region)
            if draft is not None and is_table(draft, region):
                tables.append(write_table(draft, page.number, "ocr" if page.source == "ocr" else "text", self.name))
        return [table for table in tables if not is_numbered_note(table)]
