"""Word of mouth inside one process: work has come, a document is finished. Nothing is lost when it is not heard.

The store is the truth; these only save the waiting time between two looks at it.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict

#: Rings that are remembered: more than there are sleepers would only make them look in vain.
_MOST_RINGS = 64


class WorkBell:
    """Rung when a document is queued; worker threads sleep on it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rings = 0

    def ring(self) -> None:
        """Wake one sleeper."""
        with self._condition:
            self._rings = min(self._rings + 1, _MOST_RINGS)
            self._condition.notify()

    def wait(self, seconds: float) -> None:
        """Sleep until the bell rings, or it has rung since the last wait, or the time is over."""
        with self._condition:
            self._condition.wait_for(lambda: self._rings > 0, seconds)
            self._rings = max(0, self._rings - 1)

    def wake_all(self) -> None:
        """Wake every sleeper, for the end of work."""
        with self._condition:
            self._rings = _MOST_RINGS
            self._condition.notify_all()


class FinishLine:
    """Tells waiting requests, in their event loop, that a document's state has changed."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closing = False

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Name the loop in which requests wait."""
        self._loop = loop

    def tell(self, document_id: str) -> None:
        """Say, from any thread, that the document changed."""
        self._call(self._wake, document_id)

    def close(self) -> None:
        """Send every waiting request home, from any thread."""
        self.closing = True
        self._call(self._wake_all)

    def _call(self, function: object, *arguments: str) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(function, *arguments)  # type: ignore[arg-type]

    def _wake(self, document_id: str) -> None:
        for event in self._waiting.get(document_id, ()):
            event.set()

    def _wake_all(self) -> None:
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def wait(self, document_id: str, event: asyncio.Event, seconds: float) -> None:
        """Wait until the document's state changes or the time is over. ``event`` is from ``enter``."""
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return
        event.clear()

    def enter(self, document_id: str) -> asyncio.Event:
        """Begin to listen; what is told from now on is heard. Pair with ``leave``."""
        event = asyncio.Event()
        self._waiting[document_id].add(event)
        return event

    def leave(self, document_id: str, event: asyncio.Event) -> None:
        """Stop listening."""
        events = self._waiting[document_id]
        events.discard(event)
        if not events:
            del self._waiting[document_id]
