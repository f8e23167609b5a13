"""Reads the lock files: names, versions, markers and hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Pin:
    """One line of a lock."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The canonical name."""
        return canonicalize_name(self.requirement.name)

    @property
    def is_for_here(self) -> bool:
        """Whether this platform and Python take it."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def read_lock(name: str) -> list[Pin]:
    """Return the pins of a lock file at the top of the project."""
    text = "\n".join(line for line in (ROOT / name).read_text().splitlines() if not line.lstrip().startswith("#"))
    pins = []
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.strip():
            requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
            pins.append(Pin(Requirement(requirement), tuple(hashes)))
    return pins


def locked_here(name: str) -> list[str]:
    """Return the names of a lock file's distributions that this platform and Python take."""
    return sorted({pin.name for pin in read_lock(name) if pin.is_for_here})
