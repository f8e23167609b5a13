"""What is in the store: one document, a page of them, and how much waits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, or_, select

from service.database import Database
from service.jobs.records import DocumentRecord, Status
from service.jobs.rows import select_records, to_record
from service.jobs.tables import documents


@dataclass(frozen=True, slots=True)
class QueueState:
    """Documents by status, and for how many seconds the oldest has been waiting."""

    by_status: dict[str, int]
    oldest_waiting_seconds: float


class Catalogue:
    """Reads and deletes documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, document_id: str, owner: str) -> DocumentRecord | None:
        """Return the document when it is there, has not expired and belongs to the owner."""
        with self._database.read() as connection:
            row = (
                connection.execute(
                    select_records().where(
                        documents.c.id == document_id, documents.c.owner == owner, _not_expired(time.time())
                    )
                )
                .mappings()
                .first()
            )
        return None if row is None else to_record(row)

    def page(
        self, owner: str, status: Status | None, limit: int, before: tuple[float, str] | None
    ) -> list[DocumentRecord]:
        """Return documents, newest first, that come after the position ``before``."""
        query = select_records().where(documents.c.owner == owner, _not_expired(time.time()))
        if status is not None:
            query = query.where(documents.c.status == status)
        if before is not None:
            at, last_id = before
            query = query.where(
                or_(
                    documents.c.submitted_at < at,
                    (documents.c.submitted_at == at) & (documents.c.id < last_id),
                )
            )
        query = query.order_by(documents.c.submitted_at.desc(), documents.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return [to_record(row) for row in connection.execute(query).mappings()]

    def queued_ahead(self, record: DocumentRecord) -> int:
        """Count the documents that will be taken up before this one."""
        if record.status != "queued":
            return 0
        with self._database.read() as connection:
            return connection.execute(
                select(func.count())
                .select_from(documents)
                .where(
                    documents.c.status == "queued",
                    or_(
                        documents.c.submitted_at < record.submitted_at,
                        (documents.c.submitted_at == record.submitted_at) & (documents.c.id < record.id),
                    ),
                )
            ).scalar_one()

    def delete(self, document_id: str, owner: str) -> list[str] | None:
        """Remove the document; return the keys of its blobs, or None when there is no such document."""
        condition = (documents.c.id == document_id) & (documents.c.owner == owner)
        keys = self._remove(condition)
        return keys or None

    def delete_expired(self, limit: int) -> list[str]:
        """Remove documents whose time to live is over, at most ``limit``; return the keys of their blobs."""
        overdue = select(documents.c.id).where(documents.c.expires_at < time.time()).limit(limit)
        return self._remove(documents.c.id.in_(overdue))

    def _remove(self, condition: ColumnElement[bool]) -> list[str]:
        gone = delete(documents).where(condition).returning(documents.c.upload_key, documents.c.result_key)
        with self._database.write() as connection:
            return [key for row in connection.execute(gone) for key in row if key is not None]

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of the ids are in the store."""
        with self._database.read() as connection:
            return set(connection.execute(select(documents.c.id).where(documents.c.id.in_(ids))).scalars())

    def queue_state(self) -> QueueState:
        """Count documents by status; one statement, also the readiness probe of the store."""
        query = select(documents.c.status, func.count(), func.min(documents.c.submitted_at)).group_by(
            documents.c.status
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        oldest = next((first for status, _, first in rows if status == "queued"), None)
        return QueueState(
            by_status={status: count for status, count, _ in rows},
            oldest_waiting_seconds=0.0 if oldest is None else max(0.0, time.time() - oldest),
        )


def _not_expired(now: float) -> ColumnElement[bool]:
    return or_(documents.c.expires_at.is_(None), documents.c.expires_at >= now)
