"""What the store hands out: plain frozen values."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["queued", "running", "succeeded", "partial", "failed"]
FINISHED: frozenset[str] = frozenset({"succeeded", "partial", "failed"})


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it was uploaded; ``options`` are without the password."""

    id: str
    owner: str
    sha256: str
    filename: str | None
    options: dict[str, Any]
    password: str | None = field(repr=False)
    size: int
    upload_key: str
    callback_url: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A row of the store as routes see it; times are seconds since the epoch."""

    id: str
    owner: str
    sha256: str
    filename: str | None
    options: dict[str, Any]
    size: int
    upload_key: str
    status: Status
    submitted_at: float
    started_at: float | None
    finished_at: float | None
    expires_at: float | None
    pages_done: int
    pages_total: int | None
    problem: dict[str, Any] | None
    result_key: str | None
    result_etag: str | None

    @property
    def finished(self) -> bool:
        """Tell whether nothing more will happen to the document."""
        return self.status in FINISHED


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a document until the lease runs out; ``token`` proves it."""

    document_id: str
    token: str
    sha256: str
    filename: str | None
    options: dict[str, Any]
    password: str | None = field(repr=False)
    upload_key: str
    queued_seconds: float
    #: It has been tried as often as it may be.
    worn_out: bool = False


def document_id(owner: str, sha256: str, options: dict[str, Any], password: str | None) -> str:
    """Derive the public id from the bytes and the options.

    The owner's name goes in too, so that one key can neither see nor sense another key's document. A password goes in
    through a slow hash: the id is public and must not help to guess it.
    """
    secret = (
        hashlib.scrypt(password.encode(), salt=bytes.fromhex(sha256), n=2**14, r=8, p=1, dklen=16).hex()
        if password
        else None
    )
    told = json.dumps([owner, sha256, options, secret], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
