"""One HTML page with every table as printed, spans kept, repairs and failed checks marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from schemas.result import DOUBTFUL, CellOut, ExtractionResult, TableOut
from service.exports.findings import Findings, findings_of

_STYLE = """
body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2rem;color:#1a1a1a}
table{border-collapse:collapse;margin:.5rem 0 2rem}td,th{border:1px solid #999;padding:.2rem .5rem;vertical-align:top}
th{background:#eef2f7;font-weight:600}.n{text-align:right;font-variant-numeric:tabular-nums}
.repaired{background:#fff3c4}.failed{background:#ffd9d6}.doubtful{outline:2px dotted #b45309}
caption{caption-side:top;text-align:left;font-weight:600;padding:.3rem 0}.about{color:#555}
"""
_FIGURE_CHARACTERS = frozenset("0123456789.,-+%()（） ")


def render(result: ExtractionResult) -> bytes:
    """Return the page as UTF-8; it holds no script and loads nothing."""
    return "".join(_page(result)).encode()


def _page(result: ExtractionResult) -> Iterator[str]:
    name = escape(result.document.filename or result.document.sha256[:12])
    yield f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{name}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{name}</h1>"
    forms = {table_id: form for form in result.forms for table_id in form.table_ids}
    findings = findings_of(result)
    for table in result.tables:
        form = forms.get(table.id)
        about = [form.form, form.entity, str(form.fiscal_year or "")] if form else []
        yield from _table(table, " · ".join(filter(None, about)), findings)
        for note in form.notes if form else ():
            yield f'<p class="about">{escape(note)}</p>'
    yield from _list("Checks that fail", [f"{c.form or ''} {c.message}" for c in result.checks if c.status == "fail"])
    yield from _list("Repairs", [f"{r.table_id}: {r.before} → {r.after} ({r.evidence})" for r in result.repairs])
    yield from _list("Warnings", [f"{w.page or ''} {w.message}" for w in result.warnings])
    yield "</body></html>\n"


def _table(table: TableOut, about: str, findings: Findings) -> Iterator[str]:
    heading = " ".join(filter(None, [table.code, table.title, f"（{table.unit}）" if table.unit else None]))
    yield f'<table id="{escape(table.id)}"><caption>{escape(heading or table.id)}'
    yield f' <span class="about">{escape(about)}</span></caption>\n'
    row = -1
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        while row < cell.row:
            row += 1
            yield ("</tr>" if row else "") + "<tr>"
        yield _cell(cell, table.id, findings)
    yield "</tr></table>\n"


def _cell(cell: CellOut, table_id: str, findings: Findings) -> str:
    place = (table_id, cell.row, cell.column)
    classes = []
    if cell.text and set(cell.text) <= _FIGURE_CHARACTERS and cell.kind == "data":
        classes.append("n")
    if place in findings.repairs:
        classes.append("repaired")
    if place in findings.failed:
        classes.append("failed")
    if cell.confidence < DOUBTFUL:
        classes.append("doubtful")
    attributes = f' class="{" ".join(classes)}"' if classes else ""
    if notes := findings.notes(place):
        attributes += f' title="{escape("; ".join(notes))}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        attributes += f' colspan="{cell.column_span}"'
    tag = "th" if cell.kind == "header" else "td"
    return f"<{tag}{attributes}>{escape(cell.text)}</{tag}>"


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"<h2>{title}</h2><ul>"
        yield from (f"<li>{escape(line)}</li>" for line in lines)
        yield "</ul>"
