"""What is over goes; what is needed stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from service.blobs.local import LocalBlobs
from service.blobs.remote import RemoteBlobs
from service.housekeeping import OWNER_FILE, Housekeeping
from service.jobs.presence import new_owner
from service.ports import BlobStore
from service.settings import Settings
from tests.service.running import FAULTS, running


@pytest.fixture(params=["local", "fsspec"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "local":
        return LocalBlobs(tmp_path / "blobs")
    return RemoteBlobs(f"file://{tmp_path}/blobs")


def source(tmp_path: Path, content: bytes = b"content") -> Path:
    path = tmp_path / "incoming"
    path.write_bytes(content)
    return path


def test_blobs_keep_what_they_are_given(blobs: BlobStore, tmp_path: Path) -> None:
    big = os.urandom(700_000)
    blobs.put_file("ab/abcd/1.pdf", source(tmp_path, big))
    assert not (tmp_path / "incoming").exists()
    assert b"".join(blobs.read("ab/abcd/1.pdf")) == big
    folder = tmp_path / "work"
    folder.mkdir()
    assert blobs.open_local("ab/abcd/1.pdf", folder).read_bytes() == big
    blobs.delete("ab/abcd/1.pdf")
    blobs.delete("ab/abcd/1.pdf")
    with pytest.raises(FileNotFoundError):
        next(blobs.read("ab/abcd/1.pdf"))
    with pytest.raises(FileNotFoundError):
        blobs.open_local("ab/abcd/1.pdf", folder)


def test_old_folders(blobs: BlobStore, tmp_path: Path) -> None:
    blobs.put_file("ab/abcd/1.pdf", source(tmp_path))
    assert list(blobs.old_folders(time.time() - 60)) == []
    assert list(blobs.old_folders(time.time() + 60)) == ["ab/abcd"]
    blobs.delete_folder("ab/abcd")
    blobs.delete_folder("ab/abcd")
    assert list(blobs.old_folders(time.time() + 60)) == []


def test_expired_results_and_leftovers_go(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=1, keep_seconds=1.0), FAULTS) as service:
        identity = service.send("ok expires").headers["x-document-id"]
        folder = tmp_path / "blobs" / identity[:2] / identity
        assert len(list(folder.iterdir())) == 2
        orphan = tmp_path / "blobs" / "00" / ("0" * 32)
        orphan.mkdir(parents=True)
        (orphan / "1.pdf").touch()
        young = tmp_path / "blobs" / "11" / ("1" * 32)
        young.mkdir(parents=True)
        leftover = tmp_path / "work" / "of-a-killed-process"
        leftover.mkdir()
        host, pid, started, tail = new_owner().rsplit("/", 3)
        (leftover / OWNER_FILE).write_text(f"{host}/{pid}/{int(started) - 1}/{tail}")
        part = tmp_path / "incoming" / "half.part"
        part.touch()
        long_ago = time.time() - 7200
        for path in (orphan, leftover, part):
            os.utime(path, (long_ago, long_ago))
        time.sleep(1.1)
        assert service.client.get(f"/v1/documents/{identity}").status_code == 404
        Housekeeping(service.house).tidy()
        assert not list(folder.glob("*"))
        assert not orphan.exists()
        assert young.exists()
        assert not leftover.exists()
        assert service.house.work_root.exists()
        assert not part.exists()
        assert service.send("ok still works").status_code == 200


def test_results_in_a_remote_store(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", workers=1, blob_url=f"file://{tmp_path}/far")
    with running(settings, FAULTS) as service:
        answer = service.send("ok far away")
        assert answer.status_code == 200
        assert len(list((tmp_path / "far").glob("*/*/*"))) == 2
        assert service.send("ok far away").content == answer.content
        identity = answer.headers["x-document-id"]
        assert service.client.delete(f"/v1/documents/{identity}").status_code == 204
        assert not [path for path in (tmp_path / "far").rglob("*") if path.is_file()]
