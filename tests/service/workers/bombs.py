"""PDFs that are small on disk and large in memory."""

from __future__ import annotations

import zlib

MEBIBYTE = 1 << 20


def deflated_zeros(gibibytes: int) -> bytes:
    """Return a deflate stream of so many GiB of blanks, made without compressing them all: a full flush repeats."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * max(0, gibibytes * 1024 - 1) + packer.flush()


def _document(objects: list[bytes]) -> bytes:
    blob, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(blob))
        blob += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    blob_end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return blob + blob_end + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(blob))


def content_bomb(gibibytes: int = 10) -> bytes:
    """Return a page whose content stream inflates to so many GiB."""
    inner = deflated_zeros(gibibytes)
    packed = zlib.compress(inner, 9)
    return _document(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def image_bomb(side: int = 60_000) -> bytes:
    """Return a page with one picture of side x side pixels, all white."""
    packed = zlib.compress(deflated_zeros(max(1, side * side * 3 >> 30)), 9)
    image = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (side, side)
    return _document(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            b"<</Length 27>>stream\n595 0 0 842 0 0 cm /I Do  \nendstream",
            image + b"/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    )
