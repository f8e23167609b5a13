"""The relational shape of the jobs. Times are seconds since the epoch, as doubles: both databases agree."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from service.database import CONSTRAINT_NAMES

metadata = MetaData(naming_convention=CONSTRAINT_NAMES)

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("filename", Text),
    Column("options", JSON, nullable=False),
    # Kept only until the document is finished: a job that survives a crash must still be able to open its file.
    Column("password", Text),
    Column("size", BigInteger, nullable=False),
    Column("upload_key", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("submitted_at", Double, nullable=False),
    Column("not_before", Double, nullable=False),
    Column("started_at", Double),
    Column("finished_at", Double),
    Column("expires_at", Double),
    Column("pages_done", Integer, nullable=False, server_default="0"),
    Column("pages_total", Integer),
    # How often it was taken up, and how often its own worker process died on it.
    Column("claims", Integer, nullable=False, server_default="0"),
    Column("deaths", Integer, nullable=False, server_default="0"),
    Column("lease_owner", String(200)),
    Column("lease_token", String(32)),
    Column("lease_until", Double),
    Column("problem", JSON(none_as_null=True)),
    Column("result_key", Text),
    Column("result_etag", String(64)),
    Column("produced_by", String(64)),
    Column("callback_url", Text),
    CheckConstraint("status IN ('queued', 'running', 'succeeded', 'partial', 'failed')", name="status"),
    CheckConstraint("(status = 'running') = (lease_token IS NOT NULL)", name="lease"),
    CheckConstraint("status NOT IN ('succeeded', 'partial') OR result_key IS NOT NULL", name="result"),
)
# The queue is short beside the store: partial indexes keep a claim independent of how many documents are kept.
Index(
    "ix_documents_queue",
    documents.c.owner,
    documents.c.not_before,
    documents.c.id,
    sqlite_where=text("status = 'queued'"),
    postgresql_where=text("status = 'queued'"),
)
Index(
    "ix_documents_lease",
    documents.c.lease_until,
    sqlite_where=text("status = 'running'"),
    postgresql_where=text("status = 'running'"),
)
Index("ix_documents_owner", documents.c.owner, documents.c.submitted_at, documents.c.id)
Index("ix_documents_expires_at", documents.c.expires_at)

callbacks = Table(
    "callbacks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("url", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", Double, nullable=False),
    Column("state", String(16), nullable=False, server_default="waiting"),
    CheckConstraint("state IN ('waiting', 'delivered', 'abandoned')", name="state"),
)
Index("ix_callbacks_waiting", callbacks.c.state, callbacks.c.next_at)
Index("ix_callbacks_document_id", callbacks.c.document_id)
