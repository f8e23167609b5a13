"""A service whose workers are on a cluster of two nodes, one of which is killed in the middle.

python -m tests.service.executors.ray_service DATA
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

from service.settings import Settings
from tests.service.executors.ray_run import NOTICE_SOON
from tests.service.running import FAULTS, Service, running


def main(data: str) -> None:
    head = {"num_cpus": 1, "include_dashboard": False, "_system_config": NOTICE_SOON}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    victim = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    settings = Settings(data=Path(data), workers=2, ray_address=cluster.address, silence_timeout=3.0)
    with running(settings, FAULTS) as service:
        ended = {name: service.end_of(service.send_later(name)["id"]) for name in ("ok", "crash", "hang 2", "sleep 1")}
        result = service.client.get(ended["ok"]["links"]["result"]).json()
        long = [service.send_later(f"pages 6 0.5 {number}")["id"] for number in range(6)]
        _await_running(service, long)
        cluster.remove_node(victim, allow_graceful=False)
        after = [service.end_of(one, 60) for one in long]
    ray.shutdown()
    cluster.shutdown()
    told = {
        "ended": {name: (one["status"], (one["problem"] or {}).get("type")) for name, one in ended.items()},
        "pages": result["document"]["page_count"],
        "after": [one["status"] for one in after],
    }
    print(json.dumps(told))


def _await_running(service: Service, documents: list[str]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        told = [service.client.get(f"/v1/documents/{one}").json() for one in documents]
        if sum(one["status"] == "running" for one in told) == 2 and any(one["progress"]["pages_done"] for one in told):
            return
        time.sleep(0.05)
    raise RuntimeError("the documents do not run")


if __name__ == "__main__":
    main(*sys.argv[1:])
