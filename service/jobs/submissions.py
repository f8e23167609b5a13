"""Documents come in: once, however often they are sent."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.database import Database
from service.jobs.records import DocumentRecord, NewDocument
from service.jobs.rows import select_records, to_record
from service.jobs.tables import callbacks, documents


class QueueFull(Exception):
    """As many documents wait as may wait."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The document's record, and which blob nobody needs any more because of it."""

    record: DocumentRecord
    created: bool
    spare_keys: tuple[str, ...]


class Submissions:
    """Writes new documents into the queue."""

    def __init__(self, database: Database, queue_limit: int, version: str) -> None:
        self._database = database
        self._queue_limit = queue_limit
        self._version = version

    def find_usable(self, document_id: str) -> DocumentRecord | None:
        """Return the document when it is there and sending it again would change nothing."""
        with self._database.read() as connection:
            row = self._look(connection, document_id)
            if row is None or self._worth_another_try(row):
                return None
            return self._record(connection, document_id)

    def submit(self, new: NewDocument) -> Submitted:
        """Store the document, or find the one that is there already.

        A document that failed in a way that may pass, or that an older version converted, is queued again. Raises
        QueueFull when it would have to wait in a queue that has no room.
        """
        try:
            with self._database.write() as connection:
                return self._submit(connection, new)
        except IntegrityError:
            # Another process inserted the same document between our look and our insert (PostgreSQL only).
            with self._database.write() as connection:
                return self._submit(connection, new)

    def _submit(self, connection: Connection, new: NewDocument) -> Submitted:
        row = self._look(connection, new.id)
        if row is not None and not self._worth_another_try(row):
            return Submitted(self._record(connection, new.id), created=False, spare_keys=(new.upload_key,))
        self._check_room(connection)
        now = time.time()
        fresh = asdict(new) | {"status": "queued", "submitted_at": now, "not_before": now}
        if row is None:
            connection.execute(insert(documents).values(fresh))
            return Submitted(self._record(connection, new.id), created=True, spare_keys=())
        connection.execute(delete(callbacks).where(callbacks.c.document_id == new.id))
        connection.execute(update(documents).where(documents.c.id == new.id).values(fresh | _UNTOUCHED))
        spare = tuple(key for key in (row.upload_key, row.result_key) if key)
        return Submitted(self._record(connection, new.id), created=True, spare_keys=spare)

    @staticmethod
    def _look(connection: Connection, document_id: str) -> Row[*tuple[Any, ...]] | None:
        return connection.execute(
            select(
                documents.c.status,
                documents.c.problem,
                documents.c.produced_by,
                documents.c.expires_at,
                documents.c.upload_key,
                documents.c.result_key,
            )
            .where(documents.c.id == document_id)
            .with_for_update()
        ).first()

    def _worth_another_try(self, row: Row[*tuple[Any, ...]]) -> bool:
        if row.status in ("queued", "running"):
            return False
        return bool(
            row.produced_by != self._version
            or row.expires_at < time.time()
            or (row.problem and row.problem.get("retryable"))
        )

    def _check_room(self, connection: Connection) -> None:
        waiting = connection.execute(
            select(func.count()).select_from(documents).where(documents.c.status == "queued")
        ).scalar_one()
        if waiting >= self._queue_limit:
            raise QueueFull(f"{waiting} documents are waiting")

    @staticmethod
    def _record(connection: Connection, document_id: str) -> DocumentRecord:
        return to_record(connection.execute(select_records().where(documents.c.id == document_id)).mappings().one())


_UNTOUCHED: dict[str, Any] = {
    "started_at": None,
    "finished_at": None,
    "expires_at": None,
    "pages_done": 0,
    "pages_total": None,
    "claims": 0,
    "deaths": 0,
    "problem": None,
    "result_key": None,
    "result_etag": None,
    "produced_by": None,
}
