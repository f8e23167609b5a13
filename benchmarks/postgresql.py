"""A PostgreSQL server for a benchmark, gone with it; with the durability that it has by default."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}


@contextmanager
def server() -> Iterator[str | None]:
    """Run a server; the value is the URL of its database, or None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        yield None
        return
    root = Path(tempfile.mkdtemp(prefix="tablewright-pg-"))
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(root, account.pw_uid, account.pw_gid)
    user = {"user": account.pw_uid, "group": account.pw_gid} if os.geteuid() == 0 else {}
    command = [str(found[-1]), "-D", str(root / "data"), "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(command, check=True, **_QUIET, **user)  # type: ignore[call-overload]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", str(root)]
    command = [str(found[-1].with_name("postgres")), "-D", str(root / "data"), *settings]
    process = subprocess.Popen(command, **_QUIET, **user)  # type: ignore[call-overload]
    try:
        ready = [str(found[-1].with_name("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(port)]
        while subprocess.run(ready).returncode:
            time.sleep(0.1)
        yield f"postgresql://bench@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(root, ignore_errors=True)
