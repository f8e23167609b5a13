"""The blocks of a two-sided form: label column and columns of figures of revenue, expenditure, expenditure by use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.forms.heading_words import SharedWords
from extractors.forms.view import Column, TableView
from schemas.form import BY_USE, EXPENDITURE, REVENUE


@dataclass
class Block:
    """One block: its side, the label column and the columns of figures right of it."""

    side: str
    label: Column
    figures: list[Column] = field(default_factory=list)


@dataclass
class Blocks:
    """The blocks from left to right, and columns that belong to none."""

    blocks: list[Block] = field(default_factory=list)
    unknown: list[Column] = field(default_factory=list)


def find_blocks(view: TableView, shared: SharedWords) -> Blocks:
    """Return a table's blocks; each label column begins one."""
    found = Blocks()
    for column in view.columns:
        if view.says_nothing(column, shared):
            continue
        label, figures = _part(column, view)
        if _is_label(label, view, shared):
            found.blocks.append(Block(_side(label, shared), label, figures))
        elif found.blocks:
            found.blocks[-1].figures.append(column)
        else:
            found.unknown.append(column)
    found.blocks = [block for block in found.blocks if block.figures]
    _name_sides(found)
    return found


def _is_label(column: Column, view: TableView, shared: SharedWords) -> bool:
    if not column.path:
        return False
    meanings = shared.sides.meanings(column.path[-1])
    return bool(meanings) and ("items" in meanings or not view.has_figure(column)) and not _holds_figures(column, view)


def _part(column: Column, view: TableView) -> tuple[Column, list[Column]]:
    """Part a heading that is merged over a label column and its figures, with no headings of their own below."""
    for position in range(column.first + 1, column.last + 1):
        figures = Column(position, column.last, column.heads, column.path)
        if view.has_figure(figures):
            return Column(column.first, position - 1, column.heads, column.path), [figures]
    return column, []


def _holds_figures(column: Column, view: TableView) -> bool:
    return view.has_figure(column) and not any(
        cell.text and not cell.text[-1].isdigit() and len(cell.text) > 2 for cell in view.cells_below(column)
    )


def _side(column: Column, shared: SharedWords) -> str:
    """Return what the headings over a label column say of its side, the most telling first; "" for nothing."""
    said = {meaning for heading in column.path for meaning in shared.sides.meanings(heading)}
    for meaning in ("by_use", "by_function", "revenue", "expenditure"):
        if meaning in said and not (meaning in ("by_use", "by_function") and "revenue" in said):
            return meaning
    return ""


def _name_sides(found: Blocks) -> None:
    """Settle the sides: blocks without a heading go by order, a lone block by use is simply expenditure."""
    blocks: Sequence[Block] = found.blocks
    for position, block in enumerate(blocks):
        if not block.side:
            block.side = REVENUE if position == 0 else EXPENDITURE
    taken: set[str] = {REVENUE} if any(block.side == REVENUE for block in blocks) else set()
    kept: list[Block] = []
    plain = any(block.side in ("expenditure", "by_function") for block in blocks)
    for block in blocks:
        if block.side != REVENUE:
            block.side = BY_USE if (block.side == "by_use" and plain) or EXPENDITURE in taken else EXPENDITURE
            if block.side in taken:
                found.unknown += [block.label, *block.figures]
                continue
            taken.add(block.side)
        kept.append(block)
    found.blocks = kept
