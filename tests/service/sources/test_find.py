from __future__ import annotations

import zipfile
from pathlib import Path

import fsspec
import pytest

from service.sources.entry import Entry, Passed, Scope, SourceFault, SourceLimits
from service.sources.find import check_sources, estimate_documents, find_entries

PDF = b"%PDF-1.7 one"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "b").mkdir(parents=True)
    (root / "z.pdf").write_bytes(PDF)
    (root / "b" / "a.PDF").write_bytes(PDF)
    (root / "b" / "unnamed").write_bytes(b"x" + PDF)
    (root / "notes.txt").write_text("no document")
    with zipfile.ZipFile(root / "more.zip", "w") as archive:
        archive.writestr("m.pdf", PDF)
    return root


def names(*sources: str, scope: Scope | None = None) -> list[str]:
    return [one.name for one in find_entries(sources, scope or Scope()) if isinstance(one, Entry)]


def passed(*sources: str, scope: Scope | None = None) -> dict[str, str]:
    return {one.name: one.why for one in find_entries(sources, scope or Scope()) if isinstance(one, Passed)}


def test_a_folder_is_taken_with_all_below_it_in_the_order_of_names(folder: Path) -> None:
    wanted = ["more.zip!/m.pdf", "z.pdf", "b/a.PDF", "b/unnamed"]
    assert names(str(folder)) == [f"{folder}/{name}" for name in wanted]
    assert passed(str(folder)) == {f"{folder}/notes.txt": "no-pdf"}


def test_patterns(folder: Path) -> None:
    assert names(f"{folder}/*.pdf") == [f"{folder}/z.pdf"]
    assert names(f"{folder}/**/*.[pP][dD][fF]") == [f"{folder}/b/a.PDF", f"{folder}/z.pdf"]


def test_overlapping_sources_give_each_name_once(folder: Path) -> None:
    assert sorted(names(str(folder), f"{folder}/z.pdf", f"{folder}/*")) == sorted(names(str(folder)))


def test_a_list_of_paths(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    listing = tmp_path / "list.txt"
    listing.write_text("# the good ones\n\nz.pdf\nb\nmissing.pdf\nother.txt\n")
    assert names(str(listing)) == [f"{folder}/z.pdf", f"{folder}/b/a.PDF", f"{folder}/b/unnamed"]
    assert passed(str(listing)) == {f"{folder}/missing.pdf": "unreadable", "other.txt": "refused"}


def test_excluded_folders_are_not_entered(folder: Path) -> None:
    assert names(str(folder), scope=Scope(excluded=(folder / "b",))) == [f"{folder}/more.zip!/m.pdf", f"{folder}/z.pdf"]


def test_files_that_are_too_large_are_told_unread(folder: Path) -> None:
    assert passed(f"{folder}/z.pdf", scope=Scope(SourceLimits(max_bytes=5))) == {f"{folder}/z.pdf": "too-large"}


def test_stamps_change_with_the_file(folder: Path) -> None:
    [before] = find_entries([f"{folder}/z.pdf"], Scope())
    (folder / "z.pdf").write_bytes(PDF + b"more")
    [after] = find_entries([f"{folder}/z.pdf"], Scope())
    assert isinstance(before, Entry)
    assert isinstance(after, Entry)
    assert before.stamp != after.stamp


def test_objects_of_a_store() -> None:
    store = fsspec.filesystem("memory")
    store.pipe({"/bulk/a.pdf": PDF, "/bulk/sub/b.pdf": PDF, "/bulk/c.txt": b"no"})
    try:
        found = list(find_entries(["memory://bulk"], Scope()))
        assert [one.name for one in found] == [
            "memory:///bulk/a.pdf",
            "memory:///bulk/c.txt",
            "memory:///bulk/sub/b.pdf",
        ]
        assert [one.read() for one in found if isinstance(one, Entry)] == [PDF, PDF]
        assert names("memory://bulk/*.pdf") == ["memory:///bulk/a.pdf"]
        assert passed("memory://nowhere") == {"memory://nowhere": "unreadable"}
    finally:
        store.rm("/bulk", recursive=True)


def test_a_missing_driver_is_told() -> None:
    assert passed("nosuch://bucket/x.pdf") == {"nosuch://bucket/x.pdf": "unreadable"}


def test_missing_sources_are_told_at_once(tmp_path: Path) -> None:
    check_sources([str(tmp_path), "s3://bucket", "*.pdf"])
    with pytest.raises(SourceFault, match="no such file"):
        check_sources([str(tmp_path / "none")])


def test_the_estimate_knows_when_it_cannot_know(folder: Path) -> None:
    assert estimate_documents([str(folder / "b")]) == 1
    assert estimate_documents([str(folder)]) is None
    assert estimate_documents(["s3://bucket"]) is None
