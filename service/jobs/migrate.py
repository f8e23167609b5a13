"""Bring the store to the newest shape, whichever process comes first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from service.jobs.database import Database

#: Any number that no other program uses for its advisory lock on the same database.
_LOCK = 7_420_031_177
#: Its own name, because sinks that load results keep a version of theirs in the same database.
VERSION_TABLE = "service_alembic_version"


def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction; processes that start together wait for each other."""
    if _is_current(database):
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_current(database: Database) -> bool:
    """Tell, without loading Alembic, whether the newest migration has run."""
    newest = sorted((Path(__file__).parent / "migrations" / "versions").glob("v*.py"))[-1].stem[1:5]
    with database.read() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return False
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()
    return found == newest
