"""Alembic's entry: runs the migrations on the connection that ``service.jobs.migrate`` hands over."""

from __future__ import annotations

from alembic import context

from service.jobs.migrate import MIGRATIONS
from service.jobs.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, version_table=MIGRATIONS.version_table, render_as_batch=True
)
context.run_migrations()
