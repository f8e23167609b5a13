"""Object stores and anything else that fsspec knows, by URL: s3://…, gs://…, sftp://… (extra `s3`, or the driver's)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from service.sources.archives import is_archive, open_archive
from service.sources.entry import Entry, Passed, Scope, SourceFault, is_called_pdf

_MAGIC = "*?["


def entries_of_url(url: str, scope: Scope) -> Iterator[Entry | Passed]:
    """Yield the objects below a URL, or those that its pattern matches, in the order of names.

    Raises SourceFault when the driver is missing or the store does not answer.
    """
    try:
        from fsspec.core import url_to_fs

        files, root = url_to_fs(url)
        found = files.glob(root, detail=True) if any(mark in root for mark in _MAGIC) else _below(files, root)
    except ImportError as error:
        raise SourceFault("unreadable", f"its driver is missing: {error}") from error
    except Exception as error:  # each driver has errors of its own, credentials above all
        raise SourceFault("unreadable", f"the store does not answer ({type(error).__name__})") from error
    if not found:
        raise SourceFault("unreadable", "nothing there")
    for path in sorted(found):
        facts = found[path]
        if facts.get("type") != "directory":
            yield from _entries_of_object(files, path, facts, scope)


def _below(files: Any, root: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = files.find(root, detail=True)
    return found


def _entries_of_object(files: Any, path: str, facts: dict[str, Any], scope: Scope) -> Iterator[Entry | Passed]:
    name = str(files.unstrip_protocol(path))
    limits = scope.limits
    if is_archive(path):
        with files.open(path, "rb") as file:
            yield from open_archive(file, name, limits)
    elif not is_called_pdf(path):
        yield Passed(name, "no-pdf", "not called .pdf")
    elif (facts.get("size") or 0) > limits.max_bytes:
        yield Passed(name, "too-large", f"{facts['size']} bytes; the limit is {limits.max_bytes}")
    else:
        yield Entry(name, _stamp(facts), partial(_read, files, path))


def _read(files: Any, path: str) -> bytes:
    try:
        blob: bytes = files.cat_file(path)
    except Exception as error:  # as above
        raise SourceFault("unreadable", f"the store does not give it ({type(error).__name__})") from error
    return blob


def _stamp(facts: dict[str, Any]) -> str | None:
    """Return what changes with the content; stores that tell no such thing are read again."""
    for key in ("ETag", "etag", "md5Hash", "content_md5", "LastModified", "mtime", "updated"):
        if facts.get(key):
            return f"{facts.get('size')}-{facts[key]}"
    return None
