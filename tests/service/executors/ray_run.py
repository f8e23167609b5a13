"""A bulk run on a cluster of three nodes, one of which is killed in the middle. Prints what came of it as JSON.

python -m tests.service.executors.ray_run SOURCE TARGET
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from ray.cluster_utils import Cluster

from schemas.options import ExtractOptions, Limits
from service.bulk import Plan, run_bulk
from service.convert.recipe import Recipe

#: A cluster waits a quarter of a minute before it believes that a node is dead; a test has not the time.
NOTICE_SOON = {"health_check_period_ms": 1000, "health_check_timeout_ms": 1000, "health_check_failure_threshold": 3}


def main(source: str, target: str) -> None:
    head = {"num_cpus": 1, "include_dashboard": False, "_system_config": NOTICE_SOON}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    victim = cluster.add_node(num_cpus=1)
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    killed_after: list[int] = []

    def kill_in_the_middle() -> None:
        while (done := len(list(Path(target).glob("??/*.json")))) < 3:
            time.sleep(0.02)
        cluster.remove_node(victim, allow_graceful=False)
        killed_after.append(done)

    killer = threading.Thread(target=kill_in_the_middle, daemon=True)
    killer.start()
    # Short slices, so that some of the documents are long ones.
    recipe = Recipe(ExtractOptions(), Limits(), slice_pages=16)
    ended = run_bulk(Plan((source,), target, "json", recipe, None, ray=cluster.address))
    killer.join(30)
    cluster.shutdown()
    told = {"killed_after": killed_after, "outcomes": ended.summary.outcomes, "problems": ended.summary.problems}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
