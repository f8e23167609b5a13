"""All slots of one service process, and the heartbeat that keeps their leases."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from service.jobs.leases import Leases
from service.jobs.presence import is_known_dead
from service.jobs.signals import WorkBell
from service.logs import get_log
from service.workers.slot import Slot

log = get_log("crew")


class Crew:
    """Starts the slots, keeps their leases alive, and winds them down."""

    def __init__(self, slots: Sequence[Slot], leases: Leases, bell: WorkBell) -> None:
        self._slots = slots
        self._leases = leases
        self._bell = bell
        self._stopping = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    @property
    def alive(self) -> bool:
        """Tell whether any slot can take work."""
        return any(slot.alive for slot in self._slots)

    def start(self) -> None:
        """Take over what dead processes of this machine left, then begin."""
        self._free_the_dead()
        for slot in self._slots:
            slot.start()
        self._heart.start()

    def stop(self, seconds: float) -> None:
        """Finish what is in work within the time; give back what is not finished then."""
        deadline = time.monotonic() + seconds
        for slot in self._slots:
            slot.stop()
        self._bell.wake_all()
        late = [slot for slot in self._slots if not slot.join(max(0.0, deadline - time.monotonic()))]
        for slot in late:
            slot.stop(hurry=True)
        for slot in late:
            slot.join(10.0)
        self._stopping.set()
        self._heart.join(5.0)

    def measure_memory(self) -> None:
        """Bring the metrics of the workers' memory up to date."""
        for slot in self._slots:
            slot.measure_memory()

    def _beat(self) -> None:
        pause = self._leases.policy.seconds / 3
        while not self._stopping.wait(pause):
            try:
                self._leases.heartbeat()
                self._free_the_dead()
                if late := self._leases.release_the_late():
                    log.warning("the clock was set back", documents=late)
            except SQLAlchemyError as error:
                log.error("heartbeat failed", error=type(error).__name__)

    def _free_the_dead(self) -> None:
        dead = [owner for owner in self._leases.lease_owners() if is_known_dead(owner)]
        if dead:
            freed = self._leases.free_leases_of(dead)
            log.warning("took over from dead processes", processes=len(dead), documents=freed)
