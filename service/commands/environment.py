"""The settings of the service, for commands: they hold for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.commands.complain import stop

if TYPE_CHECKING:
    from service.settings import Settings


def settings_or_stop() -> Settings:
    """Return what the environment says; a mistake in it ends the command in one line."""
    from pydantic import ValidationError

    from service.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise stop(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
