"""Work done several pieces at a time; nothing here depends on how fast anything is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from extractors.overlap import AHEAD, in_order


def test_results_come_in_the_order_of_the_pieces_whichever_is_done_first() -> None:
    second_done = threading.Event()

    def first() -> str:
        assert second_done.wait(30), "the second piece did not run beside the first"
        return "first"

    def second() -> str:
        second_done.set()
        return "second"

    assert list(in_order([first, second, "third"], 2)) == ["first", "second", "third"]


def test_one_at_a_time_needs_no_thread() -> None:
    ran_in = []
    assert list(in_order([lambda: ran_in.append(threading.current_thread()), 7], 1)) == [None, 7]
    assert ran_in == [threading.current_thread()]


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_no_more_run_at_a_time_than_asked_for(at_once: int) -> None:
    lock, running, most = threading.Lock(), 0, 0

    def piece() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.005)
        with lock:
            running -= 1

    assert list(in_order([piece] * 12, at_once)) == [None] * 12
    assert most <= at_once


def test_pieces_are_asked_for_only_so_far_ahead() -> None:
    asked: list[int] = []

    def pieces() -> Iterator[Callable[[], int]]:
        for number in range(20):
            asked.append(number)
            yield partial(int, number)

    for done, number in enumerate(in_order(pieces(), 2), 1):
        assert number == done - 1
        assert len(asked) <= done + 1 + AHEAD


def test_what_is_known_is_given_before_more_is_asked_for() -> None:
    given: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(5):
            assert given == list(range(number))
            yield number

    for number in in_order(pieces(), 2):
        given.append(number)
    assert given == [0, 1, 2, 3, 4]


def test_what_a_piece_raises_comes_in_its_turn() -> None:
    results = in_order([lambda: 1, partial(int, "x"), lambda: 3], 2)
    assert next(results) == 1
    with pytest.raises(ValueError, match="invalid literal"):
        next(results)
