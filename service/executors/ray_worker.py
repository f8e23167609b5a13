"""A worker process somewhere on a Ray cluster, behind the face of a local one: for the service's slots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import GetTimeoutError, RayError

from service.executors.cluster import TALK, dismiss, hire
from service.executors.node import Halted, Returned, Shipment
from service.workers.messages import Answer, Order
from service.workers.policy import WorkerPolicy
from service.workers.progress import Progress
from service.workers.worker import Cancelled, Died

#: How often the progress is asked for, and whether the answer is still wanted, in seconds.
_GLANCE = 0.5
#: How long a node may take to start a worker, in seconds; it loads all that a document needs.
_START_TIME = 60.0
#: How long a few bytes of the cluster may take, in seconds.
_TALK_TIME = 10.0


def ship(tasks: str, policy: WorkerPolicy, forms: tuple[Path, ...]) -> Any:
    """Put into the cluster what every worker needs; returns what ``RayWorker`` takes."""
    return ray.put(Shipment(tasks, policy, tuple((path, path.read_bytes()) for path in forms)))


class RayWorker:
    """One worker, replaced when it or its node dies. For use by one thread.

    Time, memory and what may be written are bounded on the node, as they are locally.
    """

    def __init__(self, shipment: Any, folder: Path) -> None:
        self._shipment = shipment
        self.folder = folder
        self.starts = 0
        self._actor: Any = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int | None:
        """No process of this machine."""
        return None

    def prepare(self) -> None:
        """See to it that a worker is there; raises Died when the cluster has no room for one, or it does not start."""
        if self._actor is not None:
            return
        self.starts += 1
        actor = hire(self._shipment)
        try:
            ray.get(actor.prepare.remote(), timeout=_START_TIME)
        except (RayError, GetTimeoutError) as error:
            dismiss(actor)
            raise Died(f"no worker on the cluster ({type(error).__name__})") from error
        self._actor = actor

    def run(self, order: Order, on_progress: Callable[[Progress], None], unwanted: Callable[[], bool]) -> Answer:
        """Carry out one order; raises as ``Worker.run`` does."""
        self.prepare()
        try:
            made = self._await(order, ray.put(order.source.read_bytes()), on_progress, unwanted)
        except (RayError, GetTimeoutError) as error:
            self.kill()
            raise Died(f"the node or its worker died ({type(error).__name__})") from error
        if isinstance(made, Halted):
            raise made.as_error()
        return made.unpack(order.folder)

    def _await(
        self, order: Order, blob: Any, on_progress: Callable[[Progress], None], unwanted: Callable[[], bool]
    ) -> Returned | Halted:
        answer = self._actor.carry_out.remote(order, blob)
        while not ray.wait([answer], timeout=_GLANCE)[0]:
            on_progress(ray.get(self._talk("progress").remote(), timeout=_TALK_TIME))
            if unwanted():
                self._talk("cancel").remote(order.folder.name)
                raise Cancelled("not wanted any more")
        made: Returned | Halted = ray.get(answer, timeout=_START_TIME)
        return made

    def _talk(self, method: str) -> Any:
        return getattr(self._actor, method).options(concurrency_group=TALK)

    def kill(self) -> None:
        """End it at once."""
        actor, self._actor = self._actor, None
        if actor is not None:
            dismiss(actor)
