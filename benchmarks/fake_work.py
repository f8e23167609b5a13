"""Tasks for worker processes that cost nothing: what is left is the cost of having workers."""

from __future__ import annotations

import os
import time
from pathlib import Path

from service.workers.messages import Done, Order
from service.workers.task_table import Report, TaskTable

#: The environment variable that names the file with what a step is answered with.
PRODUCT_VARIABLE = "TABLEWRIGHT_BENCH_PRODUCT"
#: What a text PDF of 24 pages takes.
WORK_SECONDS = 0.22


def answer(order: Order, report: Report) -> Done:
    """Answer a step on a Ray node with what lies in the file that the environment of the run names."""
    path: Path = order.folder / "product"
    path.write_bytes(Path(os.environ[PRODUCT_VARIABLE]).read_bytes())
    return Done(path, "0" * 64, facts={"status": "succeeded", "pages": 24})


def sleep(order: Order, report: Report) -> Done:
    """Take as long as a document does, and no processor time: then only the coordinator can keep workers waiting."""
    order.source.read_bytes()
    time.sleep(WORK_SECONDS)
    path: Path = order.folder / "product"
    path.write_bytes(b"{}")
    return Done(path, "0" * 64, facts={"status": "succeeded", "pages": 24})


SLEEPING: TaskTable = {"step": sleep}
ANSWERING: TaskTable = {"step": answer}
