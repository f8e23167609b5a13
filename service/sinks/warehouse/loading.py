"""Rows into tables by each database's own fast way: COPY for PostgreSQL, many rows a statement for SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from service.convert.rows import COLUMNS, Row
from service.sinks.warehouse.tables import CHILDREN


def insert_rows(connection: Connection, document_id: int, rows: dict[str, list[Row]]) -> None:
    """Load a document's rows into all tables, within the connection's transaction."""
    cursor = connection.connection.cursor()
    copies = connection.dialect.name == "postgresql"
    try:
        for table in CHILDREN:
            if values := rows.get(table.name):
                columns = ("document_id", *COLUMNS[table.name])
                (_copy if copies else _insert)(cursor, table.name, columns, document_id, values)
    finally:
        cursor.close()


def _copy(cursor: Any, table: str, columns: Sequence[str], document_id: int, rows: Sequence[Row]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((document_id, *row))


def _insert(cursor: Any, table: str, columns: Sequence[str], document_id: int, rows: Sequence[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    cursor.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", [(document_id, *row) for row in rows]
    )


def delete_rows(connection: Connection, document_id: int) -> None:
    """Remove a document's rows from all tables."""
    for table in CHILDREN:
        connection.execute(text(f"DELETE FROM {table.name} WHERE document_id = :document"), {"document": document_id})
