"""What a local worker process does: one step of a bulk run, its outcome as files in the order's folder."""

from __future__ import annotations

import json
from dataclasses import asdict

from service.convert.recipe import Recipe
from service.convert.steps import Head, Product, convert, join_slices, read_slice
from service.workers.messages import Answer, Done, Order
from service.workers.task_table import Report, TaskTable

#: What the answer's file holds, told by its name.
PRODUCT, HEAD, SLICE = "product", "head", "slice"


def carry_out(order: Order, report: Report) -> Answer:
    """Carry out a step: `arguments` are the step's kind, the recipe, and what the kind needs."""
    recipe: Recipe = order.arguments["recipe"]
    kind = order.arguments["kind"]
    if kind == "read":
        path = order.folder / SLICE
        path.write_bytes(read_slice(order.source.read_bytes(), order.arguments["numbers"], recipe, report))
        return Done(path)
    if kind == "join":
        pieces = (path.read_bytes() for path in order.arguments["slices"])
        made: Product | Head = join_slices(pieces, order.arguments["head"], order.filename, recipe)
    else:
        made = convert(order.source.read_bytes(), order.filename, recipe, report)
    if isinstance(made, Head):
        path = order.folder / HEAD
        path.write_text(json.dumps(asdict(made)))
        return Done(path)
    path = order.folder / PRODUCT
    path.write_bytes(made.content)
    return Done(path, made.sha256, facts=made.facts.as_json())


#: Where the table is found.
TASKS_NAME = "service.convert.worker_task:TASKS"

TASKS: TaskTable = {"step": carry_out}
