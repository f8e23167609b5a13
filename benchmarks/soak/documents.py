"""The documents of a soak: text, scans, strange files, poison; each with a mark of its own, so that none is known."""

from __future__ import annotations

import random
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2

from tests.support.hostile.cases import ROOT, invented
from tests.support.hostile.heavy import HEAVY

SAMPLES = sorted((ROOT / "samples").rglob("*.pdf"))
#: How often each kind is sent, of a hundred.
_SHARES = {"text": 60, "scan": 4, "strange": 30, "poison": 6}
#: How each kind may end. What is well must succeed, whatever happened around it.
ENDINGS = {
    "text": {"succeeded"},
    "scan": {"succeeded"},
    "strange": {"succeeded", "partial", "encrypted-pdf", "damaged-pdf", "no-pages", "not-a-pdf", "out-of-memory"},
    "poison": {"worker-died"},
}


@dataclass(frozen=True)
class Sent:
    """One document on its way."""

    kind: str
    name: str
    body: bytes


class Mix:
    """Picks documents; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._count = 0
        self._scan = scanned(ROOT / "samples" / "forms" / "invoice-list.pdf", 100)
        self._strange = {name: blob for name, blob in invented().items() if name not in HEAVY}

    def next(self) -> Sent:
        """Return another document."""
        self._count += 1
        (kind,) = self._chance.choices(list(_SHARES), weights=list(_SHARES.values()))
        mark = b"\n%% %d-%d" % (self._count, self._chance.randrange(1 << 40))
        if kind == "strange":
            name = self._chance.choice(sorted(self._strange))
            return Sent(kind, name, self._strange[name] + mark)
        if kind == "scan":
            return Sent(kind, "scan", self._scan + mark)
        path = self._chance.choice(SAMPLES)
        return Sent(kind, path.name, path.read_bytes() + mark + (b"% poison" if kind == "poison" else b""))


def scanned(path: Path, dpi: int) -> bytes:
    """Return the first page of a file as a PDF of one picture."""
    page = pypdfium2.PdfDocument(path)[0]
    target = BytesIO()
    page.render(scale=dpi / 72).to_pil().convert("L").save(target, "PDF", resolution=dpi)
    return target.getvalue()
