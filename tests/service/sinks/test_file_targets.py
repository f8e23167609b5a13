from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from service.convert.ports import Target, TargetFault
from service.sinks.json_folder import JsonFolder
from service.sinks.json_lines import JsonLines
from service.sinks.parquet_dataset import ParquetDataset
from tests.service.convert.fakes import entries, run
from tests.service.sinks.dying import survives

Opener = Callable[[Path], Target]
OPENERS: dict[str, Opener] = {
    "folder": lambda root: JsonFolder(root / "out", root / "books"),
    "lines": lambda root: JsonLines(root / "out" / "all.jsonl", root / "books"),
    "parquet": lambda root: ParquetDataset(root / "out", root / "books", part_documents=2),
}
COMMANDS = ("ok a", "pages 6 b", "ok c", "refuse no-pages", "ok a", "pages 2 d", "ok e")


@pytest.fixture(params=OPENERS)
def opener(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


def convert(opener: Opener, root: Path, seed: int = 0, commands: tuple[str, ...] = COMMANDS) -> None:
    with closing(opener(root)) as target:
        run(target, entries(*commands, stamp="1"), root / "scratch", seed=seed)


def content(root: Path) -> dict[str, bytes]:
    """Return every file that readers see."""
    return {
        str(path.relative_to(root / "out")): path.read_bytes()
        for path in sorted((root / "out").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_whoever_is_faster_the_bytes_are_the_same(opener: Opener, tmp_path: Path) -> None:
    for seed in range(6):
        convert(opener, tmp_path / str(seed), seed)
    assert (
        len(
            {
                json.dumps(sorted((name, hash(blob)) for name, blob in content(tmp_path / str(seed)).items()))
                for seed in range(6)
            }
        )
        == 1
    )


@pytest.mark.parametrize(("target", "stride"), [("folder", 4), ("lines", 4), ("parquet", 13)])
def test_killed_anywhere_it_goes_on_to_the_same_bytes(target: str, stride: int, tmp_path: Path) -> None:
    opener = OPENERS[target]
    convert(opener, tmp_path / "whole", 0)
    wanted = content(tmp_path / "whole")
    for deaths_at in count(1, stride):
        root = tmp_path / str(deaths_at)
        root.mkdir()
        done = survives(partial(convert, opener, root, 1), deaths_at)
        convert(opener, root, 2)
        assert content(root) == wanted, f"killed at touch {deaths_at}"
        if done:
            break
    assert deaths_at > 30, "the child was hardly ever killed"


def test_killed_again_and_again(opener: Opener, tmp_path: Path) -> None:
    convert(opener, tmp_path / "whole", 0)
    root = tmp_path / "killed"
    root.mkdir()
    lives = next(n for n in count(1) if survives(partial(convert, opener, root, n), 12 + n))
    assert lives > 1
    assert content(root) == content(tmp_path / "whole")


def test_a_second_run_changes_nothing(opener: Opener, tmp_path: Path) -> None:
    convert(opener, tmp_path)
    before = content(tmp_path)
    convert(opener, tmp_path, 5)
    assert content(tmp_path) == before


def test_new_documents_are_added(opener: Opener, tmp_path: Path) -> None:
    convert(opener, tmp_path)
    before = content(tmp_path)
    convert(opener, tmp_path, 0, (*COMMANDS, "ok f", "ok g"))
    after = content(tmp_path)
    assert after != before
    for name, blob in before.items():
        assert after[name].startswith(blob) or name == "index.csv"


def test_nothing_is_left_behind(opener: Opener, tmp_path: Path) -> None:
    convert(opener, tmp_path)
    assert list((tmp_path / "scratch").iterdir()) == []
    staged = tmp_path / "books" / "staged"
    assert not staged.exists() or list(staged.iterdir()) == []
    assert [path for path in (tmp_path / "out").rglob(".*")] == []


def test_lines_stand_in_the_order_of_the_sources(tmp_path: Path) -> None:
    convert(OPENERS["lines"], tmp_path, 4)
    lines = (tmp_path / "out" / "all.jsonl").read_text().splitlines()
    assert [json.loads(line)["filename"] for line in lines] == [
        "000 ok a.pdf",
        "001 pages 6 b.pdf",
        "002 ok c.pdf",
        "005 pages 2 d.pdf",
        "006 ok e.pdf",
    ]


def test_a_file_that_lost_lines_is_not_written_on(tmp_path: Path) -> None:
    convert(OPENERS["lines"], tmp_path)
    (tmp_path / "out" / "all.jsonl").write_text("")
    with pytest.raises(TargetFault, match="shorter"):
        convert(OPENERS["lines"], tmp_path)


def test_a_dataset_is_read_by_partition(tmp_path: Path) -> None:
    convert(OPENERS["parquet"], tmp_path)
    figures = ds.dataset(tmp_path / "out" / "figures", partitioning="hive").to_table()
    assert figures.num_rows == 1 + 6 + 1 + 2 + 1
    assert set(figures["form"].to_pylist()) == {"department_expenditure_summary"}
    assert set(figures["fiscal_year"].to_pylist()) == {2024}
    assert sum(figures["amount"].to_pylist()) * 10_000 == sum(figures["amount_yuan"].to_pylist()) == 11 * 125_000
    assert len(list((tmp_path / "out" / "documents").glob("part-*.parquet"))) == 3


def test_amounts_too_long_for_the_column_are_null(tmp_path: Path) -> None:
    from service.sinks.parquet_dataset import _fitting

    assert _fitting("1" * 31) is None
    assert str(_fitting("-0.123456789")) == "-0.12345679"
    assert _fitting(None) is None
