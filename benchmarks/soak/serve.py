"""The service that is soaked: the real one, with a poison document and a clock that can be set. Port as argument.

Whoever runs it sets the clock by writing seconds into the file that SOAK_CLOCK names. All times that the service
compares come from ``time.time``; the machine's own clock stays right.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

_real_time = time.time


def _shifted() -> float:
    try:
        return _real_time() + float(Path(os.environ["SOAK_CLOCK"]).read_text())
    except (OSError, ValueError):
        return _real_time()


if __name__ == "__main__":
    time.time = _shifted
    from service.main import build_house
    from service.server import run
    from service.settings import Settings

    sys.exit(run(Settings(), "127.0.0.1", int(sys.argv[1]), partial(build_house, tasks="benchmarks.serve:TASKS")))
