from __future__ import annotations

import pytest

from service.sources.entry import Entry, Passed
from service.sources.shards import Shard, share_of

FOUND = [Entry(f"/in/预算 {number}.pdf", None, bytes) for number in range(300)] + [Passed("/in/a", "no-pdf", "")]


def test_every_name_is_in_exactly_one_part() -> None:
    parts = [[one.name for one in share_of(iter(FOUND), Shard(number, 4))] for number in range(1, 5)]
    assert sorted(name for part in parts for name in part) == sorted(one.name for one in FOUND)
    assert all(40 < len(part) < 110 for part in parts)


def test_without_a_shard_everything_is_taken() -> None:
    assert list(share_of(iter(FOUND), None)) == FOUND


def test_names_that_are_no_unicode_are_taken_too() -> None:
    assert Shard(1, 1).takes(b"/in/\xff.pdf".decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("told", ["", "1", "0/4", "5/4", "a/b", "1/0", "-1/-1"])
def test_what_is_no_part(told: str) -> None:
    with pytest.raises(ValueError, match=r"part of a whole|invalid literal"):
        Shard.parse(told)
