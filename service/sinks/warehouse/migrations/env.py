"""Alembic's entry: runs the migrations on the connection that ``warehouse.migrate`` hands over.

Views are made anew each time, so that a migration can change what they look at. One that changes only a view is empty.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

from service.sinks.warehouse.migrate import MIGRATIONS
from service.sinks.warehouse.tables import metadata
from service.sinks.warehouse.views import VIEWS

connection = context.config.attributes["connection"]
for name in reversed(VIEWS):
    connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
context.configure(
    connection=connection, target_metadata=metadata, version_table=MIGRATIONS.version_table, render_as_batch=True
)
context.run_migrations()
for name, query in VIEWS.items():
    connection.execute(text(f"CREATE VIEW {name} AS {query}"))
