"""Forms that are rows of figures: leading keys and measures (contract, "Rows with amounts")."""

from __future__ import annotations

import re
from typing import Any

from extractors.forms.built import Built
from extractors.forms.figures import FigureReader, is_textual
from extractors.forms.leading import LeadingWords, RowLabels
from extractors.forms.measures import MeasureWords, Resolved, promote
from extractors.forms.periods import own_year
from extractors.forms.view import Column, TableView, distinct
from extractors.forms.wording import is_remark, tidy
from extractors.forms.words import SharedWords
from schemas.forms.definition import AmountRows
from schemas.table import Cell

_NUMBERING = re.compile(r"[(（]?\d{1,2}[)）]?(?:=.*)?|栏次|行次|[*×Xx-]+|\*\*")


class AmountRowsBuilder:
    """Maps a table to one form of this kind."""

    def __init__(self, form: AmountRows, shared: SharedWords, title: re.Pattern[str]) -> None:
        self._form = form
        self._leading = LeadingWords(form, shared)
        self._measures = MeasureWords(form, shared, title)
        self._types = {**shared.types, **form.types}

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the records of a table; ``year`` is the form's own, None when nothing names it."""
        built = Built()
        leading = self._leading.arrange(view)
        resolved = self._resolve(view, leading.rest, own_year(view.headings, year))
        labels = RowLabels(self._form, leading, self._types, view)
        figures = FigureReader(view, resolved.columns, self._types, built)
        for index in range(view.height, len(view.slots)):
            row = view.slots[index]
            own = [cell for cell in distinct(row) if cell.row == index and cell.text.strip()]
            if not own or _numbers_columns(own, index == view.height) or repeats_headings(view, own):
                continue
            remark = lone_remark(own)
            if remark:
                built.notes.append(remark)
                continue
            record: dict[str, Any] = labels.read(row, index)
            record["amounts"], places = figures.read(row, index)
            built.records.append({**record, "row": index, "cells": places})
        unread = [column for column in leading.spare_columns if column.first in labels.spare_lost]
        report_columns(view, built, resolved, unread)
        return built

    def _resolve(self, view: TableView, columns: list[Column], year: int | None) -> Resolved:
        figures = [
            column for column in columns if self._measures.understands(column, year) or not is_textual(view, column)
        ]
        resolved = self._measures.resolve(figures, year) if figures else Resolved()
        resolved.unmapped += [column for column in columns if not any(column is each for each in figures)]
        promote(resolved, self._form.promote)
        return resolved


def report_columns(view: TableView, built: Built, resolved: Resolved, unread: list[Column]) -> None:
    """Warn of each heading that has no measure; its figures stay in the table only."""
    for column in [*resolved.unmapped, *unread]:
        message = f"heading {column.title} is not known in this form; its column stays in the table only"
        built.warnings.append(view.warning("unmapped_heading", message))
    for heading in resolved.unknown_banners:
        message = f"heading {heading} over all columns is not known in this form; the columns are mapped without it"
        built.warnings.append(view.warning("unmapped_heading", message))
    for name, column in resolved.twice:
        message = f"heading {column.title} means {name}, which another column has; its column stays in the table only"
        built.warnings.append(view.warning("ambiguous_heading", message))


def lone_remark(own: list[Cell]) -> str | None:
    """Return the remark that a row holds instead of data, or None."""
    if len({cell.text for cell in own}) != 1 or not is_remark(own[0].text):
        return None
    return tidy(own[0].text)


def repeats_headings(view: TableView, own: list[Cell]) -> bool:
    """Tell whether a row only prints the lowest headings again, as after a page break."""
    if len(own) < 2:
        return False
    row = view.slots[view.height - 1] if view.height else []
    return bool(row) and all(cell.last_column < len(row) and row[cell.column].text == cell.text for cell in own)


def _numbers_columns(own: list[Cell], first: bool) -> bool:
    """Tell whether a row numbers the columns (栏次, 1, 2, 3=4+5)."""
    texts = ["".join(cell.text.split()) for cell in own]
    if not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return "栏次" in texts or (first and (counted or any("=" in text for text in texts)))
