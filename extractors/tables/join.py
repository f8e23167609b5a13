"""The pieces of one table -> one table: grids aligned, repeated headings left out, cells torn by a break mended."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from extractors.tables.continuation import Pieces
from extractors.tables.edges import merge_edges, on_edges, relative_edges, with_edges_of_texts
from extractors.tables.headers import mark_header_rows
from extractors.tables.known_texts import KnownTexts
from extractors.tables.page_break import Break, habits_of, mend_break
from extractors.tables.reprinted import take_better_prints
from extractors.tables.reshape import row_cells, without_rows
from schemas.findings import Repair
from schemas.table import Caption, Cell, Part, Table


def join_pieces(pieces: Pieces, table_id: str, known: KnownTexts) -> tuple[Table, list[Repair]]:
    """Return the logical table and what was repaired at its page breaks.

    ``known`` are the texts that a cell may hold in full: they tell whether a text was torn. Work is linear in the
    number of cells, and the pieces' cells become the table's: they are changed in place, so that a long table does not
    exist twice.
    """
    if len(pieces.tables) == 1:
        return replace(pieces.tables[0], id=table_id), []
    printed = [*map(_without_strip, pieces.tables[:-1]), pieces.tables[-1]]
    first = replace(printed[0], id=table_id)
    edges = reduce(merge_edges, map(relative_edges, printed))
    edges = reduce(with_edges_of_texts, printed, edges)
    tables = [on_edges(table, edges) for table in printed]
    habits = habits_of(tables, pieces.repeated)
    repairs = take_better_prints(tables, pieces.repeated, table_id)
    cells = list(tables[0].cells)
    open_cells = [cell for cell in cells if cell.last_row == tables[0].row_count - 1]
    rows, parts = tables[0].row_count, list(first.parts)
    for table, repeated in zip(tables[1:], pieces.repeated[1:], strict=True):
        below = _below(table.cells, repeated, rows - repeated)
        page_break = Break(open_cells, below, rows, first.header_row_count, table_id)
        torn, mended = mend_break(page_break, habits, known)
        repairs.extend(mended)
        box, page, height = table.parts[0].box, table.parts[0].page, table.row_count - repeated
        parts.append(Part(page, box, rows - torn, height, repeated))
        rows += height - torn
        cells.extend(page_break.below)
        open_cells = [cell for cell in (*open_cells, *page_break.below) if cell.last_row == rows - 1]
    joined = replace(
        first,
        cells=cells,
        row_count=rows,
        column_count=len(edges) - 1,
        parts=parts,
        caption=reduce(_merge_captions, (table.caption for table in tables)),
    )
    same_columns = joined.column_count == pieces.tables[0].column_count
    return (joined if first.header_row_count and same_columns else mark_header_rows(joined)), repairs


def _without_strip(table: Table) -> Table:
    """Return a piece without the strip that a frame leaves below its last row where a page has no room for another.

    It is one cell without a text over all columns but those of merged cells; a blank row has the cells of its columns.
    """
    last = row_cells(table, table.row_count - 1)
    wide = len(last) == 1 and 2 * last[0].column_span > table.column_count > 1
    return without_rows(table, [table.row_count - 1]) if wide and not last[0].text and table.row_count > 1 else table


def _below(cells: list[Cell], repeated: int, shift: int) -> list[Cell]:
    """Return a piece's cells without its repeated headings, rows counted on from the table so far."""
    kept = [cell for cell in cells if cell.row + cell.row_span > repeated]
    for cell in kept:
        if cell.row < repeated:
            cell.row_span -= repeated - cell.row
            cell.row = repeated
        cell.row += shift
    return kept


def _merge_captions(first: Caption, second: Caption) -> Caption:
    return Caption(
        first.title or second.title,
        first.code or second.code,
        first.entity or second.entity,
        first.unit or second.unit,
        first.period or second.period,
        [*first.notes, *second.notes],
    )
