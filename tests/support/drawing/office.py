"""Draws the same forms through a spreadsheet: a workbook, then LibreOffice Calc prints it. Slow: seconds a document.

The office program chooses line breaks, row heights and page breaks, so nothing here knows on which page a row ends;
the truth has records, cells and shapes, no pages. Nothing is cut: rows are as high as the longest text needs.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from .form import DrawnForm
from .grid import Slot

#: Families that Debian's packages install, as an office program names them.
FAMILIES = (
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
)
SECONDS = 120


def soffice() -> str | None:
    """Return the office program, if there is one."""
    return shutil.which("soffice")


def print_forms(forms: list[DrawnForm], rng: random.Random) -> bytes:
    """Return the PDF of a workbook with one sheet a form; raises RuntimeError without an office program."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        write_workbook(forms, book, rng)
        return printed(book, "--convert-to", "pdf")


def printed(source: Path, *how: str) -> bytes:
    """Return the PDF that the office program makes of a file, alone in its folder; RuntimeError without a program."""
    program = soffice()
    if program is None:
        raise RuntimeError("no soffice on this machine")
    folder = source.parent
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", *how]
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=SECONDS)
    return source.with_suffix(".pdf").read_bytes()


def write_workbook(forms: list[DrawnForm], path: Path, rng: random.Random) -> None:
    """Write the forms as sheets: captions above, merged cells, borders, figures as text or numbers."""
    book = xlsxwriter.Workbook(str(path))
    family, size = rng.choice(FAMILIES), rng.choice((8, 9, 10, 11))
    common = {"font_name": family, "font_size": size, "valign": rng.choice(("vcenter", "vcenter", "top", "bottom"))}
    border = rng.choice((1, 1, 1, 7, 2))
    formats = {
        kind: book.add_format({**common, "align": align, "text_wrap": True, "border": border})
        for kind, align in (("centre", "center"), ("left", "left"), ("right", "right"))
    }
    formats["title"] = book.add_format(
        {"font_name": family, "font_size": 16, "bold": rng.random() < 0.5, "align": "center"}
    )
    formats["plain"] = book.add_format({"font_name": family, "font_size": size, "align": "left"})
    formats["plain right"] = book.add_format({"font_name": family, "font_size": size, "align": "right"})
    repeat, fit = rng.random() < 0.6, rng.random() < 0.8
    for number, form in enumerate(forms):
        _write_sheet(book, f"S{number}", form, formats, size, repeat, fit)
    book.close()


def _write_sheet(
    book: Workbook, name: str, form: DrawnForm, formats: dict[str, Format], size: int, repeat: bool, fit: bool
) -> None:
    sheet, grid = book.add_worksheet(name), form.grid
    widths = column_widths(form)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = _write_above(sheet, form, formats)
    for index, height in enumerate(_row_heights(form, widths, size)):
        sheet.set_row(row + index, height)
    for slot in grid.slots():
        _write_slot(sheet, row, slot, formats)
    if repeat and grid.header_rows:
        sheet.repeat_rows(row, row + grid.header_rows - 1)
    for index, note in enumerate(form.notes):
        sheet.write_string(row + grid.rows + index, 0, note, formats["plain"])
    sheet.set_paper(9)
    if sum(widths) > 90:
        sheet.set_landscape()
    if fit or sum(widths) > 55:  # otherwise columns would be printed on pages of their own
        sheet.fit_to_pages(1, 0)


def _write_above(sheet: Worksheet, form: DrawnForm, formats: dict[str, Format]) -> int:
    """Write what stands over the grid and return the grid's first row."""
    row, last = 0, form.grid.columns - 1
    if form.code:
        sheet.write_string(row, 0, form.code, formats["plain"])
        row += 1
    for text, style in ((form.title, formats["title"]), (form.period, formats["plain"])):
        if text:
            _across(sheet, row, last, text, style)
            row += 1
    entity = f"{form.entity_label}{form.entity}" if form.entity and form.entity_label else ""
    unit = f"{form.unit_label}{form.unit}" if form.unit and form.unit_label else ""
    if entity or unit:
        sheet.write_string(row, 0, entity, formats["plain"])
        sheet.write_string(row, last, unit, formats["plain right"])
        row += 1
    return row


def _across(sheet: Worksheet, row: int, last: int, text: str, style: Format) -> None:
    if last:
        sheet.merge_range(row, 0, row, last, text, style)
    else:
        sheet.write_string(row, 0, text, style)


def _write_slot(sheet: Worksheet, top: int, slot: Slot, formats: dict[str, Format]) -> None:
    align = (
        "centre"
        if slot.header or slot.column_span > 1 or slot.kind in ("code", "mark")
        else "right"
        if slot.kind == "money"
        else "left"
    )
    row, column = top + slot.row, slot.column
    if slot.row_span > 1 or slot.column_span > 1:
        sheet.merge_range(row, column, row + slot.row_span - 1, column + slot.column_span - 1, "", formats[align])
    sheet.write_string(row, column, slot.text, formats[align])


def _ems(text: str) -> float:
    return sum(1.0 if ord(character) > 0x2000 else 0.55 for character in text)


def column_widths(form: DrawnForm) -> list[float]:
    """Return the columns' widths in digits, so that figures fit on one line."""
    return [_column_width(form, column) for column in range(form.grid.columns)]


def _column_width(form: DrawnForm, column: int) -> float:
    """Return a width in the spreadsheet's unit, a digit's width: figures fit on one line."""
    texts = [slot.text for slot in form.grid.slots() if slot.column == column and slot.column_span == 1]
    kind = form.grid.kinds[column]
    longest = max((_ems(text) for text in texts if text), default=2.0)
    if kind == "money":
        body = [_ems(row[column]) for row in form.grid.body]
        return max(7.0, 2.0 * max(body, default=2.0) + 2)
    bounds = {"code": (4.0, 14.0), "name": (12.0, 40.0), "text": (10.0, 36.0), "mark": (6.0, 10.0)}[kind]
    return min(max(2.2 * longest + 1.5, bounds[0]), bounds[1])


def _row_heights(form: DrawnForm, widths: list[float], size: int) -> list[float]:
    """Return heights in points that hold every wrapped text, with a line to spare."""
    step = size * 1.45
    heights = [step + 6] * form.grid.rows
    spanning = []
    for slot in form.grid.slots():
        width = sum(widths[slot.column : slot.column + slot.column_span])
        lines = int(_ems(slot.text) * 2.2 / max(1.0, width - 1.5)) + 1
        if slot.row_span > 1:
            spanning.append((slot, lines * step + 6))
        else:
            heights[slot.row] = max(heights[slot.row], lines * step + 6)
    for slot, need in spanning:
        missing = need - sum(heights[slot.row : slot.row + slot.row_span])
        for row in range(slot.row, slot.row + slot.row_span):
            heights[row] += max(0.0, missing / slot.row_span)
    return [min(height, 400.0) for height in heights]
