"""S3 itself, where there is one: set TABLEWRIGHT_TEST_S3 to its endpoint, such as that of a MinIO or of moto's server.

Without it `memory://` and `file://` stand for object stores in the other tests.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ENDPOINT = os.environ.get("TABLEWRIGHT_TEST_S3", "")
ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "samples" / "jiangyou-2024.pdf"

pytestmark = pytest.mark.skipif(not ENDPOINT, reason="TABLEWRIGHT_TEST_S3 names no endpoint")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Make a bucket and return its name; the settings are those that any S3 client reads."""
    s3fs = pytest.importorskip("s3fs")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", ENDPOINT)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, os.environ.get(name, "testing"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", os.environ.get("AWS_DEFAULT_REGION", "us-east-1"))
    files, name = s3fs.S3FileSystem(skip_instance_cache=True), f"tablewright-{uuid.uuid4().hex[:12]}"
    files.mkdir(name)
    yield name
    files.rm(name, recursive=True)


def test_an_archive_in_a_bucket(bucket: str, tmp_path: Path) -> None:
    import s3fs

    files, blob = s3fs.S3FileSystem(), REFERENCE.read_bytes()
    files.pipe(f"{bucket}/in/a.pdf", blob)
    files.pipe(f"{bucket}/in/b/notes.txt", b"no document")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("c.pdf", blob + b"\n% another")
    files.pipe(f"{bucket}/in/b/more.zip", packed.getvalue())
    command = [sys.executable, "-m", "tests.service.convert.as_command", "convert", f"s3://{bucket}/in"]
    for converted in (2, 0):
        done = subprocess.run([*command, "--to", tmp_path / "out"], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert f"{converted} converted, {2 - converted} already there" in done.stderr
    names = {json.loads(path.read_text())["document"]["filename"] for path in (tmp_path / "out").glob("??/*.json")}
    assert names == {"a.pdf", "c.pdf"}


def test_blobs_in_a_bucket(bucket: str, tmp_path: Path) -> None:
    from service.blobs.remote import RemoteBlobs

    blobs = RemoteBlobs(f"s3://{bucket}/store")
    (tmp_path / "upload").write_bytes(b"x" * 3_000_000)
    blobs.put_file("ab/abcd/1.pdf", tmp_path / "upload")
    assert not (tmp_path / "upload").exists()
    assert blobs.open_local("ab/abcd/1.pdf", tmp_path).stat().st_size == 3_000_000
    assert sum(map(len, blobs.read("ab/abcd/1.pdf"))) == 3_000_000
    assert list(blobs.old_folders(time.time() + 60)) == ["ab/abcd"]
    assert list(blobs.old_folders(time.time() - 3600)) == []
    blobs.delete("ab/abcd/1.pdf")
    blobs.delete("ab/abcd/1.pdf")
    blobs.delete_folder("ab/abcd")
    with pytest.raises(FileNotFoundError):
        next(blobs.read("ab/abcd/1.pdf"))
