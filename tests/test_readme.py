"""What the README says can be done, is done here; what it names is there."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from samples.demo import SAMPLE, running_service
from tests.support.locks import ROOT
from tests.test_packaging import PROJECT, asked_for

README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```(sh|python|sql)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
#: What a test of the README cannot be: itself, an engine that is not here, a command that does not end.
NOT_RUN = ("make ", "docker ", ".venv/bin/tablewright serve")
ADDRESS = "http://127.0.0.1:8000"


def runnable(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language and not text.startswith(NOT_RUN)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_service(tmp_path_factory.mktemp("service")) as address:
        yield address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's reader has it: the command, a document, an archive; later what the blocks made."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (folder / "samples").symlink_to(ROOT / "samples")
    (folder / "archive").mkdir()
    for name in ("a.pdf", "archive/b.pdf"):
        shutil.copyfile(SAMPLE, folder / name)
    return folder


@pytest.mark.parametrize("block", runnable("sh"), ids=lambda block: block.split("\n")[0][:60])
def test_commands(block: str, address: str, folder: Path) -> None:
    if "curl " in block and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    script = block.replace(ADDRESS, address)
    done = subprocess.run(["sh", "-eu", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = re.findall(r"(?:>|-o|--to|--report) (?:sqlite:///)?(\S+)", re.sub(r"#.*", "", block))
    assert made
    for path in (folder / name for name in made):
        assert any(path.iterdir()) if path.is_dir() else path.stat().st_size
        if path.suffix == ".json":
            assert json.loads(path.read_text())


@pytest.mark.parametrize("block", runnable("python"), ids=["over HTTP", "as a library"])
def test_snippets(block: str, address: str, folder: Path) -> None:
    assert run_python(block.replace(ADDRESS, address), folder).strip()


def run_python(text: str, folder: Path) -> str:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", text]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_queries(folder: Path) -> None:
    """The sample says revenue and expenditure 3606.21 万元, and 148.95 for 机关事业单位基本养老保险缴费支出."""
    database = folder / "budgets.db"
    if not database.exists():
        command = [".venv/bin/tablewright", "convert", "archive/", "--to", "sqlite:///budgets.db"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
    budgets, subject = runnable("sql")[0].strip().splitlines()
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute(budgets).fetchall() == [("江油市人力资源和社会保障局", 2024, 36062100, 36062100)]
        found = connection.execute(subject).fetchall()
    assert ("机关事业单位基本养老保险缴费支出", 1489500, 4) in found


def test_the_snippet_prints_every_figure(address: str, folder: Path) -> None:
    block = runnable("python")[0].replace(ADDRESS, address)
    printed = run_python(block, folder)
    truth = json.loads(SAMPLE.with_name("jiangyou-2024.expected.json").read_text())
    amounts = [
        amount for form in truth["forms"] for record in form["records"] for amount in record.get("amounts", {}).values()
    ]
    assert len(printed.splitlines()) == len(amounts)


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert "samples/result.png" in links
    missing = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert missing == []


def test_every_make_target_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_every_dependency_has_its_licence_and_reason() -> None:
    rows = re.findall(r"^\| ([a-z0-9-]+)(?: \(extra `([a-z0-9]+)`\))? \| [^|]+ \| [^|]+ \|$", README, re.MULTILINE)
    shown = {name: extra for name, extra in rows if name != "package"}
    extras = {
        canonicalize_name(re.split(r"[\[<>=;]", line)[0].strip()): extra
        for extra, lines in PROJECT["project"]["optional-dependencies"].items()
        for line in lines
    }
    asked = {canonicalize_name(requirement.name) for requirement in asked_for("requirements.lock")}
    assert shown == {name: extras.get(name, "") for name in asked}
