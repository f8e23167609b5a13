"""The warehouse's shape through time (Alembic)."""
