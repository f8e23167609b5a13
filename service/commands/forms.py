"""`tablewright forms list | show FORM`: the canonical forms that tables are recognised as."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.complain import stop

app = typer.Typer(help="The canonical forms.", no_args_is_help=True, rich_markup_mode=None)


@app.command(name="list")
def list_forms() -> None:
    """List the forms, one a line: key and title."""
    from service.form_catalogue import summaries

    for summary in summaries():
        typer.echo(f"{summary.form}\t{summary.title}")


@app.command()
def show(form: Annotated[str, typer.Argument(help="Key of the form, as `forms list` prints it.")]) -> None:
    """Print one form's definition as JSON."""
    import json

    from service.form_catalogue import UnknownForm, definition

    try:
        shown = definition(form)
    except UnknownForm as error:
        raise stop(f"no form is called {form!r}; `tablewright forms list` names them") from error
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
