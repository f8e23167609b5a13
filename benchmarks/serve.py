"""The service with its real work, but for documents marked as poison: those kill their worker. Port as argument.

With TABLEWRIGHT_BENCH_SLEEP the others take so many seconds and no processor time, and their result is the file that
TABLEWRIGHT_BENCH_RESULT names.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

from service.main import build_house
from service.server import run
from service.settings import Settings
from service.workers import tasks
from service.workers.messages import Answer, Done, Order
from service.workers.task_table import Report

SLEEP = float(os.environ.get("TABLEWRIGHT_BENCH_SLEEP", "0"))
RESULT = Path(os.environ["TABLEWRIGHT_BENCH_RESULT"]).read_bytes() if SLEEP else b""


def extract(order: Order, report: Report) -> Answer:
    if order.source.read_bytes().endswith(b"% poison"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if not SLEEP:
        return tasks.extract(order, report)
    time.sleep(SLEEP)
    path = order.folder / "result.json"
    path.write_bytes(RESULT)
    return Done(path, hashlib.sha256(RESULT).hexdigest(), pages=1, pages_by_source={"text": 1})


TASKS = tasks.TASKS | {"extract": extract}

if __name__ == "__main__":
    sys.exit(run(Settings(), "127.0.0.1", int(sys.argv[1]), partial(build_house, tasks="benchmarks.serve:TASKS")))
