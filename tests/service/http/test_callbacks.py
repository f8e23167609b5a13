"""Callbacks: signed, to allowed hosts only, tried again, once."""

from __future__ import annotations

import hmac
import json
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from service.settings import Settings
from tests.service import faults
from tests.service.running import FAULTS, PDF, Service, running

SECRET = "a secret of the two of us"


class Receiver(ThreadingHTTPServer):
    """Takes callbacks; refuses the first ones, as many as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.refusals = 0
        self.arrived = threading.Condition()

    def wait_for(self, count: int) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.got) >= count, 15)


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        with self.server.arrived:
            self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            refused = len(self.server.got) <= self.server.refusals
            self.server.arrived.notify_all()
        self.send_response(500 if refused else 204)
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        return


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def calling(tmp_path: Path, receiver: Receiver) -> Iterator[Service]:
    settings = Settings(
        data=tmp_path,
        workers=1,
        webhook_hosts=(f"127.0.0.1:{receiver.server_port}",),
        webhook_secret=SecretStr(SECRET),
        webhook_plain_http=True,
    )
    with running(settings, FAULTS) as service:
        yield service


def send(service: Service, command: str, url: str) -> str:
    answer = service.client.post(
        "/v1/documents", content=faults.document(command), headers=PDF, params={"callback_url": url}
    )
    assert answer.status_code in (200, 422, 504), answer.text
    return str(answer.headers.get("x-document-id", ""))


def test_signed_and_tried_again(calling: Service, receiver: Receiver) -> None:
    receiver.refusals = 1
    identity = send(calling, "ok", f"http://127.0.0.1:{receiver.server_port}/hook?x=1")
    receiver.wait_for(2)
    (first, body), (second, _) = receiver.got
    assert first["webhook-id"] == second["webhook-id"]
    told = f"{second['webhook-id']}.{second['webhook-timestamp']}.{body.decode()}".encode()
    expected = "v1," + b64encode(hmac.digest(SECRET.encode(), told, "sha256")).decode()
    assert hmac.compare_digest(second["webhook-signature"], expected)
    payload = json.loads(body)
    assert (payload["id"], payload["status"]) == (identity, "succeeded")
    time.sleep(2.5)
    assert len(receiver.got) == 2


def test_failures_are_told_too(calling: Service, receiver: Receiver) -> None:
    send(calling, "refuse no-pages", f"http://127.0.0.1:{receiver.server_port}/hook")
    receiver.wait_for(1)
    payload = json.loads(receiver.got[0][1])
    assert payload["status"] == "failed"
    assert payload["problem"]["type"].endswith("no-pages")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/hook",
        "http://localhost/hook",
        "http://user:word@127.0.0.1/hook",
        "ftp://127.0.0.1/hook",
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
        "not a url",
    ],
)
def test_other_hosts_are_refused(calling: Service, url: str) -> None:
    answer = calling.client.post(
        "/v1/documents", content=faults.document("ok"), headers=PDF, params={"callback_url": url}
    )
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("invalid-option")
