"""Pictures of pages and other formats of results: made on demand, in a worker of their own, and kept for a while."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from schemas.options import Limits
from service.ports import BlobStore
from service.problems import Problem
from service.workers.messages import Done, Order, Task
from service.workers.tally import Tally
from service.workers.worker import TimedOut, Worker, WorkerStopped

#: Requests that may wait for the viewer at a time; more wait for those.
_WAITING = 8


class Viewer:
    """Makes files from stored blobs. Call it from threads; one piece of work is done at a time."""

    def __init__(self, blobs: BlobStore, worker: Worker, tally: Tally, limits: Limits, cache: Path) -> None:
        self._blobs = blobs
        self._worker = worker
        self._tally = tally
        self._limits = limits
        self._cache = cache
        self._one_at_a_time = threading.Lock()
        # Threads of its own: those that wait for a picture must not keep others from the store.
        self._threads = ThreadPoolExecutor(_WAITING, thread_name_prefix="viewer")
        cache.mkdir(parents=True, exist_ok=True)

    async def make_beside(self, task: Task, name: str, blob_key: str, **arguments: Any) -> Path:
        """Do as ``make`` does, without holding up the event loop."""
        job = partial(self.make, task, name, blob_key, **arguments)
        return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    def make(self, task: Task, name: str, blob_key: str, **arguments: Any) -> Path:
        """Return a file, from the cache if it is there. Raises the problem that stood in the way.

        ``name`` identifies what is asked for; FileNotFoundError means that the blob is gone.
        """
        kept = self._cache / name
        if kept.is_file():
            return kept
        with self._one_at_a_time:
            if kept.is_file():
                return kept
            folder = self._worker.folder / uuid.uuid4().hex
            folder.mkdir()
            try:
                made = self._run(task, folder, blob_key, arguments)
                kept.parent.mkdir(parents=True, exist_ok=True)
                return made.rename(kept)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _run(self, task: Task, folder: Path, blob_key: str, arguments: dict[str, Any]) -> Path:
        source = self._blobs.open_local(blob_key, folder)
        order = Order(task, folder, source, limits=self._limits, arguments=arguments)
        try:
            answer = self._worker.run(order, lambda _: None, lambda: False)
        except TimedOut as stopped:
            self._tally.stopped("TimedOut")
            raise Problem("timed-out", stopped.reason, stage=task) from stopped
        except WorkerStopped as stopped:
            self._tally.stopped(type(stopped).__name__)
            raise Problem("internal", "this could not be drawn", stage=task) from stopped
        self._tally.worker(self._worker)
        if isinstance(answer, Done):
            return answer.path
        raise Problem(answer.code, answer.detail, stage=answer.stage or task, page=answer.page)

    def forget(self, document_id: str) -> None:
        """Drop what was made for a document."""
        shutil.rmtree(self._cache / document_id, ignore_errors=True)

    def sweep(self, older_than: float) -> None:
        """Drop what was made longer ago than so many seconds."""
        limit = time.time() - older_than
        for folder in self._cache.iterdir():
            try:
                if folder.stat().st_mtime < limit:
                    shutil.rmtree(folder, ignore_errors=True)
            except FileNotFoundError:
                continue

    def close(self) -> None:
        """End the worker, once it has done what it is at."""
        self._threads.shutdown(cancel_futures=True)
        self._worker.kill()
