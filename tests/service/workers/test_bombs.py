"""Decompression bombs, through the real extractors."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.settings import Settings
from tests.service.running import PDF, running
from tests.support.hostile.bombs import content_bomb, image_bomb


@pytest.mark.slow
def test_bombs_end_as_their_own_problem(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, workers=1, worker_memory_mb=700, silence_timeout=30)
    with running(settings) as service:
        for bomb in (content_bomb(), image_bomb()):
            assert len(bomb) < 100_000
            answer = service.client.post("/v1/documents", content=bomb, headers=PDF)
            if answer.status_code != 200:
                assert answer.json()["type"].rpartition(":")[2] in ("out-of-memory", "timed-out", "damaged-pdf")
            assert service.client.get("/readyz").status_code == 200
        fine = service.client.post("/v1/documents", content=content_bomb(0), headers=PDF)
        assert fine.status_code == 200
