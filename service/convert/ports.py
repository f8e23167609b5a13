"""The seams of a bulk run: who does the work (Executor), where results go (Target), who is told (Watcher)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from service.convert.facts import Facts
from service.convert.recipe import ProductKind
from service.convert.steps import Head

#: What an executor gives for bytes that it keeps: a path, an object of a cluster. Only the executor looks inside.
Ref = object


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work: ``convert`` and ``read`` need the document, ``join`` the slices that were read."""

    kind: Literal["convert", "read", "join"]
    document: int
    filename: str | None
    blob: Ref = None
    numbers: tuple[int, ...] = ()
    head: Head | None = None
    slices: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductMade:
    """A document is converted; its content lies in ``path``, which the receiver moves or removes."""

    path: Path
    sha256: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class SliceRead:
    """A slice is read and kept by the executor."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class StepFailed:
    """The step ended with a named problem; ``lost``: its worker is gone, or what it needed, so another try may help."""

    code: str
    detail: str
    stage: str | None = None
    page: int | None = None
    lost: bool = False


Answer = ProductMade | Head | SliceRead | StepFailed


class Executor(Protocol):
    """Carries out steps, several at a time. All methods are called from one thread."""

    @property
    def capacity(self) -> int:
        """How many steps to hand in before waiting: enough to keep all workers busy, no more."""
        ...

    def put(self, blob: bytes) -> Ref:
        """Keep bytes where workers can read them."""
        ...

    def free(self, ref: Ref) -> None:
        """Let go of kept bytes."""
        ...

    def submit(self, ticket: int, step: Step) -> None:
        """Begin a step; its answer comes under the ticket."""
        ...

    def next_answer(self, seconds: float) -> tuple[int, Answer] | None:
        """Wait for any answer; None when the time is over."""
        ...

    def close(self) -> None:
        """End all workers at once; unfinished steps are dropped."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What a target has of a document: how it ended, and the recipe that it was made by."""

    status: str
    recipe: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A document's end. ``content`` is None when it failed; then ``problem`` is its code."""

    sha256: str
    name: str
    filename: str | None
    status: str
    recipe: str
    content: Path | None = None
    content_sha256: str | None = None
    facts: Facts | None = None
    problem: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name under which something was met: a document (``sha256``), or what could not be read (``problem``)."""

    name: str
    stamp: str | None
    sha256: str | None = None
    problem: str | None = None


class TargetFault(Exception):
    """The target cannot be used; the message is one line for the user."""


class Target(Protocol):
    """Takes results and remembers what it has, so that a run can be stopped at any point and go on."""

    @property
    def product(self) -> ProductKind:
        """What it is fed with."""
        ...

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Return the hash of what was met under the name, when its stamp is still the same."""
        ...

    def known(self, sha256: str) -> Known | None:
        """Return what there is of a document."""
        ...

    def expect(self, sha256: str) -> None:
        """Hear of a document of this run, in the order of the sources: some targets write in that order."""
        ...

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Take them over, so that they survive a power cut when this returns. Delivering twice changes nothing."""
        ...

    def finish(self) -> None:
        """The run has seen everything: write what was held back."""
        ...

    def close(self) -> None:
        """Let go of the target."""
        ...


class Watcher(Protocol):
    """Is told how a run goes; shows it."""

    def met(self) -> None:
        """A document was met."""
        ...

    def pages(self, count: int) -> None:
        """So many more pages are done."""
        ...

    def ended(self, finished: Finished) -> None:
        """A document has ended, well or not."""
        ...

    def known(self) -> None:
        """A document is there already, or is the same as another."""
        ...

    def passed(self, name: str, why: str, detail: str) -> None:
        """Something was met that is no readable document."""
        ...
