"""What runs on a node of a cluster: a confined worker process like a local one, warm between orders. Imports no Ray.

Nodes have none of our files: the bytes come beside an order, whose paths mean nothing here but for its folder's name,
and what the worker made goes back as bytes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from service.convert.recipe import Recipe
from service.scratch import leave_scratch_folder, scratch_folder
from service.workers.messages import Answer, Done, Order
from service.workers.policy import WorkerPolicy
from service.workers.process import prepare_fork_server
from service.workers.progress import Progress
from service.workers.worker import Cancelled, Died, OutOfMemory, TimedOut, Worker, WorkerStopped

_SOURCE = "source.pdf"
_STOPS: dict[str, type[WorkerStopped]] = {one.__name__: one for one in (TimedOut, OutOfMemory, Died, Cancelled)}


@dataclass(frozen=True, slots=True)
class Shipment:
    """What every worker of a cluster needs once: its table of tasks, its bounds, and the user's form definitions."""

    tasks: str
    policy: WorkerPolicy
    forms: tuple[tuple[Path, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """A worker's answer with the bytes of the files that it names, by their names."""

    answer: Answer
    files: dict[str, bytes] = field(default_factory=dict)

    def unpack(self, folder: Path) -> Answer:
        """Write the files into the folder and return the answer with their paths there."""
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        if not isinstance(self.answer, Done):
            return self.answer
        unlocked = self.answer.unlocked
        moved = folder / unlocked.name if unlocked else None
        return replace(self.answer, path=folder / self.answer.path.name, unlocked=moved)


@dataclass(frozen=True, slots=True)
class Halted:
    """The worker process did not finish; ``name`` is the class that a local one would have raised."""

    name: str
    reason: str

    def as_error(self) -> WorkerStopped:
        """Return the exception."""
        return _STOPS[self.name](self.reason)


class NodeWorker:
    """One worker process of a node. ``progress`` and ``cancel`` may be called while an order is carried out."""

    def __init__(self, shipment: Shipment) -> None:
        _forget_main()
        self._root = root = Path(tempfile.mkdtemp(dir=scratch_folder()))
        self._forms: dict[Path, Path] = {}
        for path, content in shipment.forms:
            copy = root / f"form{len(self._forms)}-{path.name}"
            copy.write_bytes(content)
            self._forms[path] = copy
        prepare_fork_server(shipment.tasks)
        self._worker = Worker(shipment.tasks, root / "worker", shipment.policy)
        self._progress = Progress(0, 0)
        self._unwanted: str | None = None

    def prepare(self) -> None:
        """See to it that the process runs."""
        self._worker.prepare()

    def progress(self) -> Progress:
        """Return how far the order in work is."""
        return self._progress

    def cancel(self, folder: str) -> None:
        """Give up the order whose folder has this name, if it is in work."""
        self._unwanted = folder

    def close(self) -> None:
        """End the process and remove all that lies here, in the middle of an order, too."""
        self._worker.kill()
        shutil.rmtree(self._root, ignore_errors=True)

    def leave(self) -> None:
        """Close, and remove this process's scratch folder: the process is about to be killed."""
        self.close()
        leave_scratch_folder()

    def carry_out(self, order: Order, blob: bytes | None, *slices: bytes) -> Returned | Halted:
        """Carry out an order and return what came of it.

        Orders of one document name the same folder, so that a later one finds what an earlier one left.
        """
        name = order.folder.name
        folder = self._folder_called(name)
        source = folder / _SOURCE
        if blob is not None:
            source.write_bytes(blob)
        order = replace(
            order,
            folder=folder,
            source=source,
            forms=self._local(order.forms),
            arguments=self._arguments(order, folder, slices),
        )
        self._progress = Progress(0, 0)
        try:
            answer = self._worker.run(order, self._note, lambda: self._unwanted == name)
        except WorkerStopped as stopped:
            return Halted(type(stopped).__name__, stopped.reason)
        if not isinstance(answer, Done):
            return Returned(answer)
        return Returned(answer, {path.name: path.read_bytes() for path in (answer.path, answer.unlocked) if path})

    def _note(self, progress: Progress) -> None:
        self._progress = progress

    def _folder_called(self, name: str) -> Path:
        """Return the folder; all others go, their orders are over."""
        folder = self._worker.folder / name
        if not folder.is_dir():
            for other in self._worker.folder.iterdir():
                shutil.rmtree(other, ignore_errors=True)
            folder.mkdir()
        return folder

    def _arguments(self, order: Order, folder: Path, slices: tuple[bytes, ...]) -> dict[str, Any]:
        arguments = dict(order.arguments)
        if slices:
            paths = [folder / f"slice{number}" for number in range(len(slices))]
            for path, content in zip(paths, slices, strict=True):
                path.write_bytes(content)
            arguments["slices"] = tuple(paths)
        recipe = arguments.get("recipe")
        if isinstance(recipe, Recipe):
            arguments["recipe"] = replace(recipe, forms=self._local(recipe.forms))
        return arguments

    def _local(self, forms: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(self._forms[path] for path in forms)


def _forget_main() -> None:
    """Keep the worker process from importing the cluster's own main script, as a forked server else has it do."""
    main = sys.modules["__main__"]
    main.__spec__ = None
    if hasattr(main, "__file__"):
        del main.__file__
