"""Everything that a request may use, in one place; built by ``service.main``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.callbacks import Postman
from service.database import Database
from service.jobs.catalogue import Catalogue
from service.jobs.signals import FinishLine, WorkBell
from service.jobs.submissions import Submissions
from service.keys import KeyRing
from service.metrics import Metrics
from service.ports import BlobStore
from service.rates import RateLimiter
from service.settings import Settings
from service.stored_results import ResultReader
from service.viewer import Viewer
from service.workers.crew import Crew


@dataclass(frozen=True)
class House:
    """The parts of a running service."""

    settings: Settings
    database: Database
    blobs: BlobStore
    submissions: Submissions
    catalogue: Catalogue
    keys: KeyRing
    rates: RateLimiter
    metrics: Metrics
    bell: WorkBell
    finish_line: FinishLine
    crew: Crew
    viewer: Viewer
    results: ResultReader
    postman: Postman
    incoming: Path
    work_root: Path
