"""The worker's own tasks, with what the extractors only log put into the answer: for the trial, not for the service."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import replace
from pathlib import Path

from service.workers import tasks
from service.workers.messages import Answer, Done, Order
from service.workers.task_table import Report, TaskTable


class _Heard(logging.Handler):
    """Keeps the tracebacks of pages that failed unexpectedly."""

    def __init__(self) -> None:
        super().__init__()
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.traces.append(logging.Formatter().format(record))


def extract(order: Order, report: Report) -> Answer:
    """Convert as the service does."""
    log, heard = logging.getLogger("extractors"), _Heard()
    log.addHandler(heard)
    try:
        answer = tasks.extract(order, report)
    finally:
        log.removeHandler(heard)
    left = [path.name for path in Path(tempfile.gettempdir()).iterdir() if path.name != order.folder.name]
    return replace(answer, facts={"traces": heard.traces, "left": left}) if isinstance(answer, Done) else answer


TASKS: TaskTable = {"extract": extract}
"""The task table for ``Worker``."""
