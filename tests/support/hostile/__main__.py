"""`python -m tests.support.hostile`: converts invented, broken and given files, and prints those that end badly.

    python -m tests.support.hostile --mutations 0:2000        broken samples, one a seed
    python -m tests.support.hostile --invented                every odd structure, font, drawing, picture
    python -m tests.support.hostile --bombs
    python -m tests.support.hostile FOLDER [--mutations 0:2000]    a folder's files, or mutations of those

A file ends badly when it kills its worker, meets an error of ours, or takes longer than --slow seconds.
"""

from __future__ import annotations

import argparse
import collections
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from service.workers.policy import WorkerPolicy
from tests.support.hostile.cases import bombs, invented, mutations
from tests.support.hostile.trial import Trial


def main() -> int:
    """Run the trial; return 1 when a file ended badly."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--mutations", metavar="FROM:TO")
    parser.add_argument("--invented", action="store_true")
    parser.add_argument("--bombs", action="store_true")
    parser.add_argument("--match", default="", help="only names that contain this")
    parser.add_argument("--slow", type=float, default=5.0, help="seconds")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds a file")
    parser.add_argument("--memory", type=int, default=1024, help="MiB")
    parser.add_argument("--keep", type=Path, help="write files that end badly there")
    arguments = parser.parse_args()
    policy = WorkerPolicy(
        document_timeout=arguments.timeout, silence_timeout=arguments.timeout, memory_limit=arguments.memory << 20
    )
    counts: collections.Counter[str] = collections.Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder, Trial(Path(folder), policy) as trial:
        for name, blob in _files(arguments):
            if arguments.match not in name:
                continue
            ending = trial.convert(name, blob)
            counts[ending.outcome] += 1
            if ending.fault or ending.seconds > arguments.slow:
                bad += 1
                memory = f"{ending.memory >> 20} MiB"
                print(f"{name}: {ending.outcome}, {ending.seconds:.1f} s, {memory}\n{ending.fault}", flush=True)
                if arguments.keep:
                    arguments.keep.mkdir(exist_ok=True)
                    (arguments.keep / name.replace("/", "_")).write_bytes(blob)
    print(dict(counts), f"{bad} ended badly, {trial.starts} workers")
    return int(bad > 0)


def _files(arguments: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    paths = sorted(arguments.folder.rglob("*.pdf")) if arguments.folder else None
    if arguments.invented:
        yield from invented().items()
    if arguments.bombs:
        yield from bombs.all_bombs().items()
    if arguments.mutations:
        first, last = map(int, arguments.mutations.split(":"))
        yield from mutations(range(first, last), paths)
    elif paths:
        yield from ((path.name, path.read_bytes()) for path in paths)


if __name__ == "__main__":
    sys.exit(main())
