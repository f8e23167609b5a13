"""Draws the same forms as a text document that LibreOffice Writer prints. Slow: seconds a document.

A text program tears rows over pages, sets forms one under the other and repeats heads; it reads no style sheet here,
so borders, widths and alignment are attributes. It drops a column that no cell has to itself, which changes the shape
of goal statements; they are left out.
"""

from __future__ import annotations

import html
import random
import tempfile
from pathlib import Path

from .form import DrawnForm
from .grid import Slot
from .office import column_widths, printed

LEFT_OUT = frozenset({"project_goal_statement"})
FAMILIES = ("WenQuanYi Zen Hei", "AR PL UMing CN", "AR PL UKai CN", "Noto Sans CJK SC", "Noto Serif CJK SC")


def print_forms(forms: list[DrawnForm], rng: random.Random) -> bytes:
    """Return the PDF that the text program prints; raises RuntimeError without one."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(page_of(forms, rng), encoding="utf-8")
        return printed(page, "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export")


def page_of(forms: list[DrawnForm], rng: random.Random) -> str:
    """Return the HTML, in the manner of the nineties."""
    family, size = rng.choice(FAMILIES), rng.choice((1, 1, 2))
    heads, breaks, spacing = rng.random() < 0.6, rng.random() < 0.5, rng.choice((0, 0, 1, 3))
    widest = max(form.grid.columns for form in forms)
    paper = rng.choice(("29.7cm 21cm", "21cm 29.7cm"))
    if widest > 10:  # columns do not get as narrow as they would have to, and would run off the sheet
        paper = "84.1cm 59.4cm" if widest > 18 else "59.4cm 42cm" if widest > 12 else "42cm 29.7cm"
    style = f"@page{{size:{paper};margin:1.5cm}}p{{margin:0}}"
    body = "".join(_section(form, heads, breaks and number > 0, spacing) for number, form in enumerate(forms))
    font = f'<font face="{family}" size={size}>'
    return f"<!doctype html><html><meta charset=utf-8><style>{style}</style><body>{font}{body}</font></body></html>"


def _section(form: DrawnForm, heads: bool, new_page: bool, spacing: int) -> str:
    turn = ' style="page-break-before:always"' if new_page else ""
    parts = [f"<p{turn}>{html.escape(form.code or '')}</p>", f"<p align=center><b>{html.escape(form.title)}</b></p>"]
    if form.period:
        parts.append(f"<p align=center>{html.escape(form.period)}</p>")
    entity = f"{form.entity_label}{form.entity}" if form.entity and form.entity_label else ""
    unit = f"{form.unit_label}{form.unit}" if form.unit and form.unit_label else ""
    if entity:
        parts.append(f"<p>{html.escape(entity)}</p>")
    if unit:
        parts.append(f"<p align=right>{html.escape(unit)}</p>")
    widths = column_widths(form)
    columns = "".join(f'<col width="{100 * width / sum(widths):.2f}%">' for width in widths)
    rows: dict[int, list[str]] = {row: [] for row in range(form.grid.rows)}
    for slot in form.grid.slots():
        rows[slot.row].append(_cell(slot))
    lines = ["<tr>" + "".join(rows[row]) + "</tr>" for row in range(form.grid.rows)]
    top = form.grid.header_rows
    head = f"<thead>{''.join(lines[:top])}</thead>" if heads and top else "".join(lines[:top])
    parts.append(f"<table border=1 bordercolor=#000000 width=100% cellspacing=0 cellpadding={spacing}>{columns}{head}")
    parts.append(f"<tbody>{''.join(lines[top:])}</tbody></table>")
    return "".join([*parts, *[f"<p>{html.escape(note)}</p>" for note in form.notes]])


def _cell(slot: Slot) -> str:
    spans = f" rowspan={slot.row_span}" if slot.row_span > 1 else ""
    spans += f" colspan={slot.column_span}" if slot.column_span > 1 else ""
    centred = slot.header or slot.column_span > 1 or slot.kind in ("code", "mark")
    align = " align=center" if centred else " align=right" if slot.kind == "money" else ""
    return f"<td{spans}{align}>{html.escape(slot.text) or '<br>'}</td>"
