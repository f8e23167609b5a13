"""Documents that are not budgets: drawn from data, and read back exactly with a definition and no code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samples.other_forms import FOLDER, all_samples, draw
from schemas.forms.faults import find_faults
from schemas.forms.library import load_library

NAMES = ["invoice-list", "bank-statement", "lab-sheet"]


@pytest.mark.parametrize("name", NAMES)
def test_records_are_exactly_those_that_were_drawn(name: str):
    command = [sys.executable, "-c", "from service.cli import main; main()", "extract", str(FOLDER / f"{name}.pdf")]
    done = subprocess.run([*command, "--forms", str(FOLDER / f"{name}.yaml")], capture_output=True, check=True)
    result = json.loads(done.stdout)
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    (form,) = result["forms"]
    records = [{key: value for key, value in row.items() if key not in ("row", "cells")} for row in form["records"]]
    assert form["form"] == expected["form"]
    assert records == expected["records"]
    assert result["warnings"] == []
    assert result["checks"]
    assert {check["status"] for check in result["checks"]} == {"pass"}


@pytest.mark.parametrize("name", NAMES)
def test_their_definitions_have_no_mistakes(name: str):
    assert find_faults((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), load_library()) == []


def test_the_committed_files_are_those_that_are_drawn(tmp_path: Path):
    for sample in all_samples():
        draw(sample, tmp_path)
        for suffix in (".pdf", ".expected.json"):
            name = sample.name + suffix
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: run samples.other_forms"
