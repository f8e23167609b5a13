"""The one door from the service to the extractors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from schemas.options import ExtractOptions, Limits

if TYPE_CHECKING:
    from extractors.pipeline import Extraction


def extract_file(
    blob: bytes,
    filename: str | None,
    options: ExtractOptions,
    forms: tuple[Path, ...] = (),
) -> Extraction:
    """Convert one document in this process; raises ExtractionError with the contract's codes."""
    from extractors.pipeline import extract

    return extract(blob, filename=filename, options=options, limits=Limits())
