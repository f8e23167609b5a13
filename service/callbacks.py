"""Callbacks: a signed POST of the status to an allow-listed host, durably queued, tried again for a day.

Signed as Standard Webhooks say (standardwebhooks.com): id, timestamp and body, HMAC-SHA256.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy import Row, select, update
from sqlalchemy.exc import SQLAlchemyError

from service.database import Database
from service.jobs.tables import callbacks
from service.logs import get_log
from service.metrics import Metrics
from service.settings import Settings

log = get_log("callbacks")

_LOOK_EVERY = 1.0
_TIMEOUT = 10.0
#: Seconds before the second, third, … attempt: about a day in all.
_PAUSES = (2, 10, 60, 300, 1800, 7200, 18000, 43200)
#: While an attempt is under way other processes leave the callback alone.
_TAKEN_FOR = 60.0


def sign(secret: str, callback_id: str, timestamp: int, body: str) -> str:
    """Return the value of ``webhook-signature``."""
    told = f"{callback_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.digest(secret.encode(), told, hashlib.sha256)).decode()


class Postman:
    """A thread that sends what is due."""

    def __init__(self, database: Database, settings: Settings, metrics: Metrics) -> None:
        self._database = database
        self._secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
        self._hosts = frozenset(settings.webhook_hosts)
        self._metrics = metrics
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="callbacks", daemon=True)

    def start(self) -> None:
        """Begin, if any host may be called at all."""
        if self._hosts and self._secret:
            self._thread.start()

    def close(self) -> None:
        """Stop after the attempt that is under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_TIMEOUT + 1)

    def _run(self) -> None:
        # No redirects and no proxies from the environment: the host on the list is the host that is called.
        with httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as client:
            while not self._stopping.is_set():
                try:
                    due = self._take()
                    if due is None:
                        self._stopping.wait(_LOOK_EVERY)
                    else:
                        self._send(client, due)
                except SQLAlchemyError as error:
                    log.error("store failed", error=type(error).__name__)
                    self._stopping.wait(_LOOK_EVERY)

    def _take(self) -> Row[Any] | None:
        now = time.time()
        with self._database.write() as connection:
            row = connection.execute(
                select(callbacks)
                .where(callbacks.c.state == "waiting", callbacks.c.next_at <= now)
                .order_by(callbacks.c.next_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if row is not None:
                connection.execute(update(callbacks).where(callbacks.c.id == row.id).values(next_at=now + _TAKEN_FOR))
        return row

    def _send(self, client: httpx.Client, due: Row[Any]) -> None:
        delivered = self._allowed(due.url) and self._post(client, due)
        attempts = due.attempts + 1
        if delivered:
            state, pause = "delivered", 0
        elif attempts > len(_PAUSES):
            state, pause = "abandoned", 0
        else:
            state, pause = "waiting", _PAUSES[attempts - 1]
        self._metrics.callbacks.labels("failed" if state == "waiting" else state).inc()
        log.info("callback", document=due.document_id, state=state, attempts=attempts)
        with self._database.write() as connection:
            connection.execute(
                update(callbacks)
                .where(callbacks.c.id == due.id)
                .values(state=state, attempts=attempts, next_at=time.time() + pause)
            )

    def _allowed(self, url: str) -> bool:
        """Look again: the list may have become shorter since the document was sent."""
        parts = urlsplit(url)
        named = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
        return named in self._hosts

    def _post(self, client: httpx.Client, due: Row[Any]) -> bool:
        timestamp = int(time.time())
        headers = {
            "content-type": "application/json",
            "webhook-id": due.id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(self._secret, due.id, timestamp, due.payload),
        }
        try:
            # Streamed, so that an endless answer is not read.
            with client.stream("POST", due.url, content=due.payload, headers=headers) as response:
                return response.is_success
        except httpx.HTTPError:
            return False
