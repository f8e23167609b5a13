"""The service with its real work, but for documents marked as poison: those kill their worker. Port as argument."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial

from service.main import build_house
from service.server import run
from service.settings import Settings
from service.workers import tasks
from service.workers.child import Report
from service.workers.messages import Answer, Order


def extract(order: Order, report: Report) -> Answer:
    if order.source.read_bytes().endswith(b"% poison"):
        os.kill(os.getpid(), signal.SIGSEGV)
    return tasks.extract(order, report)


TASKS = tasks.TASKS | {"extract": extract}

if __name__ == "__main__":
    sys.exit(run(Settings(), "127.0.0.1", int(sys.argv[1]), partial(build_house, tasks="benchmarks.serve:TASKS")))
