"""The command itself, as a process, on real documents."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from service.database import Database
from tests.service.postgres import fresh_database

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT / "samples" / "jiangyou-2024.pdf"


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.service.convert.as_command", "convert", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def convert(*arguments: str | Path) -> tuple[int, str, str]:
    with start(*arguments) as process:
        output, errors = process.communicate(timeout=240)
    return process.returncode, output, errors


def copies(folder: Path, count: int) -> None:
    """Write copies of the reference that differ in a remark at the end, as exports of the same document do."""
    folder.mkdir(parents=True, exist_ok=True)
    blob = REFERENCE.read_bytes()
    for number in range(count):
        (folder / f"{number:04}.pdf").write_bytes(blob + b"\n%% copy %d\n" % number)


def test_a_mixed_archive_into_a_folder(tmp_path: Path) -> None:
    source = tmp_path / "in"
    copies(source, 2)
    (source / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    (source / "remarks.txt").write_text("no document")
    with zipfile.ZipFile(source / "more.zip", "w") as archive:
        archive.write(REFERENCE, "reference.pdf")
    status, output, errors = convert(source, "--to", tmp_path / "out", "--workers", "1")
    assert status == 1
    assert output == ""
    assert "\x1b" not in errors
    assert "broken.pdf: damaged-pdf" in errors
    assert "3 converted, 0 already there, 1 failed, 1 no PDF" in errors
    files = sorted((tmp_path / "out").glob("??/*.json"))
    assert len(files) == 3
    expected = json.loads((ROOT / "samples" / "jiangyou-2024.expected.json").read_text())
    for path in files:
        result = json.loads(path.read_text())
        assert result["document"]["sha256"] == path.stem
        assert [form["form"] for form in result["forms"]] == [form["form"] for form in expected["forms"]]
    report = (tmp_path / "out" / "report.html").read_text()
    assert "<svg" in report
    assert "damaged-pdf" in report
    assert "http" not in report.replace("http://www.w3.org", "")
    status, _, errors = convert(source, "--to", tmp_path / "out")
    assert "0 converted, 4 already there" in errors
    assert status == 0
    status, _, errors = convert(source, "--to", tmp_path / "out", "--no-resume")
    assert status == 2


def test_slices_give_the_same_result(tmp_path: Path) -> None:
    """The reference is read in slices of five pages, by two processes, and as a whole."""
    from schemas.options import ExtractOptions, Limits
    from service.convert.recipe import Recipe
    from service.convert.steps import Head, Product, convert, join_slices, read_slice

    blob = REFERENCE.read_bytes()
    whole = convert(blob, "a.pdf", Recipe(ExtractOptions(), Limits()))
    sliced = Recipe(ExtractOptions(), Limits(), slice_pages=5)
    head = convert(blob, "a.pdf", sliced)
    assert isinstance(whole, Product)
    assert isinstance(head, Head)
    pieces = [read_slice(blob, head.numbers[first : first + 5], sliced) for first in range(0, len(head.numbers), 5)]
    assert join_slices(pieces, head, "a.pdf", sliced).content == whole.content


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_readmes_query_gives_the_references_totals(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/w.db" if kind == "sqlite" else fresh_database(request.getfixturevalue("postgres"))
    status, _, errors = convert(REFERENCE, "--to", url, "--cells", "--workers", "1")
    assert status == 0, errors
    database = Database(url)
    with database.read() as connection:
        totals, subject = ([tuple(row) for row in connection.execute(text(query))] for query in _readme_queries())
        cells = connection.execute(text("SELECT count(*) FROM cells")).scalar_one()
        sums = connection.execute(
            text("SELECT count(*) FROM figures WHERE is_total AND check_status = 'fail'")
        ).scalar_one()
    database.close()
    assert totals == [("江油市人力资源和社会保障局", 2024, 36_062_100, 36_062_100)]
    assert subject
    assert len({name for name, _, _ in subject}) == 1
    assert cells > 1000
    assert sums == 0


def _readme_queries() -> list[str]:
    block = (ROOT / "README.md").read_text("utf-8").partition("```sql\n")[2].partition("```")[0]
    return [line.partition(";")[0] for line in block.splitlines()]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    copies(tmp_path / "in", 2)
    status, output, _ = convert(tmp_path / "in", "--to", tmp_path / "out", "--dry-run")
    assert (status, output.splitlines()) == (0, [f"{tmp_path}/in/0000.pdf", f"{tmp_path}/in/0001.pdf"])
    assert not (tmp_path / "out").exists()


def test_lines_on_standard_output(tmp_path: Path) -> None:
    copies(tmp_path / "in", 3)
    status, output, errors = convert(tmp_path / "in", "--to", "-", "--workers", "1")
    assert status == 0, errors
    assert {json.loads(line)["document"]["filename"] for line in output.splitlines()} == {
        "0000.pdf",
        "0001.pdf",
        "0002.pdf",
    }
    assert "\x1b" not in output + errors
    assert not list(ROOT.glob("-*"))


def test_parts_make_the_whole(tmp_path: Path) -> None:
    copies(tmp_path / "in", 6)
    told = [convert(tmp_path / "in", "--to", "x", "--shard", f"{part}/2", "--dry-run")[1] for part in (1, 2)]
    assert sorted("".join(told).splitlines()) == [f"{tmp_path}/in/{number:04}.pdf" for number in range(6)]
    assert convert(tmp_path / "in", "--to", "x", "--shard", "3/2")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["/no/such/folder", "--to", "out"], "no such file"),
        ([str(REFERENCE), "--to", "mysql://host/db"], "not a target"),
        ([str(REFERENCE), "--to", "postgresql://127.0.0.1:1/x"], "the database cannot be used"),
        ([str(REFERENCE), "--to", "out", "--forms", "/no/such.yaml"], "form definition"),
    ],
)
def test_what_cannot_work_is_told_in_one_line(arguments: list[str], told: str) -> None:
    status, output, errors = convert(*arguments)
    assert (status, output) == (1, "")
    assert told in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("DOCUMENT_TIMEOUT", "0.01", "timed-out: the limit for one document is 0.01 seconds"),
        ("MAX_PAGES", "3", "too-many-pages"),
        ("SILENCE_TIMEOUT", "soon", "tablewright: setting silence_timeout: Input should be a valid number"),
    ],
)
def test_the_limits_of_the_service_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"TABLEWRIGHT_{setting}", value)
    status, _, errors = convert(REFERENCE, "--to", tmp_path / "out", "--workers", "1")
    assert status == 1
    assert told in errors


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_so_and_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    copies(tmp_path / "in", 12)
    target = f"sqlite:///{tmp_path}/w.db"
    with start(tmp_path / "in", "--to", target, "--workers", "1") as process:
        _await_documents(tmp_path / "w.db", process)
        process.send_signal(how)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "run the same command again" in errors
    status, _, errors = convert(tmp_path / "in", "--to", target, "--workers", "1")
    assert status == 0
    assert _documents(tmp_path / "w.db") == 12
    assert "12 converted" not in errors


def _await_documents(path: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while _documents(path) == 0:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _documents(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(path, timeout=30)
    try:
        count: int = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:
        return 0  # not migrated yet
    finally:
        connection.close()
    return count


@pytest.mark.slow
@pytest.mark.parametrize("target", ["out", "out.jsonl", "out.parquet"])
def test_killed_ten_times_the_bytes_are_those_of_an_uninterrupted_run(tmp_path: Path, target: str) -> None:
    copies(tmp_path / "in", 60)
    rest = random.Random(target)
    assert convert(tmp_path / "in", "--to", tmp_path / "whole" / target, "--workers", "2")[0] == 0
    books = tmp_path / "killed" / (f"{target}.tablewright" if target.endswith("jsonl") else f"{target}/.tablewright")
    for death in range(10):
        with start(tmp_path / "in", "--to", tmp_path / "killed" / target, "--workers", "2") as process:
            # Each life converts some documents; at which line of which of them it ends is chance.
            _await_noted(books / "manifest.sqlite", 5 * death + rest.randrange(5), process)
            time.sleep(rest.uniform(0.0, 0.3))
            assert process.poll() is None, "it was over before it could be killed"
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
    status, _, errors = convert(tmp_path / "in", "--to", tmp_path / "killed" / target, "--workers", "2")
    assert status == 0, errors
    assert "60 converted" not in errors
    assert _visible(tmp_path / "killed") == _visible(tmp_path / "whole")


def _await_noted(manifest: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while _documents(manifest) < count:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _visible(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and ".tablewright" not in str(path.relative_to(root))
        and not path.name.endswith("report.html")
    }
