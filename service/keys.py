"""Keys: made once, kept as hashes, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from pathlib import Path

#: Tells people and secret scanners what they look at.
_PREFIX = "tw_"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")


class KeyNameError(Exception):
    """The name is taken, unknown, or no name; the message is for the person who typed it."""


def hash_key(key: str) -> str:
    """Return the hash that is kept. Keys are 256 random bits, so that one round of SHA-256 is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


class KeyFile:
    """The file of hashes by name. Read again when it changes, so that a removed key is refused at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._hashes: dict[str, str] = {}

    def hashes(self) -> dict[str, str]:
        """Return hash by name; empty when there is no file."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._stamp, self._hashes = None, {}
            return {}
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            self._hashes = json.loads(self._path.read_text("utf-8"))
            self._stamp = stamp
        return self._hashes

    def add(self, name: str) -> str:
        """Make a key, keep its hash under the name and return it; raises KeyNameError."""
        if not _NAME.fullmatch(name):
            raise KeyNameError("a key's name is letters, digits and ._@-, at most 100")
        hashes = dict(self.hashes())
        if name in hashes:
            raise KeyNameError(f"there is a key {name!r} already; remove it first")
        key = _PREFIX + secrets.token_urlsafe(32)
        self._write(hashes | {name: hash_key(key)})
        return key

    def remove(self, name: str) -> None:
        """Remove a key; raises KeyNameError when there is none of that name."""
        hashes = dict(self.hashes())
        if hashes.pop(name, None) is None:
            raise KeyNameError(f"there is no key {name!r}")
        self._write(hashes)

    def _write(self, hashes: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(hashes, indent=2), "utf-8")
        fresh.replace(self._path)


class KeyRing:
    """All keys that are valid now: those of the file and those of the environment."""

    def __init__(self, file: KeyFile, from_environment: str | None = None) -> None:
        self._file = file
        self._fixed = _parse(from_environment or "")

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has a key, so that the service must stay on loopback."""
        return not self._fixed and not self._file.hashes()

    def name_of(self, key: str) -> str | None:
        """Return whose key it is, or None. Every hash is compared, so that time tells nothing."""
        hashed = hash_key(key)
        found: str | None = None
        for name, known in (self._file.hashes() | self._fixed).items():
            if hmac.compare_digest(hashed, known):
                found = name
        return found


def _parse(text: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for item in filter(None, (piece.strip() for piece in text.split(","))):
        name, colon, hashed = item.partition(":")
        if not colon or not _NAME.fullmatch(name) or not re.fullmatch(r"[0-9a-f]{64}", hashed):
            raise KeyNameError("TABLEWRIGHT_KEYS: expected name:sha256-in-hex, separated by commas")
        keys[name] = hashed
    return keys
