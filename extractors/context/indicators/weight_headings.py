"""Headings of weights, by what stands below them: figures that add up to 100, project by project.

权重 and 分值 head whole numbers of which those of a project are 100 together, or 90 where its budget has the other 10.
A heading there that was read for another word is one of the two, if its picture allows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.context.fits import DOUBTED
from extractors.context.put import put_text
from extractors.indicator_columns import level_of
from extractors.lattices import less_likely
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

HEADINGS = ("权重", "分值")
#: What is believed of a heading by what stands below it.
BY_FIGURES = 0.85
#: How much less likely than what was read, in natural logarithms, a heading may be.
ALLOWED = 6.0
#: What the weights of a project add up to, in how many projects at least, and in which share of them.
WHOLE, PROJECTS, MOST = (100, 90), 2, 0.6


def restore_weight_headings(tables: Sequence[Table]) -> list[Repair]:
    """Restore headings of weights in OCR tables of indicators, in place; return a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    headings = [cell for cell in table.cells if cell.row < table.header_row_count and cell.text]
    if not any(level_of(normalise(cell.text)) for cell in headings):
        return
    for heading in headings:
        is_open = heading.source == "ocr" and heading.confidence < DOUBTED and heading.column_span == 1
        if not is_open or heading.lattice is None or normalise(heading.text) in HEADINGS:
            continue
        text = normalise(heading.text)
        cost, meant = min((less_likely(heading.lattice, one, than=text), one) for one in HEADINGS)
        if cost <= ALLOWED and _holds_weights(table, heading):
            yield put_text(table, heading, meant, "the figures below add up to 100, project by project", BY_FIGURES)


def _holds_weights(table: Table, heading: Cell) -> bool:
    """Tell whether whole numbers stand below a heading that add up to what weights do, project by project."""
    figures = {
        cell.row: int(cell.text)
        for cell in table.cells
        if cell.column == heading.column and cell.row > heading.last_row and cell.text.isdecimal()
    }
    # The cells of a column further left that go over several rows may be the projects.
    projects: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.column < heading.column and cell.row > heading.last_row and cell.row_span > 1:
            projects[cell.column].append(cell)
    return any(_add_up(cells, figures) for cells in projects.values())


def _add_up(projects: Sequence[Cell], figures: Mapping[int, int]) -> bool:
    sums = [sum(figures.get(row, 0) for row in range(cell.row, cell.last_row + 1)) for cell in projects]
    whole = sum(one in WHOLE for one in sums)
    return len(sums) >= PROJECTS and whole >= MOST * len(sums)
