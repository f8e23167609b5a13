"""A form without rules -> a draft of its table: the middles of headings and rows tell its columns and its cells."""

from __future__ import annotations

from extractors.tables.finders.unruled.centred_columns import centre_headings, join_halves
from extractors.tables.finders.unruled.columns import find_separators
from extractors.tables.finders.unruled.draft import Draft, settle
from extractors.tables.finders.unruled.form_head import count_form_headings, heading_blocks, lowest_headings
from extractors.tables.finders.unruled.form_header import read_headings
from extractors.tables.finders.unruled.lines import Region
from extractors.tables.finders.unruled.place import measure_columns, split_at
from extractors.tables.finders.unruled.sheet import read_rows
from extractors.tables.finders.unruled.widen import widen


def assemble_form(region: Region, known: list[float] | None = None) -> Draft | None:
    """Return the table of a form, or None when its headings or its columns do not show.

    ``known`` are the separators of a form that goes on here.
    """
    heading = 0 if region.goes_on else count_form_headings(region.lines)
    if heading is None:
        return None
    lowest = lowest_headings(heading_blocks(region.lines[:heading]))
    headings = [segment for block in lowest for segment in block]
    separators = known or find_separators(region.lines, [], [], headings or None)
    if not separators:
        return None
    if headings:
        body = region.lines[heading:]
        separators = centre_headings(join_halves(separators, headings, body), headings, body)
    lines = [split_at(line, measure_columns(region.lines, separators)) for line in region.lines]
    columns = measure_columns(lines, separators)
    cells, head_rows = read_headings(lines[:heading], columns) if heading else ([], 0)
    body_cells, body_rows = read_rows(lines[heading:], columns, region.rules)
    for cell in body_cells:
        cell.row += head_rows
    draft = Draft(settle(cells + body_cells), head_rows, head_rows + body_rows, separators, region.frame)
    if not heading and not region.goes_on:
        widen(draft)
    return draft
