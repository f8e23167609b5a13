"""The way to the newest shape of a database, for the service's own store and for warehouses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from service.database import Database


@dataclass(frozen=True, slots=True)
class Migrations:
    """Alembic's scripts in ``folder``, whose files are called by number: ``versions/v0001_….py``.

    Each set has a version table of its own, so that two can share a database. ``lock`` is any number that no other
    program uses for its advisory lock on the same database.
    """

    folder: Path
    version_table: str
    lock: int

    def newest(self) -> str:
        """Return the number of the newest migration, without loading Alembic."""
        return max(path.stem[1:5] for path in (self.folder / "versions").glob("v*.py"))

    def found(self, connection: Connection) -> str | None:
        """Return the number of the last migration that has run; None in a database that never saw one."""
        if not inspect(connection).has_table(self.version_table):
            return None
        number: str | None = connection.execute(
            text(f"SELECT version_num FROM {self.version_table}")
        ).scalar_one_or_none()
        return number

    def run(self, database: Database) -> None:
        """Run what is missing, in one transaction; processes that start together wait for each other."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self.folder))
        with database.write() as connection:
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({self.lock})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
