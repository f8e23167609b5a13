"""The main job on a sample, end to end: start the service, send it a PDF, show what comes back, stop it.

    python -m samples.demo [FILE.pdf]

Nothing is prepared: the service runs as any user's would, on a free loopback port, with its data in a folder that is
removed at the end. Exit status 1 when the service does not start or the document is refused.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console

from samples.summary import show_result
from schemas.result import ExtractionResult

SAMPLE = Path(__file__).with_name("jiangyou-2024.pdf")
COMMAND = Path(sys.executable).with_name("tablewright")
START_SECONDS = 60.0
WAIT_SECONDS = 300.0


def main() -> int:
    """Run the demonstration; return the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 124)
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    with tempfile.TemporaryDirectory(prefix="tablewright-demo-") as folder:
        try:
            with running_service(Path(folder)) as address:
                return send(path, address, console)
        except ServiceDidNotStart as error:
            console.print(str(error), style="red", markup=False)
            return 1


def send(path: Path, address: str, console: Console) -> int:
    """Post one document and show the answer; return the exit status."""
    url = f"{address}/v1/documents"
    console.print(f"[bold]POST[/] {url}  <- {path.name}, {path.stat().st_size / 1000:.0f} kB")
    begun = time.perf_counter()
    answer = httpx.post(
        url,
        files={"file": (path.name, path.read_bytes(), "application/pdf")},
        headers={"Prefer": f"wait={WAIT_SECONDS:.0f}"},
        timeout=WAIT_SECONDS + 10,
    )
    seconds = time.perf_counter() - begun
    console.print(f"[bold]{answer.status_code}[/] after {seconds:.2f} s, {len(answer.content) / 1000:.0f} kB of JSON")
    if answer.status_code != httpx.codes.OK:
        console.print(answer.text, markup=False)
        return 1
    show_result(ExtractionResult.model_validate_json(answer.content), console)
    console.print(
        "Now your own: [bold].venv/bin/tablewright extract FILE.pdf[/], or [bold]make serve[/] for the review page"
    )
    return 0


class ServiceDidNotStart(RuntimeError):
    """The service ended or stayed silent; the message holds its last log lines."""


@contextmanager
def running_service(folder: Path) -> Iterator[str]:
    """Run `tablewright serve` with its data in this folder; give its address; stop it at the end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / "service.log"
    environment = os.environ | {"TABLEWRIGHT_DATA": str(folder / "data"), "TABLEWRIGHT_LOG_FORMAT": "console"}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port)],
            env=environment,
            stdout=sink,
            stderr=sink,
        )
    try:
        wait_until_ready(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the service takes documents; raises ServiceDidNotStart."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            # Not listening yet; whether it ever will, the process and the deadline tell.
            time.sleep(0.05)
    last = "\n".join(log.read_text(errors="replace").splitlines()[-10:])
    raise ServiceDidNotStart(f"the service did not start within {START_SECONDS:.0f} s\n{last}")


def free_port() -> int:
    """Return a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
