from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.workers.policy import WorkerPolicy
from tests.support.hostile.trial import Trial

#: Tighter than in production, so that what runs into a limit does so soon.
POLICY = WorkerPolicy(document_timeout=30, silence_timeout=20, memory_limit=1 << 30)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with Trial(tmp_path_factory.mktemp("trial"), POLICY) as trial:
        yield trial
