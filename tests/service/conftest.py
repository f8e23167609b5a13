from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.database import Database
from service.jobs.migrate import migrate
from service.logs import configure_logs
from service.settings import Settings
from tests.service.postgres import fresh_database, postgres_server
from tests.service.running import FAULTS, Service, running


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    configure_logs("json")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    return fresh_database(request.getfixturevalue("postgres"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service whose workers do what a fake document says."""
    settings = Settings(
        data=tmp_path_factory.mktemp("service"),
        workers=2,
        worker_memory_mb=500,
        document_timeout=20.0,
        silence_timeout=2.5,
        cpu_seconds=8,
        recycle_memory_mb=150,
        max_bytes=100_000,
        rate_per_minute=0,
    )
    with running(settings, FAULTS) as service:
        yield service
