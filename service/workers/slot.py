"""One slot: a thread that claims documents, has its worker convert them, and commits what comes out."""

from __future__ import annotations

import shutil
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.options import ExtractOptions, Limits
from service.jobs.leases import Leases
from service.jobs.records import Claim
from service.jobs.signals import FinishLine, WorkBell
from service.logs import get_log
from service.ports import AnyWorker, BlobStore
from service.traces import frames_of
from service.workers.messages import Answer, Done, Order, Refused
from service.workers.outcomes import outcome_of
from service.workers.progress import Progress
from service.workers.tally import Tally
from service.workers.worker import Cancelled, Died, OutOfMemory, TimedOut, WorkerStopped

log = get_log("slot")

#: How often a sleeping slot looks for work that other processes queued, in seconds.
_LOOK_AGAIN = 1.0
#: How often progress is written to the store, in seconds.
_NOTE_EVERY = 0.5
#: How long a slot that failed waits before it tries again, in seconds.
_PAUSE = 2.0
#: After how many seconds a document that broke its worker is tried again.
_SECOND_THOUGHTS = 1.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What the slots share."""

    leases: Leases
    blobs: BlobStore
    bell: WorkBell
    finish_line: FinishLine
    limits: Limits
    forms: tuple[Path, ...]


class Slot:
    """Runs in its own thread until told to stop."""

    def __init__(self, desk: Desk, worker: AnyWorker, tally: Tally) -> None:
        self._desk = desk
        self._worker = worker
        self._tally = tally
        self._ready = False
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._run, name="slot", daemon=True)

    @property
    def alive(self) -> bool:
        """Tell whether the slot can take work."""
        return self._ready and self._thread.is_alive()

    def measure_memory(self) -> None:
        """Note what the worker process holds now."""
        self._tally.memory(self._worker)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, *, hurry: bool = False) -> None:
        """Take no more documents; ``hurry`` gives back the one in work instead of finishing it."""
        self._stopping.set()
        if hurry:
            self._hurry.set()

    def join(self, seconds: float) -> bool:
        """Wait for the end; True when it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                # Before a document is taken: one that came first would pay for a worker that cannot start.
                self._worker.prepare()
                self._tally.worker(self._worker)
                self._ready = True
                claim = self._desk.leases.claim()
                if claim is None:
                    self._desk.bell.wait(_LOOK_AGAIN)
                else:
                    self._handle(claim)
            except Exception as error:  # the store, the disk or the workers are away; the slot must outlive that
                # A document in work is taken up again when its lease runs out.
                self._ready = False
                log.error("slot failed", trace=frames_of(error))
                self._stopping.wait(_PAUSE)
        self._worker.kill()

    def _handle(self, claim: Claim) -> None:
        begun = time.monotonic()
        folder = self._worker.folder / claim.token
        try:
            folder.mkdir()
            answer = self._convert(claim, folder)
            # Before the document's end is known: who has heard of it finds its worker counted.
            self._tally.worker(self._worker)
            if answer is not None:
                self._commit(claim, answer, begun)
        finally:
            self._desk.leases.let_go(claim)
            shutil.rmtree(folder, ignore_errors=True)

    def _convert(self, claim: Claim, folder: Path) -> Answer | None:
        """Return how the document ended, or None when it goes back to the queue or is no longer ours."""
        if claim.worn_out:
            return Refused("worker-died", "every worker that took the document died on it", stage="worker")
        try:
            source = self._desk.blobs.open_local(claim.upload_key, folder)
        except FileNotFoundError:
            return Refused("internal", "the uploaded file is gone", stage="store")
        order = Order(
            "extract",
            folder,
            source,
            claim.filename,
            ExtractOptions.model_validate(claim.options | {"password": claim.password}),
            self._desk.limits,
            self._desk.forms,
        )
        watch = _Watch(self._desk.leases, claim, self._hurry.is_set)
        try:
            answer = self._worker.run(order, watch.note, watch.unwanted)
        except WorkerStopped as stopped:
            return self._after_stop(stopped, order, claim, watch)
        if isinstance(answer, Refused) and answer.again:
            log.error("document put off", document=claim.document_id, trace=answer.trace)
            self._desk.leases.give_back(claim, delay=_PAUSE)
            # The next document would fare no better.
            self._stopping.wait(_PAUSE)
            return None
        return answer

    def _after_stop(self, stopped: WorkerStopped, order: Order, claim: Claim, watch: _Watch) -> Answer | None:
        name = type(stopped).__name__
        self._tally.stopped(name)
        log.warning("worker stopped", document=claim.document_id, reason=name, after_pages=watch.pages_done)
        if isinstance(stopped, TimedOut):
            return self._salvage(order, stopped, watch)
        if isinstance(stopped, OutOfMemory):
            return Refused("out-of-memory", stopped.reason, stage="worker")
        if isinstance(stopped, Died):
            # A little later, so that a document that breaks its worker does not hold up those behind it.
            self._desk.leases.give_back(claim, died=True, delay=_SECOND_THOUGHTS)
        elif isinstance(stopped, Cancelled) and not watch.lost:
            self._desk.leases.give_back(claim)
        return None

    def _salvage(self, order: Order, stopped: TimedOut, watch: _Watch) -> Answer:
        """Deliver the pages that were finished before the time was over, if there are any."""
        refused = Refused("timed-out", stopped.reason, stage="worker")
        if watch.pages_done == 0:
            return refused
        again = replace(order, task="salvage", arguments={"reason": stopped.reason, "pages_done": watch.pages_done})
        try:
            return self._worker.run(again, lambda _: None, lambda: False)
        except WorkerStopped:
            return refused

    def _keep(self, claim: Claim, path: Path | None, suffix: str) -> str | None:
        """Store a file of the work; return its key."""
        if path is None:
            return None
        key = f"{claim.document_id[:2]}/{claim.document_id}/{uuid.uuid4().hex}{suffix}"
        self._desk.blobs.put_file(key, path)
        return key

    def _commit(self, claim: Claim, answer: Answer, begun: float) -> None:
        result = self._keep(claim, answer.path, ".json") if isinstance(answer, Done) else None
        unlocked = self._keep(claim, answer.unlocked, ".pdf") if isinstance(answer, Done) else None
        outcome = outcome_of(claim, answer, result, unlocked)
        committed = self._desk.leases.finish(claim, outcome)
        for spare in ([claim.upload_key] if unlocked else []) if committed else [result, unlocked]:
            if spare is not None:
                self._desk.blobs.delete(spare)
        if not committed:
            log.warning("lease lost, result dropped", document=claim.document_id)
            return
        seconds = time.monotonic() - begun
        trace = answer.trace if isinstance(answer, Refused) else ""
        log.info(
            "document finished",
            document=claim.document_id,
            status=outcome.status,
            problem=None if isinstance(answer, Done) else answer.code,
            stage=None if isinstance(answer, Done) else answer.stage,
            seconds=round(seconds, 3),
            **({"trace": trace} if trace else {}),
        )
        self._tally.finished(answer, outcome.status, seconds, claim.queued_seconds)
        self._desk.finish_line.tell(claim.document_id)


class _Watch:
    """Follows one document: writes its progress now and then, and notices when its lease is lost."""

    def __init__(self, leases: Leases, claim: Claim, hurry: Callable[[], bool]) -> None:
        self._leases = leases
        self._claim = claim
        self._hurry = hurry
        self._next_note = time.monotonic() + _NOTE_EVERY
        self._pages_total = 0
        self.pages_done = 0
        self.lost = False

    def note(self, progress: Progress) -> None:
        self.pages_done, self._pages_total = progress.pages_done, progress.pages_total
        self._write()

    def unwanted(self) -> bool:
        self._write()
        return self.lost or self._hurry()

    def _write(self) -> None:
        now = time.monotonic()
        if now < self._next_note:
            return
        self._next_note = now + _NOTE_EVERY
        self.lost = not self._leases.progress(self._claim, self.pages_done, self._pages_total)
