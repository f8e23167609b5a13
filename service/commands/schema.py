"""`tablewright schema`: the JSON Schema of a result."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema of the result of a document."""
    import json

    from schemas.result import ExtractionResult

    typer.echo(json.dumps(ExtractionResult.model_json_schema(), ensure_ascii=False, indent=2))
