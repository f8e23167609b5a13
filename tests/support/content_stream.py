"""The operators of a PDF content stream, one by one, so that some can be left out and all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Operators that paint the current path; without them a path only ends, or clips what follows.
PAINTING = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})

_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]{}]|/" + _REGULAR + rb"*|" + _REGULAR + rb"+"
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")


def tokens(stream: bytes) -> Iterator[bytes]:
    """Yield the tokens of a stream, white space too: joined they are the stream. An inline image is one token."""
    at = 0
    while at < len(stream):
        if stream[at : at + 1] == b"(":
            end = _string_end(stream, at)
        elif (found := _TOKEN.match(stream, at)) is not None:
            end = found.end()
            if found[0] == b"ID":
                image = _IMAGE_END.search(stream, end)
                end = image.end() if image else len(stream)
        else:
            end = at + 1
        yield stream[at:end]
        at = end


def _string_end(stream: bytes, start: int) -> int:
    depth = 0
    for mark in _PARENTHESIS.finditer(stream, start):
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end()
    return len(stream)


def without_paths(stream: bytes) -> bytes:
    """Return the stream with no path or shading painted; clips, texts and pictures stay, and no graphics state is left.

    Whatever the stream leaves open or changed does not reach what is drawn after it.
    """
    kept, depth = [], 0
    for token in tokens(stream):
        depth += {b"q": 1, b"Q": -1}.get(token, 0)
        kept.append(b"n" if token in PAINTING else b"pop" if token == b"sh" else token)
    text = b"".join(kept)
    text = re.sub(rb"/\S+\s+pop\b", b"", text)
    return b"q\n" + text + b"\nQ" * (1 + max(0, depth)) + b"\n"
