"""Bring a warehouse to the newest shape, whichever loader comes first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

from service.convert.ports import TargetFault
from service.database import Database
from service.migrations import Migrations

MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "warehouse_alembic_version", lock=7_420_031_178)
#: The service's own store has tables of the same names: the two cannot share a database.
_SERVICE = "service_alembic_version"


def migrate(database: Database) -> None:
    """Run the migrations that are missing; raises TargetFault for a database that holds something else."""
    newest = MIGRATIONS.newest()
    with database.read() as connection:
        found = MIGRATIONS.found(connection)
        if found is None:
            _refuse_strangers(connection)
    if found is not None and found > newest:
        raise TargetFault(f"the warehouse has shape {found}, which this version does not know; its newest is {newest}")
    if found != newest:
        MIGRATIONS.run(database)


def _refuse_strangers(connection: Connection) -> None:
    present = inspect(connection)
    if present.has_table(_SERVICE):
        raise TargetFault("this database is the service's own store; give the warehouse one of its own")
    # Another loader may have made ours since we looked.
    if present.has_table("documents") and not present.has_table(MIGRATIONS.version_table):
        raise TargetFault("this database has a table `documents` that is not ours")
