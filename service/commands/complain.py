"""How a command tells that something went wrong: one line on stderr."""

from __future__ import annotations

import typer

ERROR = 1
WRONG_USAGE = 2


def complain(message: str) -> None:
    """Print one line on stderr, whatever line breaks the message has."""
    typer.echo(f"tablewright: {' '.join(message.split())}", err=True)


def stop(message: str, status: int = ERROR) -> typer.Exit:
    """Print the line and return the exception that ends the command with the status."""
    complain(message)
    return typer.Exit(status)
