"""Sending, following, listing, reading and deleting documents."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.service import faults
from tests.service.running import PDF, Service


def test_a_result_within_the_wait(service: Service) -> None:
    answer = service.send("ok now")
    assert answer.status_code == 200
    assert answer.json()["document"]["sha256"] == hashlib.sha256(faults.document("ok now")).hexdigest()
    assert answer.headers["x-document-status"] == "succeeded"


def test_202_when_it_takes_longer(service: Service) -> None:
    answer = service.send("sleep 1.5 longer", prefer="wait=1")
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["location"] == f"/v1/documents/{told['id']}" == told["links"]["self"]
    assert set(told) >= {
        *["id", "status", "filename", "submitted_at", "started_at", "finished_at"],
        *["progress", "queued_ahead", "problem", "links"],
    }
    waiting = service.client.get(told["links"]["result"])
    assert waiting.status_code == 202
    assert service.end_of(told["id"])["status"] == "succeeded"
    assert service.client.get(told["links"]["result"]).status_code == 200


def test_long_poll_ends_with_the_work(service: Service) -> None:
    told = service.send_later("sleep 0.6 polled")
    begun = time.monotonic()
    status = service.client.get(f"/v1/documents/{told['id']}", params={"wait": 30}).json()
    assert status["status"] == "succeeded"
    assert time.monotonic() - begun < 10
    assert status["progress"] == {"pages_done": 1, "pages_total": 1}


def test_fifty_at_once_are_one_conversion(service: Service) -> None:
    blob = faults.document("sleep 0.5 fifty")
    with ThreadPoolExecutor(50) as pool:
        futures = [pool.submit(service.client.post, "/v1/documents", content=blob, headers=PDF) for _ in range(50)]
        answers = [future.result() for future in futures]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["x-document-id"] for answer in answers}) == 1
    folder = service.house.settings.data / "blobs"
    identity = answers[0].headers["x-document-id"]
    assert len(list((folder / identity[:2] / identity).iterdir())) == 2  # one upload, one result


def test_options_come_from_query_and_form(service: Service) -> None:
    files = {"file": ("../../etc/报告.pdf", faults.document("options"), "application/pdf")}
    answer = service.client.post(
        "/v1/documents", params={"ocr": "never", "pages": "1"}, files=files, data={"pages": "2-3", "password": "p"}
    )
    result = answer.json()
    assert result["document"]["filename"] == "报告.pdf"
    assert '"ocr": "never"' in result["warnings"][0]["message"]
    assert '"pages": "2-3"' in result["warnings"][0]["message"]
    assert '"password": "p"' in result["warnings"][0]["message"]


def test_filename_of_a_plain_body(service: Service) -> None:
    answer = service.client.post(
        "/v1/documents", params={"filename": "a/b\\预算.pdf"}, content=faults.document("ok named"), headers=PDF
    )
    assert answer.json()["document"]["filename"] == "预算.pdf"


def test_etag_and_304(service: Service) -> None:
    answer = service.send("ok etag")
    address = f"/v1/documents/{answer.headers['x-document-id']}/result"
    first = service.client.get(address)
    assert first.content == answer.content
    again = service.client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert service.client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_list_and_cursor(service: Service) -> None:
    sent = [service.send(f"ok listed {number}").headers["x-document-id"] for number in range(5)]
    seen: list[str] = []
    cursor = None
    while True:
        page = service.client.get("/v1/documents", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [each["id"] for each in page["documents"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert len(seen) == len(set(seen))
    assert set(sent) <= set(seen)
    assert seen.index(sent[-1]) < seen.index(sent[0])
    only = service.client.get("/v1/documents", params={"status": "failed", "limit": 200}).json()
    assert {each["status"] for each in only["documents"]} <= {"failed"}
    assert service.client.get("/v1/documents", params={"cursor": "bm9uc2Vuc2U"}).status_code == 422


def test_delete(service: Service) -> None:
    identity = service.send("ok deleted").headers["x-document-id"]
    assert service.client.delete(f"/v1/documents/{identity}").status_code == 204
    assert service.client.get(f"/v1/documents/{identity}").status_code == 404
    assert service.client.delete(f"/v1/documents/{identity}").status_code == 404
    folder = service.house.settings.data / "blobs" / identity[:2] / identity
    assert not folder.exists() or list(folder.iterdir()) == []
    assert service.send("ok deleted").status_code == 200


def test_deleted_while_waited_for(service: Service) -> None:
    answers: list[httpx.Response] = []
    waiting = threading.Thread(target=lambda: answers.append(service.send("sleep 10 doomed")))
    waiting.start()
    deadline = time.monotonic() + 5
    running: list[str] = []
    while not running and time.monotonic() < deadline:
        page = service.client.get("/v1/documents", params={"status": "running"}).json()
        running = [each["id"] for each in page["documents"]]
    assert service.client.delete(f"/v1/documents/{running[0]}").status_code == 204
    waiting.join(5)
    assert answers[0].status_code == 404


def test_a_client_that_goes_away_in_the_middle_leaves_nothing(service: Service) -> None:
    def pieces():  # type: ignore[no-untyped-def]
        yield b"%PDF-fake ok half"
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        httpx.post(f"{service.client.base_url}/v1/documents", content=pieces(), headers=PDF)
    deadline = time.monotonic() + 5
    while list(service.house.incoming.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_security_headers(service: Service) -> None:
    page = service.client.get("/")
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    for path in ("/", "/livez", "/v1/documents", "/nope"):
        headers = service.client.get(path, headers={"origin": "https://elsewhere.example"}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control-")]


def test_assets_are_ours_and_nothing_else(service: Service) -> None:
    assert "https://" not in service.client.get("/").text
    assert service.client.get("/assets/app.js").status_code == 200
    assert service.client.get("/assets/..%2f..%2fapp.py").status_code == 404
    assert service.client.get("/assets/%2e%2e/app.py").status_code == 404


def test_other_sites_cannot_use_a_service_without_keys(service: Service) -> None:
    crossed = service.send("ok crossed", **{"sec-fetch-site": "cross-site"})
    assert crossed.status_code == 401
    rebound = service.client.get("/v1/documents", headers={"host": "evil.example"})
    assert rebound.status_code == 401


def test_metrics_tell_outcomes_and_no_secrets(service: Service) -> None:
    service.send("ok counted")
    service.send("refuse no-pages")
    told = service.client.get("/metrics").text
    assert 'tablewright_documents_total{outcome="succeeded",problem=""}' in told
    assert 'tablewright_documents_total{outcome="failed",problem="no-pages"}' in told
    assert "tablewright_queue_oldest_seconds" in told
    assert 'tablewright_pages_total{source="text"}' in told
    assert "tablewright_worker_memory_bytes" in told
    assert "counted" not in told


def test_forms_and_schema(service: Service) -> None:
    forms = service.client.get("/v1/forms").json()["forms"]
    assert {"form": "government_procurement", "title": "政府采购预算表"} in forms
    shown = service.client.get("/v1/forms/government_procurement").json()
    assert shown["key"] == "government_procurement"
    assert shown["titles"]
    schema = service.client.get("/v1/schemas/result.json").json()
    assert set(schema["required"]) >= {"document", "tables", "forms", "checks", "repairs", "warnings"}
