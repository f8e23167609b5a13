"""Records of the store -> what clients see."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from service.jobs.records import DocumentRecord, Status
from service.problems import Problem


class ProgressView(BaseModel):
    """How far the work is; the total is null until the document has been opened."""

    pages_done: int
    pages_total: int | None


class LinksView(BaseModel):
    """Where to go on."""

    self: str
    result: str
    pages: str


class ProblemView(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(description="ends in one of the codes of the contract")
    title: str
    status: int
    detail: str
    instance: str
    retryable: bool
    stage: str | None
    page: int | None


class DocumentView(BaseModel):
    """The status of a document."""

    id: str
    status: Status
    filename: str | None
    submitted_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None
    progress: ProgressView
    queued_ahead: int
    problem: ProblemView | None
    links: LinksView


class DocumentPageView(BaseModel):
    """A page of statuses, newest first; ``next_cursor`` is null on the last one."""

    documents: list[DocumentView]
    next_cursor: str | None


def location_of(document_id: str) -> str:
    """Return the path of a document."""
    return f"/v1/documents/{document_id}"


def view_of(record: DocumentRecord, queued_ahead: int = 0) -> DocumentView:
    """Return a document's status for its owner."""
    place = location_of(record.id)
    return DocumentView(
        id=record.id,
        status=record.status,
        filename=record.filename,
        submitted_at=_moment(record.submitted_at),
        started_at=_moment_or_none(record.started_at),
        finished_at=_moment_or_none(record.finished_at),
        expires_at=_moment_or_none(record.expires_at),
        progress=ProgressView(pages_done=record.pages_done, pages_total=record.pages_total),
        queued_ahead=queued_ahead,
        problem=None if record.problem is None else ProblemView.model_validate(record.problem),
        links=LinksView(self=place, result=f"{place}/result", pages=f"{place}/pages"),
    )


def problem_of_record(record: DocumentRecord) -> Problem:
    """Return the problem that a failed document ended with."""
    stored: dict[str, Any] = record.problem or {}
    code = str(stored.get("type", "internal")).rpartition(":")[2]
    return Problem(code, stored.get("detail", ""), stored.get("stage"), stored.get("page"))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _moment_or_none(seconds: float | None) -> datetime | None:
    return None if seconds is None else _moment(seconds)


def write_cursor(record: DocumentRecord) -> str:
    """Return an opaque mark for the place after a document."""
    return base64.urlsafe_b64encode(json.dumps([record.submitted_at, record.id]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[float, str]:
    """Return the place that a cursor marks; raises the problem ``invalid-option``."""
    try:
        at, last_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return float(at), str(last_id)
    except (ValueError, TypeError, binascii.Error) as error:
        raise Problem("invalid-option", "cursor: use next_cursor of an earlier answer") from error
