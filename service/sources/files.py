"""Folders, globs and single files of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from service.sources.archives import is_archive, open_archive
from service.sources.entry import (
    HEADER_WINDOW,
    Entry,
    Passed,
    Scope,
    SourceFault,
    SourceLimits,
    is_called_pdf,
    looks_like_pdf,
)

Found = Entry | Passed


def entries_of_folder(folder: Path, scope: Scope) -> Iterator[Found]:
    """Yield what lies below a folder, in the order of names, so that every run meets the same order."""
    broken: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=broken.append):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not scope.excludes(here / name))
        for name in sorted(files):
            yield from entries_of_file(here / name, scope)
    for error in broken:
        yield Passed(str(error.filename), "unreadable", error.strerror or type(error).__name__)


def entries_of_glob(pattern: str, scope: Scope) -> Iterator[Found]:
    """Yield what a pattern matches; ``**`` is any depth, a folder is taken with all below it."""
    whole = Path(pattern).absolute()
    magic = next(number for number, part in enumerate(whole.parts) if any(mark in part for mark in "*?["))
    for path in sorted(Path(*whole.parts[:magic]).glob(str(Path(*whole.parts[magic:])))):
        if not path.is_dir():
            yield from entries_of_file(path, scope)
        elif "**" not in pattern and not scope.excludes(path):
            yield from entries_of_folder(path, scope)


def entries_of_file(path: Path, scope: Scope) -> Iterator[Found]:
    """Yield a document, or an archive's members, or why the file is not taken."""
    name = str(path)
    try:
        if not path.is_file():
            yield Passed(name, "unreadable", "not a regular file")
        elif is_archive(name):
            yield from open_archive(path, name, scope.limits)
        else:
            yield _document(path, name, scope.limits)
    except OSError as error:
        yield Passed(name, "unreadable", error.strerror or type(error).__name__)


def _document(path: Path, name: str, limits: SourceLimits) -> Found:
    facts = path.stat()
    if not is_called_pdf(name):
        with path.open("rb") as file:
            if not looks_like_pdf(file.read(HEADER_WINDOW)):
                return Passed(name, "no-pdf", "not a PDF")
    if facts.st_size > limits.max_bytes:
        return Passed(name, "too-large", f"{facts.st_size} bytes; the limit is {limits.max_bytes}")
    return Entry(name, f"{facts.st_size}-{facts.st_mtime_ns}", partial(_read, path, limits.max_bytes))


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        blob = file.read(most + 1)
    if len(blob) > most:
        raise SourceFault("too-large", f"more than {most} bytes")
    return blob
