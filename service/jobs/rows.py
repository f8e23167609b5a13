"""Rows of the documents table <-> records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.sql import Select

from service.jobs.records import DocumentRecord
from service.jobs.tables import documents

_COLUMNS = [
    documents.c[name]
    for name in (
        "id",
        "owner",
        "sha256",
        "filename",
        "options",
        "size",
        "upload_key",
        "status",
        "submitted_at",
        "started_at",
        "finished_at",
        "expires_at",
        "pages_done",
        "pages_total",
        "problem",
        "result_key",
        "result_etag",
    )
]


def select_records() -> Select[Any]:
    """Begin a query for records; the password is not among the columns."""
    return select(*_COLUMNS)


def to_record(row: RowMapping) -> DocumentRecord:
    """Make a record of a row that ``select_records`` gave."""
    return DocumentRecord(**row)
