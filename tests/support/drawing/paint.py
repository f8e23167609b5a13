"""Writes sheets as a PDF."""

from __future__ import annotations

import io
import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from .disguises import letters_of
from .fonts import registered
from .look import Look
from .sheet import Box, Fill, Mark, Run, Sheet, Stroke, Watermark, Wedge


def paint(sheets: list[Sheet], look: Look, seed: int = 0) -> bytes:
    """Return the PDF of the sheets; page turns, crop and the order of characters follow the look."""
    rng = random.Random(seed)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(sheets[0].width, sheets[0].height), pageCompression=1, invariant=1)
    for sheet in sheets:
        _paint_sheet(canvas, sheet, look, rng)
    canvas.save()
    return stream.getvalue()


def write(sheets: list[Sheet], look: Look, path: Path, seed: int = 0) -> None:
    """Write the PDF of the sheets to a file."""
    path.write_bytes(paint(sheets, look, seed))


def _paint_sheet(canvas: Canvas, sheet: Sheet, look: Look, rng: random.Random) -> None:
    turn = look.rotate if look.rotate else (90 if look.sideways else 0)
    width, height = sheet.width, sheet.height
    media = (height, width) if turn in (90, 270) else (width, height)
    dx, dy = look.crop or (0.0, 0.0)
    around = (media[0] + 2 * dx, media[1] + 2 * dy)
    # the library swaps the sides of a page that it turns by a quarter
    canvas.setPageSize((around[1], around[0]) if look.rotate in (90, 270) else around)
    if look.crop:
        canvas.setCropBox((dx, dy, dx + media[0], dy + media[1]))
    if look.rotate:
        canvas.setPageRotation(look.rotate)
    canvas.saveState()
    canvas.translate(dx, dy)
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}.get(turn)
    if matrix:
        canvas.transform(*matrix)
    marks = list(sheet.marks)
    if look.scramble:
        marks = _scrambled(marks, look, rng)
    for mark in marks:
        _paint_mark(canvas, mark, look, height)
    canvas.restoreState()
    canvas.showPage()
    canvas.setPageRotation(0)


def _scrambled(marks: list[Mark], look: Look, rng: random.Random) -> list[Mark]:
    """Return light fills first, then everything else in random order with every character on its own."""
    behind = [mark for mark in marks if isinstance(mark, Fill) and mark.gray > 0.5]
    rest: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Run):
            rest += letters_of(mark, look)
        elif not (isinstance(mark, Fill) and mark.gray > 0.5):
            rest.append(mark)
    rng.shuffle(rest)
    return [*behind, *rest]


def _paint_mark(canvas: Canvas, mark: Mark, look: Look, height: float) -> None:
    if isinstance(mark, Run) and mark.clip:
        x0, top, x1, bottom = mark.clip
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x0, height - bottom, x1 - x0, bottom - top)
        canvas.clipPath(path, stroke=0, fill=0)
        _paint_run(canvas, mark, look, height)
        canvas.restoreState()
    elif isinstance(mark, Run):
        _paint_run(canvas, mark, look, height)
    elif isinstance(mark, Stroke):
        canvas.setStrokeGray(0)
        canvas.setLineWidth(mark.width)
        canvas.setDash(list(mark.dash) if mark.dash else [])
        canvas.line(mark.x0, height - mark.y0, mark.x1, height - mark.y1)
    elif isinstance(mark, Box):
        canvas.setStrokeGray(0)
        canvas.setLineWidth(mark.width)
        canvas.setDash([])
        canvas.rect(mark.x0, height - mark.bottom, mark.x1 - mark.x0, mark.bottom - mark.top, stroke=1, fill=0)
    elif isinstance(mark, Watermark):
        _paint_watermark(canvas, mark, look, height)
    elif isinstance(mark, Wedge):
        canvas.setFillGray(mark.gray)
        box = (mark.x - mark.radius, height - mark.y - mark.radius, mark.x + mark.radius, height - mark.y + mark.radius)
        canvas.wedge(*box, mark.start, mark.extent, stroke=0, fill=1)
    else:
        canvas.setFillGray(mark.gray)
        canvas.rect(mark.x0, height - mark.bottom, mark.x1 - mark.x0, mark.bottom - mark.top, stroke=0, fill=1)


def _paint_watermark(canvas: Canvas, mark: Watermark, look: Look, height: float) -> None:
    canvas.saveState()
    canvas.translate(mark.x, height - mark.y)
    canvas.rotate(mark.angle)
    canvas.setFillGray(mark.gray)
    canvas.setFont(registered(look.face.ideographs), mark.size)
    canvas.drawCentredString(0, 0, mark.text)
    canvas.restoreState()


def _paint_run(canvas: Canvas, run: Run, look: Look, height: float) -> None:
    canvas.setFillGray(0)
    shifts = (0.0, 0.25) if run.bold and look.fake_bold else (0.0,)
    for shift in shifts:
        x = run.x + shift
        for font, piece in look.face.pieces(run.text):
            canvas.setFont(font, run.size)
            canvas.drawString(x, height - run.y, piece, charSpace=look.face.spacing * run.size)
            x += look.face.width(piece, run.size)
