"""The door to a Ray cluster: joining it, and asking for workers on its nodes."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import ray
from ray.exceptions import RayError

from service.executors.node import NodeWorker

#: Calls that must not wait behind the order that they are about; orders themselves are carried out one at a time.
TALK = "talk"
#: How long a worker may take to tidy up, in seconds.
_GOODBYE = 5.0


class NoCluster(Exception):
    """No cluster answers; the message is one line for the user."""


def join_cluster(address: str) -> None:
    """Join the cluster at the address, or `auto`; once joined, again is nothing. Raises NoCluster."""
    if ray.is_initialized():
        return
    if not sys.stdout.isatty():
        os.environ.setdefault("RAY_COLOR_PREFIX", "0")
    try:
        ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
    except (ConnectionError, RayError, RuntimeError, ValueError) as error:
        raise NoCluster(f"no Ray cluster answers at {address} ({type(error).__name__})") from error


def hire(shipment: Any) -> Any:
    """Ask for a worker, one core wherever there is room; returns its handle at once."""
    return ray.remote(num_cpus=1, max_restarts=0, concurrency_groups={TALK: 1})(NodeWorker).remote(shipment)


def dismiss(*actors: Any) -> None:
    """End workers and what they were doing; those that still answer remove what lies on their node before."""
    goodbyes = [actor.leave.options(concurrency_group=TALK).remote() for actor in actors]
    if goodbyes:
        ray.wait(goodbyes, num_returns=len(goodbyes), timeout=_GOODBYE)
    for actor in actors:
        ray.kill(actor)
