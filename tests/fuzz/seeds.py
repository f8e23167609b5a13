"""`python -m tests.fuzz.seeds`: writes the seeds of the corpus anew. Findings, which have hashes for names, stay."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from schemas.forms.library import DEFINITIONS
from tests.fuzz.__main__ import CORPUS
from tests.support.hostile.cases import SAMPLES, invented

_FAMILIES = ("box", "rotate", "kids", "previous", "stream", "font", "text: vertical", "drawing: form", "picture: jpeg")


def seeds() -> dict[str, dict[str, bytes]]:
    """Return the seeds of each target by name."""
    small = {name: blob for name, blob in invented().items() if len(blob) < 4000 and name.startswith(_FAMILIES)}
    return {
        "intake": {**{name: small[name] for name in sorted(small)[::3]}, **_samples(".pdf")},
        "rulings": {"grid": _grid(), "crowd": _crowd()},
        "cells": {"grid with text": _grid() + _text(), "crowd": _crowd() + _text(), "text only": _text() * 3},
        "definitions": {
            **{f"shipped {path.stem}": path.read_bytes() for path in sorted(DEFINITIONS.glob("g*.yaml"))[:4]},
            **_samples(".yaml"),
            "wrong": b"key: a\nkind: record_rows\nname: A\ntitles: ['A(']\nfields: {a: {headings: [A], type: money}}\n",
            "alias": b"a: &a [*a]\nb: {<<: *a}\n",
        },
        "options": {
            "plain": b"ocr=auto&pages=1-3,7\nengine=rapidocr&password=x\nwait=10, respond-async",
            "odd": b'pages=3-&callback_url=https://a.example/x\npages=9-1\nwait="5"',
            "range": b"1-,2-2,0000007\n\n",
        },
    }


def _samples(suffix: str) -> dict[str, bytes]:
    return {path.stem: path.with_suffix(suffix).read_bytes() for path in SAMPLES if path.parent.name == "forms"}


def _grid() -> bytes:
    lines = [struct.pack("<BHBB", 3, 1000 + 200 * row, 40, 30) for row in range(6)]
    return b"".join(lines + [struct.pack("<BHBB", 2, 1000 + 500 * column, 40, 10) for column in range(7)])


def _crowd() -> bytes:
    chance = random.Random(1)
    return b"".join(
        struct.pack(
            "<BHBB", chance.randrange(4), 1000 + chance.randrange(60), chance.randrange(40), chance.randrange(40)
        )
        for _ in range(40)
    )


def _text() -> bytes:
    places = [
        (1050 + 500 * column + 60 * letter, 1060 + 200 * row)
        for row in range(5)
        for column in range(6)
        for letter in range(4)
    ]
    return b"".join(struct.pack("<BHHB", (x + y) % 251, x, y, 72) for x, y in places)


def main() -> None:
    """Write every seed into its target's folder."""
    for target, files in seeds().items():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            Path(folder / "".join(c if c.isalnum() else "-" for c in name)).write_bytes(content)


if __name__ == "__main__":
    main()
