"""Breaks a healthy PDF in one of the ways in which files break: cut, flipped, swapped, retold. A seed says how."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
_REFERENCE = re.compile(rb"\b\d{1,6} \d R\b")
_NUMBER = re.compile(rb"(?<=[ \[/<(])-?\d+\.?\d*(?=[ \]/>)\r\n])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]{1,15}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_KEYWORD = re.compile(rb"\b(?:endobj|endstream|stream|obj|xref|trailer|startxref|%%EOF)\b")
#: Numbers at which programs slip.
_EDGES = (b"0", b"-1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"1e38", b"99999999999", b".", b"nan")


def mutate(blob: bytes, seed: int) -> bytes:
    """Return the file broken in one to six places; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        blob = chance.choice(_WAYS)(blob, chance)
    return blob


def _truncate(blob: bytes, chance: random.Random) -> bytes:
    return blob[: chance.randrange(len(blob) // 20, len(blob) + 1)]


def _cut_out(blob: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(blob) + 1)
    return blob[:start] + blob[start + chance.choice((1, 10, 500, 20_000)) :]


def _flip_bits(blob: bytes, chance: random.Random) -> bytes:
    broken = bytearray(blob)
    for _ in range(chance.choice((1, 8, 100)) if broken else 0):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def _insert(blob: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(blob) + 1)
    return blob[:start] + chance.randbytes(chance.choice((1, 7, 300))) + blob[start:]


def _swap_objects(blob: bytes, chance: random.Random) -> bytes:
    """Put one object's body under another's number."""
    found = list(_OBJECT.finditer(blob))
    if len(found) < 2:
        return blob
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    head, other = first[0].partition(b"obj")[0], second[0].partition(b"obj")[0]
    swapped = head + second[0][len(other) :], other + first[0][len(head) :]
    return blob[: first.start()] + swapped[0] + blob[first.end() : second.start()] + swapped[1] + blob[second.end() :]


def _double_object(blob: bytes, chance: random.Random) -> bytes:
    found = list(_OBJECT.finditer(blob))
    if not found:
        return blob
    copied, before = chance.choice(found), chance.choice(found)
    return blob[: before.start()] + copied[0] + b"\n" + blob[before.start() :]


def _replace_some(pattern: re.Pattern[bytes], others: Callable[[bytes, random.Random], bytes]) -> _Way:
    def way(blob: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(blob))
        for match in sorted(
            chance.sample(found, min(len(found), chance.choice((1, 1, 4, 30)))), key=lambda m: -m.start()
        ):
            blob = blob[: match.start()] + others(blob, chance) + blob[match.end() :]
        return blob

    return way


def _some_match(pattern: re.Pattern[bytes]) -> Callable[[bytes, random.Random], bytes]:
    def pick(blob: bytes, chance: random.Random) -> bytes:
        start = chance.randrange(len(blob) + 1)
        found = pattern.search(blob, start) or pattern.search(blob)
        return found[0] if found else b"null"

    return pick


def _break_stream(blob: bytes, chance: random.Random) -> bytes:
    found = [match for match in _STREAM.finditer(blob) if match.end(1) > match.start(1)]
    if not found:
        return blob
    match = chance.choice(found)
    body = bytearray(match[1])
    for _ in range(chance.choice((1, 5, 60))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return blob[: match.start(1)] + bytes(body) + blob[match.end(1) :]


_Way = Callable[[bytes, random.Random], bytes]
_WAYS: tuple[_Way, ...] = (
    _truncate,
    _cut_out,
    _flip_bits,
    _insert,
    _swap_objects,
    _double_object,
    _replace_some(_REFERENCE, _some_match(_REFERENCE)),
    _replace_some(_NUMBER, lambda blob, chance: chance.choice(_EDGES)),
    _replace_some(_NAME, _some_match(_NAME)),
    _replace_some(_KEYWORD, lambda blob, chance: b""),
    _break_stream,
)
