"""Forms with revenue beside expenditure (contract, "Two-sided forms")."""

from __future__ import annotations

import re
from typing import Any

from extractors.forms.blocks import Block, find_blocks
from extractors.forms.built import Built
from extractors.forms.figures import FigureReader
from extractors.forms.heading_words import SharedWords
from extractors.forms.measures import MeasureWords, Resolved
from extractors.forms.periods import own_year
from extractors.forms.report import report_columns
from extractors.forms.rows import data_rows
from extractors.forms.view import Column, TableView
from extractors.forms.wording import split_ordinal, tidy_label
from schemas.form import EXPENDITURE, REVENUE
from schemas.forms.definition import TwoSided
from schemas.table import Cell


class TwoSidedBuilder:
    """Maps a table to one form of this kind."""

    def __init__(self, form: TwoSided, shared: SharedWords, title: re.Pattern[str]) -> None:
        self._shared = shared
        self._measures = MeasureWords(form, shared, title)
        self._types = shared.types

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the records of a table: all of revenue first, then each block of expenditure."""
        built = Built()
        year = own_year(view.headings, year)
        found = find_blocks(view, self._shared)
        report_columns(view, built, Resolved(unmapped=found.unknown))
        readers: list[tuple[Block, dict[str, Column]]] = []
        for block in found.blocks:
            resolved = self._measures.resolve(block.figures, year, self._shared.sides)
            report_columns(view, built, resolved)
            readers.append((block, resolved.columns))
        built.mapped = any(columns for _, columns in readers)
        sides: dict[str, list[dict[str, Any]]] = {block.side: [] for block in found.blocks}
        figures = [FigureReader(view, columns, self._types, built) for _, columns in readers]
        for index, row in data_rows(view, built):
            for side, record in self._row(row, index, found.blocks, figures):
                sides[side].append(record)
        order = sorted(sides, key=lambda side: (side != REVENUE, side != EXPENDITURE))
        built.records = [record for side in order for record in sides[side]]
        return built

    def _row(
        self, row: list[Cell], index: int, blocks: list[Block], figures: list[FigureReader]
    ) -> list[tuple[str, dict[str, Any]]]:
        """Return a row's records with their sides; a label over several blocks makes one record of the first."""
        records: list[tuple[str, dict[str, Any]]] = []
        owner: dict[int, dict[str, Any]] = {}
        for block, reader in zip(blocks, figures, strict=True):
            cell = row[block.label.first]
            known = owner.get(id(cell))
            amounts, places = reader.read(row, index)
            if known is not None and known["side"] != REVENUE:
                known["amounts"] |= amounts
                known["cells"] |= places
                continue
            label = tidy_label(cell.text) if cell.row == index and cell.column >= block.label.first else None
            if label is None and not amounts:
                continue
            ordinal, item = split_ordinal(label) if label else (None, None)
            record = {
                "side": block.side,
                "ordinal": ordinal,
                "item": item,
                "amounts": amounts,
                "row": index,
                "cells": places,
            }
            owner[id(cell)] = record
            records.append((block.side, record))
        return records
