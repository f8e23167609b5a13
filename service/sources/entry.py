"""What a source yields: entries that can be read, and things that were met and are no documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

#: Adobe's readers accept the header anywhere in the first kilobyte (PDF 1.7, implementation note 13).
HEADER_WINDOW = 1024

Why = Literal["no-pdf", "too-large", "unreadable", "refused"]


class SourceFault(Exception):
    """A source or one of its entries cannot be read; the message is one line for the user."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(detail)
        self.why: Why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that may be a document. ``stamp`` differs when the content does; None: it has to be read to know.

    ``read`` gives the whole content and may be called in another thread; it raises SourceFault or OSError.
    """

    name: str
    stamp: str | None
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was met and not taken, and why."""

    name: str
    why: Why
    detail: str


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """Bounds of what is read. Bytes, except where the name says otherwise.

    An archive may hold ``free_bytes`` whatever its size; beyond that, ``max_ratio`` times its own size. Budgets pack
    to a third, text at best to a twentieth; bombs begin at a thousand.
    """

    max_bytes: int = 200 * 1024 * 1024
    free_bytes: int = 256 * 1024 * 1024
    max_ratio: int = 100
    max_members: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for all sources of a run; nothing below an ``excluded`` folder is taken."""

    limits: SourceLimits = field(default_factory=SourceLimits)
    excluded: tuple[Path, ...] = ()

    def excludes(self, folder: Path) -> bool:
        """Tell whether a folder is out of bounds: the target may lie within the source."""
        return any(folder == other for other in self.excluded)


def looks_like_pdf(blob: bytes) -> bool:
    """Tell whether a PDF header stands where readers look for it."""
    return b"%PDF-" in blob[:HEADER_WINDOW]


def is_called_pdf(name: str) -> bool:
    """Tell whether the name claims to be a PDF."""
    return name.lower().endswith(".pdf")
