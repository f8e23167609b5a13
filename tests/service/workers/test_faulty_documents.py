"""One document cannot hurt another: every fault is a real run of a real worker process."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.service.running import Service


def code_of(answer: dict[str, object]) -> str:
    return str(answer["type"]).rpartition(":")[2]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("hang 0", "timed-out"),
        ("spin", "timed-out"),
        ("crash", "worker-died"),
        ("memory", "out-of-memory"),
        ("native-memory", "out-of-memory"),
        ("bug", "internal"),
    ],
)
def test_a_fault_is_its_own_documents_problem(service: Service, command: str, code: str) -> None:
    neighbours: list[int] = []

    def neighbour() -> None:
        for number in range(3):
            neighbours.append(service.send(f"sleep 0.05 beside {command} {number}").status_code)

    beside = threading.Thread(target=neighbour)
    beside.start()
    answer = service.send(command)
    beside.join()
    assert code_of(answer.json()) == code
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == answer.json()["status"]
    assert neighbours == [200, 200, 200]
    assert service.client.get("/readyz").status_code == 200


def test_time_over_delivers_the_finished_pages(service: Service) -> None:
    answer = service.send("hang 2")
    assert answer.status_code == 200
    assert answer.headers["x-document-status"] == "partial"
    result = answer.json()
    assert [page["number"] for page in result["document"]["pages"]] == [1, 2, 3, 4]
    assert [warning["page"] for warning in result["warnings"]] == [3, 4]
    assert service.end_of(answer.headers["x-document-id"])["status"] == "partial"


def test_a_worker_killed_from_outside_costs_nothing(service: Service) -> None:
    told = service.send_later("sleep 0.8 to-be-killed")
    victim = _busy_worker(service, told["id"])
    os.kill(victim, signal.SIGKILL)
    assert service.end_of(told["id"])["status"] == "succeeded"


def _busy_worker(service: Service, document_id: str) -> int:
    """Return the pid of the worker that has the document: the one whose folder holds its work."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        for folder in service.house.work_root.glob("slot*/*"):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if (process / "cwd").readlink() == folder.parent:
                        return int(process.name)
                except OSError:
                    continue
        time.sleep(0.02)
    raise AssertionError("no worker took the document")


def test_a_crash_that_passes_is_tried_again(service: Service, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    told = service.send_later(f"crash-once {flag}")
    flag.touch()
    assert service.end_of(told["id"])["status"] == "succeeded"


def test_a_full_disk_puts_documents_off(service: Service, tmp_path: Path) -> None:
    flag = tmp_path / "room"
    told = service.send_later(f"disk-full-once {flag}")
    time.sleep(0.5)
    assert service.client.get(f"/v1/documents/{told['id']}").json()["status"] in ("queued", "running")
    flag.touch()
    assert service.end_of(told["id"])["status"] == "succeeded"


def test_workers_write_nowhere_else(service: Service, tmp_path: Path) -> None:
    target = tmp_path / "escaped"
    result = service.send(f"write {target}").json()
    if result["warnings"][0]["message"] == "written":
        pytest.skip("this kernel has no Landlock")
    assert result["warnings"][0]["message"] == "forbidden"
    assert not target.exists()


def test_workers_use_no_network(service: Service) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = service.send(f"connect {server.getsockname()[1]}").json()
    if result["warnings"][0]["message"] == "connected":
        pytest.skip("this kernel's Landlock knows no network")
    assert result["warnings"][0]["message"] == "forbidden"


def test_what_documents_say_does_not_reach_logs_or_answers(service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as entries:
        answers = [service.send("chatter").text, service.send("bug again").text]
    logged = str(entries) + "".join(capfd.readouterr())
    assert "secret words" not in logged + "".join(answers)
    assert "KeyError" in logged


def test_a_worker_that_has_grown_is_replaced(service: Service) -> None:
    def starts() -> float:
        lines = service.client.get("/metrics").text.splitlines()
        counts = [line for line in lines if line.startswith("tablewright_worker_starts_total")]
        return sum(float(line.rpartition(" ")[2]) for line in counts)

    def keep_both_busy(when: str) -> None:
        for told in [service.send_later(f"sleep 0.6 {when}-leak-{number}") for number in range(2)]:
            assert service.end_of(told["id"])["status"] == "succeeded"

    keep_both_busy("before")
    before = starts()
    assert service.send("leak 140").status_code == 200
    # A spare process takes over, and the next document of that worker starts another spare. On a busy machine
    # the other worker may take both.
    for number in range(5):
        keep_both_busy(f"after-{number}")
        if starts() > before:
            break
    assert starts() > before


def test_deleting_a_running_document_stops_it(service: Service) -> None:
    told = service.send_later("sleep 15 to-be-deleted")
    _busy_worker(service, told["id"])
    assert service.client.delete(f"/v1/documents/{told['id']}").status_code == 204
    begun = time.monotonic()
    assert service.send("ok after-delete-1").status_code == 200
    assert service.send("ok after-delete-2").status_code == 200
    while any(service.house.work_root.glob("slot*/*")):
        assert time.monotonic() - begun < 5
        time.sleep(0.05)


def test_nothing_is_left_in_the_work_folders(service: Service) -> None:
    service.send("ok last")
    # The answer comes before the folders are swept: the client does not wait for that.
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(service.house.work_root.glob("slot*/*")):
        time.sleep(0.05)
    assert list(service.house.work_root.glob("slot*/*")) == []
    assert list(service.house.incoming.iterdir()) == []
