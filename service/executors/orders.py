"""Steps of a bulk run as orders for worker processes, and back: the same for local workers and a cluster's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.convert.facts import Facts
from service.convert.ports import Answer, ProductMade, Step, StepFailed
from service.convert.recipe import Recipe
from service.convert.steps import Head
from service.convert.worker_task import HEAD, PRODUCT
from service.workers.messages import Done, Refused
from service.workers.worker import Died, OutOfMemory, TimedOut, WorkerStopped


def arguments_of(step: Step, recipe: Recipe) -> dict[str, Any]:
    """Return what the task needs to know, but for its slices."""
    return {"kind": step.kind, "recipe": recipe, "numbers": step.numbers, "head": step.head}


def answer_of(done: Done | Refused, made: Path) -> Answer | Path:
    """Return the step's answer; what was made is moved to ``made``. A slice that was read is that path alone."""
    if isinstance(done, Refused):
        return StepFailed(done.code, done.detail, done.stage, done.page)
    if done.path.name == HEAD:
        told = json.loads(done.path.read_text())
        return Head(told["sha256"], told["page_count"], tuple(told["numbers"]))
    done.path.replace(made)
    return ProductMade(made, done.sha256, Facts(**done.facts)) if done.path.name == PRODUCT else made


def failure_of(stopped: WorkerStopped) -> StepFailed:
    """Return the answer to a step whose worker process was stopped."""
    if isinstance(stopped, TimedOut):
        return StepFailed("timed-out", stopped.reason, stage="worker")
    if isinstance(stopped, OutOfMemory):
        return StepFailed("out-of-memory", stopped.reason, stage="worker")
    return StepFailed(
        "worker-died", f"the worker died: {stopped.reason}", stage="worker", lost=isinstance(stopped, Died)
    )
