"""Users' form definition files: what is wrong with them, and a first one from a document's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.forms.faults import Fault, find_faults
from schemas.forms.library import FormLibrary, load_library, parse_definition
from schemas.options import ExtractOptions
from schemas.table import Table


class NoDraft(ValueError):
    """No definition can be drafted; the message says why."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file's mistakes, and the key of its form when there are none."""

    path: Path
    faults: list[Fault]
    key: str | None = None


def check_files(paths: Sequence[Path]) -> list[Checked]:
    """Check definition files as they would be used together; raises OSError for one that cannot be read."""
    library = _copy(load_library())
    return [_check(path, library) for path in paths]


def first_mistake(paths: Sequence[Path]) -> str | None:
    """Return the first mistake of definition files as FILE:LINE:COLUMN: MESSAGE, folders left out; None without any."""
    found = [(each.path.name, fault) for each in check_files(paths) for fault in each.faults]
    return next((f"{name}:{fault.line}:{fault.column}: {fault.message}" for name, fault in found), None)


def first_mistake_in(text: str, others: Sequence[Path]) -> str | None:
    """Return the first mistake of a definition used beside other files, as LINE:COLUMN: MESSAGE; None without any."""
    faults = find_faults(text, load_library(others))
    return f"{faults[0].line}:{faults[0].column}: {faults[0].message}" if faults else None


def _check(path: Path, library: FormLibrary) -> Checked:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Checked(path, [Fault(line, 1, "the file is not in UTF-8")])
    faults = find_faults(text, library)
    if faults:
        return Checked(path, faults)
    form = parse_definition(text)
    library.add_own(form)
    return Checked(path, [], form.key)


def draft(path: Path, table_id: str | None, key: str | None, options: ExtractOptions) -> str:
    """Return a definition by which a table of a document is recognised.

    ``table_id`` may be left out where the document has one table. Raises NoDraft, ExtractionError, OSError.
    """
    from extractors.forms.draft import NothingToDraft, draft_definition
    from service.work import extract_file

    library = load_library()
    if key is not None and key in library:
        raise NoDraft(f"the key {key} is that of the form {library[key].name}; choose another")
    table = _table(extract_file(path.read_bytes(), path.name, options).tables, table_id)
    try:
        text = draft_definition(table, library, key, path.stem)
    except NothingToDraft as error:
        raise NoDraft(str(error)) from error
    _try(text, table, library)
    return text


def _table(tables: Sequence[Table], table_id: str | None) -> Table:
    if not tables:
        raise NoDraft("the document has no table")
    if table_id is None and len(tables) == 1:
        return tables[0]
    found = next((table for table in tables if table.id == table_id), None)
    if found is None:
        known = ", ".join(f"{table.id} (page {table.parts[0].page})" for table in tables)
        raise NoDraft(f"name the table with --table; the document has {known}")
    return found


def _try(text: str, table: Table, library: FormLibrary) -> None:
    """Make sure that what is handed out works: it has no faults, and the table is recognised by it."""
    from extractors.forms import recognise_forms

    faults = find_faults(text, library)
    if faults:
        raise NoDraft(f"the headings make no definition: {faults[0].message}")
    trial = _copy(library)
    form = parse_definition(text)
    trial.add_own(form)
    if [each.form for each in recognise_forms([table], trial, None).forms] != [form.key]:
        raise NoDraft(f"{table.id} is not recognised by its title and headings, so a definition would be of no use")


def _copy(library: FormLibrary) -> FormLibrary:
    copy = FormLibrary(library.shared)
    for form in library:
        copy.register(form)
    return copy
