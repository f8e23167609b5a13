"""The service keeps what its OpenAPI document promises, for requests that nobody thought of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.app import make_app
from service.keys import KeyFile
from service.settings import Settings
from tests.service.running import FAULTS, Service, running

PUBLISHED = Path("schemas/published/openapi.json")

schemathesis.serializer.alias("application/pdf", "application/octet-stream")
schema = schemathesis.openapi.from_dict(make_app(Settings(data=Path("/nonexistent"))).openapi())


@pytest.fixture(scope="module")
def tested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    data = tmp_path_factory.mktemp("contract")
    key = KeyFile(data / "keys.json").add("tester")
    with running(Settings(data=data, workers=2, wait_seconds=5, rate_per_minute=0), FAULTS) as service:
        yield service, key


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_keeps_its_promises(case: schemathesis.Case, tested: tuple[Service, str]) -> None:
    service, key = tested
    # Whether a generated body is a PDF and a generated id exists no schema can say.
    case.call_and_validate(
        base_url=str(service.client.base_url),
        headers={"X-Api-Key": key, "Authorization": f"Bearer {key}"},
        excluded_checks=[positive_data_acceptance],
    )


def test_the_published_document_is_the_one_served() -> None:
    served = schema.raw_schema
    if os.environ.get("UPDATE_GOLDENS") == "1":
        PUBLISHED.write_text(json.dumps(served, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert json.loads(PUBLISHED.read_text("utf-8")) == served


def test_it_is_openapi_3_1(tested: tuple[Service, str]) -> None:
    document = tested[0].client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    body = document["paths"]["/v1/documents"]["post"]["requestBody"]["content"]
    assert set(body) == {"multipart/form-data", "application/pdf"}
    assert set(document["components"]["securitySchemes"]) == {"HTTPBearer", "APIKeyHeader"}


def test_every_response_of_every_operation_is_described(tested: tuple[Service, str]) -> None:
    for path, operations in tested[0].client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if int(status) >= 400 and path not in ("/readyz", "/metrics"):
                    assert "application/problem+json" in response["content"], (path, method, status)
