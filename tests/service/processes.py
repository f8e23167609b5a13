"""The service as a process that can be killed and started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.service import faults
from tests.service.running import PDF


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServiceProcess:
    """One service on one port; all its lives write to one log."""

    def __init__(self, data: Path, log: Path, **settings: str) -> None:
        self.data, self._log, self._port = data, log, free_port()
        self._environment = os.environ | {"TABLEWRIGHT_DATA": str(data), "TABLEWRIGHT_RATE_PER_MINUTE": "0"}
        self._environment |= {f"TABLEWRIGHT_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=30)

    def __enter__(self) -> ServiceProcess:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self.client.close()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.service.serve_faults", str(self._port)], env=self._environment, stderr=log
            )
        deadline = time.monotonic() + 30
        while True:
            try:
                if self.client.get("/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def terminate(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(60)

    def workers(self) -> list[int]:
        """Return the worker processes of all services with this data folder: they work in its work folders."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").readlink().is_relative_to(self.data / "work"):
                    found.append(int(process.name))
            except OSError:
                continue
        return found

    def kill_workers(self) -> None:
        for pid in self.workers():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def send(self, command: str) -> str:
        """Send a document until it is accepted, as a client does whose service comes and goes."""
        deadline = time.monotonic() + 60
        while True:
            try:
                answer = self.client.post(
                    "/v1/documents", content=faults.document(command), headers=PDF | {"prefer": "respond-async"}
                )
            except httpx.TransportError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
                continue
            if answer.status_code == 202:
                return str(answer.json()["id"])
            assert answer.status_code == 200, answer.text
            return str(answer.headers["x-document-id"])

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return the log's entries of one kind; a line cut by a kill is none."""
        entries = []
        for line in self._log.read_text().splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if entry.get("event") == name:
                entries.append(entry)
        return entries

    def finished(self) -> Counter[str]:
        return Counter(entry["document"] for entry in self.events("document finished"))
