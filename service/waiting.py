"""Holding a request until its document is done."""

from __future__ import annotations

import asyncio
import time

from fastapi import Request

from service.house import House
from service.jobs.records import DocumentRecord

#: How often the store is asked although no word came: another process may have done the work.
_LOOK_AGAIN = 1.0


async def wait_for_end(house: House, record: DocumentRecord, seconds: float, request: Request) -> DocumentRecord | None:
    """Return the document's state when it is finished, the time is over, the client has gone or we shut down.

    None when it was deleted meanwhile.
    """
    deadline = time.monotonic() + seconds
    line = house.finish_line
    event = line.enter(record.id)
    try:
        current: DocumentRecord | None = record
        while current is not None and not current.finished:
            left = deadline - time.monotonic()
            if left <= 0 or line.closing or await request.is_disconnected():
                break
            await line.wait(record.id, event, min(left, _LOOK_AGAIN))
            current = await asyncio.to_thread(house.catalogue.get, record.id, record.owner)
        return current
    finally:
        line.leave(record.id, event)
