"""PDFs that are small on disk and large in memory."""

from __future__ import annotations

import zlib

from tests.support.hostile.build import one_page, stream

MEBIBYTE = 1 << 20
_PLACE = b"595 0 0 842 0 0 cm /I Do"
_TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def deflated_zeros(gibibytes: int) -> bytes:
    """Return a deflate stream of so many GiB of blanks, made without compressing them all: a full flush repeats."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * max(0, gibibytes * 1024 - 1) + packer.flush()


def content_bomb(gibibytes: int = 10) -> bytes:
    """Return a page whose content stream inflates to so many GiB."""
    return one_page(page=b"/Contents 5 0 R", more=[stream(zlib.compress(deflated_zeros(gibibytes), 9), _TWICE)])


def image_bomb(side: int = 60_000) -> bytes:
    """Return a page with one picture of side x side pixels, all of one colour."""
    body = zlib.compress(deflated_zeros(max(1, side * side * 3 >> 30)), 9)
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (side, side)
    return one_page(_PLACE, resources=b"/XObject<</I 5 0 R>>", more=[stream(body, image + _TWICE)])


def run_length_bomb(mebibytes: int = 4096) -> bytes:
    """Return a page whose content is deflated run lengths: each run is two bytes and stands for 128."""
    body = zlib.compress(b"\x81 " * (mebibytes * MEBIBYTE // 128) + b"\x80", 9)
    return one_page(page=b"/Contents 5 0 R", more=[stream(body, b"/Filter[/FlateDecode/RunLengthDecode]")])


def lzw_bomb(mebibytes: int = 512) -> bytes:
    """Return a page whose content inflates from LZW, deflated a second time."""
    body = zlib.compress(_lzw_of_blanks(mebibytes * MEBIBYTE), 9)
    return one_page(page=b"/Contents 5 0 R", more=[stream(body, b"/Filter[/FlateDecode/LZWDecode]")])


def _lzw_of_blanks(length: int) -> bytes:
    """Code so many blanks: each code stands for one blank more than the last, until the table is full."""
    bits, held, codes, written = 0, 0, bytearray(), 0

    def put(code: int, width: int) -> None:
        nonlocal bits, held
        held, bits = held << width | code, bits + width
        while bits >= 8:
            bits -= 8
            codes.append(held >> bits & 255)
        held &= (1 << bits) - 1

    while written < length:
        put(256, 9)
        put(32, 9)
        written, run = written + 1, 2
        for code in range(258, 4094):
            put(code, 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12)
            written, run = written + run, run + 1
            if written >= length:
                break
    put(257, 12)
    codes.append(held << (8 - bits) & 255)
    return bytes(codes)


def all_bombs() -> dict[str, bytes]:
    """Return every bomb at its usual strength."""
    return {
        "bomb: content": content_bomb(),
        "bomb: picture": image_bomb(),
        "bomb: run lengths": run_length_bomb(),
        "bomb: lzw": lzw_bomb(),
    }
