"""What the page "Add your own form in ten minutes" says of rules, types and settings is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.settings import Settings
from tests.docs.pages import DOCS, ROOT

PAGE = DOCS / "forms.md"


def test_the_rules_and_types_of_the_page_are_those_of_the_schema() -> None:
    text = PAGE.read_text(encoding="utf-8")
    schema = (ROOT / "schemas/published/form-definition.schema.json").read_text(encoding="utf-8")
    rules = set(re.findall(r"rule: (\w+)", text))
    assert rules >= {"row_sum", "column_sum", "running_balance", "required_field"}
    assert all(f'"{rule}"' in schema for rule in rules)
    types = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert len(types) == 8
    assert all(f'"{each}"' in schema for each in types)


def test_the_service_takes_the_files_by_the_setting_that_the_page_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABLEWRIGHT_FORMS", f"{tmp_path}/a.yaml,{tmp_path}/b.yaml")
    assert Settings().forms == (tmp_path / "a.yaml", tmp_path / "b.yaml")
