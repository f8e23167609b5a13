"""What was accepted is delivered, once, whatever is killed."""

from __future__ import annotations

import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.service.postgres import fresh_database
from tests.service.processes import ServiceProcess

DOCUMENTS = 40
KILLS = 10
#: The server raises the signal again when it has done, as programs that are told to stop should.
ENDED = (0, -signal.SIGTERM)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return {}
    return {"database_url": fresh_database(request.getfixturevalue("postgres"))}


@pytest.mark.slow
def test_nothing_is_lost_or_done_twice(tmp_path: Path, store: dict[str, str]) -> None:
    with ServiceProcess(tmp_path / "data", tmp_path / "log", workers="2", max_deaths="20", **store) as service:
        _survive(service)


def _survive(service: ServiceProcess) -> None:
    chance = random.Random(20240917)
    commands = [f"pages 3 {chance.uniform(0.02, 0.15):.3f} document {number}" for number in range(DOCUMENTS)]
    with ThreadPoolExecutor(4) as clients:
        accepted = clients.map(service.send, commands)
        for kill in range(KILLS):
            time.sleep(chance.uniform(0.1, 0.9))
            if kill % 3 == 2:
                service.kill_workers()
            else:
                service.kill()
                service.start()
        ids = list(accepted)
    assert len(set(ids)) == DOCUMENTS
    for identity in ids:
        status = service.client.get(f"/v1/documents/{identity}", params={"wait": 60}).json()
        assert status["status"] == "succeeded", status["problem"]
        result = service.client.get(f"/v1/documents/{identity}/result").json()
        assert [page["number"] for page in result["document"]["pages"]] == [1, 2, 3]
    counts = service.finished()
    assert set(counts) <= set(ids)
    assert max(counts.values()) == 1
    listed = service.client.get("/v1/documents", params={"limit": 200}).json()["documents"]
    assert sorted(each["id"] for each in listed) == sorted(ids)
    assert service.terminate() in ENDED


def test_a_killed_service_takes_its_workers_along(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path / "data", tmp_path / "log", workers="2") as service:
        service.send("sleep 30 a")
        service.send("sleep 30 b")
        _until(lambda: len(service.workers()) >= 2)
        service.kill()
        _until(lambda: not service.workers())


@pytest.mark.slow
def test_shutdown_finishes_or_gives_back(tmp_path: Path) -> None:
    with ServiceProcess(tmp_path / "data", tmp_path / "log", workers="2", shutdown_seconds="6") as service:
        _shut_down(service)


def _shut_down(service: ServiceProcess) -> None:
    quick, slow = service.send("sleep 1.5 quick"), service.send("sleep 40 slow")
    _until(lambda: _begun(service, slow) and _begun(service, quick))
    waiting: list[int] = []
    poll = threading.Thread(
        target=lambda: waiting.append(service.client.get(f"/v1/documents/{slow}", params={"wait": 60}).status_code)
    )
    poll.start()
    time.sleep(0.2)
    begun = time.monotonic()
    assert service.terminate() in ENDED
    assert time.monotonic() - begun < 25
    poll.join(5)
    assert waiting == [200]
    assert service.finished() == {quick: 1}
    service.start()
    assert _status(service, quick) == "succeeded"
    assert _status(service, slow) in ("queued", "running")
    assert service.client.delete(f"/v1/documents/{slow}").status_code == 204
    service.terminate()


@pytest.mark.slow
def test_several_services_share_one_queue(tmp_path: Path, postgres: str) -> None:
    url = fresh_database(postgres)
    pair = [
        ServiceProcess(tmp_path / "data", tmp_path / f"log{number}", workers="1", database_url=url, lease_seconds="2")
        for number in range(2)
    ]
    with pair[0], pair[1]:
        _share(pair)


def _share(pair: list[ServiceProcess]) -> None:
    ids = [pair[0].send(f"sleep 0.1 shared {number}") for number in range(20)]
    for identity in ids[:10]:
        assert pair[1].client.get(f"/v1/documents/{identity}", params={"wait": 30}).json()["status"] == "succeeded"
    pair[0].kill()
    for identity in ids:
        assert pair[1].client.get(f"/v1/documents/{identity}", params={"wait": 30}).json()["status"] == "succeeded"
    counts = pair[0].finished() + pair[1].finished()
    assert max(counts.values()) == 1
    assert pair[0].finished()
    assert pair[1].finished()
    pair[1].terminate()


def _status(service: ServiceProcess, identity: str) -> str:
    return str(service.client.get(f"/v1/documents/{identity}").json()["status"])


def _begun(service: ServiceProcess, identity: str) -> bool:
    """Tell whether a worker has the document and has said so."""
    return service.client.get(f"/v1/documents/{identity}").json()["progress"]["pages_total"] is not None


def _until(condition, seconds: float = 15) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
