"""Locks, file lengths, the container file and the published schema hold what they promise."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.container.dockerfile import UnknownInstruction, read_dockerfile
from tests.support.file_lengths import DEBT, findings, lengths_of, source_files
from tests.support.locks import ROOT, read_lock

LOCKS = ("requirements.lock", "requirements-dev.lock")
#: What stands at the top, besides the flow's folders: a result or a trial written there is no part of the project.
TOP_FILES = {
    ".dockerignore", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "NOTICE", "README.md",
    "README.zh.md", "THIRD_PARTY.md", "pyproject.toml", "requirements-dev.lock", "requirements.lock",
}  # fmt: skip
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())


def asked_for(lock: str) -> Iterator[Requirement]:
    """Give what pyproject.toml asks for and the lock has to pin."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"]["dev"] if lock == "requirements-dev.lock" else []
    plain = [entry for entry in groups if isinstance(entry, str)]
    for line in [*PROJECT["project"]["dependencies"], *(entry for extra in extras for entry in extra), *plain]:
        yield Requirement(line)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_hashed(lock: str) -> None:
    for pin in read_lock(lock):
        assert re.fullmatch(r"==[^*]+", str(pin.requirement.specifier)), pin.name
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in pin.hashes), pin.name


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_answers_the_project(lock: str) -> None:
    pins = {(pin.name): pin.requirement for pin in read_lock(lock) if pin.is_for_here}
    for asked in asked_for(lock):
        if asked.marker is None or asked.marker.evaluate():
            pinned = pins[canonicalize_name(asked.name)]
            assert asked.specifier.contains(str(pinned.specifier).removeprefix("==")), f"{asked} is pinned {pinned}"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_index_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_one_opencv(lock: str) -> None:
    assert {pin.name for pin in read_lock(lock) if "opencv" in pin.name} == {"opencv-python-headless"}


def test_the_tools_stand_on_what_ships() -> None:
    """Same versions, same hashes; a tool may ask for one of them on more platforms."""

    def pins(lock: str) -> set[tuple[str, str, tuple[str, ...]]]:
        return {(pin.name, str(pin.requirement.specifier), pin.hashes) for pin in read_lock(lock)}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_no_source_file_is_too_long() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so its files cannot be listed")
    assert findings(lengths_of(source_files())) == []
    assert not DEBT


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout: what is tracked cannot be told")
def test_nothing_else_lies_at_the_top() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {name for name in tracked.splitlines() if "/" not in name} == TOP_FILES


def test_lengths_are_found() -> None:
    assert findings({"a.py": 401, "b.py": 400}) == ["a.py: 401 lines, at most 400"]
    assert findings({"a.py": 401}, frozenset({"a.py"})) == []
    assert findings({"a.py": 9}, frozenset({"a.py"})) == ["a.py: take it off the debt list"]


def test_the_container_has_little_power() -> None:
    *_, final = read_dockerfile((ROOT / "Dockerfile").read_text())
    users = [step.arguments for step in final.steps if step.instruction == "USER"]
    assert users
    assert users[-1] not in ("root", "0")
    assert final.health
    assert [*final.entrypoint, *final.command][:2] == ["tablewright", "serve"]
    assert not any("pip install" in step.arguments for step in final.steps)


def test_a_dockerfile_is_read() -> None:
    build, final = read_dockerfile(
        "# first\nFROM a:1 AS build\nRUN x \\\n # remark\n && y\nFROM b\nCOPY --from=build /z ./\n"
        'HEALTHCHECK --timeout=5s \\\n CMD ["ok"]\nENTRYPOINT ["run"]\nCMD go on\n'
    )
    assert (build.base, build.name, final.base, final.name) == ("a:1", "build", "b", None)
    assert build.steps[0].words[:2] == ["/bin/sh", "-c"]
    assert " ".join(build.steps[0].arguments.split()) == "x && y"
    assert final.steps[0].words == ["--from=build", "/z", "./"]
    assert (final.health, final.entrypoint, final.command) == (["ok"], ["run"], ["/bin/sh", "-c", "go on"])
    with pytest.raises(UnknownInstruction, match="ONBUILD"):
        read_dockerfile("FROM a\nONBUILD RUN x\n")


def test_the_published_schema_is_the_one_of_the_code() -> None:
    printed = subprocess.run([Path(sys.executable).with_name("tablewright"), "schema"], capture_output=True, check=True)
    published = (ROOT / "schemas" / "published" / "result.schema.json").read_text()
    assert json.loads(printed.stdout) == json.loads(published), "make schema"
