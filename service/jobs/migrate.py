"""Bring the store to the newest shape, whichever process comes first."""

from __future__ import annotations

from pathlib import Path

from service.database import Database
from service.migrations import Migrations

MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "service_alembic_version", lock=7_420_031_177)


def migrate(database: Database) -> None:
    """Run the migrations that are missing."""
    with database.read() as connection:
        found = MIGRATIONS.found(connection)
    if found != MIGRATIONS.newest():
        MIGRATIONS.run(database)
