"""What has to go, goes: results past their time, blobs that nobody names, leftovers of killed processes."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from service.house import House
from service.jobs.presence import is_known_dead
from service.logs import get_log

log = get_log("housekeeping")

_EVERY = 60.0
#: Younger things may belong to a request that is still under way.
_GRACE = 3600.0
_BATCH = 200
#: Looking at every blob takes a while where there are many.
_SWEEP_EVERY = 3600.0
#: In a work folder: the name of the process that it belongs to.
OWNER_FILE = "owner"


class Housekeeping:
    """A thread that tidies up now and then; also starts the postman, the other thread that no request waits for."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stopping = threading.Event()
        self._next_sweep = 0.0
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._house.postman.start()

    def stop(self) -> None:
        """Stop after the round that is under way."""
        self._stopping.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.tidy()
            except (SQLAlchemyError, OSError) as error:
                log.error("tidying failed", error=type(error).__name__)
            self._stopping.wait(_EVERY)

    def tidy(self) -> None:
        """Do one round."""
        house = self._house
        while keys := house.catalogue.delete_expired(_BATCH):
            for key in keys:
                house.blobs.delete(key)
            for document_id in {key.split("/")[1] for key in keys}:
                house.viewer.forget(document_id)
            log.info("expired results deleted", blobs=len(keys))
        limit = time.time() - _GRACE
        _remove_old(house.incoming, limit)
        _remove_work_of_the_dead(house.settings.data / "work")
        house.viewer.sweep(_GRACE)
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + _SWEEP_EVERY
            self._sweep_orphans(limit)

    def _sweep_orphans(self, limit: float) -> None:
        """Remove blob folders whose document is not in the store: its process died between blob and row."""
        batch: list[str] = []
        for folder in self._house.blobs.old_folders(limit):
            batch.append(folder)
            if len(batch) == _BATCH:
                self._remove_unknown(batch)
                batch = []
        self._remove_unknown(batch)

    def _remove_unknown(self, folders: list[str]) -> None:
        ids = {folder.split("/")[1]: folder for folder in folders}
        for document_id in set(ids) - self._house.catalogue.known(list(ids)):
            self._house.blobs.delete_folder(ids[document_id])


def _remove_work_of_the_dead(work: Path) -> None:
    """Remove the work folders of processes that surely live no more; other machines' are left to them."""
    for folder in work.iterdir():
        try:
            owner = (folder / OWNER_FILE).read_text("utf-8")
        except OSError:
            continue  # just being made, or just being removed
        if is_known_dead(owner):
            shutil.rmtree(folder, ignore_errors=True)


def _remove_old(folder: Path, limit: float) -> None:
    for entry in folder.iterdir():
        try:
            if entry.stat().st_mtime >= limit:
                continue
        except FileNotFoundError:
            continue
        entry.unlink(missing_ok=True)
