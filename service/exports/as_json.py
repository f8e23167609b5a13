"""The contract's JSON, as the extractors emit it."""

from __future__ import annotations

from schemas.result import ExtractionResult


def render(result: ExtractionResult) -> bytes:
    """Return the result as UTF-8 JSON; ``lines`` is left out of cells that were printed as one line."""
    # Set explicitly: a result that was built, not parsed, has its version by default only.
    whole = result.model_copy(update={"schema_version": result.schema_version})
    return whole.model_dump_json(exclude_unset=True).encode()
