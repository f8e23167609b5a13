"""The queue, on both databases."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from service.database import Database
from service.jobs.catalogue import Catalogue
from service.jobs.leases import LeasePolicy, Leases, Outcome
from service.jobs.records import Claim, NewDocument, document_id
from service.jobs.submissions import QueueFull, Submissions

DONE = Outcome("succeeded", None, "r", "etag", 3, "{}")
NEW = NewDocument("a" * 32, "", "0" * 64, "a.pdf", {"ocr": "auto"}, None, 10, "aa/a/1.pdf")


def numbered(number: int, **changes: object) -> NewDocument:
    return replace(NEW, id=f"{number:032x}", upload_key=f"key-{number}", **changes)  # type: ignore[arg-type]


def leases(database: Database, owner: str = "me", **policy: float) -> Leases:
    return Leases(database, owner, LeasePolicy(**policy), "1")  # type: ignore[arg-type]


def claimed(queue: Leases) -> Claim:
    claim = queue.claim()
    assert claim is not None
    return claim


@pytest.fixture
def submissions(database: Database) -> Submissions:
    return Submissions(database, queue_limit=5, version="1")


def test_documents_are_taken_up_in_the_order_they_came(database: Database, submissions: Submissions) -> None:
    for number in range(4):
        submissions.submit(numbered(number))
    queue = leases(database)
    assert [claimed(queue).document_id for _ in range(4)] == [f"{number:032x}" for number in range(4)]
    assert queue.claim() is None


def test_the_same_document_is_kept_once(database: Database, submissions: Submissions) -> None:
    first = submissions.submit(NEW)
    again = submissions.submit(replace(NEW, upload_key="other"))
    assert (first.created, again.created, again.spare_keys) == (True, False, ("other",))
    assert leases(database).claim() is not None
    assert leases(database).claim() is None


def test_fifty_at_once_are_one(database: Database, submissions: Submissions) -> None:
    created: list[bool] = []
    gate = threading.Barrier(50)

    def send(number: int) -> None:
        gate.wait()
        created.append(submissions.submit(replace(NEW, upload_key=str(number))).created)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False] * 49 + [True]


def test_workers_never_share_a_document(database: Database) -> None:
    submissions = Submissions(database, 1000, "1")
    for number in range(60):
        submissions.submit(numbered(number))
    taken: list[str] = []

    def work(owner: str) -> None:
        queue = leases(database, owner)
        while claim := queue.claim():
            taken.append(claim.document_id)

    threads = [threading.Thread(target=work, args=(f"w{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 60
    assert len(set(taken)) == 60


def test_a_full_queue_refuses(submissions: Submissions) -> None:
    for number in range(5):
        submissions.submit(numbered(number))
    with pytest.raises(QueueFull):
        submissions.submit(numbered(5))
    # One that is there already needs no room.
    assert not submissions.submit(numbered(4)).created


def test_a_lease_that_runs_out_is_taken_over_and_its_late_result_dropped(
    database: Database, submissions: Submissions
) -> None:
    submissions.submit(NEW)
    slow, quick = leases(database, "slow", seconds=0.05), leases(database, "quick")
    late = claimed(slow)
    assert quick.claim() is None
    time.sleep(0.1)
    taken = claimed(quick)
    assert quick.finish(taken, DONE)
    assert not slow.finish(late, replace(DONE, result_key="late"))
    record = Catalogue(database).get(NEW.id, "")
    assert record is not None
    assert record.result_key == "r"


def test_a_heartbeat_keeps_the_lease(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    holder, other = leases(database, "holder", seconds=0.3), leases(database, "other")
    claimed(holder)
    for _ in range(4):
        time.sleep(0.1)
        holder.heartbeat()
    assert other.claim() is None


def test_what_was_let_go_is_kept_alive_no_longer(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    holder, other = leases(database, "holder", seconds=0.1), leases(database, "other")
    holder.let_go(claimed(holder))
    time.sleep(0.15)
    holder.heartbeat()
    assert claimed(other).document_id == NEW.id


def test_a_document_that_kills_its_workers_wears_out(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    queue = leases(database, max_deaths=3)
    for _ in range(3):
        claim = claimed(queue)
        assert not claim.worn_out
        queue.give_back(claim, died=True)
    assert claimed(queue).worn_out


def test_giving_back_at_shutdown_costs_nothing(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    queue = leases(database, max_claims=2)
    for _ in range(5):
        queue.give_back(claimed(queue))
    assert not claimed(queue).worn_out


def test_owners_are_served_by_turns(database: Database) -> None:
    submissions = Submissions(database, 100, "1")
    for number in range(6):
        submissions.submit(numbered(number, owner="many"))
    for number in (6, 7):
        submissions.submit(numbered(number, owner="few"))
    queue = leases(database)
    order = [int(claimed(queue).document_id, 16) for _ in range(8)]
    assert order == [0, 6, 1, 7, 2, 3, 4, 5]
    submissions.submit(numbered(8, owner="many"))
    submissions.submit(numbered(9, owner="few"))
    assert {int(claimed(queue).document_id, 16) for _ in range(2)} == {8, 9}
    assert queue.claim() is None


def test_one_that_killed_its_worker_goes_behind_those_that_wait(database: Database, submissions: Submissions) -> None:
    for number in range(3):
        submissions.submit(numbered(number))
    queue = leases(database)
    queue.give_back(claimed(queue), died=True)
    assert [int(claimed(queue).document_id, 16) for _ in range(3)] == [1, 2, 0]


def test_one_that_was_interrupted_keeps_its_place(database: Database, submissions: Submissions) -> None:
    for number in range(3):
        submissions.submit(numbered(number))
    queue = leases(database)
    queue.give_back(claimed(queue))
    assert int(claimed(queue).document_id, 16) == 0
    assert queue.free_leases_of(["me"]) == 1
    assert [int(claimed(queue).document_id, 16) for _ in range(3)] == [0, 1, 2]


def test_leases_of_the_dead_are_freed(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    claimed(leases(database, "dead"))
    survivor = leases(database, "survivor")
    assert survivor.lease_owners() == ["dead"]
    assert survivor.free_leases_of(["dead"]) == 1
    assert claimed(survivor).document_id == NEW.id


def test_progress_tells_a_lost_lease(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    queue, catalogue = leases(database), Catalogue(database)
    claim = claimed(queue)
    assert queue.progress(claim, 2, 7)
    record = catalogue.get(NEW.id, "")
    assert record is not None
    assert (record.pages_done, record.pages_total) == (2, 7)
    assert catalogue.delete(NEW.id, "") == [NEW.upload_key]
    assert not queue.progress(claim, 3, 7)


@pytest.mark.parametrize(("problem", "again"), [({"retryable": True}, True), ({"retryable": False}, False)])
def test_only_what_may_pass_is_tried_again(
    database: Database, submissions: Submissions, problem: dict[str, bool], again: bool
) -> None:
    submissions.submit(NEW)
    queue = leases(database)
    queue.finish(claimed(queue), Outcome("failed", problem, None, None, None, "{}"))
    assert submissions.submit(replace(NEW, upload_key="new")).created is again


def test_a_newer_version_converts_again(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    queue = leases(database)
    queue.finish(claimed(queue), DONE)
    assert submissions.find_usable(NEW.id) is not None
    newer = Submissions(database, 5, version="2")
    assert newer.find_usable(NEW.id) is None
    submitted = newer.submit(replace(NEW, upload_key="new"))
    assert (submitted.created, submitted.spare_keys) == (True, (NEW.upload_key, "r"))


def test_expired_documents_are_gone_and_can_come_again(database: Database, submissions: Submissions) -> None:
    submissions.submit(NEW)
    queue, catalogue = leases(database, keep_seconds=-1), Catalogue(database)
    queue.finish(claimed(queue), DONE)
    assert catalogue.get(NEW.id, "") is None
    assert submissions.find_usable(NEW.id) is None
    assert sorted(catalogue.delete_expired(10)) == sorted([NEW.upload_key, "r"])
    assert submissions.submit(NEW).created


def test_the_password_is_forgotten_with_the_work(database: Database, submissions: Submissions) -> None:
    submissions.submit(replace(NEW, password="open sesame"))
    queue = leases(database)
    claim = claimed(queue)
    assert claim.password == "open sesame"
    queue.finish(claim, DONE)
    with database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM documents").one()
    assert "open sesame" not in map(str, row)


def test_pages_of_the_list_cover_everything_once(database: Database) -> None:
    submissions = Submissions(database, 100, "1")
    for number in range(23):
        submissions.submit(numbered(number))
    submissions.submit(numbered(99, owner="somebody else"))
    catalogue, seen, before = Catalogue(database), [], None
    while page := catalogue.page("", None, 5, before):
        seen += [record.id for record in page]
        before = (page[-1].submitted_at, page[-1].id)
    assert seen == [f"{number:032x}" for number in reversed(range(23))]


def test_place_in_the_queue(database: Database, submissions: Submissions) -> None:
    records = [submissions.submit(numbered(number)).record for number in range(3)]
    assert [Catalogue(database).queued_ahead(record) for record in records] == [0, 1, 2]


def test_ids_tell_documents_options_owners_and_passwords_apart() -> None:
    sha = "ab" * 32
    ids = {
        document_id("", sha, {}, None),
        document_id("", sha, {"pages": "1"}, None),
        document_id("", "cd" * 32, {}, None),
        document_id("alice", sha, {}, None),
        document_id("", sha, {}, "x"),
        document_id("", sha, {}, "y"),
    }
    assert len(ids) == 6
    assert document_id("", sha, {"a": 1, "b": 2}, "x") == document_id("", sha, {"b": 2, "a": 1}, "x")


def test_a_clock_that_is_set_back_holds_nothing_up(
    database: Database, submissions: Submissions, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    queue = leases(database)
    monkeypatch.setattr(time, "time", lambda: real() + 3600)
    submissions.submit(numbered(1))
    monkeypatch.setattr(time, "time", real)
    assert queue.claim() is None
    assert queue.release_the_late() == 1
    assert claimed(queue).document_id == f"{1:032x}"
    assert queue.release_the_late() == 0


def test_what_is_put_off_for_seconds_is_not_hurried(database: Database, submissions: Submissions) -> None:
    submissions.submit(numbered(1))
    queue = leases(database)
    queue.give_back(claimed(queue), delay=60)
    assert queue.release_the_late() == 0
    assert queue.claim() is None
