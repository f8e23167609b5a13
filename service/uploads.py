"""A PDF comes in: as the body or as a multipart field, in pieces, counted and hashed on its way to the disk."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from service.problems import Problem

#: Everything in a multipart body that is not the file: options, boundaries, part headers.
_MAX_FIELD_BYTES = 8 * 1024
#: The field ``forms`` holds a form definition.
_MAX_DEFINITION_BYTES = 64 * 1024
_MAX_FIELDS = 20
_MAX_OVERHEAD = 128 * 1024
_MAX_FILENAME = 255
PDF = "application/pdf"


@dataclass(slots=True)
class Upload:
    """A received file, on disk in the incoming folder; ``fields`` are the other fields of the form."""

    path: Path
    sha256: str
    size: int
    filename: str | None
    fields: dict[str, str] = field(default_factory=dict)


async def receive(request: Request, folder: Path, max_bytes: int) -> Upload:
    """Write the request's PDF to a file in the folder, which is then the caller's to remove.

    Raises the problems ``unsupported-media-type``, ``too-large`` and ``invalid-option``; a client that goes away in
    the middle raises ClientDisconnect. Nothing is left in the folder by an exception.
    """
    kind, parameters = parse_options_header(request.headers.get("content-type"))
    _check_announced_length(request, max_bytes)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    path = Path(name)
    sink = _Sink(handle, max_bytes)
    try:
        if kind == b"multipart/form-data":
            form = _Form(sink, parameters.get(b"boundary"))
            await _pump(request.stream(), form.feed, sink, max_bytes + _MAX_OVERHEAD)
            return form.finish(path)
        if kind == PDF.encode():
            await _pump(request.stream(), sink.write, sink, max_bytes)
            return Upload(path, sink.sha256(), sink.size, None)
        raise Problem("unsupported-media-type", "send application/pdf, or multipart/form-data with a field named file")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        sink.close()


def _check_announced_length(request: Request, max_bytes: int) -> None:
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > max_bytes + _MAX_OVERHEAD:
        raise _too_large(max_bytes)


def _too_large(max_bytes: int) -> Problem:
    return Problem("too-large", f"the limit is {max_bytes} bytes", stage="upload")


async def _pump(stream: AsyncIterator[bytes], feed: Any, sink: _Sink, max_bytes: int) -> None:
    """Feed the body piece by piece; disk and hash run beside the event loop when a piece is worth it."""
    received = 0
    async for piece in stream:
        received += len(piece)
        if received > max_bytes:
            raise _too_large(sink.max_bytes)
        if len(piece) > 16 * 1024:
            await asyncio.to_thread(feed, piece)
        elif piece:
            feed(piece)


class _Sink:
    """The file being written: counts, hashes, refuses what is over the limit."""

    def __init__(self, handle: int, max_bytes: int) -> None:
        self._handle = handle
        self._hash = hashlib.sha256()
        self.max_bytes = max_bytes
        self.size = 0

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self.max_bytes:
            raise _too_large(self.max_bytes)
        self._hash.update(piece)
        view = memoryview(piece)
        while view:
            view = view[os.write(self._handle, view) :]

    def sha256(self) -> str:
        return self._hash.hexdigest()

    def close(self) -> None:
        os.close(self._handle)


class _Form:
    """Reads multipart/form-data; the field ``file`` goes straight to the sink, small fields are kept."""

    def __init__(self, sink: _Sink, boundary: bytes | None) -> None:
        if not boundary:
            raise Problem("invalid-option", "multipart/form-data without a boundary", status=400)
        self._sink = sink
        self._fields: dict[str, bytearray] = {}
        self._filename: str | None = None
        self._seen_file = False
        self._name = ""
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._disposition = b""
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": self._header_field,
                "on_header_value": self._header_has_value,
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_end": self._ends,
            },
        )

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.write(piece)
        except MultipartParseError as error:
            raise Problem("invalid-option", "the multipart body is malformed", status=400) from error

    def finish(self, path: Path) -> Upload:
        if not self._ended:
            raise Problem("invalid-option", "the multipart body ends in the middle", status=400)
        if not self._seen_file:
            raise Problem("invalid-option", "the form has no field named file")
        try:
            fields = {name: value.decode() for name, value in self._fields.items()}
        except UnicodeDecodeError as error:
            raise Problem("invalid-option", "the form's fields are not UTF-8") from error
        return Upload(path, self._sink.sha256(), self._sink.size, self._filename, fields)

    def _part_begins(self) -> None:
        self._disposition = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _header_has_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _header_ends(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def _headers_end(self) -> None:
        _, parameters = parse_options_header(self._disposition)
        self._name = parameters.get(b"name", b"").decode(errors="replace")
        if self._name == "file":
            if self._seen_file:
                raise Problem("invalid-option", "the form has more than one field named file")
            self._seen_file = True
            self._filename = clean_filename(parameters.get(b"filename", b"").decode(errors="replace"))
        elif self._name in self._fields or len(self._fields) >= _MAX_FIELDS:
            raise Problem("invalid-option", "the form has a field twice, or too many fields")
        else:
            self._fields[self._name] = bytearray()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name == "file":
            self._sink.write(data[start:end])
            return
        value = self._fields[self._name]
        value += data[start:end]
        if len(value) > (_MAX_DEFINITION_BYTES if self._name == "forms" else _MAX_FIELD_BYTES):
            raise Problem("invalid-option", "a field of the form is too long")

    def _ends(self) -> None:
        self._ended = True


def clean_filename(name: str | None) -> str | None:
    """Return the last piece of a name without control characters, or None: names are shown, never opened."""
    if not name:
        return None
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(character for character in last if character.isprintable()).strip()
    return shown[:_MAX_FILENAME] or None


__all__ = ["PDF", "ClientDisconnect", "Upload", "clean_filename", "receive"]
