"""All invented files by name, and the healthy ones that mutations start from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.support.hostile import bombs, contents, special, structure
from tests.support.hostile.mutate import mutate

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "samples").rglob("*.pdf"))


@cache
def invented() -> dict[str, bytes]:
    """Return every invented file but the bombs."""
    families = (
        *(structure.boxes, structure.rotations, structure.trees, structure.cross_references, structure.lengths),
        *(contents.fonts, contents.drawings, contents.pictures, special.encryptions, special.errands),
    )
    return {name: blob for family in families for name, blob in family().items()}


def mutations(seeds: range, files: list[Path] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield a broken copy of a sample for each seed, in turn of packed files, unpacked ones and invented ones."""
    healthy = [(path.name, path.read_bytes()) for path in (SAMPLES if files is None else files)]
    if files is None:
        healthy += [(f"{name}, unpacked", unpacked(blob)) for name, blob in healthy]
        healthy += [(name, blob) for name, blob in invented().items() if len(blob) < 20_000]
    for seed in seeds:
        name, blob = healthy[seed % len(healthy)]
        yield f"{name} broken by {seed}", mutate(blob, seed)


@cache
def unpacked(blob: bytes) -> bytes:
    """Return the file with its content streams inflated, so that breaking it breaks what pages say."""
    writer, target = PdfWriter(clone_from=PdfReader(BytesIO(blob))), BytesIO()
    for page in writer.pages:
        content = page.get_contents()
        if content is not None:
            page.replace_contents(content)
    writer.write(target)
    return target.getvalue()


__all__ = ["ROOT", "SAMPLES", "bombs", "invented", "mutations", "unpacked"]
