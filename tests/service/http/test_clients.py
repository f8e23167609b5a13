"""The clients that the README shows do what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from service.keys import KeyFile
from service.settings import Settings
from tests.service.running import running

TASKS = "tests.service.browser.reviewed:TASKS"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    data = tmp_path_factory.mktemp("clients")
    key = KeyFile(data / "keys.json").add("client")
    with running(Settings(data=data, workers=1), TASKS) as service:
        yield os.environ | {"TABLEWRIGHT_URL": str(service.client.base_url), "TABLEWRIGHT_KEY": key}


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_python_client(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 small")
    done = run(environment, sys.executable, "samples/client.py", str(tmp_path / "a.pdf"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["表1-2 部门支出总表 4 x 3", "check: 合计 1234.60 ≠ 1234.50 (1 row)"]


def test_the_python_client_tells_the_problem(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    done = run(environment, sys.executable, "samples/client.py", str(tmp_path / "b.pdf"))
    assert (done.returncode, done.stderr) == (1, "The PDF is damaged: as asked\n")


@pytest.mark.parametrize("again", [False, True])
def test_the_shell_client(environment: dict[str, str], tmp_path: Path, again: bool) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 by shell small")
    for _ in range(2 if again else 1):
        done = run(environment, "sh", "samples/client.sh", str(tmp_path / "c.pdf"), str(tmp_path / "c.xlsx"))
        assert (done.returncode, done.stderr) == (0, "")
    assert "表1-2 部门支出总表" in openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames
