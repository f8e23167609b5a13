"""Forms that are rows of figures: leading keys and measures (contract, "Rows with amounts")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from extractors.forms.adds_up import bears_out, contradicts
from extractors.forms.built import Built
from extractors.forms.by_place import BELIEVED, fill, fill_by_place
from extractors.forms.by_spans import names_by_spans
from extractors.forms.changes import settle_changes
from extractors.forms.figures import FigureReader, is_textual
from extractors.forms.heading_words import SharedWords
from extractors.forms.leading import UNREAD, Leading, LeadingWords
from extractors.forms.measures import MeasureWords, Resolved, promote
from extractors.forms.periods import own_year
from extractors.forms.report import report_columns
from extractors.forms.row_labels import RowLabels
from extractors.forms.rows import data_rows
from extractors.forms.view import Column, TableView
from schemas.forms.definition import AmountRows


class AmountRowsBuilder:
    """Maps a table to one form of this kind."""

    def __init__(self, form: AmountRows, shared: SharedWords, title: re.Pattern[str]) -> None:
        self._form = form
        self._leading = LeadingWords(form, shared)
        self._measures = MeasureWords(form, shared, title)
        self._types = {**shared.types, **form.types}

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the records of a table; ``year`` is the form's own, None when nothing names it."""
        blocks = self._leading.blocks(view) if self._form.side_by_side else [view]
        built = Built(mapped=False)
        for block in blocks:
            self._build_block(block, year, built, len(blocks) > 1)
        return built

    def _build_block(self, view: TableView, year: int | None, built: Built, beside: bool) -> None:
        """Add the records of a table, or of one list ``beside`` others in it."""
        leading = self._leading.arrange(view)
        resolved = self._resolve(view, leading.rest, own_year(view.headings, year))
        settle_changes(view, resolved, built)
        if view.from_ocr and (resolved.unmapped or resolved.twice):
            resolved = self._fill_by_place(view, leading, resolved, built, own_year(view.headings, year))
        built.mapped |= bool(resolved.columns)
        built.warnings += [
            view.warning("misread_heading", f"heading {column.title} is taken for a level of the code by its column")
            for column in leading.odd
        ]
        labels = RowLabels(self._form, leading, self._types, view)
        figures = FigureReader(view, resolved.columns, self._types, built)
        for index, row in data_rows(view, built):
            if beside and not view.ends_here(row, index):
                continue
            record: dict[str, Any] = labels.read(row, index)
            record["amounts"], places = figures.read(row, index)
            if any(record.values()):  # of a row that only has a number of its own nothing is left
                built.records.append({**record, "row": index, "cells": places})
        unread = [column for column in leading.spare_columns if column.first in labels.spare_lost]
        report_columns(view, built, resolved, unread)

    def _fill_by_place(
        self, view: TableView, leading: Leading, resolved: Resolved, built: Built, year: int | None
    ) -> Resolved:
        """Return the columns with those added that their places or spans tell; none where the figures contradict it."""

        def is_cut(column: Column, measure: str) -> bool:
            if not all(head.source == "ocr" for head in column.heads):
                return False
            # Of one that something erased for the most part, the sums have to tell.
            columns = {**resolved.columns, measure: column}
            return self._measures.means_with_a_letter_more(column, measure, year) or bears_out(
                view, columns, measure, self._form.checks
            )

        names = [position for position, key in leading.key_at.items() if key == self._form.label_key]
        columns = [column for column in leading.rest if column.first > max(names, default=-1)]
        filled = replace(resolved, columns=dict(resolved.columns))
        changed = fill_by_place(columns, filled, self._form.measures, is_cut)
        spanned = names_by_spans(view, columns, self._form.measures, self._measures.meanings)
        changed += fill(columns, filled, dict(enumerate(spanned or ())))
        if contradicts(view, filled.columns, self._form.checks):
            return resolved
        for name, column in filled.columns.items():
            if column not in changed:
                continue
            belief = min(BELIEVED, *(head.confidence for head in column.heads)) if column.heads else UNREAD
            for cell in view.cells_below(column):
                cell.confidence = min(cell.confidence, belief)
            built.warnings.append(
                view.warning("misread_heading", f"heading {column.title} is taken for {name} by its place")
            )
        return filled

    def _resolve(self, view: TableView, columns: list[Column], year: int | None) -> Resolved:
        figures = [
            column for column in columns if self._measures.understands(column, year) or not is_textual(view, column)
        ]
        resolved = self._measures.resolve(figures, year) if figures else Resolved()
        resolved.unmapped += [column for column in columns if column not in figures]
        promote(resolved, self._form.promote)
        return resolved
