"""Runs a page of the documentation as a reader would: files are made, commands run in order, outputs compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx

from samples.demo import free_port

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_BLOCK = re.compile(
    r"(?:<!-- (?P<key>file|status|shows|not run): (?P<value>[^>]+) -->\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Block:
    """One fenced block and the remark above it.

    ``sh`` is run, and ``tablewright serve`` goes on running; ``text`` is what the command before it prints, or with
    `shows: part` some of its lines; `file: NAME` makes a file; `status: 1` is the exit status; `not run: why` is shown.
    """

    kind: str
    body: str
    key: str
    value: str

    @property
    def status(self) -> int:
        """The exit status that the page tells of."""
        return int(self.value) if self.key == "status" else 0


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page in order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(each["kind"], each["body"], each["key"] or "", (each["value"] or "").strip()) for each in found]


class Reader:
    """Somebody who does what a page says, in a folder with the samples; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown = ""
        self._service: subprocess.Popen[bytes] | None = None
        self._address = ADDRESS
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = os.environ | {"PATH": path, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
        self._environment |= {"TABLEWRIGHT_DATA": str(folder / "data"), "XDG_DATA_HOME": str(folder)}
        (folder / "samples").symlink_to(ROOT / "samples", target_is_directory=True)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._service is not None:
            self._service.terminate()
            self._service.wait(60)

    def follow(self, block: Block) -> None:
        """Do what a block says; raises AssertionError when it does not come out as told."""
        if block.key == "not run":
            return
        if block.key == "file":
            (self._folder / block.value).write_text(block.body, encoding="utf-8")
        elif block.kind == "sh" and block.body.startswith("tablewright serve"):
            self._serve(block.body)
        elif block.kind == "sh":
            done = self._run(["sh", "-eu", "-c", block.body.replace(ADDRESS, self._address)])
            assert done.returncode == block.status, f"{block.body}{done.stdout}{done.stderr}"
            self._shown = done.stdout
        elif block.kind == "python":
            done = self._run([sys.executable, "-c", block.body.replace(ADDRESS, self._address)])
            assert (done.returncode, done.stderr) == (0, ""), f"{block.body}{done.stderr}"
            self._shown = done.stdout
        elif block.key == "shows":
            missing = [line for line in block.body.splitlines() if line not in self._shown]
            assert not missing, f"{missing} not in {self._shown}"
        else:
            assert block.kind == "text", f"what is to be done with {block.kind}: {block.body}"
            assert self._shown == block.body

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self._folder, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )

    def _serve(self, commands: str) -> None:
        assert self._service is None
        port = free_port()
        self._address = f"http://127.0.0.1:{port}"
        command = f"exec {commands.strip()} --port {port}"
        with (self._folder / "service.log").open("wb") as log:
            self._service = subprocess.Popen(
                ["sh", "-c", command], cwd=self._folder, env=self._environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx.get(f"{self._address}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                assert self._service.poll() is None, (self._folder / "service.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
