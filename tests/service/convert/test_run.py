from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.convert.ports import TargetFault
from service.convert.run import MAX_TRIES, Choice
from service.sinks.json_folder import JsonFolder
from service.sources.entry import Entry, Passed, SourceFault
from tests.service.convert.fakes import document, entries, recipe, run


@pytest.fixture
def target(tmp_path: Path) -> Iterator[JsonFolder]:
    with closing(JsonFolder(tmp_path / "out", tmp_path / "out" / ".books")) as opened:
        yield opened


def results(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "out").glob("??/*.json"))


@pytest.mark.parametrize("seed", range(5))
def test_every_document_is_delivered_once(target: JsonFolder, tmp_path: Path, seed: int) -> None:
    commands = [f"ok {number}" for number in range(40)]
    summary, executor = run(target, entries(*commands), tmp_path / "w", seed=seed)
    assert (summary.converted, summary.failures, summary.pages) == (40, 0, 40)
    assert len(results(tmp_path)) == len(executor.log) == 40


def test_equal_documents_are_converted_once(target: JsonFolder, tmp_path: Path) -> None:
    summary, executor = run(target, entries("ok a", "ok b", "ok a", "ok a"), tmp_path / "w")
    assert (summary.converted, summary.known) == (2, 2)
    assert len(executor.log) == 2
    target.finish()
    listing = (tmp_path / "out" / "index.csv").read_text().splitlines()
    assert len(listing) == 5
    assert all("succeeded" in line for line in listing[1:])


def test_a_long_document_is_read_in_slices_and_put_together_in_order(target: JsonFolder, tmp_path: Path) -> None:
    summary, executor = run(target, entries("pages 10 long"), tmp_path / "w", seed=3)
    assert (summary.converted, summary.pages) == (1, 10)
    assert sorted(line.split(" ", 1)[0] for line in executor.log) == ["convert", "join", "read", "read", "read"]
    assert b'"pages": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]' in next((tmp_path / "out").glob("??/*.json")).read_bytes()


def test_long_documents_and_short_ones_take_turns(target: JsonFolder, tmp_path: Path) -> None:
    found = entries("pages 400 long", *(f"ok {number}" for number in range(60)))
    _, executor = run(target, found, tmp_path / "w")
    kinds = [line.split()[0] for line in executor.log]
    first_half = kinds[: len(kinds) // 2]
    assert first_half.count("read") > 10
    assert first_half.count("convert") > 10


def test_what_is_open_at_once_is_bounded(target: JsonFolder, tmp_path: Path) -> None:
    _, executor = run(target, entries(*(f"pages 40 {number}" for number in range(50))), tmp_path / "w")
    # Each open document keeps itself and at most its ten slices.
    assert executor.most_kept <= 11 * (4 * executor.capacity + 1)


def test_a_failure_is_told_and_the_others_go_on(target: JsonFolder, tmp_path: Path) -> None:
    summary, _ = run(target, entries("ok a", "refuse encrypted-pdf", "ok b"), tmp_path / "w")
    assert (summary.converted, summary.failures) == (2, 1)
    assert summary.faults == [("/in/001 refuse encrypted-pdf.pdf", "encrypted-pdf", "as asked")]


def test_a_lost_worker_is_forgiven_some_times(target: JsonFolder, tmp_path: Path) -> None:
    found = entries(f"lose {MAX_TRIES - 1} a", f"lose {MAX_TRIES} b", "ok c")
    summary, _ = run(target, found, tmp_path / "w")
    assert (summary.converted, summary.failures) == (2, 1)
    assert summary.problems == {"worker-died": 1}


def test_a_second_run_does_nothing(target: JsonFolder, tmp_path: Path) -> None:
    found = entries("ok a", "refuse no-pages", "ok b", stamp="1")
    run(target, found, tmp_path / "w")
    summary, executor = run(target, found, tmp_path / "w")
    assert (summary.known, executor.log) == (3, [])


def test_what_is_known_by_its_stamp_is_not_read_again(target: JsonFolder, tmp_path: Path) -> None:
    run(target, entries("ok a", stamp="1"), tmp_path / "w")

    def fail() -> bytes:
        raise AssertionError("read")

    [first] = entries("ok a", stamp="1")
    run(target, [Entry(first.name, "1", fail)], tmp_path / "w")
    summary, _ = run(target, [Entry(first.name, "2", lambda: document("ok changed"))], tmp_path / "w")
    assert summary.converted == 1


def test_a_removed_result_is_made_again(target: JsonFolder, tmp_path: Path) -> None:
    found = entries("ok a", stamp="1")
    run(target, found, tmp_path / "w")
    next((tmp_path / "out").glob("??/*.json")).unlink()
    summary, _ = run(target, found, tmp_path / "w")
    assert summary.converted == 1


def test_failures_of_ours_are_tried_again_and_those_of_documents_are_not(target: JsonFolder, tmp_path: Path) -> None:
    found = entries("refuse internal", "refuse damaged-pdf")
    run(target, found, tmp_path / "w")
    _, executor = run(target, found, tmp_path / "w")
    assert [line.split(" ")[2:4] for line in executor.log] == [["refuse", "internal.pdf"]]


def test_failed_only(target: JsonFolder, tmp_path: Path) -> None:
    run(target, entries("ok a", "refuse damaged-pdf"), tmp_path / "w")
    summary, executor = run(
        target, entries("ok a", "refuse damaged-pdf", "ok new"), tmp_path / "w", choice=Choice(failed_only=True)
    )
    assert len(executor.log) == 1
    assert (summary.failures, summary.known) == (1, 2)


def test_replace_takes_what_another_recipe_made(target: JsonFolder, tmp_path: Path) -> None:
    run(target, entries("ok a", "ok b"), tmp_path / "w")
    again = Choice(replace=True)
    summary, _ = run(target, entries("ok a"), tmp_path / "w", choice=again)
    assert summary.converted == 0
    other = recipe().__class__(recipe().options.model_copy(update={"ocr": "always"}), recipe().limits)
    summary, _ = run(target, entries("ok a", "ok b"), tmp_path / "w", choice=again, chosen=other)
    assert summary.converted == 2
    summary, _ = run(target, entries("ok a", "ok b"), tmp_path / "w", choice=again, chosen=other)
    assert summary.converted == 0


def test_the_limit_counts_documents_that_are_worked_on(target: JsonFolder, tmp_path: Path) -> None:
    found = entries("ok a", "ok b", "ok c", "ok d", stamp="1")
    assert run(target, found, tmp_path / "w", choice=Choice(limit=2))[0].converted == 2
    assert run(target, found, tmp_path / "w", choice=Choice(limit=1))[0].converted == 1
    assert len(results(tmp_path)) == 3


def test_what_cannot_be_read_is_counted_apart_from_what_is_no_pdf(target: JsonFolder, tmp_path: Path) -> None:
    def gone() -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    def refused() -> bytes:
        raise SourceFault("too-large", "9 bytes")

    found = [
        Passed("/in/x.txt", "no-pdf", "not a PDF"),
        Entry("/in/gone.pdf", None, gone),
        Entry("/in/large.pdf", None, refused),
        Entry("/in/text", None, lambda: b"text"),
    ]
    summary, _ = run(target, found, tmp_path / "w")
    assert (summary.failures, summary.passed["no-pdf"]) == (2, 2)
    assert [fault[:2] for fault in summary.faults] == [("/in/gone.pdf", "unreadable"), ("/in/large.pdf", "too-large")]


def test_two_runs_do_not_share_a_folder(target: JsonFolder, tmp_path: Path) -> None:
    with pytest.raises(TargetFault, match="another run"):
        JsonFolder(tmp_path / "out", tmp_path / "out" / ".books")
    target.close()
    JsonFolder(tmp_path / "out", tmp_path / "out" / ".books").close()
