"""The lists of what ships are complete, and an advisory against a pinned version is found without a network."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from tests.support.locks import read_lock
from tests.support.supply import THIRD_PARTY, audit, fits, sbom, third_party

WRONG = {"package": {"ecosystem": "PyPI", "name": "PyYAML"}}


def advisory(**affected: object) -> dict[str, object]:
    return {
        "id": "PYSEC-0000-1",
        "modified": "2024-01-01T00:00:00Z",
        "details": "as asked",
        "affected": [WRONG | affected],
    }


def test_the_sbom_holds_every_pin_with_hashes_and_licences() -> None:
    document = sbom()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(document)) is None
    assert document["metadata"]["component"]["name"] == "tablewright"
    pins = read_lock("requirements.lock")
    components = {(canonicalize_name(each["name"]), each["version"]): each for each in document["components"]}
    for pin in pins:
        component = components[pin.name, str(pin.requirement.specifier).removeprefix("==")]
        told = {f"sha256:{each['content']}" for each in _hashes(component)}
        assert told & set(pin.hashes), pin.name
        assert component.get("licenses") or not pin.is_for_here, pin.name
    assert sbom() == document


def _hashes(component: dict[str, object]) -> list[dict[str, str]]:
    places = [component, *component.get("externalReferences", [])]  # type: ignore[misc]
    return [each for place in places for each in place.get("hashes", []) if each["alg"] == "SHA-256"]


def test_the_list_of_third_parties_is_current() -> None:
    assert third_party() == THIRD_PARTY.read_text(), "make third-party"


@pytest.mark.parametrize(
    ("affected", "expected"),
    [
        ({"versions": ["6.0.3"]}, True),
        ({"versions": ["6.0.2"]}, False),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}, True),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "5"}, {"fixed": "6.0.3"}]}]}, False),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "5"}, {"last_affected": "6.0.3"}]}]}, True),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "7"}]}]}, False),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
    ],
)
def test_which_versions_an_advisory_fits(affected: dict[str, object], expected: bool) -> None:
    assert fits(advisory(**affected), "pyyaml", "6.0.3") is expected
    assert not fits(advisory(**affected), "other", "6.0.3")


def test_an_offline_audit_finds_what_is_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    events = [{"introduced": "0"}]
    for name, entries in {"clean": [], "bad": [advisory(ranges=[{"type": "ECOSYSTEM", "events": events}])]}.items():
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            for entry in entries:
                archive.writestr(f"{entry['id']}.json", json.dumps(entry))
    assert audit(tmp_path / "clean.zip", ("requirements.lock",)) == 0
    assert audit(tmp_path / "bad.zip", ("requirements.lock",)) == 1
    told = capfd.readouterr().out
    assert "PYSEC-0000-1" in told
    assert "pyyaml" in told.lower()
