from __future__ import annotations

import os
import subprocess
import sys

from service.jobs.presence import is_known_dead, new_owner


def test_this_process_is_alive() -> None:
    assert not is_known_dead(new_owner())


def test_a_process_that_ended_is_dead() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from service.jobs.presence import new_owner; print(new_owner())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert is_known_dead(told.stdout.strip())


def test_a_reused_process_id_is_not_the_old_process() -> None:
    host, pid, started, tail = new_owner().rsplit("/", 3)
    assert int(pid) == os.getpid()
    assert is_known_dead(f"{host}/{pid}/{int(started) - 1}/{tail}")


def test_of_other_machines_nothing_is_known() -> None:
    _, *rest = new_owner().rsplit("/", 3)
    assert not is_known_dead("/".join(["elsewhere", *rest]))
    assert not is_known_dead("nonsense")
