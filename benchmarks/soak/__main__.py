"""`python -m benchmarks.soak [--minutes 30]`: mixed documents against the real service while its world breaks.

Text, scans, strange files and documents that kill their worker are sent all the time. Meanwhile, in turn, workers are
killed, the service is killed, the disk is full, the disk is read-only, the database crashes, the clock jumps forth and
back. At the end everything that was accepted must be there and right, nothing twice, memory and handles flat.

Needs root (for a disk that can be filled) and PostgreSQL. Exit status 1 when something was lost.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks.soak.documents import Mix
from benchmarks.soak.ledger import Ledger, finished_twice
from benchmarks.soak.meter import Meter
from benchmarks.soak.surroundings import Disk, House, Postgres

_HOUR = 3600.0


def main() -> int:
    """Soak, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--every", type=float, default=20.0, help="seconds of peace between two disturbances")
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds of a client between two documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write figures and samples there")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tablewright-soak-"))
    disk, database = Disk(folder / "disk"), Postgres(folder)
    settings = {"workers": "2", "rate_per_minute": "0", "worker_memory_mb": "1024", "database_url": database.url}
    house = House(disk.folder / "data", folder, **settings, lease_seconds="10", keep_seconds=str(48 * _HOUR))
    try:
        report = _soak(arguments, house, disk, database)
    finally:
        if house.alive:
            house.kill()
        database.stop()
        disk.close()
    print(json.dumps({key: value for key, value in report.items() if key != "samples"}, indent=2, ensure_ascii=False))
    if arguments.json:
        arguments.json.write_text(json.dumps(report))
    if not report["wrong"]:
        shutil.rmtree(folder, ignore_errors=True)
    return int(bool(report["wrong"]))


def _soak(arguments: argparse.Namespace, house: House, disk: Disk, database: Postgres) -> dict[str, object]:
    house.start()
    ledger, meter = Ledger(f"http://127.0.0.1:{house.port}", Mix(arguments.seed)), Meter(house)
    ledger.start(arguments.clients, arguments.pause)
    done: Counter[str] = Counter()
    wrong: list[str] = []
    begun = time.monotonic()
    while time.monotonic() - begun < 60 * arguments.minutes:
        for name, disturb in _DISTURBANCES.items():
            time.sleep(arguments.every)
            disturb(house, disk, database)
            done[name] += 1
            recovery = _recovery(house)
            print(f"{time.monotonic() - begun:6.0f} s  {name}: ready again after {recovery:.1f} s", flush=True)
            if recovery > _PATIENCE:
                wrong.append(f"not ready {_PATIENCE:g} s after: {name}")
    ledger.stop()
    wrong += ledger.settle(300.0)
    meter.stop()
    status = house.stop()
    wrong += [f"{identity} was finished twice" for identity in finished_twice(house.log)]
    return {
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "accepted": dict(Counter(sent.kind for sent in ledger.accepted.values())),
        "answers": dict(ledger.answers),
        "disturbances": dict(done),
        "lives": house.lives,
        "exit_status": status,
        **meter.slopes(),
        "wrong": wrong,
        "samples": [asdict(sample) for sample in meter.samples],
    }


#: How long the service may take until it says that it is ready, in seconds.
_PATIENCE = 60.0


def _recovery(house: House) -> float:
    begun = time.monotonic()
    while not house.is_ready() and time.monotonic() - begun <= _PATIENCE:
        time.sleep(0.2)
    return time.monotonic() - begun


def _kill_workers(house: House, disk: Disk, database: Postgres) -> None:
    house.kill_workers()


def _kill_service(house: House, disk: Disk, database: Postgres) -> None:
    house.kill()
    house.start()


def _fill_disk(house: House, disk: Disk, database: Postgres) -> None:
    disk.fill()
    time.sleep(6)
    disk.empty()


def _freeze_disk(house: House, disk: Disk, database: Postgres) -> None:
    for _ in range(50):
        if disk.freeze():
            break
        time.sleep(0.1)
    time.sleep(6)
    disk.thaw()


def _crash_database(house: House, disk: Disk, database: Postgres) -> None:
    database.stop()
    time.sleep(4)
    database.start()


def _jump_forward(house: House, disk: Disk, database: Postgres) -> None:
    house.set_clock(_HOUR)
    time.sleep(15)
    house.set_clock(0)


def _jump_back(house: House, disk: Disk, database: Postgres) -> None:
    house.set_clock(-_HOUR)
    time.sleep(15)
    house.set_clock(0)


_DISTURBANCES: dict[str, Callable[[House, Disk, Postgres], None]] = {
    "workers killed": _kill_workers,
    "disk full": _fill_disk,
    "database crashed": _crash_database,
    "clock an hour forward and back": _jump_forward,
    "service killed": _kill_service,
    "disk read-only": _freeze_disk,
    "clock an hour back and forward": _jump_back,
}


if __name__ == "__main__":
    sys.exit(main())
