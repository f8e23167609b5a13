"""What each row of a form with amounts is: a total, a unit, a heading or a coded subject.

Only labels decide here, never figures. A label without a code is a heading when the official classifications know it,
and a unit when it has a unit code, is the form's entity or is named like an organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from extractors.checks.short_codes import full_codes
from extractors.text import normalise
from schemas.form import Form
from schemas.vocabulary.subjects import is_subject_name, names_of

_TOTAL = re.compile(r"(?:[本当]年|部门|单位|预算|支出|收入|收支|资金|费用)*(?:合计|总计|共计|总额)(?:数)?")
_SUBTOTAL = re.compile(r".*(?:小计|合计)")
_CODED_NAME = re.compile(r"[\[(]?(\d{3}(?:\d\d){0,4})[\])]?\D+")
_OF_WHICH = re.compile(r"[(]?其中[:)]?")
_ORGANISATION = re.compile(
    r".*(?:局|委员会|委|办|办公室|厅|部|院|所|站|中心|学校|小学|中学|大学|学院|幼儿园|大队|支队|总队|队|会|协会|联合会|公司|政府|街道|镇|乡"
    r"|机关|馆|团|社|台|处|科|室|园|场|库|医院|法院|检察院|本级|本部)(?:[(].*[)])?"
)

#: No code is longer; it bounds how deep rows can nest, whatever a document prints.
LONGEST_CODE = 24


class Kind(IntEnum):
    """Kinds of rows, the ones that hold others first."""

    TOTAL = 0
    BLANK = 1
    UNIT = 2
    GROUP = 3
    SUBTOTAL = 4
    HEADING = 5
    CODED = 6


@dataclass(slots=True, frozen=True)
class Row:
    """One record as the nesting sees it: its kind, its codes, the subject's in full, and its comparable name."""

    index: int
    kind: Kind
    code: str
    unit: str
    name: str
    group: str
    of_which: bool

    @property
    def label(self) -> str:
        """What a message calls the row."""
        return self.name or self.code or self.unit or "row without a label"


def rows_of(form: Form) -> list[Row]:
    """Classify every record of a form with amounts, in print order."""
    subjects = any("subject_code" in record for record in form.records)
    entity = normalise(form.entity or "")
    names = [normalise(record.get("name") or "") for record in form.records]
    codes = full_codes([record.get("subject_code") or "" for record in form.records], names)
    return [_row(index, record, codes[index], subjects, entity) for index, record in enumerate(form.records)]


def rows_by_level(form: Form, levels: list[list[str]]) -> tuple[list[Row], list[int]]:
    """Return the rows of a form that nest by their labels' columns, and how deep each is; 0 is a total."""
    rows, depths = [], []
    for index, record in enumerate(form.records):
        labels = [(depth, str(record[key])) for depth, keys in enumerate(levels, 1) for key in keys if record.get(key)]
        name = normalise(labels[0][1]) if labels else ""
        depth = labels[-1][0] if labels else 0
        if len(labels) == 1 and _TOTAL.fullmatch(name):
            depth = 0
        rows.append(Row(index, Kind.CODED if depth else Kind.TOTAL, "", "", name, "", bool(_OF_WHICH.match(name))))
        depths.append(depth)
    return rows, depths


def _row(index: int, record: dict[str, Any], code: str, subjects: bool, entity: str) -> Row:
    code = code[:LONGEST_CODE]
    unit = (record.get("unit_code") or "")[:LONGEST_CODE]
    name = normalise(record.get("name") or "")
    group = normalise(record.get("group") or "")
    if not code and not unit and (coded := _CODED_NAME.fullmatch(name)) and names_of(coded.group(1)[:3]):
        code = coded.group(1)
    if code and not unit and _is_unit_code(code, name):
        code, unit = "", code
    kind = Kind.CODED if code else _uncoded_kind(unit, name, group, subjects, entity)
    return Row(index, kind, code, unit, name, group, bool(_OF_WHICH.match(name)))


def _is_unit_code(code: str, name: str) -> bool:
    """Tell whether a code is a unit's, printed in the column of subjects as some forms do.

    Such a code opens no class of subjects, or stands before an organisation's name that is no subject's (法院 is).
    """
    if not code.isdecimal() or is_subject_name(name) or names_of(code):
        return False
    return not names_of(code[:3]) or is_organisation(name)


def is_organisation(name: str) -> bool:
    """Tell whether a normalised label is worded like the name of an organisation."""
    return bool(_ORGANISATION.fullmatch(name))


def _uncoded_kind(unit: str, name: str, group: str, subjects: bool, entity: str) -> Kind:
    if group:
        return Kind.GROUP if _SUBTOTAL.fullmatch(name) else Kind.CODED
    if _TOTAL.fullmatch(name):
        return Kind.TOTAL
    if _SUBTOTAL.fullmatch(name):
        return Kind.SUBTOTAL
    if not name and not unit:
        return Kind.BLANK
    if unit or (entity and name == entity):
        return Kind.UNIT
    if (subjects and is_subject_name(name)) or not is_organisation(name):
        return Kind.HEADING
    return Kind.UNIT
