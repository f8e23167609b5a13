"""Files whose skeleton is odd: page trees, boxes, cross-reference tables, headers, lengths."""

from __future__ import annotations

import zlib

from tests.support.hostile.build import FIRST_FREE, one_page, packed, stream, write_pdf

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"

BOXES = {
    "huge": b"[0 0 1e9 1e9]",
    "huger": b"[-1e30 -1e30 1e30 1e30]",
    "beyond float": b"[0 0 1e400 1e400]",
    "largest integers": b"[-2147483648 -2147483648 2147483647 2147483647]",
    "long and thin": b"[0 0 100000 1]",
    "tall and thin": b"[0 0 2 14400]",
    "negative": b"[600 800 -10 -20]",
    "zero": b"[0 0 0 0]",
    "no width": b"[100 0 100 800]",
    "tiny": b"[0 0 0.001 0.001]",
    "not numbers": b"[nan inf -inf nan]",
    "names": b"[/A /B /C /D]",
    "too short": b"[0 0 595]",
    "far away": b"[1e6 1e6 1000595 1000842]",
    "its own array": b"3 0 R",
    "missing": b"",
}


def boxes() -> dict[str, bytes]:
    """Return pages of impossible sizes, each once with its text and once cropped to nothing."""
    plain = {f"box: {name}": one_page(box=box) for name, box in BOXES.items()}
    cropped = {f"crop box: {name}": one_page(page=b"/CropBox" + box) for name, box in BOXES.items() if box}
    units = {
        f"user unit {unit}": one_page(page=b"/UserUnit %s" % unit.encode()) for unit in ("0", "-3", "1e9", "75000")
    }
    return plain | cropped | units


def rotations() -> dict[str, bytes]:
    """Return pages with every sort of /Rotate."""
    values = (
        b"45",
        b"-90",
        b"450",
        b"90.5",
        b"2147483647",
        b"-2147483648",
        b"1e20",
        b"/Up",
        b"[90]",
        b"null",
        b"3 0 R",
    )
    return {f"rotate {value.decode()}": one_page(page=b"/Rotate " + value) for value in values}


def trees() -> dict[str, bytes]:
    """Return page trees that loop, lie, or go deep."""
    deep = [_CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 5002))]
    deep.append(_PAGE)
    nested = b"[" * 20_000 + b"]" * 20_000
    dictionaries = b"<</A" * 20_000 + b" 1 " + b">>" * 20_000
    return {
        "kids hold their parent": write_pdf([_CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", _PAGE]),
        "kids in a ring": write_pdf(
            [_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>"]
        ),
        "parent is itself": write_pdf(
            [_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 3 0 R/Contents 3 0 R>>"]
        ),
        "page tree five thousand deep": write_pdf(deep),
        "one page a thousand times": write_pdf(
            [_CATALOG, b"<</Type/Pages/Kids[%s]/Count 1000>>" % (b"3 0 R " * 1000), _PAGE]
        ),
        "count of two thousand million": write_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", _PAGE]),
        "count of four thousand, one page": write_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 4000>>", _PAGE]),
        "negative count": write_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", _PAGE]),
        "count is a name": write_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count /Many>>", _PAGE]),
        "no kids": write_pdf([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]),
        "no page tree": write_pdf([b"<</Type/Catalog>>"]),
        "catalogue is a number": write_pdf([b"42"]),
        "catalogue is its own page tree": write_pdf([b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"]),
        "kids that are not there": write_pdf([_CATALOG, b"<</Type/Pages/Kids[77 0 R 78 0 R]/Count 2>>"]),
        "arrays nested twenty thousand deep": one_page(page=b"/X " + nested),
        "dictionaries nested twenty thousand deep": one_page(page=b"/X " + dictionaries),
        "arrays nested in the content": one_page(b"q " + nested + b" TJ Q"),
        "indirect objects in a ring": one_page(page=b"/Rotate 5 0 R", more=[b"6 0 R", b"5 0 R"]),
        "outlines in a ring": one_page(
            catalog=b"/Outlines 5 0 R",
            more=[b"<</First 6 0 R/Last 6 0 R>>", b"<</Title(a)/Next 6 0 R/First 5 0 R/Parent 6 0 R>>"],
        ),
        "a hundred thousand tiny objects": one_page(more=[b"[%d 0 R]" % (number + 6) for number in range(100_000)]),
        "inherited from a ring": write_pdf(
            [
                _CATALOG,
                b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 4 0 R>>",
                b"<</Type/Page/Parent 2 0 R>>",
                b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>",
            ]
        ),
    }


def cross_references() -> dict[str, bytes]:
    """Return files whose table of objects is wrong, hidden, doubled or endless."""
    plain = one_page()
    start = plain.rindex(b"startxref")
    offset = plain.rindex(b"xref\n0")
    return {
        "offsets too small": one_page(shift=-7),
        "offsets too large": one_page(shift=1_000_000),
        "no table": plain[:offset],
        "no trailer": plain[: plain.rindex(b"trailer")],
        "start beyond the end": plain[:start] + b"startxref\n99999999999999999999\n%%EOF",
        "start negative": plain[:start] + b"startxref\n-5\n%%EOF",
        "start at itself": plain[:start] + b"startxref\n%d\n%%%%EOF" % start,
        "previous is itself": one_page(trailer=b"/Prev %d" % offset),
        "previous far away": one_page(trailer=b"/Prev 2147483647"),
        "stream of the table is not there": one_page(trailer=b"/XRefStm 20"),
        "size of two thousand million": plain.replace(b"/Size 5", b"/Size 2000000000"),
        "section of two thousand million": plain.replace(b"xref\n0 5", b"xref\n0 2000000000"),
        "damaged linearization": _linearized(plain),
        "appended garbage": plain + b"\0" * 100_000,
        "half a megabyte before the header": b"\n" * 900 + plain,
        "header only": b"%PDF-1.7\n",
        "header of the future": plain.replace(b"%PDF-1.7", b"%PDF-9.99"),
        "doubled file": plain + plain,
        "carriage returns only": plain.replace(b"\n", b"\r"),
        "objects in a compressed stream that is missing": _object_stream(b"<</Type/ObjStm/N 3/First 1000000"),
        "object stream extends itself": _object_stream(b"<</Type/ObjStm/N 1/First 4/Extends 4 0 R"),
        "object stream of many": _object_stream(b"<</Type/ObjStm/N 2000000000/First 4"),
        "table as a stream with wide fields": _table_stream(b"[4 2000000000 4]"),
        "table as a stream with negative fields": _table_stream(b"[-1 -2 -3]"),
        "table as a stream without fields": _table_stream(b"[0 0 0]"),
    }


def _linearized(plain: bytes) -> bytes:
    wrong = b"9 0 obj\n<</Linearized 1/L 999999/H[1 2 3 4]/O 77/E 5/N 4000/T 8>>\nendobj\n"
    return plain.replace(b"1 0 obj", wrong + b"1 0 obj", 1)


def _object_stream(head: bytes) -> bytes:
    inside = zlib.compress(b"3 0 " + b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>")
    body = b"%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(inside), inside)
    return write_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"null", body])


def _table_stream(fields: bytes) -> bytes:
    blob = b"%PDF-1.7\n1 0 obj\n" + _CATALOG + b"\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    blob += b"3 0 obj\n" + _PAGE + b"\nendobj\n"
    table = packed(b"\1\0\0\0\0" * 5, b"/Type/XRef/Size 5/Root 1 0 R/W%s/Index[0 2000000000]" % fields)
    return blob + b"4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(blob))


def lengths() -> dict[str, bytes]:
    """Return streams that lie about their length or their filters."""
    text = b"BT /F1 9 Tf (x) Tj ET"
    cases = {
        "length too long": stream(text, length=b"99999999"),
        "length negative": stream(text, length=b"-1"),
        "length is a ring": stream(text, length=b"%d 0 R" % FIRST_FREE),
        "length beyond all": stream(text, length=b"99999999999999999999999"),
        "filter unknown": stream(text, b"/Filter/Nonsense"),
        "filter is itself": stream(text, b"/Filter %d 0 R" % FIRST_FREE),
        "five hundred filters": stream(text, b"/Filter[%s]" % (b"/ASCIIHexDecode" * 500)),
        "flate of garbage": stream(b"\x78\x9c" + b"\xff" * 500, b"/Filter/FlateDecode"),
        "flate with a mad predictor": packed(
            text * 9, b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99/BitsPerComponent 77>>"
        ),
        "lzw of garbage": stream(bytes(range(256)) * 20, b"/Filter/LZWDecode/DecodeParms<</EarlyChange 7>>"),
        "encryption filter without a key": stream(text, b"/Filter/Crypt/DecodeParms<</Name/StdCF>>"),
        "external file": stream(text, b"/F(/etc/passwd)"),
    }
    return {
        f"stream: {name}": one_page(page=b"/Contents %d 0 R" % FIRST_FREE, more=[body]) for name, body in cases.items()
    }
