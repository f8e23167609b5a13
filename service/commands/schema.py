"""`tablewright schema`: the JSON Schema of a result, or of the files that define forms."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    forms: Annotated[bool, typer.Option("--forms", help="That of form definition files, for editors.")] = False,
) -> None:
    """Print the JSON Schema of the result of a document."""
    import json

    from schemas.forms.library import definition_schema
    from schemas.result import ExtractionResult

    shown = definition_schema() if forms else ExtractionResult.model_json_schema()
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
