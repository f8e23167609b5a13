"""`tablewright serve`: the HTTP service."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.environment import settings_or_stop


def serve(
    host: Annotated[str, typer.Option(help="Address to bind; without keys only a loopback address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to bind; 0 picks a free one.", min=0, max=65535)] = 8000,
) -> None:
    """Run the HTTP service until it is told to stop."""
    settings = settings_or_stop()
    from service.server import run

    raise typer.Exit(run(settings, host, port))
