"""Puts the service together: the only place that picks stores, workers and what they run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from service.blobs.local import LocalBlobs
from service.callbacks import Postman
from service.database import Database
from service.house import House
from service.housekeeping import OWNER_FILE
from service.jobs.catalogue import Catalogue
from service.jobs.leases import LeasePolicy, Leases
from service.jobs.migrate import migrate
from service.jobs.presence import new_owner
from service.jobs.signals import FinishLine, WorkBell
from service.jobs.submissions import Submissions
from service.keys import KeyFile, KeyRing
from service.metrics import Metrics
from service.ports import AnyWorker, BlobStore
from service.rates import RateLimiter
from service.settings import Settings
from service.stored_results import ResultReader
from service.viewer import Viewer
from service.workers.crew import Crew
from service.workers.policy import WorkerPolicy
from service.workers.process import prepare_fork_server
from service.workers.slot import Desk, Slot
from service.workers.tally import Tally
from service.workers.worker import Worker

#: The table of what a worker can do; tests hand in tables with faults.
TASKS = "service.workers.tasks:TASKS"


def build_house(settings: Settings, tasks: str = TASKS) -> House:
    """Open the store, bring it up to date and prepare (not start) the workers."""
    settings.data.mkdir(parents=True, exist_ok=True)
    incoming = settings.data / "incoming"
    incoming.mkdir(exist_ok=True)
    database = Database(settings.database)
    migrate(database)
    blobs = _blobs(settings)
    metrics, bell, finish_line = Metrics(), WorkBell(), FinishLine()
    leases = Leases(
        database,
        new_owner(),
        LeasePolicy(seconds=settings.lease_seconds, max_deaths=settings.max_deaths, keep_seconds=settings.keep_seconds),
        version("tablewright"),
    )
    desk = Desk(leases, blobs, bell, finish_line, settings.limits, settings.forms)
    prepare_fork_server(tasks)
    work_root = _fresh_work_root(settings.data, leases.owner)
    policy = settings.worker_policy
    new_worker = _worker_maker(settings, tasks, replace(policy, spare=True))
    slots = [
        Slot(desk, new_worker(work_root / f"slot{number}"), Tally(metrics, "documents", number))
        for number in range(settings.workers)
    ]
    viewer = Viewer(
        blobs,
        Worker(tasks, work_root / "viewer", policy),
        Tally(metrics, "viewer", 0),
        settings.limits,
        settings.data / "cache",
    )
    return House(
        settings=settings,
        database=database,
        blobs=blobs,
        submissions=Submissions(database, settings.queue_limit, version("tablewright")),
        catalogue=Catalogue(database),
        keys=key_ring(settings),
        rates=RateLimiter(settings.rate_per_minute),
        metrics=metrics,
        bell=bell,
        finish_line=finish_line,
        crew=Crew(slots, leases, bell),
        viewer=viewer,
        results=ResultReader(blobs),
        postman=Postman(database, settings, metrics),
        incoming=incoming,
        work_root=work_root,
    )


def key_ring(settings: Settings) -> KeyRing:
    """Return the keys that the settings name."""
    return KeyRing(KeyFile(settings.keys_path), settings.keys.get_secret_value() if settings.keys else None)


def _blobs(settings: Settings) -> BlobStore:
    if settings.blob_url is None:
        return LocalBlobs(settings.data / "blobs")
    from service.blobs.remote import RemoteBlobs

    return RemoteBlobs(settings.blob_url)


def _worker_maker(settings: Settings, tasks: str, policy: WorkerPolicy) -> Callable[[Path], AnyWorker]:
    """Return what makes the worker of a slot: a process of this machine, or one of a cluster."""
    if settings.ray_address is None:
        return lambda folder: Worker(tasks, folder, policy)
    from service.executors.cluster import join_cluster
    from service.executors.ray_worker import RayWorker, ship

    join_cluster(settings.ray_address)
    shipment = ship(tasks, policy, settings.forms)
    return lambda folder: RayWorker(shipment, folder)


def _fresh_work_root(data: Path, owner: str) -> Path:
    """Make a folder for this process's workers that says whose it is: what a dead process left is swept later."""
    work = data / "work"
    work.mkdir(exist_ok=True)
    root = Path(tempfile.mkdtemp(dir=work)).absolute()
    (root / OWNER_FILE).write_text(owner, "utf-8")
    return root


def close_house(house: House) -> None:
    """Let go of everything, in the order of use: workers, then their folders, then the store."""
    house.finish_line.close()
    house.crew.stop(house.settings.shutdown_seconds)
    house.viewer.close()
    house.postman.close()
    shutil.rmtree(house.work_root, ignore_errors=True)
    house.database.close()
