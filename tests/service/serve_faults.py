"""The service as a process of its own, its workers doing what fake documents say: `python -m … PORT`.

Everything else comes from the environment, as in production.
"""

from __future__ import annotations

import sys
from functools import partial

from service.main import build_house
from service.server import run
from service.settings import Settings

if __name__ == "__main__":
    sys.exit(run(Settings(), "127.0.0.1", int(sys.argv[1]), partial(build_house, tasks="tests.service.faults:TASKS")))
