"""How many documents a key may send in a minute."""

from __future__ import annotations

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from service.problems import Problem


class RateLimiter:
    """A sliding window a key, in this process's memory. Zero a minute means no limit."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def spend(self, caller: str) -> None:
        """Count one document; raises the problem ``rate-limited`` when the caller has sent too many."""
        if self._item is None or self._limiter.hit(self._item, caller):
            return
        until = self._limiter.get_window_stats(self._item, caller).reset_time
        seconds = max(1, round(until - time.time()))
        raise Problem(
            "rate-limited",
            f"the limit is {self._item.amount} documents a minute",
            headers={"Retry-After": str(seconds)},
        )
