"""Rules on texts instead of sums: the format of codes, and fields that must not be blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.checks.figures import FormFigures
from extractors.checks.rows import Kind
from schemas.findings import CellRef, Check, CheckStatus
from schemas.form import Form
from schemas.forms.check_rules import CodeFormat, RequiredField

#: A larger share of codes that look wrong means that the form prints codes in another way, as in parts.
ANOTHER_WAY = 0.25


def check_codes(rule: CodeFormat, figures: FormFigures) -> Check | None:
    """Return one check for all codes of a form, or None when it prints none; codes of units are not its concern.

    A code of which only the digits of its own level are printed is as good as the whole one.
    """
    form = figures.form
    whole = {row.index: row.code for row in figures.rows if row.kind != Kind.UNIT}
    codes = [(r, r[rule.key], whole[n]) for n, r in enumerate(form.records) if r.get(rule.key) and n in whole]
    if not codes:
        return None
    wrong = [(record, code) for record, code, full in codes if not _is_well_formed(code, full, rule)]
    if not wrong:
        return Check("code_format", "pass", form.form, f"{rule.key}: {len(codes)} codes are well formed")
    shown = ", ".join(code for _, code in wrong[:3])
    message = f"{rule.key}: {len(wrong)} of {len(codes)} codes are malformed ({shown})"
    status: CheckStatus = "fail" if len(wrong) <= max(1, ANOTHER_WAY * len(codes)) else "skipped"
    return Check("code_format", status, form.form, message, cells=[c for r, _ in wrong for c in _cells(form, r, "")])


def _is_well_formed(code: str, full: str, rule: CodeFormat) -> bool:
    whole = full if full.endswith(code) else code
    return whole.isdecimal() and len(whole) in rule.digits


def check_required(rule: RequiredField, form: Form) -> Check | None:
    """Return one check for all records of a form, or None when there is nothing that could have the fields."""
    rows = list(_rows(rule, form))
    if not rows:
        return None
    blank = [(record, path) for record, path, row in rows for field in rule.fields if not row.get(field)]
    names = ", ".join(rule.fields)
    if not blank:
        return Check("required_field", "pass", form.form, f"{names}: present in {len(rows)} rows")
    message = f"{names}: {len(blank)} blank in {len(rows)} rows"
    return Check("required_field", "fail", form.form, message, cells=[c for r, p in blank for c in _cells(form, r, p)])


def _rows(rule: RequiredField, form: Form) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    for record in form.records:
        if rule.rows is None:
            yield record, "", record
            continue
        for index, row in enumerate(record.get(rule.rows) or []):
            yield record, f"{rule.rows}.{index}.", row


def _cells(form: Form, record: dict[str, Any], prefix: str) -> list[CellRef]:
    """Return the first known cell of a record, or of one row of its list: the place to look at."""
    for path, place in (record.get("cells") or {}).items():
        if path.startswith(prefix) and form.table_ids:
            return [CellRef(form.table_ids[0], place[0], place[1])]
    if prefix == "" and record.get("row") is not None and form.table_ids:
        return [CellRef(form.table_ids[0], record["row"], 0)]
    return []
