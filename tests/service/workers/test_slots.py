"""Workers that cannot even start are nobody's document's fault."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from service.settings import Settings
from service.workers.messages import Order
from service.workers.policy import WorkerPolicy
from service.workers.worker import Died, Worker
from tests.service.running import FAULTS, running


def test_documents_wait_while_workers_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(Settings(data=tmp_path, workers=1), "tests.service.no_such_module:TASKS") as service:
        told = service.send_later("ok patient")
        time.sleep(1.5)
        assert service.client.get(f"/v1/documents/{told['id']}").json()["status"] == "queued"
        ready = service.client.get("/readyz")
        assert (ready.status_code, ready.json()["workers"], ready.json()["store"]) == (503, False, True)
        assert service.client.get("/livez").status_code == 200
    with running(Settings(data=tmp_path, workers=1), FAULTS) as service:
        assert service.end_of(told["id"])["status"] == "succeeded"


def test_a_worker_that_dies_before_it_is_ready(tmp_path: Path) -> None:
    worker = Worker("tests.service.no_such_module:TASKS", tmp_path / "w", WorkerPolicy())
    with pytest.raises(Died):
        worker.prepare()
    worker.kill()


def test_an_exception_in_the_middle_leaves_no_old_answer(tmp_path: Path) -> None:
    worker = Worker(FAULTS, tmp_path / "w", WorkerPolicy(spare=True))
    (tmp_path / "a").write_bytes(b"%PDF-fake pages 3 0.1")

    def order(name: str) -> Order:
        folder = worker.folder / name
        folder.mkdir()
        return Order("extract", folder, tmp_path / "a", name)

    def fail(_: Any) -> None:
        raise LookupError("the store is away")

    with pytest.raises(LookupError):
        worker.run(order("first"), fail, lambda: False)
    answer = worker.run(order("second"), lambda _: None, lambda: False)
    assert b'"second"' in answer.path.read_bytes()  # type: ignore[union-attr]
    worker.kill()


def test_a_spare_takes_over(tmp_path: Path) -> None:
    worker = Worker(FAULTS, tmp_path / "w", WorkerPolicy(spare=True))
    (tmp_path / "crash").write_bytes(b"%PDF-fake crash")
    (tmp_path / "ok").write_bytes(b"%PDF-fake ok")
    worker.prepare()
    assert worker.starts == 1
    for number in range(2):
        folder = worker.folder / f"crash{number}"
        folder.mkdir()
        with pytest.raises(Died):
            worker.run(Order("extract", folder, tmp_path / "crash"), lambda _: None, lambda: False)
        assert worker.starts == number + 2
        worker.prepare()
        assert worker.starts == number + 2  # the one that stood by
    folder = worker.folder / "ok"
    folder.mkdir()
    assert worker.run(Order("extract", folder, tmp_path / "ok"), lambda _: None, lambda: False)
    worker.kill()
    assert worker.pid is None
