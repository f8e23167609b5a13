"""Strange files through both doors: the command line and the HTTP service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schemas.result import ExtractionResult
from service.settings import Settings
from service.workers.confinement import memory_of
from tests.hostile.test_strange_files import CORPUS
from tests.service.running import PDF, running
from tests.support.hostile.bombs import content_bomb, image_bomb
from tests.support.hostile.build import one_page
from tests.support.hostile.cases import invented, mutations
from tests.support.hostile.heavy import HEAVY

COMMAND = [sys.executable, "-c", "from service.cli import main; main()", "extract"]
NAMED = {"encrypted-pdf", "damaged-pdf", "not-a-pdf", "no-pages", "too-many-pages"}


def strange_files(every: int) -> dict[str, bytes]:
    """Some of the invented and broken files, and all collected ones."""
    names = [name for name in invented() if name not in HEAVY][::every]
    files = {name: invented()[name] for name in names}
    files |= {path.name: path.read_bytes() for path in sorted(CORPUS.glob("*.pdf"))[::every]}
    return files | dict(mutations(range(5000, 5000 + 200 // every)))


def command(paths: list[Path], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, paths)], capture_output=True, text=True, env=os.environ | environment, check=False
    )


def written(files: dict[str, bytes], folder: Path) -> list[Path]:
    paths = [folder / f"{number}.pdf" for number in range(len(files))]
    for path, blob in zip(paths, files.values(), strict=True):
        path.write_bytes(blob)
    return paths


def told_and_made(done: subprocess.CompletedProcess[str]) -> tuple[dict[str, str], list[ExtractionResult]]:
    told = {}
    for line in done.stderr.splitlines():
        ours, path, code, _ = line.split(": ", 3)
        assert ours == "tablewright"
        assert path not in told, "told twice"
        told[path] = code
    return told, [ExtractionResult.model_validate_json(line) for line in done.stdout.splitlines()]


def test_the_command_line_names_every_failure(tmp_path: Path) -> None:
    paths = written(strange_files(8), tmp_path)
    done = command(paths)
    assert done.returncode == 1
    told, made = told_and_made(done)
    failed = {path for path, code in told.items() if code != "partial"}
    assert {told[path] for path in failed} <= NAMED
    assert [result.document.filename for result in made] == [path.name for path in paths if str(path) not in failed]


@pytest.mark.slow
def test_bombs_on_the_command_line(tmp_path: Path) -> None:
    files = {"bomb": content_bomb(), "fine": one_page(), "picture": image_bomb(), "fine again": one_page()}
    paths = written(files, tmp_path)
    done = command(paths, TABLEWRIGHT_WORKER_MEMORY_MB="700", TABLEWRIGHT_SILENCE_TIMEOUT="60")
    told, made = told_and_made(done)
    # Seen once in many runs: the limit ends the worker before Python can tell that it was memory.
    assert told.pop(str(paths[0])) in ("out-of-memory", "worker-died")
    assert set(told) <= {str(paths[2])}
    assert {result.document.filename for result in made} >= {paths[1].name, paths[3].name}


@pytest.mark.slow
def test_the_service_stays_up_and_gives_memory_back(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=2, worker_memory_mb=1024, rate_per_minute=0)) as service:
        files = list(strange_files(2).values())

        def send(blob: bytes) -> str:
            answer = service.client.post("/v1/documents", content=blob, headers=PDF)
            if answer.status_code == 200:
                ExtractionResult.model_validate_json(answer.content)
                return "succeeded"
            assert answer.headers["content-type"] == "application/problem+json", answer.text
            return str(answer.json()["type"].rpartition(":")[2])

        with ThreadPoolExecutor(3) as clients:
            outcomes = list(clients.map(send, files))
        before, handles = memory_of(os.getpid()).resident, _handles()
        assert set(outcomes) <= NAMED | {"succeeded"}
        # Other bytes, so that they are converted again.
        with ThreadPoolExecutor(3) as clients:
            again = list(clients.map(send, [blob + b"\n%" for blob in files]))
        assert again.count("succeeded") >= 0.9 * outcomes.count("succeeded")
        assert service.client.get("/readyz").status_code == 200
        time.sleep(0.5)
        assert memory_of(os.getpid()).resident - before < 64 << 20
        assert _handles() <= handles + 8
        lines = service.client.get("/metrics").text.splitlines()
        starts = [
            float(line.rpartition(" ")[2]) for line in lines if line.startswith("tablewright_worker_starts_total")
        ]
        assert sum(starts) <= 6, "strange files broke workers"
        assert json.loads(service.client.get("/v1/documents?limit=1").text)["documents"]


def _handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
