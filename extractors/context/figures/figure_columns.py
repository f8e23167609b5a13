"""Figures of a scan that have not the form of their column: 148.9% or 1849 85 where all others are like 3.24.

In small print a bit of ruling makes a per cent sign of a digit or stands behind it as a dash, and a point is a pixel or
two. Where a column of figures has two decimals throughout, or none and commas, the recogniser's likeliest reading of
that form is taken, or what cannot belong to it is left out, or the point is put back where it can only be. All stay
doubted: the sums are to say whether they are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.columns import by_column, data_cells
from extractors.context.put import put_figure
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What a figure put into its column's form is believed at most, a nought that lost its minus, and a figure of a single
#: decimal; those are as few as this among figures of two, or a budget prints them so.
BELIEVED, UNSIGNED, SHORTENED, SELDOM = 0.5, 0.85, 0.85, 0.1
#: A column has a form throughout when so many of its figures have it, and this share.
FEWEST, SHARE = 4, 0.7
#: Cells read with more are left as they are printed.
SURE = 0.97
_FORMS = {
    "have two decimals": re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}"),
    "are whole, with commas": re.compile(r"-?\d{1,3}(?:,\d{3})+"),
}
_MINUS_NOTHING = re.compile(r"-(0(?:\.0+)?)")
_STROKE_BEHIND = re.compile(r"(-?[\d,]+\.\d{2}) +[1lI|]")
_DASH_BEHIND = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}|0))[-_]+")
_ONE_DECIMAL = re.compile(r"-?[\d,]*\d\.\d")
_FRINGE = re.compile(r"^[^\d-]*|[^\d]*$")
_NUMERIC = re.compile(r"[-\d ,.%:;'·。，]*\d[-\d ,.%:;'·。，]*")
_POINTS = re.compile(r"(-?\d{1,3}(?:[.,]\d{3})+)(\.\d{2})")
_SPECKED = re.compile(r"(\.\d)\.(\d)$")
_POINTLESS = re.compile(r"(-?[\d,]*?\d)[ ,:;'·。，]?(\d{2})")


def restore_figures(tables: Sequence[Table]) -> list[Repair]:
    """Put doubtful figures of OCR cells into the form of their columns, in place; return a repair for each."""
    repairs: list[Repair] = []
    for table in tables:
        printed = [cell for cell in data_cells(table) if cell.text and cell.column_span == 1]
        for cells in by_column(printed).values():
            repairs += _without_strokes(table, cells)
            repairs += _restored(table, cells)
    return repairs


def _without_strokes(table: Table, cells: list[Cell]) -> Iterator[Repair]:
    """Leave out bits of the rulings beside figures: what stands behind one, and a minus before a nought."""
    for cell in cells:
        if cell.confidence >= SURE:
            continue
        if figure := _STROKE_BEHIND.fullmatch(cell.text):
            yield put_figure(table, cell, figure[1], "no figure goes on behind two decimals and a space", BELIEVED)
        elif figure := _DASH_BEHIND.fullmatch(normalise(cell.text)):
            yield put_figure(table, cell, figure[1], "no figure ends in a dash", BELIEVED)
        elif nothing := _MINUS_NOTHING.fullmatch(normalise(cell.text)):
            yield put_figure(table, cell, nothing[1], "nothing is not less than nothing", UNSIGNED)


def _restored(table: Table, cells: list[Cell]) -> list[Repair]:
    numeric = [cell for cell in cells if _NUMERIC.fullmatch(cell.text)]
    for what, form in _FORMS.items():
        odd = [cell for cell in cells if not form.fullmatch(normalise(cell.text))]
        full = len(cells) - len(odd)
        if odd and full >= max(FEWEST, SHARE * len(numeric)):
            repairs = list(_put_in_form(table, odd, form, f"column: {full} figures {what}"))
            _doubt_shortened(odd, full)
            return repairs
    return []


def _doubt_shortened(odd: list[Cell], full: int) -> None:
    """Doubt figures that lost their last digit, however surely the rest was read."""
    shortened = [cell for cell in odd if _ONE_DECIMAL.fullmatch(normalise(cell.text))]
    for cell in shortened if len(shortened) <= max(1, SELDOM * full) else ():
        cell.confidence = min(cell.confidence, SHORTENED)


def _put_in_form(table: Table, odd: list[Cell], form: re.Pattern[str], evidence: str) -> Iterator[Repair]:
    for cell in odd:
        text = _in_form(cell, form) if cell.confidence < SURE else None
        if text is not None:
            yield put_figure(table, cell, text, evidence, BELIEVED)


def _in_form(cell: Cell, form: re.Pattern[str]) -> str | None:
    offered = (normalise(reading.text) for reading in cell.readings if form.fullmatch(normalise(reading.text)))
    found = next(offered, None)
    text = normalise(cell.text)
    if found is not None or not _NUMERIC.fullmatch(cell.text):
        return found
    bare = _FRINGE.sub("", text)
    pointless = _POINTLESS.fullmatch(text)
    pointed = f"{pointless[1]}.{pointless[2]}" if pointless else ""
    # A figure has one point: those before three digits are commas.
    points = _POINTS.fullmatch(bare)
    grouped = points[1].replace(".", ",") + points[2] if points else ""
    # Of two points one is a speck: 217.9.6 is 217.96.
    specked = _SPECKED.sub(r"\1\2", text)
    return next((one for one in (bare, pointed, grouped, specked) if form.fullmatch(one)), None)
