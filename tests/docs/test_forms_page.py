"""The page "Add your own form in ten minutes", read as written: files made, commands run, output compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "forms.md"
_BLOCK = re.compile(
    r"(?:<!-- (?P<key>file|status): (?P<value>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL
)


@dataclass(frozen=True)
class Block:
    kind: str
    body: str
    file: str | None
    status: int


def blocks() -> list[Block]:
    return [
        Block(
            found["kind"],
            found["body"],
            found["value"] if found["key"] == "file" else None,
            int(found["value"]) if found["key"] == "status" else 0,
        )
        for found in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))
    ]


def run(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    scripts = Path(sys.executable).parent
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["sh", "-e", "-c", commands], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_page_works_as_written(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    shown = ""
    ran = 0
    for block in blocks():
        if block.file:
            (tmp_path / block.file).write_text(block.body, encoding="utf-8")
        elif block.kind == "sh":
            done = run(block.body, tmp_path)
            assert done.returncode == block.status, f"{block.body}{done.stderr}"
            shown = done.stdout
            ran += 1
        elif block.kind == "text":
            assert shown == block.body
    assert ran == sum(block.kind == "sh" for block in blocks()) >= 6


def test_every_block_is_run_written_or_compared() -> None:
    for block in blocks():
        assert block.kind in ("sh", "text") or block.file, block.body


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((\.\./[^)#]+)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / target).resolve().exists(), target


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
