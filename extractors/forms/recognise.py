"""Tables to canonical forms: which form a table is, and its records (contract, section 2).

A table is recognised by its printed title and, where the title leaves a choice, by its headings and codes; without a
title only by a signature that no other form has. What is not recognised stays a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.forms.built import Built
from extractors.forms.compiled import CompiledForm, CompiledLibrary, compile_library
from extractors.forms.periods import year_in
from extractors.forms.titles import clean_title, match_title, misreadings
from extractors.forms.view import TableView
from extractors.forms.wording import MONEY_UNIT, heading_core
from extractors.slips import is_misread
from extractors.text import normalise
from schemas.findings import Warning
from schemas.form import Form
from schemas.forms.definition import IndicatorRows
from schemas.forms.library import FormLibrary
from schemas.table import Table

_TARGETS_OF, _PROJECT_NAME = re.compile("(?P<project>.+?)(?:项目)?(?P<targets>绩效目标.*)"), re.compile("项目名称")
#: How a title ends: 项目支出预算表, 项目支出预算表（特定目标类项目）.
_TITLE_END = re.compile(r"表(?:\([^()]*\))*$")
#: A title of so many letters is one form's though a letter of it is misread.
_TELLING = 12


@dataclass
class Recognised:
    """The forms in the order of their tables, and what the mapping could not place."""

    forms: list[Form] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def recognise_forms(tables: Sequence[Table], library: FormLibrary, fiscal_year: int | None) -> Recognised:
    """Map each table that is a known form; ``fiscal_year`` is the document's, for forms that name none.

    Tables are left as they are. Figures whose heading is not understood are reported and stay in the table only.
    """
    compiled = compile_library(library)
    recognised = Recognised()
    for table in tables:
        if not table.cells:
            continue
        view = TableView(table, compiled.reader)
        year = year_in(table.caption.title, table.caption.period) or fiscal_year
        title = clean_title(table.caption.title or "")
        found = (
            _by_title(view, title, compiled)
            or _by_title(view, _without_project(view, title), compiled)
            or _by_near_title(view, compiled, year)
            or _by_signature(view, compiled)
        )
        if found is not None:
            _map(view, found, year, recognised)
    _name_entities(recognised.forms, library)
    return recognised


def _by_title(view: TableView, title: str, compiled: CompiledLibrary) -> CompiledForm | None:
    """Return the form whose own title covers most of the table's, among those whose conditions hold."""
    best: tuple[int, CompiledForm] | None = None
    for each in compiled.forms if title else []:
        core = match_title(title, each.title, compiled.shared)
        if core and (best is None or core > best[0]) and each.conditions.hold(view, title):
            best = (core, each)
    return best[1] if best else None


def _without_project(view: TableView, title: str) -> str:
    """Return the title of a sheet that is named for its project with 项目 for the name; "" for any other title.

    `1、办公楼维护费绩效目标表` -> `项目绩效目标表`, where 办公楼维护费 is what stands beside 项目名称.
    """
    found = _TARGETS_OF.fullmatch(title)
    for cell in view.table.cells if found else []:
        right = view.slots[cell.row][cell.last_column + 1 :][:1]
        if found and right and _PROJECT_NAME.fullmatch(view.heading(cell)):
            name, named = heading_core(right[0].text).removesuffix("项目"), found["project"]
            if name == named or (view.from_ocr and is_misread(name, named)):
                return f"项目{found['targets']}"
    return ""


def _by_near_title(view: TableView, compiled: CompiledLibrary, year: int | None) -> CompiledForm | None:
    """Return the form whose title an OCR engine misread by a letter, if only one is near and all headings fit it.

    A long title tells so much that a heading which no form knows does not speak against it.
    """
    title = clean_title(view.table.caption.title or "")
    if not title or not view.from_ocr:
        return None
    near: dict[str, tuple[int, CompiledForm]] = {}
    for misread in misreadings(title):
        for each in compiled.forms:
            core = match_title(misread, each.near_title, compiled.shared)
            if core and core > near.get(each.form.key, (0, each))[0]:
                near[each.form.key] = core, each
    longest = max((core for core, _ in near.values()), default=0)
    likely = [each for core, each in near.values() if core == longest and each.conditions.hold(view, title)]
    fitting = [each for each in likely if _fits(each.builder.build(view, year), longest)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(built: Built, letters: int) -> bool:
    strange = sum(warning.code == "unmapped_heading" for warning in built.warnings)
    measures = {path for record in built.records for path in record.get("amounts", ())}
    return built.mapped and (not strange or (letters >= _TELLING and strange <= len(measures)))


def _by_signature(view: TableView, compiled: CompiledLibrary) -> CompiledForm | None:
    """Return the form that the headings of an untitled table make unmistakable."""
    caption = view.table.caption
    title = clean_title(caption.title or "")
    if _TITLE_END.search(title) or compiled.shared.unsigned.search(title + (caption.code or "")):
        return None  # a titled table of another kind, however alike its headings are
    signed = [each for each in compiled.forms if each.conditions.signed(view)]
    signed = [each for each in signed if each.own] or signed
    return signed[0] if len(signed) == 1 else None


def _map(view: TableView, found: CompiledForm, year: int | None, recognised: Recognised) -> None:
    table, caption = view.table, view.table.caption
    built = found.builder.build(view, year)
    recognised.warnings += [*view.restored(), *built.warnings]
    if not built.mapped:
        message = f"the title names the form {found.form.key}, but no heading of the table is known in it"
        recognised.warnings.append(view.warning("unmapped_form", message))
        return
    unit = MONEY_UNIT.search(caption.unit or "")
    notes = list(dict.fromkeys([*caption.notes, *built.notes]))  # one may stand in the grid and below it
    recognised.forms.append(
        Form(
            form=found.form.key,
            code=caption.code,
            title=caption.title,
            entity=caption.entity or built.entity,
            fiscal_year=year,
            unit=unit.group() if unit else view.heading_unit or built.unit,
            table_ids=[table.id],
            notes=notes,
            records=built.records,
        )
    )


def _name_entities(forms: list[Form], library: FormLibrary) -> None:
    """Give a form without a caption of its own the organisation of others that its own units name, if it is one."""
    entities = {form.entity for form in forms if form.entity}
    for form in forms:
        definition = library[form.form]
        named = definition.entity if isinstance(definition, IndicatorRows) else None
        units = [normalise(record[named] or "") for record in form.records] if named and form.entity is None else []
        own = [entity for entity in entities if any(normalise(entity) in unit for unit in units)]
        if len(own) == 1:
            form.entity = own[0]
