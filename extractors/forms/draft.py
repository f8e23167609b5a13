"""A first form definition, written from a table: its title, and a field with a guessed type for each heading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractors.forms.compiled import compile_library
from extractors.forms.guesses import Guess, guess_type
from extractors.forms.titles import clean_title
from extractors.forms.view import Column, TableView, distinct
from extractors.text import normalise
from schemas.forms.library import FormLibrary
from schemas.table import Table

_YEAR = re.compile(r"^(?:20\d{2}|19\d{2})(?:年度?|学年)?")
_WORDS = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"\d+")
_LONGEST_NAME = 40


class NothingToDraft(ValueError):
    """The table says too little to be known again: no headings, or neither a title nor two headings."""


@dataclass(frozen=True, slots=True)
class _Drafted:
    name: str
    printed: str
    heading: str
    under: str | None
    guess: Guess


def draft_definition(table: Table, library: FormLibrary, key: str | None = None, about: str = "my form") -> str:
    """Return the text of a definition file by which a table is recognised.

    ``key`` is the form's and must not be in ``library``; without it one is made from the title, or else from what the
    document is ``about`` (its file's name). Raises NothingToDraft.
    """
    compiled = compile_library(library)
    view = TableView(table, compiled.reader)
    columns = [column for column in view.columns if column.path]
    left_out = [column for column in columns if compiled.shared.is_ignored(column.path[-1])]
    fields = _fields(view, [column for column in columns if column not in left_out])
    if not fields:
        raise NothingToDraft(f"{table.id} has no headings to make fields of")
    title = _title_pattern(table)
    headings = list(dict.fromkeys(field.heading for field in fields))
    if not title and len(headings) < 2:
        raise NothingToDraft(f"{table.id} has no title and only one heading; nothing would tell it from other tables")
    key = key or _free_key(table, library, about)
    ignored = ", ".join(_quoted(_pattern(column.path[-1])) for column in left_out)
    tail = [*([f"ignored: [{ignored}]"] if ignored else []), *_TAIL]
    return "\n".join([*_head(key, table, title, headings), "fields:", *map(_field_line, fields), *tail])


_TAIL = (
    "# What has to hold, for example:",
    "# checks:",
    "#   - {rule: required_field, fields: [one_field]}",
    "#   - {rule: row_sum, total: one_number, parts: [another, a_third]}",
    "",
)


def _head(key: str, table: Table, title: str | None, headings: Sequence[str]) -> list[str]:
    lines = [f"key: {key}", "kind: record_rows", f"name: {_quoted(table.caption.title or key)}"]
    if title:
        return [*lines, f"titles: [{_quoted(title)}]"]
    listed = ", ".join(_quoted(heading) for heading in headings)
    return [*lines, "# No title was found, so the headings have to tell.", "signature:", f"  - headings: [{listed}]"]


def _field_line(field: _Drafted) -> str:
    parts = [f"headings: [{_quoted(field.heading)}]"]
    if field.under:
        parts.append(f"under: [{_quoted(field.under)}]")
    guess = field.guess
    parts.append(f"type: {guess.type}")
    if guess.date_order:
        parts.append(f"date_order: {guess.date_order}")
    if guess.decimal_mark != ".":
        parts.append(f"decimal_mark: {_quoted(guess.decimal_mark)}")
    remark = "  # or another order: the document does not tell" if guess.doubtful else ""
    if field.name.startswith("column_"):
        remark += f"  # {' '.join(field.printed.split())}: name it as you like"
    return f"  {field.name}: {{{', '.join(parts)}}}{remark}"


def _fields(view: TableView, columns: Sequence[Column]) -> list[_Drafted]:
    lowest = Counter(column.path[-1] for column in columns)
    names: set[str] = set()
    seen: set[tuple[str, str | None]] = set()
    drafted: list[_Drafted] = []
    for column in columns:
        repeated = lowest[column.path[-1]] > 1 and len(column.path) > 1
        under = column.path[-2] if repeated else None
        if (column.path[-1], under) in seen:
            continue  # nothing in the headings tells it from the column before
        seen.add((column.path[-1], under))
        printed = " ".join(cell.text for cell in (column.heads[-2:] if repeated else column.heads[-1:]))
        name = _name(printed, column, names)
        names.add(name)
        guess = guess_type(column.heads[-1].text, _texts(column, view))
        pattern = _pattern(column.path[-1])
        drafted.append(_Drafted(name, printed, pattern, _pattern(under) if under else None, guess))
    return drafted


def _texts(column: Column, view: TableView) -> list[str]:
    """Return the texts under a column; labels printed over several columns are none of it."""
    inside = [cell for cell in view.cells_below(column) if cell.column >= column.first]
    return [cell.text for cell in distinct(inside) if cell.text and cell.last_column <= column.last]


def _title_pattern(table: Table) -> str | None:
    """Return the pattern of a title without year and organisation, numbers left open, or None without a title."""
    core = clean_title(table.caption.title or "")
    core = _YEAR.sub("", core)
    entity = normalise(table.caption.entity or "")
    if entity and core.startswith(entity) and len(core) > len(entity):
        core = _YEAR.sub("", core[len(entity) :])
    return _pattern(core) if core else None


def _pattern(core: str) -> str:
    """Return the pattern of a cleaned text: as printed, any number for its numbers."""
    return _DIGITS.sub(lambda _: r"\d+", re.escape(core).replace(r"\-", "-"))


def _name(printed: str, column: Column, taken: Collection[str]) -> str:
    """Return a field's name: the heading's Latin words, else the number of its column."""
    name = _slug(printed) or f"column_{column.first + 1}"
    number = 2
    unique = name
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    return unique


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "_".join(_WORDS.findall(plain))[:_LONGEST_NAME].strip("_")
    letters = sum(mark.isalpha() for mark in text)
    latin = sum(mark.isalpha() for mark in plain)
    return words if words[:1].isalpha() and 2 * latin >= letters else ""


def _free_key(table: Table, library: FormLibrary, about: str) -> str:
    base = _slug(table.caption.title or "") or _slug(about) or f"form_{table.id}"
    key, number = base, 2
    while key in library:
        key, number = f"{base}_{number}", number + 1
    return key


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
