"""What was accepted, and what became of it."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from benchmarks.soak.documents import ENDINGS, Mix, Sent

_PDF = {"content-type": "application/pdf", "prefer": "respond-async"}


class Ledger:
    """Sends documents from several threads and remembers every one that the service took."""

    def __init__(self, base: str, mix: Mix) -> None:
        self._base, self._mix, self._lock = base, mix, threading.Lock()
        self.accepted: dict[str, Sent] = {}
        self.answers: Counter[str] = Counter()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, clients: int, pause: float) -> None:
        """Begin to send, each client one document at a time, ``pause`` seconds after the one before."""
        for _ in range(clients):
            thread = threading.Thread(target=self._send_on, args=(pause,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Send no more."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(60)

    def _send_on(self, pause: float) -> None:
        with httpx.Client(base_url=self._base, timeout=20) as client:
            while not self._stopping.is_set():
                with self._lock:
                    sent = self._mix.next()
                while not self._stopping.is_set() and not self._send(client, sent):
                    self._stopping.wait(0.5)
                self._stopping.wait(pause)

    def _send(self, client: httpx.Client, sent: Sent) -> bool:
        """Send once; True when it was accepted. Anything else is tried again, as a client would."""
        try:
            answer = client.post("/v1/documents", content=sent.body, headers=_PDF)
        except httpx.HTTPError as error:
            self.answers[type(error).__name__] += 1
            return False
        self.answers[str(answer.status_code)] += 1
        if answer.status_code == 202:
            self.accepted[answer.json()["id"]] = sent
        elif "x-document-id" in answer.headers:
            self.accepted[answer.headers["x-document-id"]] = sent
        return answer.status_code in (200, 202) or "x-document-id" in answer.headers

    def settle(self, seconds: float) -> list[str]:
        """Wait for the end of everything accepted; return what is wrong, one line each."""
        wrong, deadline = [], time.monotonic() + seconds
        with httpx.Client(base_url=self._base, timeout=60) as client:
            for identity, sent in self.accepted.items():
                wrong += self._judge(client, identity, sent, deadline)
        return wrong

    def _judge(self, client: httpx.Client, identity: str, sent: Sent, deadline: float) -> list[str]:
        told = client.get(f"/v1/documents/{identity}").json()
        while told.get("status") in ("queued", "running") and time.monotonic() < deadline:
            told = client.get(f"/v1/documents/{identity}", params={"wait": 30}).json()
        what = f"{identity} ({sent.kind}: {sent.name})"
        if told.get("status") not in ("succeeded", "partial", "failed"):
            return [f"{what} is lost or unfinished: {told.get('status') or told.get('type')}"]
        ending = told["problem"]["type"].rpartition(":")[2] if told["problem"] else told["status"]
        if ending not in ENDINGS[sent.kind]:
            return [f"{what} ended as {ending}: {told['problem'] and told['problem']['detail']}"]
        if told["problem"] is None:
            result = client.get(f"/v1/documents/{identity}/result")
            if result.status_code != 200 or not result.json()["document"]["pages"]:
                return [f"{what} has no result: {result.status_code}"]
        return []


def finished_twice(log: Path) -> list[str]:
    """Return the documents that were committed more than once, from the service's own log."""
    counts: Counter[str] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # a line that a kill cut
        if entry.get("event") == "document finished":
            counts[entry["document"]] += 1
    return [identity for identity, times in counts.items() if times > 1]
