"""Work is taken, kept and given back: the queue's five statements.

A claim gives a token. Every later write names the token, so that a worker whose lease has run out can no longer change
the document: whoever took it over owns it, and a result is committed once.
"""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, literal_column, select, update

from service.database import Database
from service.jobs.records import Claim
from service.jobs.tables import callbacks, documents

#: Seconds by which no document is put off.
_FAR_AHEAD = 300.0
_FREE: dict[str, Any] = {"lease_owner": None, "lease_token": None, "lease_until": None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a document ended. ``callback`` is the payload for its callback URL, if it has one."""

    status: str
    problem: dict[str, Any] | None
    result_key: str | None
    result_etag: str | None
    pages_total: int | None
    callback: str
    #: Takes the place of the uploaded file; None leaves it.
    upload_key: str | None = None


@dataclass(frozen=True, slots=True)
class LeasePolicy:
    """Seconds that a lease lasts without a heartbeat, and how often a document may be tried."""

    seconds: float = 30.0
    #: Worker processes that may die on one document before it is given up.
    max_deaths: int = 3
    #: Claims of any kind: also those that ended because the whole service was killed, for which it is rarely to blame.
    max_claims: int = 20
    keep_seconds: float = 7 * 86400.0


class Leases:
    """The queue as one service process sees it; ``owner`` names the process."""

    def __init__(self, database: Database, owner: str, policy: LeasePolicy, version: str) -> None:
        self._database = database
        self.owner = owner
        self.policy = policy
        self._version = version
        # Only what is really in work is kept alive: a document whose commit failed must become free again.
        self._in_work: set[str] = set()
        self._turns: dict[str, int] = {}
        self._turn = count(1)
        self._lock = threading.Lock()

    def claim(self) -> Claim | None:
        """Take a document whose lease has run out, or the next that waits; None when there is none.

        Those who wait are served by turns, each in the order of their documents: a thousand of one owner's do not hold
        up another's one.
        """
        now = time.time()
        # If a power cut undoes it, the document waits again: as if it had not been taken up.
        with self._database.write(durable=False) as connection:
            row = _first(connection, _abandoned(now)) or self._next_waiting(connection, now)
            if row is None:
                return None
            token = uuid.uuid4().hex
            connection.execute(
                update(documents)
                .where(documents.c.id == row.id)
                .values(
                    status="running",
                    started_at=row.started_at or now,
                    claims=row.claims + 1,
                    lease_owner=self.owner,
                    lease_token=token,
                    lease_until=now + self.policy.seconds,
                )
            )
        with self._lock:
            self._in_work.add(token)
        return Claim(
            document_id=row.id,
            token=token,
            sha256=row.sha256,
            filename=row.filename,
            options=row.options,
            password=row.password,
            upload_key=row.upload_key,
            queued_seconds=now - row.submitted_at,
            worn_out=row.claims >= self.policy.max_claims or row.deaths >= self.policy.max_deaths,
        )

    def _next_waiting(self, connection: Connection, now: float) -> Row[Any] | None:
        """Return the first document of the owner who was served longest ago, as far as this process knows."""
        waiting = connection.execute(
            select(documents.c.owner, func.min(documents.c.not_before)).where(_waiting(now)).group_by(documents.c.owner)
        ).all()
        with self._lock:
            # Who has nothing waiting is forgotten: the next time they come first.
            self._turns = {owner: self._turns.get(owner, 0) for owner, _ in waiting}
            order = sorted((self._turns[owner], since, owner) for owner, since in waiting)
        for _, _, owner in order:
            row = _first(connection, and_(_waiting(now), documents.c.owner == owner))
            if row is not None:  # another process may have locked all of them
                with self._lock:
                    self._turns[owner] = next(self._turn)
                return row
        return None

    def let_go(self, claim: Claim) -> None:
        """Keep the lease alive no longer; whatever was not committed is taken up again when it runs out."""
        with self._lock:
            self._in_work.discard(claim.token)

    def heartbeat(self) -> None:
        """Renew the leases of what is in work."""
        with self._lock:
            tokens = list(self._in_work)
        if not tokens:
            return
        with self._database.write(durable=False) as connection:
            connection.execute(
                update(documents)
                .where(documents.c.lease_owner == self.owner, documents.c.lease_token.in_(tokens))
                .values(lease_until=time.time() + self.policy.seconds)
            )

    def progress(self, claim: Claim, pages_done: int, pages_total: int) -> bool:
        """Note how far the work is; False when the lease is lost, or the document deleted."""
        with self._database.write(durable=False) as connection:
            changed = connection.execute(
                update(documents)
                .where(_held(claim.document_id, claim.token))
                .values(pages_done=pages_done, pages_total=pages_total)
            )
        return changed.rowcount == 1

    def finish(self, claim: Claim, outcome: Outcome) -> bool:
        """Commit the outcome, once; False when the lease is lost, and then nothing has been changed."""
        now = time.time()
        values: dict[str, Any] = {
            "status": outcome.status,
            "finished_at": now,
            "expires_at": now + self.policy.keep_seconds,
            "problem": outcome.problem,
            "result_key": outcome.result_key,
            "result_etag": outcome.result_etag,
            "produced_by": self._version,
            "password": None,
        }
        if outcome.pages_total is not None:
            values |= {"pages_done": outcome.pages_total, "pages_total": outcome.pages_total}
        if outcome.upload_key is not None:
            values["upload_key"] = outcome.upload_key
        with self._database.write() as connection:
            changed = connection.execute(
                update(documents).where(_held(claim.document_id, claim.token)).values(values | _FREE)
            )
            if changed.rowcount != 1:
                return False
            self._queue_callback(connection, claim.document_id, outcome, now)
        return True

    @staticmethod
    def _queue_callback(connection: Connection, document_id: str, outcome: Outcome, now: float) -> None:
        url = connection.execute(select(documents.c.callback_url).where(documents.c.id == document_id)).scalar_one()
        if url is not None:
            connection.execute(
                insert(callbacks).values(
                    id=uuid.uuid4().hex, document_id=document_id, url=url, payload=outcome.callback, next_at=now
                )
            )

    def give_back(self, claim: Claim, *, delay: float = 0.0, died: bool = False) -> None:
        """Return the document to the queue.

        One whose worker ``died`` is counted; it, or one with a ``delay`` in seconds, goes behind those that wait. One
        that a shutdown of ours interrupted keeps its place.
        """
        changes: dict[str, Any] = {"deaths": documents.c.deaths + 1} if died else {"claims": documents.c.claims - 1}
        if died or delay:
            changes["not_before"] = time.time() + delay
        with self._database.write() as connection:
            connection.execute(
                update(documents)
                .where(_held(claim.document_id, claim.token))
                .values({"status": "queued"} | changes | _FREE)
            )

    def release_the_late(self) -> int:
        """Let documents be taken that wait for a moment far ahead, which only a clock set back can have brought about.

        Returns how many. Nothing is put off for longer than seconds; clocks of several machines may differ by minutes.
        """
        now = time.time()
        late = and_(documents.c.status == "queued", documents.c.not_before > now + _FAR_AHEAD)
        with self._database.read() as connection:
            if connection.execute(select(documents.c.id).where(late).limit(1)).first() is None:
                return 0
        with self._database.write() as connection:
            return connection.execute(update(documents).where(late).values(not_before=now)).rowcount

    def free_leases_of(self, owners: list[str]) -> int:
        """Return to the queue what processes held that are known to be dead; how many documents that were."""
        with self._database.write() as connection:
            changed = connection.execute(
                update(documents)
                .where(documents.c.status == "running", documents.c.lease_owner.in_(owners))
                .values({"status": "queued"} | _FREE)
            )
        return changed.rowcount

    def lease_owners(self) -> list[str]:
        """Return the processes that hold a lease at the moment."""
        with self._database.read() as connection:
            return list(
                connection.execute(
                    select(documents.c.lease_owner).where(documents.c.status == "running").distinct()
                ).scalars()
            )


def _first(connection: Connection, condition: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(
        select(documents)
        .where(condition)
        .order_by(documents.c.not_before, documents.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


# The statuses are literals: a bound value would keep the planner from the partial indexes.
def _waiting(now: float) -> ColumnElement[bool]:
    return and_(documents.c.status == literal_column("'queued'"), documents.c.not_before <= now)


def _abandoned(now: float) -> ColumnElement[bool]:
    return and_(documents.c.status == literal_column("'running'"), documents.c.lease_until < now)


def _held(document_id: str, token: str) -> ColumnElement[bool]:
    return and_(documents.c.id == document_id, documents.c.lease_token == token)
