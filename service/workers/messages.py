"""What goes through the pipe between the service and a worker process: small picklable values, never page text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from schemas.options import ExtractOptions, Limits

Task = Literal["extract", "salvage", "export", "draw", "step"]


@dataclass(frozen=True, slots=True)
class Order:
    """One piece of work. All paths that the worker writes lie in ``folder``.

    ``extract`` converts ``source``; ``salvage`` puts together the pages that an ``extract`` in the same folder had
    finished before it was stopped; ``export`` writes the result ``source`` in another format; ``draw`` renders a page;
    ``step`` is a piece of a bulk conversion.
    """

    task: Task
    folder: Path
    source: Path
    filename: str | None = None
    options: ExtractOptions = field(default_factory=ExtractOptions)
    limits: Limits = field(default_factory=Limits)
    forms: tuple[Path, ...] = ()
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started and waits for orders."""


@dataclass(frozen=True, slots=True)
class Done:
    """The work is in ``path``, with its SHA-256; ``memory`` is what the worker holds now, in bytes.

    ``unlocked`` is a copy of an encrypted document without its password.
    """

    path: Path
    sha256: str = ""
    status: str = "succeeded"
    pages: int | None = None
    pages_by_source: dict[str, int] = field(default_factory=dict)
    seconds_by_stage: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    memory: int = 0
    unlocked: Path | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The work ended with a named problem; ``trace`` is for the log: frames and error types, no messages.

    ``again`` says that this machine was at fault, its disk above all, and not the document.
    """

    code: str
    detail: str
    stage: str | None = None
    page: int | None = None
    trace: str = ""
    memory: int = 0
    again: bool = False


Answer = Done | Refused
