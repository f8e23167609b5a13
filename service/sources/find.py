"""From what the user typed to entries: a folder, a pattern, an archive, a list of paths, a URL or a single file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.sources.archives import is_archive
from service.sources.entry import Entry, Passed, Scope, SourceFault, is_called_pdf
from service.sources.files import entries_of_file, entries_of_folder, entries_of_glob
from service.sources.remote import entries_of_url

_LISTS = (".txt", ".list", ".lst")


def find_entries(sources: Sequence[str], scope: Scope) -> Iterator[Entry | Passed]:
    """Yield everything that the sources hold, each name once, in an order that depends on nothing but the names."""
    met: set[str] = set()
    for source in sources:
        for found in _told(source, scope):
            if found.name not in met:
                met.add(found.name)
                yield found


def _told(source: str, scope: Scope) -> Iterator[Entry | Passed]:
    try:
        yield from _entries_of(source, scope)
    except SourceFault as fault:
        yield Passed(source, fault.why, fault.detail)


def estimate_documents(sources: Sequence[str]) -> int | None:
    """Return how many documents there may be, by their names alone; None where that takes opening something."""
    total = 0
    for source in sources:
        path = Path(source)
        if "://" in source or not (path.is_dir() or is_called_pdf(source)):
            return None
        names = (name for _, _, names in os.walk(path) for name in names) if path.is_dir() else iter((source,))
        for name in names:
            if is_archive(name):
                return None
            total += is_called_pdf(name)
    return total


def check_sources(sources: Sequence[str]) -> None:
    """Raise SourceFault for a local source that does not exist, before any work begins."""
    for source in sources:
        if "://" not in source and not Path(source).exists() and not _is_pattern(source):
            raise SourceFault("unreadable", f"{source}: no such file or folder")


def _entries_of(source: str, scope: Scope) -> Iterator[Entry | Passed]:
    path = Path(source).absolute()
    if "://" in source:
        yield from entries_of_url(source, scope)
    elif path.is_dir():
        yield from entries_of_folder(path, scope)
    elif not path.exists() and _is_pattern(source):
        yield from entries_of_glob(source, scope)
    elif source.lower().endswith(_LISTS) and not is_archive(source) and not is_called_pdf(source):
        yield from _entries_of_list(path, scope)
    else:
        yield from entries_of_file(path, scope)


def _is_pattern(source: str) -> bool:
    return any(mark in source for mark in "*?[")


def _entries_of_list(path: Path, scope: Scope) -> Iterator[Entry | Passed]:
    """Take each line of a text file for a source; relative paths count from the working folder, `#` begins a remark."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceFault("unreadable", f"{path}: not a text file of paths ({type(error).__name__})") from error
    for line in (line.strip() for line in lines):
        if not line or line.startswith("#"):
            continue
        if line.lower().endswith(_LISTS):
            yield Passed(line, "refused", "a list within a list")
        else:
            yield from _entries_of(line, scope)
