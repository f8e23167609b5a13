"""A real Ray cluster of three local nodes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("ray", reason="needs the extra `ray`")
ROOT = Path(__file__).parents[3]
REFERENCE = ROOT / "samples" / "jiangyou-2024.pdf"
DOCUMENTS = 24


@pytest.mark.slow
def test_a_node_dies_in_the_middle_and_everything_is_delivered_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(DOCUMENTS):
        blob = REFERENCE.read_bytes() + b"\n%% copy %d\n" % number
        (tmp_path / "in" / f"{number:02}.pdf").write_bytes(blob)
    command = [sys.executable, "-m", "tests.service.executors.ray_run", str(tmp_path / "in"), str(tmp_path / "ray")]
    # Ray's folder and the workers' own hold sockets, whose paths must be short: those of the tests are not.
    with TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as short:
        environment = os.environ | {"TMPDIR": short, "RAY_TMPDIR": "/tmp"}
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, env=environment)
        left = list(Path(short).glob("tablewright-*"))
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(left) <= 1, "only the node that was killed may leave something"
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["outcomes"] == {"succeeded": DOCUMENTS}, told
    assert told["killed_after"]
    assert told["killed_after"][0] < DOCUMENTS, "the node outlived the run: nothing was shown"
    local = [sys.executable, "-m", "tests.service.convert.as_command", "convert", str(tmp_path / "in")]
    subprocess.run([*local, "--to", str(tmp_path / "local")], cwd=ROOT, capture_output=True, check=True, timeout=280)
    assert _results(tmp_path / "ray") == _results(tmp_path / "local")


def _results(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("??/*.json")}


@pytest.mark.slow
def test_the_service_works_on_a_cluster(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.service.executors.ray_service", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert {name: status for name, (status, _) in told["ended"].items()} == {
        "ok": "succeeded",
        "crash": "failed",
        "hang 2": "partial",
        "sleep 1": "succeeded",
    }
    assert told["ended"]["crash"][1].endswith("worker-died")
    assert told["pages"] == 1
    assert told["after"] == ["succeeded"] * 6
