"""What the service stands on, in a form that can be taken away: a disk, a database, a clock, its own process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx

from tests.support.hostile.cases import ROOT


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Disk:
    """A file system of its own in memory, small enough to be filled, and large enough for half an hour. Needs root."""

    def __init__(self, folder: Path, mebibytes: int = 4096) -> None:
        folder.mkdir()
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=700", "soak", str(folder)], check=True)

    def fill(self) -> None:
        """Leave no byte."""
        with (self.folder / "ballast").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(65536))

    def empty(self) -> None:
        """Give the room back."""
        (self.folder / "ballast").unlink(missing_ok=True)

    def freeze(self) -> bool:
        """Make it read-only; False when open files forbid that, and then nothing has changed."""
        return subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], capture_output=True).returncode == 0

    def thaw(self) -> None:
        """Make it writable."""
        subprocess.run(["mount", "-o", "remount,rw", str(self.folder)], check=True)

    def close(self) -> None:
        """Take it away."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False)


class Postgres:
    """A database server that can be stopped hard and started again."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self._binaries, self._data, self._port = found[-1], folder / "pg", free_port()
        folder.chmod(0o755)
        self._data.mkdir()
        subprocess.run(["chown", "postgres", str(self._data)], check=True)
        self._run("initdb", "-D", self._data, "-U", "soak", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.url = f"postgresql://soak@127.0.0.1:{self._port}/postgres"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self._port} -c unix_socket_directories={self._data}"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self._data / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it as a crash would."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        words = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        words += [str(self._binaries / program), *map(str, arguments)]
        subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class House:
    """The service's process, killed and started at will; all its lives write to one log."""

    def __init__(self, data: Path, folder: Path, **settings: str) -> None:
        self.port, self.log, self._data = free_port(), folder / "log", data
        self._clock = folder / "clock"
        self._environment = os.environ | {"TABLEWRIGHT_DATA": str(data), "SOAK_CLOCK": str(self._clock)}
        self._environment |= {f"TABLEWRIGHT_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self.lives = 0

    @property
    def pid(self) -> int:
        """The process id of this life."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it is ready, at most a minute."""
        with self.log.open("ab") as log:
            words = [sys.executable, "-m", "benchmarks.soak.serve", str(self.port)]
            self._process = subprocess.Popen(words, env=self._environment, cwd=ROOT, stdout=log, stderr=log)
        self.lives += 1
        deadline = time.monotonic() + 60
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the service does not start, see {self.log}")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Tell what the service says of itself."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5).status_code == 200
        return False

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """Kill it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Ask it to stop and return its exit status."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(90)

    def workers(self) -> list[int]:
        """Return the processes that work in its work folders."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if (process / "cwd").readlink().is_relative_to(self._data / "work"):
                    found.append(int(process.name))
        return found

    def kill_workers(self) -> None:
        """Kill them all."""
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def set_clock(self, seconds: float) -> None:
        """Set its clock forward or back."""
        beside = self._clock.with_suffix(".new")
        beside.write_text(str(seconds))
        beside.replace(self._clock)
