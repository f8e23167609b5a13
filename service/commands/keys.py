"""`tablewright keys add | list | remove`: who may use the service."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.complain import stop
from service.commands.environment import settings_or_stop

app = typer.Typer(help="The keys of the service.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="What the key is called in logs and metrics.")]


@app.command()
def add(name: Name) -> None:
    """Make a key and print it, once: only its hash is kept."""
    from service.keys import KeyFile, KeyNameError

    try:
        key = KeyFile(settings_or_stop().keys_path).add(name)
    except KeyNameError as error:
        raise stop(str(error)) from error
    typer.echo(key)


@app.command(name="list")
def list_keys() -> None:
    """List the names of the keys."""
    from service.keys import KeyFile

    for name in sorted(KeyFile(settings_or_stop().keys_path).hashes()):
        typer.echo(name)


@app.command()
def remove(name: Name) -> None:
    """Remove a key; a running service refuses it at once."""
    from service.keys import KeyFile, KeyNameError

    try:
        KeyFile(settings_or_stop().keys_path).remove(name)
    except KeyNameError as error:
        raise stop(str(error)) from error
