"""Markdown with pipe tables: for people who read diffs, and for language models."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.result import ExtractionResult, TableOut
from service.exports.grid import spread_headings, text_grid

_ESCAPED = str.maketrans(
    {"|": "\\|", "\\": "\\\\", "\n": " ", "\r": " ", "<": "&lt;", "*": "\\*", "_": "\\_", "`": "\\`"}
)


def render(result: ExtractionResult) -> bytes:
    """Return UTF-8 Markdown. Headings over several columns are joined into one line of headings."""
    return ("\n".join(_lines(result)) + "\n").encode()


def _lines(result: ExtractionResult) -> Iterator[str]:
    yield f"# {_text(result.document.filename or result.document.sha256[:12])}"
    forms = {table_id: form for form in result.forms for table_id in form.table_ids}
    for table in result.tables:
        form = forms.get(table.id)
        yield ""
        yield f"## {_text(' '.join(filter(None, [table.code, table.title])) or table.id)}"
        facts = [form.entity if form else None, str(form.fiscal_year or "") if form else None, table.unit]
        if any(facts):
            yield ""
            yield _text(" · ".join(filter(None, facts)))
        yield ""
        yield from _table(table)
        for note in form.notes if form else ():
            yield ""
            yield _text(note)
    failed = [check for check in result.checks if check.status == "fail"]
    if failed:
        yield "\n## Checks that fail\n"
        yield from (f"- {_text(check.form or '')}: {_text(check.message)}" for check in failed)


def _table(table: TableOut) -> Iterator[str]:
    rows = text_grid(table)
    yield _row(spread_headings(table))
    yield "|" + " --- |" * table.column_count
    yield from (_row(row) for row in rows[table.header_row_count :])


def _row(texts: list[str]) -> str:
    return "| " + " | ".join(_text(text) for text in texts) + " |"


def _text(text: str) -> str:
    return text.translate(_ESCAPED)
