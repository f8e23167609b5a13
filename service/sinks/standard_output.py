"""Standard output as a target: one line of JSON a document, as each is done. It remembers nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from service.convert.ports import Finished, Known, Sighting
from service.convert.recipe import ProductKind


class StandardOutput:
    """For pipelines. Raises BrokenPipeError when nobody reads any more."""

    product: ProductKind = "json"

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Nothing is remembered."""
        return None

    def known(self, sha256: str) -> Known | None:
        """Nothing is remembered."""
        return None

    def expect(self, sha256: str) -> None:
        """Any order will do."""

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Write each result as a line."""
        for one in finished:
            if one.content is not None:
                sys.stdout.buffer.write(one.content.read_bytes() + b"\n")
                one.content.unlink()
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Standard output is not ours to close."""
