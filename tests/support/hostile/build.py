"""Puts PDF files together object by object, as wrongly as asked."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

#: Objects 1 to 4 of a plain file: catalogue, page tree, page, content; what follows them is a case's own.
CATALOG, PAGES, PAGE, CONTENT, FIRST_FREE = 1, 2, 3, 4, 5

_TEXT = b"BT /F1 12 Tf 72 700 Td (Budget 2024) Tj ET 72 600 200 60 re S 72 630 m 272 630 l S"


def write_pdf(objects: Sequence[bytes], *, trailer: bytes = b"", version: bytes = b"1.7", shift: int = 0) -> bytes:
    """Return a file of these objects, numbered from 1, the first being the catalogue.

    ``trailer`` holds further entries; ``shift`` is by how much every offset of the cross-reference table is wrong.
    """
    pieces, offsets, length = [b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n"], [], 0
    length = len(pieces[0])
    for number, content in enumerate(objects, start=1):
        offsets.append(length + shift)
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(pieces[-1])
    table = b"".join(b"%010d 00000 n \n" % max(0, offset) for offset in offsets)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    pieces.append(end % (size, table, size, trailer, length + shift))
    return b"".join(pieces)


def stream(content: bytes, entries: bytes = b"", *, length: bytes | None = None) -> bytes:
    """Return a stream object; ``length`` is what it says of itself, by default the truth."""
    told = b"%d" % len(content) if length is None else length
    return b"<<%s/Length %s>>\nstream\n%s\nendstream" % (entries, told, content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object compressed by Flate."""
    return stream(zlib.compress(content), b"/Filter/FlateDecode" + entries)


def one_page(
    content: bytes = _TEXT,
    *,
    page: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
    catalog: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
    shift: int = 0,
) -> bytes:
    """Return a file of one page, with further entries of its page and catalogue, and objects from FIRST_FREE on."""
    media = b"/MediaBox%s" % box if box else b""
    return write_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<<%s>>%s>>" % (media, resources, page),
            stream(content),
            *more,
        ],
        trailer=trailer,
        shift=shift,
    )
