"""Every file of the corpus, seeds and findings alike, goes through its target; a short search goes on from there."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from schemas.forms.faults import find_faults
from schemas.forms.library import load_library, parse_definition
from tests.fuzz.__main__ import CORPUS, NAMES, run
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

#: For each of the five, two at a time: a minute of the ten that CI may take. `make fuzz` searches for longer.
SECONDS = int(os.environ.get("TABLEWRIGHT_FUZZ_SECONDS", "20"))


@pytest.mark.parametrize(
    "path", sorted(path for path in CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_the_corpus_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_its_corpus_and_its_seeds() -> None:
    assert set(TARGETS) == set(NAMES) == set(seeds())
    for name, files in seeds().items():
        assert len(list((CORPUS / name).iterdir())) >= len(files) >= 2


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*")) < 400_000


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 50_000, "a: &a [*a]", "? {a: 1}\n: 1", "a: 2024-13-01", "a: {<<: 1}", "\0", "a: !!int x"],
)
def test_definition_files_that_no_loader_survives_are_refused(text: str, tmp_path: Path) -> None:
    (fault, *_) = find_faults(text, load_library())
    assert (fault.line, fault.column) >= (1, 1)
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises((ValueError, yaml.YAMLError)):
        load_library([path])
    with pytest.raises((ValueError, yaml.YAMLError)):
        parse_definition(text)


@pytest.mark.parametrize("pattern", ["[[a]b", "[a--b]", "[a&&b]"])
def test_a_pattern_whose_meaning_may_change_is_refused(pattern: str) -> None:
    text = f"key: a\nkind: record_rows\nname: A\ntitles: [b]\nfields: {{a: {{headings: ['{pattern}'], type: text}}}}\n"
    assert "not a regular expression" in find_faults(text, load_library())[0].message
    assert find_faults(text.replace(pattern, "ab"), load_library()) == []


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="Atheris has no wheel for this platform")
def test_a_short_search_finds_nothing() -> None:
    with ThreadPoolExecutor(2) as runs:
        answers = dict(zip(NAMES, runs.map(lambda name: run(name, SECONDS), NAMES), strict=True))
    assert {name: said for name, (status, said) in answers.items() if status} == {}
