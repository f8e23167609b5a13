"""Every problem type of the contract is reached through HTTP, and all have one shape."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from reportlab.pdfgen.canvas import Canvas

from service.problems import PROBLEM_TYPES
from service.settings import Settings
from tests.service.running import FAULTS, PDF, Service, running

FIELDS = {"type", "title", "status", "detail", "instance", "retryable", "stage", "page"}
CONTRACT = {
    *["not-a-pdf", "damaged-pdf", "encrypted-pdf", "wrong-password", "no-pages", "too-large", "too-many-pages"],
    *["timed-out", "out-of-memory", "worker-died", "unsupported-media-type", "invalid-option", "unauthorized"],
    *["not-found", "rate-limited", "queue-full", "internal"],
}


def code(answer: httpx.Response) -> str:
    """Return the problem's code, having looked at its shape."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(body) == FIELDS
    assert body["status"] == answer.status_code
    assert body["title"]
    assert isinstance(body["retryable"], bool)
    return str(body["type"]).rpartition(":")[2]


def test_the_list_is_the_contracts() -> None:
    assert set(PROBLEM_TYPES) == CONTRACT


def drawn(path: Path, *, pages: int = 1, password: str | None = None) -> bytes:
    canvas = Canvas(str(path), encrypt=password) if password else Canvas(str(path))
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def without_pages() -> bytes:
    """A well-formed document whose page tree is empty."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    blob, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(blob))
        blob += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return blob + b"xref\n0 3\n0000000000 65535 f \n%strailer <</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(blob),
    )


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with the real extractors and a low limit of pages."""
    settings = Settings(data=tmp_path_factory.mktemp("real"), workers=1, max_pages=3, max_bytes=1_000_000)
    with running(settings) as service:
        yield service


@pytest.mark.parametrize(
    ("expected", "make"),
    [
        ("not-a-pdf", lambda path: b"PK\x03\x04 a zip archive"),
        ("not-a-pdf", lambda path: b""),
        ("damaged-pdf", lambda path: b"%PDF-1.7\nnothing that follows makes sense"),
        ("no-pages", lambda path: without_pages()),
        ("too-many-pages", lambda path: drawn(path, pages=4)),
        ("encrypted-pdf", lambda path: drawn(path, password="secret")),
    ],
)
def test_documents_at_fault(real: Service, tmp_path: Path, expected: str, make: Callable[[Path], bytes]) -> None:
    answer = real.client.post("/v1/documents", content=make(tmp_path / "a.pdf"), headers=PDF)
    assert code(answer) == expected
    assert not answer.json()["retryable"]


def test_wrong_password_and_right_one(real: Service, tmp_path: Path) -> None:
    blob = drawn(tmp_path / "locked.pdf", password="secret")
    files = {"file": ("locked.pdf", blob, "application/pdf")}
    wrong = real.client.post("/v1/documents", files=files, data={"password": "guess"})
    assert code(wrong) == "wrong-password"
    right = real.client.post("/v1/documents", files=files, data={"password": "secret"})
    assert right.status_code == 200
    assert right.json()["document"]["page_count"] == 1
    # The password is gone with the work; the pages can still be seen.
    picture = real.client.get(f"/v1/documents/{right.headers['x-document-id']}/pages/1.png")
    assert picture.status_code == 200
    assert picture.content.startswith(b"\x89PNG")


def test_a_failed_document_keeps_its_problem(real: Service) -> None:
    told = real.client.post(
        "/v1/documents", content=b"%PDF-1.7\nbroken", headers=PDF | {"prefer": "respond-async"}
    ).json()
    status = real.end_of(told["id"])
    assert status["status"] == "failed"
    assert status["problem"]["type"].endswith("damaged-pdf")
    assert status["problem"]["stage"] == "intake"
    assert code(real.client.get(f"/v1/documents/{told['id']}/result")) == "damaged-pdf"


def test_pages_that_no_document_has(real: Service, tmp_path: Path) -> None:
    blob = drawn(tmp_path / "a.pdf")
    answer = real.client.post("/v1/documents", content=blob, headers=PDF, params={"pages": "7"})
    assert code(answer) == "invalid-option"


def test_too_large(service: Service) -> None:
    limit = service.house.settings.max_bytes
    announced = service.client.post("/v1/documents", content=b"%PDF-" + b"0" * limit * 2, headers=PDF)
    assert code(announced) == "too-large"

    def pieces() -> Iterator[bytes]:
        for _ in range(200):
            yield b"0" * 1024

    assert code(service.client.post("/v1/documents", content=pieces(), headers=PDF)) == "too-large"
    files = {"file": ("a.pdf", b"0" * (limit + 1), "application/pdf")}
    assert code(service.client.post("/v1/documents", files=files)) == "too-large"


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "multipart/mixed; boundary=x"])
def test_unsupported_media_type(service: Service, kind: str) -> None:
    answer = service.client.post("/v1/documents", content=b"%PDF-", headers={"content-type": kind})
    assert code(answer) == "unsupported-media-type"


@pytest.mark.parametrize(
    "query",
    [
        {"ocr": "sometimes"},
        {"engine": "abacus"},
        {"pages": "1-"[::-1]},
        {"pages": "3-2"},
        {"pages": "0"},
        {"pages": "one"},
        {"password": "in the address"},
        {"unknown": "1"},
        {"callback_url": "https://elsewhere.example/hook"},
        {"callback_url": "http://["},
    ],
)
def test_invalid_options(service: Service, query: dict[str, str]) -> None:
    answer = service.client.post("/v1/documents", content=b"%PDF-fake ok", headers=PDF, params=query)
    assert code(answer) == "invalid-option"
    assert "in the address" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"no boundary at all",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-fake ok',
        b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n1\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="ocr"\r\n\r\n\xff\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-fake ok\r\n--x--\r\n',
    ],
)
def test_malformed_forms(service: Service, body: bytes) -> None:
    answer = service.client.post(
        "/v1/documents", content=body, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert code(answer) == "invalid-option"


@pytest.mark.parametrize("path", ["/v1/documents/nope", "/v1/documents/nope/result", "/nope", "/v1/forms/nope"])
def test_not_found(service: Service, path: str) -> None:
    answer = service.client.get(path)
    assert answer.status_code == 404
    assert code(answer) == "not-found"


def test_method_not_allowed(service: Service) -> None:
    answer = service.client.put("/v1/documents")
    assert answer.status_code == 405
    assert answer.headers["allow"]
    assert code(answer) == "not-found"


def test_rate_limited(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=1, rate_per_minute=2), FAULTS) as service:
        answers = [service.send(f"ok {number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code(answers[2]) == "rate-limited"
    assert answers[2].json()["retryable"]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60


def test_queue_full(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=1, queue_limit=1, shutdown_seconds=0), FAULTS) as service:
        first = service.send_later("sleep 3 first")
        while service.client.get(f"/v1/documents/{first['id']}").json()["status"] == "queued":
            pass
        waiting = service.send_later("sleep 3 second")
        assert service.client.get(f"/v1/documents/{waiting['id']}").json()["status"] == "queued"
        refused = service.send("ok third")
        assert code(refused) == "queue-full"
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) > 0
        # What waits already is not refused, and takes no further room.
        assert service.send_later("sleep 3 second")["id"] == waiting["id"]
        kept = list((tmp_path / "blobs").glob("*/*/*.pdf"))
        assert len(kept) == 2


def test_store_gone(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=1), FAULTS) as service:
        service.house.database.close()
        subprocess.run(["sh", "-c", f"rm -f {tmp_path}/tablewright.db*"], check=True)
        answer = service.client.get("/v1/documents/nope")
        assert code(answer) == "internal"
        assert answer.status_code == 503
        ready = service.client.get("/readyz")
        assert (ready.status_code, ready.json()["store"]) == (503, False)
        assert service.client.get("/livez").status_code == 200


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, piece: bytes) -> int:
        raise OSError(errno.ENOSPC, "no space left on device")

    with running(Settings(data=tmp_path, workers=1), FAULTS) as service:
        with monkeypatch.context() as broken:
            broken.setattr("service.uploads.os.write", full)
            refused = service.send("ok full")
        assert (code(refused), refused.status_code) == ("internal", 503)
        assert int(refused.headers["retry-after"]) > 0
        assert str(tmp_path) not in refused.text
        assert not list(tmp_path.rglob("*.part"))
        assert service.send("ok full").status_code == 200
