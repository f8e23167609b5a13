from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from service.sources.archives import open_archive
from service.sources.entry import Entry, Passed, SourceLimits

PDF = b"%PDF-1.7 and so on"


def a_zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_tar(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def walk(blob: bytes, name: str, limits: SourceLimits | None = None) -> tuple[dict[str, bytes], dict[str, str]]:
    found = list(open_archive(io.BytesIO(blob), name, limits or SourceLimits()))
    entries = {one.name: one.read() for one in found if isinstance(one, Entry)}
    return entries, {one.name: one.why for one in found if isinstance(one, Passed)}


@pytest.mark.parametrize(("name", "pack"), [("a.zip", a_zip), ("a.tar.gz", a_tar), ("a.TGZ", a_tar)])
def test_documents_are_found_and_the_rest_is_named(name: str, pack: object) -> None:
    blob = pack({"b/one.pdf": PDF, "two.bin": b"junk" + PDF, "three.txt": b"text", "four.pdf": b"no pdf"})  # type: ignore[operator]
    entries, passed = walk(blob, name)
    # What calls itself a PDF is one, broken or not: that is for the conversion to say.
    assert entries == {f"{name}!/b/one.pdf": PDF, f"{name}!/two.bin": b"junk" + PDF, f"{name}!/four.pdf": b"no pdf"}
    assert passed == {f"{name}!/three.txt": "no-pdf"}


def test_archives_are_opened_within_archives_once() -> None:
    innermost = a_zip({"deep.pdf": PDF})
    entries, passed = walk(a_zip({"in.tar": a_tar({"a.pdf": PDF, "c.zip": innermost}, "w")}), "o.zip")
    assert entries == {"o.zip!/in.tar!/a.pdf": PDF}
    assert passed == {"o.zip!/in.tar!/c.zip": "refused"}


@pytest.mark.parametrize("name", ["../up.pdf", "/etc/x.pdf", "a/../../b.pdf", "C:\\x.pdf", "..\\up.pdf", "a\x07b.pdf"])
def test_names_that_leave_their_folder_are_refused(name: str) -> None:
    entries, passed = walk(a_tar({name: PDF, "good.pdf": PDF}), "a.tar.gz")
    assert list(entries) == ["a.tar.gz!/good.pdf"]
    assert list(passed.values()) == ["refused"]


def test_links_and_devices_are_refused() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("s.pdf", tarfile.SYMTYPE), ("h.pdf", tarfile.LNKTYPE), ("d.pdf", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    entries, passed = walk(buffer.getvalue(), "a.tar")
    assert entries == {}
    assert set(passed.values()) == {"refused"}
    assert len(passed) == 3


def test_a_symbolic_link_in_a_zip_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert walk(buffer.getvalue(), "a.zip") == ({}, {"a.zip!/link.pdf": "refused"})


def test_a_bomb_ends_its_archive() -> None:
    limits = SourceLimits(max_bytes=3_000_000, free_bytes=4_000_000, max_ratio=50)
    bomb = a_zip({f"{number}.pdf": bytes(2_500_000) for number in range(5)})
    entries, passed = walk(bomb, "bomb.zip", limits)
    assert len(entries) < 5
    assert passed == {"bomb.zip": "refused"}


def test_a_bomb_within_an_archive_does_not_end_the_outer_one() -> None:
    limits = SourceLimits(max_bytes=3_000_000, free_bytes=2_000_000, max_ratio=50)
    entries, passed = walk(a_zip({"b.tar.gz": a_tar({"x.pdf": bytes(2_500_000)}), "good.pdf": PDF}), "o.zip", limits)
    assert entries == {"o.zip!/good.pdf": PDF}
    assert passed == {"o.zip!/b.tar.gz": "refused"}


def test_sizes_are_counted_not_believed() -> None:
    """The directory says 10 bytes; a million come out."""
    blob = bytearray(a_zip({"liar.pdf": bytes(1_000_000)}))
    size = (1_000_000).to_bytes(4, "little")
    while (place := blob.find(size)) >= 0:
        blob[place : place + 4] = (10).to_bytes(4, "little")
    entries, passed = walk(bytes(blob), "a.zip", SourceLimits(max_bytes=100_000))
    assert entries == {} or all(len(content) <= 100_000 for content in entries.values())
    assert len(entries) + len(passed) == 1


def test_a_member_that_is_too_large_is_told_and_the_others_are_read() -> None:
    entries, passed = walk(a_tar({"big.pdf": bytes(5000), "ok.pdf": PDF}), "a.tgz", SourceLimits(max_bytes=1000))
    assert entries == {"a.tgz!/ok.pdf": PDF}
    assert passed == {"a.tgz!/big.pdf": "too-large"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.xz"])
def test_damage_is_told(name: str) -> None:
    assert walk(b"this is no archive", name) == ({}, {name: "unreadable"})


@pytest.mark.parametrize(("name", "pack"), [("a.zip", a_zip), ("a.tar.gz", a_tar)])
def test_a_cut_archive_never_raises(name: str, pack: object) -> None:
    whole = pack({f"{number}.pdf": PDF * 50 for number in range(4)})  # type: ignore[operator]
    for length in range(0, len(whole), 7):
        entries, passed = walk(whole[:length], name)
        assert passed or entries


def test_an_archive_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(a_zip({"one.pdf": PDF}))
    [found] = open_archive(tmp_path / "a.zip", "a.zip", SourceLimits())
    assert isinstance(found, Entry)
    assert found.read() == PDF
