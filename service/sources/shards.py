"""Sources shared out among several machines, each of which sees all of them and takes its part."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from service.sources.entry import Entry, Passed


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` (from 1) of ``of``."""

    number: int
    of: int

    @classmethod
    def parse(cls, told: str) -> Shard:
        """Read `3/100`; raises ValueError."""
        number, _, of = told.partition("/")
        shard = cls(int(number), int(of))
        if not 1 <= shard.number <= shard.of:
            raise ValueError(f"{told}: not a part of a whole")
        return shard

    def takes(self, name: str) -> bool:
        """Tell whether the name is in this part; the same on every machine that calls it the same."""
        return zlib.crc32(name.encode("utf-8", "surrogateescape")) % self.of == self.number - 1


def share_of(found: Iterator[Entry | Passed], shard: Shard | None) -> Iterator[Entry | Passed]:
    """Yield what belongs to the shard; everything when there is none. Every name belongs to exactly one."""
    return found if shard is None else (one for one in found if shard.takes(one.name))
