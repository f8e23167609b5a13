"""Whatever a file is, it ends as a result or a named problem, inside its limits; the worker lives on as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from schemas.options import ExtractOptions, Limits
from tests.support.hostile import special
from tests.support.hostile.build import one_page
from tests.support.hostile.cases import bombs, invented, mutations
from tests.support.hostile.heavy import HEAVY
from tests.support.hostile.mutate import mutate
from tests.support.hostile.trial import Ending, Trial

CORPUS = Path(os.environ.get("TABLEWRIGHT_HOSTILE", Path(__file__).parents[3] / "shared" / "corpus" / "hostile"))
#: What a worker may keep of a few hundred strange documents, in bytes: caches of fonts, fragments of the heap.
_KEPT = 48 << 20

ENDINGS = {
    "no kids": "no-pages",
    "no page tree": "no-pages",
    "catalogue is a number": "damaged-pdf",
    "header only": "damaged-pdf",
    "kids in a ring": "partial",
    "page tree five thousand deep": "partial",
    "encrypted: unknown handler": "encrypted-pdf",
    "encrypted: keys cut short": "encrypted-pdf",
    **{f"encrypted: {method}, locked": "encrypted-pdf" for method in special.METHODS},
    **{f"encrypted: {method}, no password": "succeeded" for method in special.METHODS},
}


def faults(endings: list[Ending]) -> dict[str, str]:
    return {ending.name: ending.fault for ending in endings if ending.fault}


def test_invented_files_end_well(trial: Trial) -> None:
    starts = trial.starts
    files = {name: blob for name, blob in invented().items() if name not in HEAVY}
    assert len(files) > 190
    endings = [trial.convert(name, blob) for name, blob in files.items()]
    assert faults(endings) == {}
    assert {ending.name: ending.outcome for ending in endings if ending.name in ENDINGS} == ENDINGS
    assert trial.starts == starts, "a worker had to be replaced"


@pytest.mark.slow
def test_memory_comes_back(trial: Trial) -> None:
    names = [name for name in invented() if name not in HEAVY][::3]
    files = {name: invented()[name] for name in names}
    # A worker that was replaced has not met all files yet: the last two rounds are of one that has.
    rounds: list[tuple[list[Ending], int]] = []
    while len(rounds) < 3 or (len(rounds) < 5 and rounds[-3][1] != rounds[-1][1]):
        rounds.append(([trial.convert(name, blob) for name, blob in files.items()], trial.starts))
    first, second = (endings for endings, _ in rounds[-2:])
    assert second[-1].memory - first[-1].memory < _KEPT
    assert [ending.outcome for ending in second] == [ending.outcome for ending in first]


def test_broken_samples_end_well(trial: Trial) -> None:
    endings = [trial.convert(name, blob) for name, blob in mutations(range(3000, 3150)) if not _is_heavy(name)]
    assert faults(endings) == {}
    # The breaking is neither too gentle nor too rough to say anything.
    outcomes = {ending.outcome for ending in endings}
    assert outcomes >= {"succeeded", "damaged-pdf"}


def _is_heavy(name: str) -> bool:
    return any(name.startswith(heavy) for heavy in HEAVY)


def test_a_seed_always_breaks_a_file_the_same_way() -> None:
    plain = one_page()
    assert [mutate(plain, seed) for seed in range(40)] == [mutate(plain, seed) for seed in range(40)]
    assert len({mutate(plain, seed) for seed in range(40)}) > 30


@pytest.mark.parametrize("method", special.METHODS)
def test_encryption_by_every_method(method: str, trial: Trial) -> None:
    locked = special.encrypted(one_page(), method)
    passwords = {None: "encrypted-pdf", "nonsense": "wrong-password", special.USER: "succeeded"}
    passwords |= {special.OWNER: "succeeded", "密码": "wrong-password", "x" * 200: "wrong-password"}
    for password, outcome in passwords.items():
        assert trial.convert(method, locked, ExtractOptions(password=password)).outcome == outcome


def test_limits_are_named(trial: Trial, tmp_path: Path) -> None:
    with Trial(tmp_path, limits=Limits(max_bytes=1000, max_pages=10)) as strict:
        assert strict.convert("long", one_page(more=[b"(%s)" % (b"x" * 1000)])).outcome == "too-large"
        many = invented()["one page a thousand times"]
        assert strict.convert("many", many[:20]).outcome == "damaged-pdf"
    with Trial(tmp_path / "pages", limits=Limits(max_pages=10)) as strict:
        assert strict.convert("many", many).outcome == "too-many-pages"
    assert trial.convert("count", invented()["count of two thousand million"]).outcome in (
        "too-many-pages",
        "succeeded",
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of strange files is not beside this repository")
def test_collected_files_end_well(trial: Trial) -> None:
    endings = [trial.convert(path.name, path.read_bytes()) for path in sorted(CORPUS.glob("*.pdf"))]
    assert endings
    assert faults(endings) == {}
    assert {ending.outcome for ending in endings} <= {
        "succeeded",
        "partial",
        "encrypted-pdf",
        "damaged-pdf",
        "not-a-pdf",
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HEAVY))
def test_heavy_files_end_within_their_limits(name: str, trial: Trial) -> None:
    ending = trial.convert(name, invented()[name])
    assert ending.outcome in ("succeeded", "partial", "out-of-memory", "timed-out")
    assert trial.convert("after it", one_page()).outcome == "succeeded"


@pytest.mark.slow
def test_bombs_end_within_their_limits(trial: Trial) -> None:
    for name, blob in bombs.all_bombs().items():
        assert len(blob) < 1_000_000, name
        ending = trial.convert(name, blob)
        assert ending.outcome in ("succeeded", "partial", "out-of-memory", "timed-out"), name
        assert trial.convert("after it", one_page()).outcome == "succeeded"


@pytest.mark.slow
def test_many_broken_files_end_well(trial: Trial) -> None:
    endings = [trial.convert(name, blob) for name, blob in mutations(range(10_000, 10_500)) if not _is_heavy(name)]
    assert faults(endings) == {}
    collected = sorted(CORPUS.glob("*.pdf"))
    if collected:
        broken = mutations(range(20_000, 20_250), collected)
        assert faults([trial.convert(name, blob) for name, blob in broken]) == {}
