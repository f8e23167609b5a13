"""Pieces of work that are done several at a time, in threads, and given back in the order they came in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")
#: So many pieces more than are done at a time are begun: while the oldest takes longest, the threads are not idle.
AHEAD = 1


def in_order(pieces: Iterable[Callable[[], _Result] | _Result], at_once: int) -> Iterator[_Result]:
    """Yield what each piece of work returns, in order; up to ``at_once`` (1 or more) of them run at a time.

    A piece that is not callable is its own result. The pieces are asked for in the caller's thread, ``AHEAD`` more than
    run at a time and no further ahead of what is yielded; what is done is yielded before another is asked for. With one
    at a time no thread is begun. What a piece raises is raised where its result would have come; the pieces after it
    are dropped then, or finished if they run already.
    """
    if at_once == 1:
        for piece in pieces:
            yield piece() if callable(piece) else piece
        return
    begun: deque[Future[_Result]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="page") as threads:
        try:
            for piece in pieces:
                begun.append(threads.submit(piece) if callable(piece) else _done(piece))
                while begun and (begun[0].done() or len(begun) >= at_once + AHEAD):
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()


def _done(result: _Result) -> Future[_Result]:
    future: Future[_Result] = Future()
    future.set_result(result)
    return future
