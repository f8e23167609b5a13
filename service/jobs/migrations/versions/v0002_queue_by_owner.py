"""The queue is read by owner, so that owners are served by turns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_QUEUED = sa.text("status = 'queued'")


def _replace(columns: list[str]) -> None:
    op.drop_index("ix_documents_queue", "documents")
    op.create_index("ix_documents_queue", "documents", columns, sqlite_where=_QUEUED, postgresql_where=_QUEUED)


def upgrade() -> None:
    """Put the owner first."""
    _replace(["owner", "not_before", "id"])


def downgrade() -> None:
    """Back to one line for all."""
    _replace(["submitted_at", "id"])
