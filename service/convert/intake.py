"""Entries -> arrivals: read and hashed ahead of the work, in the order of the sources, within a bound."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from service.sources.entry import Entry, Passed, SourceFault, is_called_pdf, looks_like_pdf

#: Object stores answer slowly, one by one; disks do not mind.
_READERS = 8


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document at the door. ``blob`` is None when its hash was known from an earlier run and it was not read."""

    entry: Entry
    sha256: str
    blob: bytes | None


#: The hash that an entry had when it was last met, if its stamp has not changed.
Remember = Callable[[str, str | None], str | None]


def read_ahead(found: Iterator[Entry | Passed], remember: Remember, depth: int) -> Iterator[Arrival | Passed]:
    """Yield what was found, read; at most ``depth`` entries are held in memory."""
    waiting: deque[Arrival | Passed | Future[Arrival | Passed]] = deque()
    with ThreadPoolExecutor(_READERS, thread_name_prefix="reader") as pool:
        try:
            for one in found:
                waiting.append(_begin(one, remember, pool))
                if len(waiting) >= depth:
                    yield _end(waiting.popleft())
            while waiting:
                yield _end(waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(
    one: Entry | Passed, remember: Remember, pool: ThreadPoolExecutor
) -> Arrival | Passed | Future[Arrival | Passed]:
    if isinstance(one, Passed):
        return one
    known = remember(one.name, one.stamp)
    return Arrival(one, known, None) if known is not None else pool.submit(read_entry, one)


def _end(one: Arrival | Passed | Future[Arrival | Passed]) -> Arrival | Passed:
    return one.result() if isinstance(one, Future) else one


def read_entry(entry: Entry) -> Arrival | Passed:
    """Read and hash one entry; what cannot be read, or is not called a PDF and is none, is passed."""
    try:
        blob = entry.read()
    except SourceFault as fault:
        return Passed(entry.name, fault.why, fault.detail)
    except OSError as error:
        return Passed(entry.name, "unreadable", error.strerror or type(error).__name__)
    if not looks_like_pdf(blob) and not is_called_pdf(entry.name):
        return Passed(entry.name, "no-pdf", "not a PDF")
    return Arrival(entry, hashlib.sha256(blob).hexdigest(), blob)
