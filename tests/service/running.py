"""A service that really runs: uvicorn in a thread, on a port of its own, with workers as processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
import uvicorn

from service.app import make_app
from service.house import House
from service.main import TASKS, build_house
from service.settings import Settings
from tests.service import faults

FAULTS = "tests.service.faults:TASKS"
PDF = {"content-type": "application/pdf"}


@contextmanager
def running(settings: Settings, tasks: str = TASKS) -> Iterator[Service]:
    """Serve until the end of the block."""
    app = make_app(settings, partial(build_house, tasks=tasks))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the service did not start")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        try:
            yield Service(client, app.state.house)
        finally:
            house: House = app.state.house
            house.finish_line.close()
            server.should_exit = True
            thread.join(30)
            assert not thread.is_alive()


class Service:
    """A client of the running service, and its inside."""

    def __init__(self, client: httpx.Client, house: House) -> None:
        self.client = client
        self.house = house

    def send(self, command: str, **headers: str) -> httpx.Response:
        """Send a fake document as the body."""
        return self.client.post("/v1/documents", content=faults.document(command), headers=PDF | headers)

    def send_later(self, command: str, **headers: str) -> dict[str, Any]:
        """Send a fake document and do not wait for it."""
        answer = self.send(command, prefer="respond-async", **headers)
        assert answer.status_code == 202, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def end_of(self, document_id: str, seconds: float = 30) -> dict[str, Any]:
        """Wait for a document's end and return its status."""
        told: dict[str, Any] = self.client.get(f"/v1/documents/{document_id}", params={"wait": seconds}).json()
        assert told["status"] in ("succeeded", "partial", "failed"), told
        return told
