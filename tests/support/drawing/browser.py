"""Draws the same forms as a web page that a browser prints. Slow: seconds a document.

The browser chooses line and page breaks; it repeats table heads and tears rows over pages where it likes.
"""

from __future__ import annotations

import html
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from .form import DrawnForm
from .grid import Slot
from .office import FAMILIES, column_widths

SECONDS = 120
STYLES = (
    "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px 3px}",
    "table{border-collapse:collapse;width:90%}td{border:0.5pt solid #333;padding:4px 6px}",
    "table{border-spacing:0;width:100%;border-top:1px solid #000;border-left:1px solid #000}"
    "td{border-right:1px solid #000;border-bottom:1px solid #000;padding:3px}",
    "table{border-collapse:collapse;width:100%}td{border:1px dashed #000;padding:2px}",
    "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px}tr.h td{background:#dde6f0}",
)
#: Points between the margins. A browser sets nothing smaller than 6 px, so the widest form needs a large sheet.
ROOM = {"A4 landscape": 755.0, "A4": 510.0, "A3 landscape": 1100.0, "1684pt 1190pt": 1600.0}


def browser() -> str | None:
    """Return the browser program, if there is one."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def print_forms(forms: list[DrawnForm], rng: random.Random) -> bytes:
    """Return the PDF that the browser prints; raises RuntimeError without one."""
    program = browser()
    if program is None:
        raise RuntimeError("no browser on this machine")
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(page_of(forms, rng), encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return printed.read_bytes()


def page_of(forms: list[DrawnForm], rng: random.Random) -> str:
    """Return the HTML of all forms."""
    size, family = rng.choice((7, 8, 9, 10)), rng.choice(FAMILIES)
    paper = rng.choice(tuple(ROOM)[:3]) if max(form.grid.columns for form in forms) < 20 else "1684pt 1190pt"
    breaks = "section{break-before:page}" if rng.random() < 0.7 else "section{margin-top:18pt}"
    whole_rows = "tr{break-inside:avoid}" if rng.random() < 0.5 else ""
    heads = rng.random() < 0.6
    style = f"@page{{size:{paper};margin:14mm}}body{{font:{size}pt '{family}'}}"
    style += f"h1{{font-size:15pt;text-align:center;margin:4pt}}{breaks}{whole_rows}"
    style += (
        rng.choice(STYLES)
        + "table{table-layout:fixed}td{white-space:pre-wrap}.c{text-align:center}.r{text-align:right}"
        + ".cap{display:flex;justify-content:space-between}"
    )
    body = "".join(_section(form, heads, ROOM[paper]) for form in forms)
    return f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{style}</style><body>{body}</body></html>"


def _section(form: DrawnForm, heads: bool, room: float) -> str:
    parts = [f"<div>{html.escape(form.code)}</div>" if form.code else "", f"<h1>{html.escape(form.title)}</h1>"]
    if form.period:
        parts.append(f"<div class=c>{html.escape(form.period)}</div>")
    entity = f"{form.entity_label}{form.entity}" if form.entity and form.entity_label else ""
    unit = f"{form.unit_label}{form.unit}" if form.unit and form.unit_label else ""
    parts.append(f"<div class=cap><span>{html.escape(entity)}</span><span>{html.escape(unit)}</span></div>")
    widths = column_widths(form)
    small = f"font-size:min(1em,{room / (sum(widths) * 0.75):.2f}pt)"
    columns = "".join(f"<col style='width:{100 * width / sum(widths):.2f}%'>" for width in widths)
    parts.append(f"<table style='{small}'><colgroup>{columns}</colgroup>")
    rows: dict[int, list[str]] = {row: [] for row in range(form.grid.rows)}
    for slot in form.grid.slots():
        rows[slot.row].append(_cell(slot))
    head = "".join(f"<tr class=h>{''.join(rows[row])}</tr>" for row in range(form.grid.header_rows))
    body = "".join(f"<tr>{''.join(rows[row])}</tr>" for row in range(form.grid.header_rows, form.grid.rows))
    parts.append(f"<thead>{head}</thead><tbody>{body}</tbody>" if heads else f"<tbody>{head}{body}</tbody>")
    parts.append("</table>" + "".join(f"<div>{html.escape(note)}</div>" for note in form.notes))
    return f"<section>{''.join(parts)}</section>"


def _cell(slot: Slot) -> str:
    spans = (f" rowspan={slot.row_span}" if slot.row_span > 1 else "") + (
        f" colspan={slot.column_span}" if slot.column_span > 1 else ""
    )
    kind = (
        "c"
        if slot.header or slot.column_span > 1 or slot.kind in ("code", "mark")
        else "r"
        if slot.kind == "money"
        else ""
    )
    text = html.escape(slot.text) or "&nbsp;"
    return f"<td{spans}{f' class={kind}' if kind else ''}>{text}</td>"
