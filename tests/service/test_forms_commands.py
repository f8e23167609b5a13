from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app

SAMPLES = Path("samples/forms")


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_check_names_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("key: mine\nkind: record_rows\nname: x\ntitles: ['(x']\nfields: {a: {headings: [A]}}\n")
    done = run("forms", "check", str(file))
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{file}:4:10: not a regular expression")
    assert done.stderr == "tablewright: 1 mistake in form definitions\n"


def test_check_of_good_files(tmp_path: Path) -> None:
    files = [str(path) for path in sorted(SAMPLES.glob("*.yaml"))]
    done = run("forms", "check", *files)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, len(files))


def test_two_owners_of_a_key_are_told(tmp_path: Path) -> None:
    text = (SAMPLES / "invoice-list.yaml").read_text(encoding="utf-8")
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(text, encoding="utf-8")
    two.write_text(text, encoding="utf-8")
    done = run("forms", "check", str(one), str(two))
    assert done.exit_code == 1
    assert f"{two}:1:6: the key invoice_list is that of the form" in done.stdout
    assert f"{one}: invoice_list: no mistakes" in done.stdout


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    assert run("forms", "check", str(tmp_path / "none.yaml")).exit_code == 1
    (tmp_path / "bad.yaml").write_bytes(b"key: mine\nname: \xff\xfe")
    assert ":2:1: the file is not in UTF-8" in run("forms", "check", str(tmp_path / "bad.yaml")).stdout


@pytest.mark.parametrize("name", ["invoice-list", "bank-statement", "lab-sheet"])
def test_a_draft_is_accepted_and_recognises_its_document(name: str, tmp_path: Path) -> None:
    pdf, file = SAMPLES / f"{name}.pdf", tmp_path / "mine.yaml"
    assert run("forms", "draft", str(pdf), "--table", "t1", "--key", "mine", "-o", str(file)).exit_code == 0
    assert run("forms", "check", str(file)).exit_code == 0
    result = json.loads(run("extract", str(pdf), "--forms", str(file)).stdout)
    assert [form["form"] for form in result["forms"]] == ["mine"]
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert len(result["forms"][0]["records"]) == len(expected["records"])
    assert not [warning for warning in result["warnings"] if warning["code"] == "unmapped_heading"]


def test_a_draft_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine")
    assert run("forms", "draft", str(SAMPLES / "lab-sheet.pdf"), "-o", str(file)).exit_code == 1
    assert file.read_text() == "mine"


def test_draft_says_which_tables_there_are() -> None:
    done = run("forms", "draft", str(SAMPLES / "lab-sheet.pdf"), "--table", "t9")
    assert done.exit_code == 1
    assert "the document has t1 (page 1)" in done.stderr


@pytest.mark.parametrize(("key", "status"), [("Mine", 2), ("government_procurement", 1)])
def test_draft_refuses_keys_that_cannot_be(key: str, status: int) -> None:
    assert run("forms", "draft", str(SAMPLES / "lab-sheet.pdf"), "--key", key).exit_code == status


def test_a_bad_definition_stops_an_extraction_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("key: mine\nkind: record_rows\nname: x\nfields: {a: {headings: [A]}}\n")
    done = run("extract", str(SAMPLES / "lab-sheet.pdf"), "--forms", str(file))
    assert done.exit_code == 1
    assert "mine.yaml:1:1: titles: a form needs a title or a signature" in done.stderr


def test_the_schema_of_definitions() -> None:
    shown = json.loads(run("schema", "--forms").stdout)
    assert "record_rows" in json.dumps(shown)
