"""The warehouse as a target: one transaction a document, so that loaders can die, meet and come again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from service.convert.ports import Finished, Known, Sighting, TargetFault
from service.convert.recipe import ProductKind
from service.convert.rows import Rows
from service.database import Database
from service.sinks.warehouse.loading import delete_rows, insert_rows
from service.sinks.warehouse.migrate import migrate

#: A database that restarts, or two loaders in each other's way: so many more tries, after so many seconds each.
_PAUSES = (0.2, 1.0, 5.0, 15.0)
#: Documents that go into a server at once: while one waits for it, others are made ready. SQLite has one writer.
_AT_ONCE = 4

_INSERT = text(
    "INSERT INTO documents"
    " (sha256, filename, page_count, status, schema_version, recipe, content_sha256, superseded)"
    " VALUES (:sha256, :filename, :page_count, :status, :schema_version, :recipe, :content_sha256, :superseded)"
    " ON CONFLICT (sha256) DO NOTHING RETURNING document_id"
)
_UPDATE = text(
    "UPDATE documents SET filename = :filename, page_count = :page_count, status = :status, recipe = :recipe,"
    " schema_version = :schema_version, content_sha256 = :content_sha256, superseded = :superseded"
    " WHERE document_id = :document_id"
)
_FAILED = text(
    "INSERT INTO failures (sha256, name, problem, detail, recipe)"
    " VALUES (:sha256, :name, :problem, :detail, :recipe) ON CONFLICT (sha256) DO UPDATE SET name = excluded.name,"
    " problem = excluded.problem, detail = excluded.detail, recipe = excluded.recipe"
)
_SEEN = text(
    "INSERT INTO sources (name, sha256, stamp, problem) VALUES (:name, :sha256, :stamp, :problem)"
    " ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, stamp = excluded.stamp, problem = excluded.problem"
)
_SUPERSEDE = text(
    "UPDATE documents SET superseded = NOT EXISTS (SELECT 1 FROM sources s WHERE s.sha256 = documents.sha256)"
    " WHERE sha256 IN :documents"
).bindparams(bindparam("documents", expanding=True))
_BEFORE = text("SELECT name, sha256 FROM sources WHERE name IN :names").bindparams(bindparam("names", expanding=True))


class Warehouse:
    """SQLite or PostgreSQL, by SQLAlchemy URL. Raises TargetFault when the database cannot be used."""

    product: ProductKind = "rows"

    def __init__(self, url: str) -> None:
        try:
            self._database = Database(url)
        except ModuleNotFoundError as error:
            raise TargetFault("postgresql needs the extra: pip install 'tablewright[postgres]'") from error
        except (ArgumentError, NoSuchModuleError) as error:
            raise TargetFault("the target is no database URL that we know") from error
        try:
            migrate(self._database)
        except BaseException as error:
            self._database.close()
            if isinstance(error, SQLAlchemyError):
                raise TargetFault(f"the database cannot be used: {_reason(error)}") from error
            raise
        at_once = 1 if self._database.is_sqlite else _AT_ONCE
        self._loaders = ThreadPoolExecutor(at_once, thread_name_prefix="loader")

    def sha256_of(self, name: str, stamp: str | None) -> str | None:
        """Return the hash that was noted for a name and stamp."""
        if stamp is None:
            return None
        with self._database.read() as connection:
            row = connection.execute(
                text("SELECT sha256 FROM sources WHERE name = :name AND stamp = :stamp"), {"name": name, "stamp": stamp}
            ).first()
        return row[0] if row else None

    def known(self, sha256: str) -> Known | None:
        """Return how a document ended."""
        with self._database.read() as connection:
            row = connection.execute(
                text(
                    "SELECT status, recipe, NULL FROM documents WHERE sha256 = :sha256 UNION ALL"
                    " SELECT 'failed', recipe, problem FROM failures WHERE sha256 = :sha256"
                ),
                {"sha256": sha256},
            ).first()
        return Known(*row) if row else None

    def expect(self, sha256: str) -> None:
        """Any order will do."""

    def deliver(self, finished: Sequence[Finished], sightings: Sequence[Sighting]) -> None:
        """Load each document in a transaction of its own, then note the names."""
        # To the end, so that what went wrong is raised here and nothing is left at work.
        list(self._loaders.map(self._deliver_one, finished))
        if sightings:
            self._transact(partial(_note_sightings, sightings=sightings))

    def _deliver_one(self, one: Finished) -> None:
        if one.content is None:
            self._transact(partial(_note_failure, one=one))
            return
        rows: Rows = json.loads(one.content.read_bytes())
        self._transact(partial(_load, one=one, rows=rows))
        one.content.unlink()

    def finish(self) -> None:
        """Nothing is held back; planners want to know what came."""
        with self._database.write() as connection:
            connection.execute(text("ANALYZE"))

    def close(self) -> None:
        """Close the connections."""
        self._loaders.shutdown()
        self._database.close()

    def _transact(self, work: Callable[[Connection], None]) -> None:
        for pause in (*_PAUSES, None):
            try:
                with self._database.write() as connection:
                    work(connection)
                return
            except DBAPIError as error:
                if pause is None or not (isinstance(error, OperationalError) or error.connection_invalidated):
                    raise TargetFault(f"the database refuses: {_reason(error)}") from error
                time.sleep(pause)


def _load(connection: Connection, one: Finished, rows: Rows) -> None:
    """Bring a document in; nothing is touched when the same is there."""
    _, filename, page_count, status, schema_version = rows["document"][0]
    values: dict[str, Any] = {
        "sha256": one.sha256,
        "filename": filename,
        "page_count": page_count,
        "status": status,
        "schema_version": schema_version,
        "recipe": one.recipe,
        "content_sha256": one.content_sha256,
        "superseded": False,
    }
    document_id = connection.execute(_INSERT, values).scalar_one_or_none()
    if document_id is None:
        # Another loader's transaction was waited for by the statement above: what it brought is seen now.
        lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
        found = connection.execute(
            text(f"SELECT document_id, content_sha256, recipe FROM documents WHERE sha256 = :sha256{lock}"), values
        ).one()
        document_id = found.document_id
        if (found.content_sha256, found.recipe) == (one.content_sha256, one.recipe):
            return
        connection.execute(_UPDATE, values | {"document_id": document_id})
        if found.content_sha256 == one.content_sha256:
            return
        delete_rows(connection, document_id)
    insert_rows(connection, document_id, rows)
    connection.execute(text("DELETE FROM failures WHERE sha256 = :sha256"), values)


def _note_failure(connection: Connection, one: Finished) -> None:
    values = {"sha256": one.sha256, "name": one.name, "problem": one.problem, "detail": one.detail}
    connection.execute(_FAILED, values | {"recipe": one.recipe})


def _note_sightings(connection: Connection, sightings: Sequence[Sighting]) -> None:
    """Note names; a document whose last name now stands for another is superseded, and one that is back is not."""
    latest = {one.name: one for one in sightings}
    before: dict[str, str | None] = {
        row.name: row.sha256 for row in connection.execute(_BEFORE, {"names": list(latest)})
    }
    # By name, so that two loaders take their locks in the same order.
    ordered = [latest[name] for name in sorted(latest)]
    connection.execute(
        _SEEN,
        [{"name": one.name, "sha256": one.sha256, "stamp": one.stamp, "problem": one.problem} for one in ordered],
    )
    moved = {one.name for one in ordered if one.name in before and before[one.name] != one.sha256}
    touched = {before[name] for name in moved} | {latest[name].sha256 for name in moved}
    documents = sorted(sha256 for sha256 in touched if sha256 is not None)
    if documents:
        connection.execute(_SUPERSEDE, {"documents": documents})


def _reason(error: SQLAlchemyError) -> str:
    """Return the driver's first line, which names neither statement nor values."""
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0]
