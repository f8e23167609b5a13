from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from schemas.result import ExtractionResult

COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]


def run(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, env=os.environ | environment, check=False
    )


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    canvas = Canvas(str(path))
    for row in range(4):
        canvas.line(72, 700 - 20 * row, 272, 700 - 20 * row)
    for column in range(3):
        canvas.line(72 + 100 * column, 700, 72 + 100 * column, 640)
    for row in range(3):
        for column in range(2):
            canvas.drawString(80 + 100 * column, 686 - 20 * row, f"r{row}c{column}")
    canvas.showPage()
    canvas.save()
    return path


def test_one_file_goes_to_standard_output(pdf: Path) -> None:
    done = run("extract", str(pdf))
    assert (done.returncode, done.stderr) == (0, b"")
    result = ExtractionResult.model_validate_json(done.stdout)
    assert result.document.filename == "a.pdf"
    assert [cell.text for cell in result.tables[0].cells] == ["r0c0", "r0c1", "r1c0", "r1c1", "r2c0", "r2c1"]


def test_standard_input_and_json_lines(pdf: Path) -> None:
    done = run("extract", "-", str(pdf), stdin=pdf.read_bytes())
    assert done.returncode == 0
    first, second = done.stdout.splitlines()
    assert json.loads(first)["document"]["filename"] is None
    assert json.loads(second)["document"]["filename"] == "a.pdf"
    assert b"\x1b" not in done.stdout


def test_output_file_and_folder(pdf: Path, tmp_path: Path) -> None:
    assert run("extract", str(pdf), "-o", str(tmp_path / "x" / "out.json")).returncode == 0
    assert json.loads((tmp_path / "x" / "out.json").read_text())["tables"]
    other = tmp_path / "other" / "a.pdf"
    other.parent.mkdir()
    other.write_bytes(pdf.read_bytes())
    assert run("extract", str(pdf), str(other), "-o", str(tmp_path / "out"), "--format", "csv").returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-2.zip", "a.zip"]
    assert "tables/t1.csv" in zipfile.ZipFile(tmp_path / "out" / "a.zip").namelist()


@pytest.mark.parametrize(("content", "code"), [(b"nothing", b"not-a-pdf"), (b"%PDF-1.7 broken", b"damaged-pdf")])
def test_errors_are_one_line_and_status_1(tmp_path: Path, pdf: Path, content: bytes, code: bytes) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    done = run("extract", str(bad), str(pdf))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert code in done.stderr
    assert len(done.stdout.splitlines()) == 1  # the good file is still converted


def test_a_missing_file(tmp_path: Path) -> None:
    done = run("extract", str(tmp_path / "none.pdf"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "a.pdf", "--ocr", "sometimes"],
        ["extract", "a.pdf", "--format", "docx"],
        ["extract", "a.pdf", "--pages", "3-1"],
        ["extract", "a.pdf", "b.pdf", "--format", "csv"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def test_schema_and_forms() -> None:
    schema = json.loads(run("schema").stdout)
    assert "document" in schema["properties"]
    listed = run("forms", "list").stdout.decode().splitlines()
    assert "government_procurement\t政府采购预算表" in listed
    shown = json.loads(run("forms", "show", "government_procurement").stdout)
    assert shown["key"] == "government_procurement"
    assert run("forms", "show", "nothing").returncode == 1


def test_keys(tmp_path: Path) -> None:
    data = {"TABLEWRIGHT_DATA": str(tmp_path)}
    key = run("keys", "add", "alice", **data).stdout.decode().strip()
    assert key.startswith("tw_")
    assert key not in (tmp_path / "keys.json").read_text()
    assert run("keys", "list", **data).stdout == b"alice\n"
    assert run("keys", "add", "alice", **data).returncode == 1
    assert run("keys", "remove", "alice", **data).returncode == 0
    assert run("keys", "list", **data).stdout == b""


def test_help_does_not_load_the_engines() -> None:
    heavy = ["numpy", "cv2", "pypdfium2", "fastapi", "sqlalchemy", "pydantic", "rich"]
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom service.cli import app\n"
        "answer = CliRunner().invoke(app, ['--help'])\nassert answer.exit_code == 0\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    done = run("serve", TABLEWRIGHT_DATA=str(tmp_path), TABLEWRIGHT_WORKERS="none")
    assert done.returncode == 1
    assert b"workers" in done.stderr
    assert len(done.stderr.splitlines()) == 1
