"""Form definitions of one's own: in a folder of the service, and sent with a document."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.keys import KeyFile
from service.settings import Settings
from tests.service.running import Service, running

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "forms"
INVOICES = (SAMPLES / "invoice-list.pdf").read_bytes()
DEFINITION = (SAMPLES / "invoice-list.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str, str]]:
    data = tmp_path_factory.mktemp("defining")
    folder = data / "definitions"
    folder.mkdir()
    shutil.copy(SAMPLES / "lab-sheet.yaml", folder)
    may, may_not = KeyFile(data / "keys.json").add("may"), KeyFile(data / "keys.json").add("may-not")
    settings = Settings(data=data, workers=1, rate_per_minute=0, forms=(folder,), forms_keys=("may",))
    with running(settings) as service:
        yield service, may, may_not


def send(service: Service, key: str, pdf: bytes, **fields: str):
    files = {"file": ("a.pdf", pdf, "application/pdf")}
    return service.client.post("/v1/documents", files=files, data=fields, headers={"x-api-key": key}, timeout=60)


def forms_of(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [form["form"] for form in answer.json()["forms"]]


def test_a_folder_of_definitions_is_in_force(keyed: tuple[Service, str, str]) -> None:
    service, may, _ = keyed
    assert "water_test_results" in {
        form["form"] for form in service.client.get("/v1/forms", headers={"x-api-key": may}).json()["forms"]
    }
    assert forms_of(send(service, may, (SAMPLES / "lab-sheet.pdf").read_bytes())) == ["water_test_results"]


def test_a_definition_holds_for_the_document_that_it_is_sent_with(keyed: tuple[Service, str, str]) -> None:
    service, may, _ = keyed
    assert forms_of(send(service, may, INVOICES)) == []
    with_it = send(service, may, INVOICES, forms=DEFINITION)
    assert forms_of(with_it) == ["invoice_list"]
    assert forms_of(send(service, may, INVOICES)) == []
    again = send(service, may, INVOICES, forms=DEFINITION)
    assert again.headers["x-document-id"] == with_it.headers["x-document-id"]


def test_a_key_must_be_let(keyed: tuple[Service, str, str]) -> None:
    service, _, may_not = keyed
    answer = send(service, may_not, INVOICES, forms=DEFINITION)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("invalid-option")
    assert "may not" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key: [", "forms:"),
        (DEFINITION.replace("kind: record_rows", "kind: rows"), "forms:"),
        ((SAMPLES / "lab-sheet.yaml").read_text("utf-8"), "choose another"),
    ],
)
def test_mistakes_are_told_at_the_door(keyed: tuple[Service, str, str], text: str, told: str) -> None:
    service, may, _ = keyed
    answer = send(service, may, INVOICES, forms=text)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_a_definition_does_not_fit_into_an_address(keyed: tuple[Service, str, str]) -> None:
    service, may, _ = keyed
    answer = service.client.post(
        "/v1/documents",
        params={"forms": "x"},
        content=INVOICES,
        headers={"x-api-key": may, "content-type": "application/pdf"},
    )
    assert answer.status_code == 422
