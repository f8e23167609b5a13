"""What a node of a cluster does, without the cluster."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schemas.options import ExtractOptions
from service.executors import node
from service.executors.node import Halted, NodeWorker, Returned, Shipment
from service.workers.messages import Done, Order, Refused
from service.workers.policy import WorkerPolicy
from service.workers.worker import Cancelled, Died, TimedOut
from tests.service.faults import document
from tests.service.running import FAULTS


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NodeWorker]:
    monkeypatch.setattr(node, "_forget_main", lambda: None)
    monkeypatch.setattr(node, "scratch_folder", lambda: tmp_path)
    made = NodeWorker(Shipment(FAULTS, WorkerPolicy(silence_timeout=1.0), ((tmp_path / "mine.yaml", b"form: mine"),)))
    yield made
    made.close()


def order(folder: str, **others: Any) -> Order:
    """An order as another machine sends it: none of its paths is here."""
    there = Path("/elsewhere") / folder
    return Order("extract", there, there / "a.pdf", "a.pdf", **others)


def test_what_was_made_comes_back_as_bytes(worker: NodeWorker, tmp_path: Path) -> None:
    made = worker.carry_out(order("1", options=ExtractOptions(pages="1-3")), document("options"))
    assert isinstance(made, Returned)
    answer = made.unpack(tmp_path)
    assert isinstance(answer, Done)
    assert answer.path.parent == tmp_path
    assert b"1-3" in answer.path.read_bytes()


def test_a_document_that_is_refused(worker: NodeWorker) -> None:
    made = worker.carry_out(order("1"), b"no PDF")
    assert isinstance(made, Returned)
    assert isinstance(made.answer, Refused)
    assert made.answer.code == "not-a-pdf"


def test_a_crash_is_the_documents_own(worker: NodeWorker) -> None:
    made = worker.carry_out(order("1"), document("crash"))
    assert isinstance(made, Halted)
    assert isinstance(made.as_error(), Died)
    assert isinstance(worker.carry_out(order("2"), document("ok")), Returned)


def test_pages_of_a_document_that_hangs_are_salvaged_where_they_lie(worker: NodeWorker, tmp_path: Path) -> None:
    made = worker.carry_out(order("1"), document("hang 2"))
    assert isinstance(made, Halted)
    assert isinstance(made.as_error(), TimedOut)
    assert worker.progress().pages_done == 2
    salvaged = worker.carry_out(replace(order("1"), task="salvage"), document("hang 2"))
    assert isinstance(salvaged, Returned)
    answer = salvaged.unpack(tmp_path)
    assert isinstance(answer, Done)
    assert answer.status == "partial"


def test_an_order_is_cancelled_and_no_other(worker: NodeWorker) -> None:
    worker.cancel("another")
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(worker.carry_out(order("1"), document("pages 50 0.1"))))
    thread.start()
    deadline = time.monotonic() + 20
    while worker.progress().pages_done < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    worker.cancel("1")
    thread.join(10)
    (made,) = answers
    assert isinstance(made, Halted)
    assert isinstance(made.as_error(), Cancelled)


def test_nothing_is_kept_of_orders_that_are_over(worker: NodeWorker, tmp_path: Path) -> None:
    for place in ("1", "2", "3"):
        worker.carry_out(order(place), document("ok"))
    assert len(list(tmp_path.rglob("source.pdf"))) == 1


def test_form_definitions_come_along(worker: NodeWorker, tmp_path: Path) -> None:
    (local,) = worker._local((tmp_path / "mine.yaml",))
    assert local != tmp_path / "mine.yaml"
    assert local.read_bytes() == b"form: mine"
