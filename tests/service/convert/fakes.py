"""An executor that works at once and in this process, on documents that say what happens to them.

A fake document is ``%PDF-`` and a command: ``ok NAME``, ``pages N NAME``, ``refuse CODE``, ``lose TIMES NAME``.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from schemas.options import ExtractOptions, Limits
from service.convert.facts import Facts
from service.convert.intake import read_ahead
from service.convert.ports import Answer, ProductMade, Ref, SliceRead, Step, StepFailed, Target
from service.convert.progress import PlainProgress
from service.convert.recipe import ProductKind, Recipe
from service.convert.rows import COLUMNS
from service.convert.run import BulkRun, Choice
from service.convert.steps import Head
from service.convert.summary import Summary
from service.sources.entry import Entry, Passed

HEADER = b"%PDF-fake "


def document(command: str) -> bytes:
    return HEADER + command.encode()


def entries(*commands: str, stamp: str | None = None) -> list[Entry | Passed]:
    """Return one entry a command, named after it."""
    return [
        Entry(f"/in/{number:03} {one}.pdf", stamp, lambda one=one: document(one)) for number, one in enumerate(commands)
    ]


def recipe(product: ProductKind = "json", slice_pages: int = 4) -> Recipe:
    return Recipe(ExtractOptions(), Limits(), product=product, slice_pages=slice_pages)


class InlineExecutor:
    """Answers in an order that ``seed`` stirs; ``log`` is what was done, ``kept`` what was put and not freed."""

    def __init__(self, recipe: Recipe, scratch: Path, seed: int = 0, capacity: int = 4) -> None:
        self._recipe, self._scratch = recipe, scratch
        scratch.mkdir(parents=True, exist_ok=True)
        self._random, self._numbers = random.Random(seed), count()
        self._waiting: list[tuple[int, Step]] = []
        self._tries: Counter[bytes] = Counter()
        self._capacity = capacity
        self.kept: dict[int, bytes] = {}
        self.log: list[str] = []
        self.most_kept = 0

    @property
    def capacity(self) -> int:
        return self._capacity

    def put(self, blob: bytes) -> Ref:
        number = next(self._numbers)
        self.kept[number] = blob
        self.most_kept = max(self.most_kept, len(self.kept))
        return number

    def free(self, ref: Ref) -> None:
        del self.kept[ref]  # type: ignore[arg-type]

    def submit(self, ticket: int, step: Step) -> None:
        assert len(self._waiting) < self._capacity
        self._waiting.append((ticket, step))

    def next_answer(self, seconds: float) -> tuple[int, Answer] | None:
        ticket, step = self._waiting.pop(self._random.randrange(len(self._waiting)))
        return ticket, self._carry_out(ticket, step)

    def close(self) -> None:
        self._waiting.clear()

    def _carry_out(self, ticket: int, step: Step) -> Answer:
        self.log.append(f"{step.kind} {step.filename} {list(step.numbers)}")
        if step.kind == "join":
            assert step.head is not None
            numbers = [number for ref in step.slices for number in pickle.loads(self.kept[ref])]  # type: ignore[index]
            return self._product(ticket, step, step.head.sha256, numbers)
        blob = self.kept[step.blob]  # type: ignore[index]
        if step.kind == "read":
            return SliceRead(self.put(pickle.dumps(step.numbers)))
        name, *arguments = blob.removeprefix(HEADER).decode().split()
        self._tries[blob] += 1
        if name == "refuse":
            return StepFailed(arguments[0], "as asked")
        if name == "lose" and self._tries[blob] <= int(arguments[0]):
            return StepFailed("worker-died", "as asked", lost=True)
        pages = int(arguments[0]) if name == "pages" else 1
        sha256, numbers = hashlib.sha256(blob).hexdigest(), tuple(range(1, pages + 1))
        if pages > self._recipe.slice_pages:
            return Head(sha256, pages, numbers)
        return self._product(ticket, step, sha256, numbers)

    def _product(self, ticket: int, step: Step, sha256: str, numbers: Sequence[int]) -> Answer:
        if self._recipe.product == "json":
            content = json.dumps({"document": sha256, "filename": step.filename, "pages": list(numbers)})
        else:
            content = json.dumps(rows(sha256, step.filename, numbers))
        path = self._scratch / str(ticket)
        path.write_text(content)
        digest = hashlib.sha256(content.encode()).hexdigest()
        return ProductMade(path, digest, Facts("succeeded", len(numbers), {"text": len(numbers)}, checks={"pass": 1}))


def rows(sha256: str, filename: str | None, numbers: Sequence[int]) -> dict[str, list[tuple[object, ...]]]:
    """Return rows of a document with one form and one figure a page."""
    made: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    made["document"] = [(sha256, filename, len(numbers), "succeeded", "1")]
    made["tables"] = [("t1", "表", None, "万元", len(numbers), 2, 1, "ruled", 1, len(numbers))]
    about = ("department_expenditure_summary", None, "部门支出总表", "某局", 2024, "万元", "t1", '["注"]')
    made["forms"] = [(0, *about, len(numbers), 0)]
    for index in range(len(numbers)):
        code = f"2050{index:03}"
        made["records"].append((0, index, index, None, None, None, code, None, "支出", None, '{"amounts":{}}'))
        whose = ("department_expenditure_summary", "某局", 2024, None, None, code, None, "支出", None, False)
        box = (1.0, 2.0, 3.0, 4.0)
        made["figures"].append(
            (0, index, "total", *whose, "12.50", "万元", "125000", "t1", index, 1, 1, *box, 1.0, "text", False, "pass")
        )
    made["checks"] = [(0, "column_sum", "pass", None, "fits", "1", "1", "0", "[]")]
    return made


def run(
    target: Target,
    found: Sequence[Entry | Passed],
    scratch: Path,
    *,
    choice: Choice | None = None,
    seed: int = 0,
    chosen: Recipe | None = None,
) -> tuple[Summary, InlineExecutor]:
    """Convert the entries into the target, which stays open."""
    chosen = chosen or recipe(target.product)
    executor = InlineExecutor(chosen, scratch, seed)
    progress = PlainProgress(None)
    bulk = BulkRun(executor, target, chosen, choice or Choice(), progress)
    with progress:
        bulk.carry_out(read_ahead(_each(found), target.sha256_of, 4))
    assert executor.kept == {}
    return progress.summary, executor


def _each(found: Sequence[Entry | Passed]) -> Iterator[Entry | Passed]:
    yield from found
