"""The first shape of the store: documents with their leases, and callbacks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("upload_key", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("submitted_at", sa.Double, nullable=False),
        sa.Column("not_before", sa.Double, nullable=False),
        sa.Column("started_at", sa.Double),
        sa.Column("finished_at", sa.Double),
        sa.Column("expires_at", sa.Double),
        sa.Column("pages_done", sa.Integer, nullable=False, server_default="0"),
        sa.Column("pages_total", sa.Integer),
        sa.Column("claims", sa.Integer, nullable=False, server_default="0"),
        sa.Column("deaths", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease_owner", sa.String(200)),
        sa.Column("lease_token", sa.String(32)),
        sa.Column("lease_until", sa.Double),
        sa.Column("problem", sa.JSON(none_as_null=True)),
        sa.Column("result_key", sa.Text),
        sa.Column("result_etag", sa.String(64)),
        sa.Column("produced_by", sa.String(64)),
        sa.Column("callback_url", sa.Text),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'succeeded', 'partial', 'failed')", name=op.f("ck_documents_status")
        ),
        sa.CheckConstraint("(status = 'running') = (lease_token IS NOT NULL)", name=op.f("ck_documents_lease")),
        sa.CheckConstraint(
            "status NOT IN ('succeeded', 'partial') OR result_key IS NOT NULL", name=op.f("ck_documents_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    queued, running = sa.text("status = 'queued'"), sa.text("status = 'running'")
    op.create_index(
        "ix_documents_queue", "documents", ["submitted_at", "id"], sqlite_where=queued, postgresql_where=queued
    )
    op.create_index("ix_documents_lease", "documents", ["lease_until"], sqlite_where=running, postgresql_where=running)
    op.create_index("ix_documents_owner", "documents", ["owner", "submitted_at", "id"])
    op.create_index("ix_documents_expires_at", "documents", ["expires_at"])
    op.create_table(
        "callbacks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_at", sa.Double, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, server_default="waiting"),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'abandoned')", name=op.f("ck_callbacks_state")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_callbacks_document_id_documents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callbacks")),
    )
    op.create_index("ix_callbacks_waiting", "callbacks", ["state", "next_at"])
    op.create_index("ix_callbacks_document_id", "callbacks", ["document_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("callbacks")
    op.drop_table("documents")
