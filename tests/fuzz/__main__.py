"""`python -m tests.fuzz TARGET [--seconds 60]`: fuzzes one target with Atheris, from the corpus kept here.

    python -m tests.fuzz all --seconds 600 --jobs 2      every target, two at a time; `make fuzz`

A finding is written to ``tests/fuzz/findings/TARGET-…`` and ends the run with status 1. Mend the code, then move the
file into ``tests/fuzz/corpus/TARGET``: from then on a test runs it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
CORPUS, FINDINGS = HERE / "corpus", HERE / "findings"
NAMES = ("intake", "rulings", "cells", "definitions", "options")
#: One input may take so many seconds and so many MiB.
_BOUNDS = ("-timeout=20", "-rss_limit_mb=2048")
#: The largest input, in bytes: room for every seed, and small enough for many runs a second.
_LARGEST = {"intake": 16384, "rulings": 1024, "cells": 1536, "definitions": 8192, "options": 512}


def main() -> int:
    """Fuzz; return 1 when there was a finding."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", choices=[*NAMES, "all"])
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.target != "all":
        fuzz(arguments.target, arguments.seconds)
    with ThreadPoolExecutor(arguments.jobs) as runs:
        answers = list(runs.map(lambda name: run(name, arguments.seconds), NAMES))
    for name, (status, said) in zip(NAMES, answers, strict=True):
        print(f"{name}: {'no finding' if status == 0 else 'A FINDING'}; {said}")
    return int(any(status for status, _ in answers))


def run(name: str, seconds: int) -> tuple[int, str]:
    """Fuzz one target in a process of its own; return its status and its last words, all of them after a finding."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--seconds", str(seconds)]
    done = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, errors="replace", check=False)
    words = done.stderr.strip().splitlines() or [""]
    return done.returncode, words[-1] if done.returncode == 0 else "\n".join(words[-60:])


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; never returns."""
    import atheris

    with atheris.instrument_imports(include=["extractors", "schemas", "service"], enable_loader_override=False):
        from tests.fuzz.targets import TARGETS
    from tests.support.hostile.mutate import mutate

    def broken(data: bytes, max_size: int, seed: int) -> bytes:
        """Break PDFs as they break in life every other time: random bytes alone hardly leave the header."""
        return mutate(data, seed)[:max_size] if seed % 2 and len(data) > 40 else atheris.Mutate(data, max_size)

    FINDINGS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        arguments = [sys.argv[0], *_BOUNDS, f"-max_total_time={seconds}", f"-artifact_prefix={FINDINGS}/{name}-"]
        arguments += [f"-max_len={_LARGEST[name]}", "-print_final_stats=0", fresh, str(CORPUS / name)]
        atheris.Setup(arguments, TARGETS[name], **({"custom_mutator": broken} if name == "intake" else {}))
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
