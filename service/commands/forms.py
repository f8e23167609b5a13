"""`tablewright forms list | show | check | draft`: the forms that tables are recognised as, and a user's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from service.commands.complain import WRONG_USAGE, complain, stop

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


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Your form definitions (YAML).")],
) -> None:
    """Explain the mistakes of form definitions, one a line, as FILE:LINE:COLUMN: MESSAGE.

    Several files are checked as they would be used together. Exit status 1 when there is a mistake.
    """
    from service.form_files import check_files

    try:
        checked = check_files(files)
    except OSError as error:
        raise stop(f"{error.filename}: {error.strerror}") from error
    for each in checked:
        for fault in each.faults:
            typer.echo(f"{each.path}:{fault.line}:{fault.column}: {fault.message}")
        if not each.faults:
            typer.echo(f"{each.path}: {each.key}: no mistakes")
    count = sum(len(each.faults) for each in checked)
    if count:
        raise stop(f"{count} mistake{'' if count == 1 else 's'} in form definitions")


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="A PDF with such a table.")],
    table: Annotated[str | None, typer.Option(help="Which table, by its id in the result, as t3.")] = None,
    key: Annotated[str | None, typer.Option(help="The form's key, as invoice_list.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; it must not exist.")] = None,
    pages: Annotated[str | None, typer.Option(help="Which pages to read, as 1-3,7.")] = None,
    password: Annotated[str | None, typer.Option(help="Opens an encrypted document.")] = None,
) -> None:
    """Write a first form definition from a table of a document, to be corrected by hand."""
    from extractors.errors import ExtractionError
    from schemas.options import ExtractOptions
    from service.form_files import NoDraft
    from service.form_files import draft as draft_from

    if key is not None and not re.fullmatch("[a-z][a-z0-9_]*", key):
        raise stop("--key: small letters, digits and _ only, a letter first", WRONG_USAGE)
    try:
        text = draft_from(file, table, key, ExtractOptions(pages=pages, password=password))
        if output is None:
            typer.echo(text, nl=False)
        else:
            with output.open("x", encoding="utf-8") as stream:
                stream.write(text)
            complain(f"{output} written; correct it and run `tablewright forms check {output}`")
    except NoDraft as error:
        raise stop(f"{file}: {error}") from error
    except ExtractionError as error:
        raise stop(f"{file}: {error.code}: {error.detail}") from error
    except OSError as error:
        raise stop(f"{error.filename or file}: {error.strerror or error}") from error
