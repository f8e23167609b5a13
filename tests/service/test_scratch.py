"""Nothing stays in the temporary folder: not after an end in order, and after a kill only until the next run."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.convert.test_command import copies, start
from tests.service.processes import ServiceProcess

_HOLD = "import service.scratch as s, sys; print(s.scratch_folder(), flush=True); sys.stdin.read()"


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder for what is started; not below pytest's, whose names are too long for a socket."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def hold() -> tuple[subprocess.Popen[str], Path]:
    """Start a process that has a scratch folder, and goes when its input ends."""
    command = [sys.executable, "-c", _HOLD]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_folders_of_the_living_are_left_alone_and_those_of_the_killed_removed(temporary: Path) -> None:
    (living, first), (killed, second) = hold(), hold()
    (second / "piece").write_text("of unfinished work")
    (temporary / "tablewright-run-file").write_text("no folder")
    stranger = temporary / "another-program"
    stranger.mkdir()
    killed.kill()
    killed.communicate()
    assert second.exists()
    third_process, third = hold()
    assert first.exists()
    assert not second.exists()
    for process in (living, third_process):
        process.communicate("")
    assert not first.exists()
    assert not third.exists()
    assert stranger.exists()


def test_a_link_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    (temporary / "tablewright-run-link").symlink_to(tmp_path)
    process, _ = hold()
    process.communicate("")
    assert (tmp_path / "mine").exists()


def test_a_killed_load_leaves_nothing_for_longer_than_to_the_next(tmp_path: Path, temporary: Path) -> None:
    copies(tmp_path / "in", 12)
    arguments = (tmp_path / "in", "--to", f"sqlite:///{tmp_path}/w.db", "--workers", "2")
    with start(*arguments) as process:
        deadline = time.monotonic() + 60
        while not list(temporary.glob("*/*/worker*/*")):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    (left,) = temporary.iterdir()
    assert list(left.glob("pymp-*"))
    with start(*arguments) as process:
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("end", ["terminate", "kill"])
def test_a_service_leaves_nothing(tmp_path: Path, temporary: Path, end: str) -> None:
    with ServiceProcess(tmp_path / "data", tmp_path / "log", workers="1") as service:
        (folder,) = temporary.iterdir()
        service.kill_workers()
        if end == "kill":
            service.kill()
            assert folder.exists()
            service.start()
            (again,) = temporary.iterdir()
            assert again != folder
        assert service.terminate() == -signal.SIGTERM
    assert list(temporary.iterdir()) == []


def test_a_long_path_of_the_temporary_folder_keeps_no_worker_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(tmp_path / "in", 1)
    long = tmp_path / ("t" * 100)
    long.mkdir()
    monkeypatch.setenv("TMPDIR", str(long))
    with start(tmp_path / "in", "--to", tmp_path / "out", "--workers", "1") as process:
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert list(long.iterdir()) == []
