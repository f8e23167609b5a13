"""Keys: who may call, and who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from service.keys import KeyFile, KeyNameError, KeyRing, hash_key
from service.settings import Settings
from tests.service.running import FAULTS, Service, running


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str, str]]:
    data = tmp_path_factory.mktemp("keyed")
    alice = KeyFile(data / "keys.json").add("alice")
    settings = Settings(data=data, workers=1, keys=SecretStr(f"bob:{hash_key('bobs-key')}"), rate_per_minute=0)
    with running(settings, FAULTS) as service:
        yield service, alice, "bobs-key"


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_without_a_key_nothing_is_told(keyed: tuple[Service, str, str]) -> None:
    service, _, _ = keyed
    for method, path in [
        ("POST", "/v1/documents"),
        ("GET", "/v1/documents"),
        ("GET", "/v1/documents/x"),
        ("GET", "/v1/documents/x/result"),
        ("GET", "/v1/documents/x/pages"),
        ("GET", "/v1/documents/x/pages/1.png"),
        ("DELETE", "/v1/documents/x"),
        ("GET", "/v1/forms"),
    ]:
        for headers in ({}, bearer("wrong"), {"x-api-key": "wrong"}):
            answer = service.client.request(method, path, headers=headers)
            assert answer.status_code == 401, (method, path)
            assert answer.json()["type"].endswith("unauthorized")
            assert answer.headers["www-authenticate"] == "Bearer"
    assert service.client.get("/livez").status_code == 200
    assert service.client.get("/").status_code == 200


def test_each_key_sees_its_own_documents_only(keyed: tuple[Service, str, str]) -> None:
    service, alice, bob = keyed
    mine = service.send("ok secret", **bearer(alice)).headers["x-document-id"]
    for path in ("", "/result", "/pages", "/pages/1.png"):
        assert service.client.get(f"/v1/documents/{mine}{path}", headers={"x-api-key": bob}).status_code == 404
    assert service.client.delete(f"/v1/documents/{mine}", headers=bearer(bob)).status_code == 404
    assert service.client.get("/v1/documents", headers=bearer(bob)).json()["documents"] == []
    assert service.client.get(f"/v1/documents/{mine}", headers={"x-api-key": alice}).status_code == 200


def test_the_same_document_under_two_keys_is_two(keyed: tuple[Service, str, str]) -> None:
    service, alice, bob = keyed
    ids = {service.send("ok shared", **bearer(key)).headers["x-document-id"] for key in (alice, bob)}
    assert len(ids) == 2


def test_a_removed_key_is_refused_at_once(keyed: tuple[Service, str, str]) -> None:
    service, _, _ = keyed
    file = KeyFile(service.house.settings.keys_path)
    key = file.add("temporary")
    assert service.client.get("/v1/documents", headers=bearer(key)).status_code == 200
    file.remove("temporary")
    assert service.client.get("/v1/documents", headers=bearer(key)).status_code == 401


def test_keys_are_in_no_log_and_no_file(keyed: tuple[Service, str, str]) -> None:
    service, alice, bob = keyed
    with capture_logs() as entries:
        service.send("ok logged", **bearer(alice))
        service.client.get("/v1/documents", params={"status": "queued"}, headers={"x-api-key": bob})
    assert entries
    assert alice not in str(entries)
    assert bob not in str(entries)
    assert alice not in service.house.settings.keys_path.read_text()


def test_key_files(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "sub" / "keys.json")
    assert file.hashes() == {}
    key = file.add("one")
    assert KeyRing(file).name_of(key) == "one"
    assert KeyRing(file).name_of(key + "x") is None
    assert (tmp_path / "sub" / "keys.json").stat().st_mode & 0o077 == 0
    for name in ("one", "", "a b", "../x"):
        with pytest.raises(KeyNameError):
            file.add(name)
    with pytest.raises(KeyNameError):
        file.remove("two")
    with pytest.raises(KeyNameError):
        KeyRing(file, "name-without-hash")
