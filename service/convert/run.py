"""The plot of a bulk run: arrivals -> steps -> answers -> target, with a bound on everything that is open.

Everything is decided in one thread; readers and workers only read and work. What is delivered is remembered by the
target, so that the run can die at any line and the next one goes on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath

from service.convert.intake import Arrival, read_entry
from service.convert.ports import (
    Answer,
    Executor,
    Finished,
    Known,
    ProductMade,
    Ref,
    Sighting,
    SliceRead,
    Step,
    StepFailed,
    Target,
    Watcher,
)
from service.convert.recipe import Recipe
from service.convert.steps import Head
from service.sources.entry import Entry, Passed

#: How often a step is tried whose worker is lost, before the document is given up.
MAX_TRIES = 3
#: Results are delivered in batches: so many, or after so many seconds.
_BATCH = 32
_BATCH_SECONDS = 0.5
#: Documents that are open at once, for each step that the executor wants.
_OPEN_PER_STEP = 4
#: Problems of ours, not of the document: worth another try in the next run.
_TRY_AGAIN = ("internal", "worker-died")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents of the sources are taken. ``replace``: also those made by another recipe."""

    replace: bool = False
    failed_only: bool = False
    limit: int | None = None

    def takes(self, known: Known | None, recipe: str) -> bool:
        """Decide about one document by what the target has of it."""
        if known is None:
            return not self.failed_only
        if self.failed_only:
            return known.status == "failed"
        if self.replace and known.recipe != recipe:
            return True
        return known.status == "failed" and known.problem in _TRY_AGAIN


@dataclass(slots=True)
class _Open:
    """A document in work."""

    number: int
    sha256: str
    entry: Entry
    filename: str
    blob: Ref
    head: Head | None = None
    slices: dict[int, Ref] = field(default_factory=dict)
    wanted: int = 0


class BulkRun:
    """One run. ``stop`` may be called at any time, from a signal handler, too; what is in work is then dropped."""

    def __init__(self, executor: Executor, target: Target, recipe: Recipe, choice: Choice, watcher: Watcher) -> None:
        self._executor, self._target, self._recipe = executor, target, recipe
        self._choice, self._watcher = choice, watcher
        self._fingerprint = recipe.fingerprint()
        self._met: set[str] = set()
        self._taken = 0
        self._open: dict[int, _Open] = {}
        self._steps: dict[int, tuple[Step, int]] = {}
        self._ready: deque[tuple[Step, int]] = deque()
        self._slices: deque[tuple[Step, int]] = deque()
        self._slice_turn = False
        self._numbers, self._tickets = count(), count()
        self._finished: list[Finished] = []
        self._sightings: list[Sighting] = []
        self._delivered_at = time.monotonic()
        self.stopped = False

    def stop(self) -> None:
        """Have ``carry_out`` deliver what is finished and return."""
        self.stopped = True

    def carry_out(self, arrivals: Iterable[Arrival | Passed]) -> None:
        """Convert everything that arrives; returns when it is delivered."""
        source = iter(arrivals)
        more = True
        while not self.stopped:
            while more and self._has_room() and not self.stopped:
                more = self._take_next(source)
            self._hand_in()
            if not self._steps:
                if not more:
                    break
                continue
            answered = self._executor.next_answer(_BATCH_SECONDS)
            if answered is not None:
                self._hear(*answered)
            self._deliver_if_due()
        self._settle()
        if not self.stopped:
            self._target.finish()

    def _settle(self) -> None:
        """Deliver what is finished."""
        if self._finished or self._sightings:
            self._target.deliver(self._finished, self._sightings)
            self._finished, self._sightings = [], []
        self._delivered_at = time.monotonic()

    def _deliver_if_due(self) -> None:
        late = time.monotonic() - self._delivered_at > _BATCH_SECONDS
        if len(self._finished) >= _BATCH or len(self._sightings) >= _BATCH * 8 or late:
            self._settle()

    # Arrivals

    def _has_room(self) -> bool:
        """Tell whether to let another document in: workers are to be kept busy, memory and disk are not to fill."""
        waiting = len(self._ready) + len(self._slices) + len(self._steps)
        all_long = not self._ready and bool(self._slices)
        return waiting < self._executor.capacity or (
            all_long and len(self._open) < _OPEN_PER_STEP * self._executor.capacity
        )

    def _take_next(self, source: Iterator[Arrival | Passed]) -> bool:
        """Let the next arrival in; False when there is none, or the limit is reached."""
        if self._choice.limit is not None and self._taken >= self._choice.limit:
            return False
        arrival = next(source, None)
        if arrival is None:
            return False
        if isinstance(arrival, Passed):
            self._pass(arrival)
        else:
            self._admit(arrival)
        self._deliver_if_due()
        return True

    def _pass(self, passed: Passed) -> None:
        self._watcher.passed(passed.name, passed.why, passed.detail)
        self._sightings.append(Sighting(passed.name, None, problem=passed.why))

    def _admit(self, arrival: Arrival) -> None:
        self._watcher.met()
        if self._is_wanted(arrival.sha256) and arrival.blob is None:
            again = read_entry(arrival.entry)
            if isinstance(again, Passed):
                self._pass(again)
                return
            arrival = again
        sha256, entry = arrival.sha256, arrival.entry
        wanted = self._is_wanted(sha256)
        if sha256 not in self._met:
            self._met.add(sha256)
            self._target.expect(sha256)
        if wanted and arrival.blob is not None:
            self._begin(arrival, arrival.blob)
        else:
            self._sightings.append(Sighting(entry.name, entry.stamp, sha256))
            self._watcher.known()

    def _is_wanted(self, sha256: str) -> bool:
        return sha256 not in self._met and self._choice.takes(self._target.known(sha256), self._fingerprint)

    def _begin(self, arrival: Arrival, blob: bytes) -> None:
        self._taken += 1
        entry = arrival.entry
        filename = PurePosixPath(entry.name.replace("\\", "/")).name
        one = _Open(next(self._numbers), arrival.sha256, entry, filename, self._executor.put(blob))
        self._open[one.number] = one
        self._ready.append((Step("convert", one.number, filename, blob=one.blob), 0))

    # Steps

    def _hand_in(self) -> None:
        while len(self._steps) < self._executor.capacity and (self._ready or self._slices):
            step, tries = self._next_step()
            if step.document not in self._open:
                continue  # the document has failed meanwhile, by another of its slices
            ticket = next(self._tickets)
            self._steps[ticket] = step, tries
            self._executor.submit(ticket, step)

    def _next_step(self) -> tuple[Step, int]:
        """Take a slice and another document by turns: a long document neither waits for ever nor keeps others out."""
        self._slice_turn = not self._slice_turn
        first, second = (self._slices, self._ready) if self._slice_turn else (self._ready, self._slices)
        return (first or second).popleft()

    def _hear(self, ticket: int, answer: Answer) -> None:
        step, tries = self._steps.pop(ticket)
        one = self._open.get(step.document)
        if one is None:
            if isinstance(answer, SliceRead):
                self._executor.free(answer.ref)
        elif isinstance(answer, ProductMade):
            self._end(one, answer)
        elif isinstance(answer, Head):
            self._cut(one, answer, tries)
        elif isinstance(answer, SliceRead):
            self._keep_slice(one, step, answer, tries)
        elif answer.lost and tries + 1 < MAX_TRIES:
            self._try_again(one, step, tries + 1)
        else:
            self._end(one, answer)

    def _try_again(self, one: _Open, step: Step, tries: int) -> None:
        if step.kind == "join":
            # Its slices may be what was lost: the document begins anew.
            for ref in one.slices.values():
                self._executor.free(ref)
            one.slices, one.head = {}, None
            step = Step("convert", one.number, one.filename, blob=one.blob)
        self._ready.append((step, tries))

    def _cut(self, one: _Open, head: Head, tries: int) -> None:
        size = self._recipe.slice_pages
        one.head = head
        cuts = [head.numbers[start : start + size] for start in range(0, len(head.numbers), size)]
        one.wanted = len(cuts)
        self._slices.extend((Step("read", one.number, one.filename, blob=one.blob, numbers=cut), tries) for cut in cuts)

    def _keep_slice(self, one: _Open, step: Step, answer: SliceRead, tries: int) -> None:
        assert one.head is not None
        one.slices[step.numbers[0]] = answer.ref
        self._watcher.pages(len(step.numbers))
        if len(one.slices) == one.wanted:
            # In the order of pages, whichever order they were read in; each stands under its first page.
            order = [number for number in one.head.numbers if number in one.slices]
            slices = tuple(one.slices[number] for number in order)
            self._ready.append((Step("join", one.number, one.filename, head=one.head, slices=slices), tries))

    def _end(self, one: _Open, answer: ProductMade | StepFailed) -> None:
        del self._open[one.number]
        for ref in (one.blob, *one.slices.values()):
            self._executor.free(ref)
        about = one.sha256, one.entry.name, one.filename
        if isinstance(answer, ProductMade):
            if one.head is None:
                self._watcher.pages(answer.facts.pages)
            made = Finished(
                *about, answer.facts.status, self._fingerprint, answer.path, answer.sha256, facts=answer.facts
            )
        else:
            made = Finished(*about, "failed", self._fingerprint, problem=answer.code, detail=answer.detail)
        self._finished.append(made)
        # Only now: until its result is there, a name goes on to stand for what it stood for.
        self._sightings.append(Sighting(one.entry.name, one.entry.stamp, one.sha256))
        self._watcher.ended(made)
