"""Bring a warehouse to the newest shape, whichever loader comes first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from service.convert.ports import TargetFault
from service.jobs.database import Database

VERSION_TABLE = "warehouse_alembic_version"
#: The service's own store has tables of the same names: the two cannot share a database.
_SERVICE = "service_alembic_version"
#: Any number that no other program uses for its advisory lock on the same database.
_LOCK = 7_420_031_178
_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Run the missing migrations in one transaction; loaders that start together wait for each other.

    Raises TargetFault for a database that holds something else.
    """
    if _is_current(database):
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_current(database: Database) -> bool:
    newest = sorted((_MIGRATIONS / "versions").glob("v*.py"))[-1].stem[1:5]
    with database.read() as connection:
        present = inspect(connection)
        if not present.has_table(VERSION_TABLE):
            if present.has_table(_SERVICE):
                raise TargetFault("this database is the service's own store; give the warehouse one of its own")
            if present.has_table("documents"):
                raise TargetFault("this database has a table `documents` that is not ours")
            return False
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()
    if found is not None and found > newest:
        raise TargetFault(f"the warehouse has shape {found}, which this version does not know; its newest is {newest}")
    return found == newest
