"""Documents in zip and tar archives, and in archives within those, once.

Nothing is ever unpacked to a file. Still refused: members whose names would leave a folder (a result carries the
name), links and devices, and archives that unpack to far more than they are (bombs).
"""

from __future__ import annotations

import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from service.sources.entry import Entry, Passed, SourceFault, SourceLimits, is_called_pdf, looks_like_pdf

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
#: Parts the archive's own name from the member's.
INSIDE = "!/"
_DRIVE = re.compile(r"[A-Za-z]:")
_PIECE = 1024 * 1024
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)


def is_archive(name: str) -> bool:
    """Tell by the name whether this is an archive that we open (office documents are zip files, too)."""
    return name.lower().endswith(_ZIP + _TAR)


def open_archive(source: Path | IO[bytes], name: str, limits: SourceLimits) -> Iterator[Entry | Passed]:
    """Yield an archive's documents, in the order that they are stored in; damage ends it, and is told."""
    yield from _Archive(name, limits, depth=0).walk(source)


class _Archive:
    """One archive being read; ``depth`` counts the archives around it."""

    def __init__(self, name: str, limits: SourceLimits, depth: int) -> None:
        self._name, self._limits, self._depth = name, limits, depth
        self._unpacked = 0
        self._budget = 0
        self._members = 0

    def walk(self, source: Path | IO[bytes]) -> Iterator[Entry | Passed]:
        size = source.stat().st_size if isinstance(source, Path) else source.seek(0, io.SEEK_END)
        if not isinstance(source, Path):
            source.seek(0)
        self._budget = max(self._limits.free_bytes, size * self._limits.max_ratio)
        walk = self._walk_zip if self._name.lower().endswith(_ZIP) else self._walk_tar
        try:
            yield from walk(source)
        except SourceFault as fault:
            yield Passed(self._name, fault.why, fault.detail)
        except _DAMAGED as error:
            yield Passed(self._name, "unreadable", f"the archive is damaged ({type(error).__name__})")

    def _walk_zip(self, source: Path | IO[bytes]) -> Iterator[Entry | Passed]:
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                self._count()
                if info.is_dir():
                    continue
                fault = _fault_of_name(info.filename)
                if fault is None and info.flag_bits & 1:
                    fault = SourceFault("unreadable", "the member is encrypted")
                if fault is None and _is_link(info):
                    fault = SourceFault("refused", "a link, not a file")
                # Members are read at once, in the archive's order: nothing is left open, and a bomb is met early.
                yield from self._member(info.filename, info.file_size, fault, partial(archive.open, info))

    def _walk_tar(self, source: Path | IO[bytes]) -> Iterator[Entry | Passed]:
        opened = (
            tarfile.open(source, "r:*") if isinstance(source, Path) else tarfile.open(fileobj=source, mode="r:*")  # noqa: SIM115 - closed by the with below
        )
        with opened as archive:
            for member in archive:
                self._count()
                if member.isdir():
                    continue
                fault = _fault_of_name(member.name)
                if fault is None and not member.isreg():
                    fault = SourceFault("refused", "a link or a device, not a file")
                yield from self._member(member.name, member.size, fault, partial(_open_tar, archive, member))
                # The archive remembers every member for random access, which we never need.
                archive.members = []  # type: ignore[attr-defined]

    def _count(self) -> None:
        self._members += 1
        if self._members > self._limits.max_members:
            raise SourceFault("refused", f"more than {self._limits.max_members} members")

    def _member(
        self, inner: str, declared: int, fault: SourceFault | None, opener: partial[IO[bytes]]
    ) -> Iterator[Entry | Passed]:
        name = f"{self._name}{INSIDE}{inner}"
        try:
            if fault is not None:
                raise fault
            if declared > self._limits.max_bytes:
                raise SourceFault("too-large", f"{declared} bytes; the limit is {self._limits.max_bytes}")
            blob = self._read(opener)
        except (SourceFault, RuntimeError, *_DAMAGED) as error:
            if isinstance(error, _Bomb):
                raise
            told = error if isinstance(error, SourceFault) else SourceFault("unreadable", "the member is damaged")
            yield Passed(name, told.why, told.detail)
            return
        if is_archive(inner):
            yield from self._nested(name, blob)
        elif looks_like_pdf(blob) or is_called_pdf(inner):
            yield Entry(name, None, partial(bytes, blob))
        else:
            yield Passed(name, "no-pdf", "not a PDF")

    def _nested(self, name: str, blob: bytes) -> Iterator[Entry | Passed]:
        if self._depth:
            yield Passed(name, "refused", "an archive within an archive within an archive")
            return
        yield from _Archive(name, self._limits, self._depth + 1).walk(io.BytesIO(blob))

    def _read(self, opener: partial[IO[bytes]]) -> bytes:
        """Read a member, counting what really comes out: headers lie."""
        pieces: list[bytes] = []
        size = 0
        with opener() as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                self._unpacked += len(piece)
                if self._unpacked > self._budget:
                    raise _Bomb("refused", f"unpacks to more than {self._budget} bytes: a decompression bomb")
                if size > self._limits.max_bytes:
                    raise SourceFault("too-large", f"more than {self._limits.max_bytes} bytes")
                pieces.append(piece)
        return b"".join(pieces)


class _Bomb(SourceFault):
    """The archive as a whole is not to be read on."""


def _open_tar(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(member)
    if file is None:
        raise SourceFault("unreadable", "the member has no content")
    return file


def _fault_of_name(name: str) -> SourceFault | None:
    pieces = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in pieces or any(ord(mark) < 32 for mark in name):
        return SourceFault("refused", "the member's name leaves its folder")
    return None


def _is_link(info: zipfile.ZipInfo) -> bool:
    """Tell whether a zip made on Unix stores a symbolic link (file type bits 0o120000)."""
    return info.create_system == 3 and (info.external_attr >> 16) & 0o170000 == 0o120000
