"""`python -m tests.support.file_lengths`: fails when a source file is longer than a reader's patience.

The debt list is public and may only shrink; a file on it that has become short must be taken off.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 400
SUFFIXES = frozenset({".py", ".js", ".css", ".html", ".yaml", ".toml", ".sh"})
#: Files that are too long today.
DEBT: frozenset[str] = frozenset()


def findings(lengths: Mapping[str, int], debt: frozenset[str] = DEBT, limit: int = LIMIT) -> list[str]:
    """Return a line for each file over the limit and each debt that is paid."""
    too_long = {name: length for name, length in lengths.items() if length > limit}
    over = [f"{name}: {length} lines, at most {limit}" for name, length in sorted(too_long.items()) if name not in debt]
    paid = [f"{name}: take it off the debt list" for name in sorted(debt - too_long.keys())]
    return over + paid


def lengths_of(names: Iterable[str], root: Path = ROOT) -> dict[str, int]:
    """Return the number of lines of each source file that is there."""
    paths = {name: root / name for name in names if Path(name).suffix in SUFFIXES}
    return {name: len(path.read_bytes().splitlines()) for name, path in paths.items() if path.is_file()}


def source_files(root: Path = ROOT) -> list[str]:
    """Return the files that git knows or would take."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    return [name for name in listing.stdout.decode().split("\0") if name]


def main() -> int:
    """Print the findings; return the exit status."""
    found = findings(lengths_of(source_files()))
    print("\n".join(found), end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
