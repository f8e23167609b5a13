"""Print a document's tables with fewer rulings: ``python -m tests.support.redraw IN.pdf OUT.pdf --rules none``.

The texts stay exactly where they are, clipped as they were; all lines and grounds go. Then the horizontal rulings of
the tables are drawn again, or a box around each table, or nothing. So the truth of the document is the truth of its
re-drawn copies.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.pdfium import list_objects
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.space import PageSpace, open_space
from extractors.tables.grid import find_grids
from tests.support.content_stream import without_paths

Rules = Literal["horizontal", "rows", "box", "none"]

#: Width of a ruling that is drawn again, in points.
_WIDTH = 0.6

_Bar = tuple[float, float, float, float]


def redraw(pdf: bytes, rules: Rules) -> bytes:
    """Return the document with the given rulings only.

    ``horizontal`` keeps the horizontal rulings as they are, cut short at merged cells; ``rows`` draws those that no
    merged cell stops, each over the whole width of its table.
    """
    bars = _bars(pdf, rules)
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    streams: dict[int, bytes] = {}
    for page, lines in zip(PDFPage.create_pages(document), bars, strict=True):
        parts = [resolve1(part) for part in page.contents]
        drawn = b"".join(b"%.3f %.3f %.3f %.3f re f\n" % bar for bar in lines)
        content = without_paths(b"\n".join(part.get_data() for part in parts)) + b"0 g\n" + drawn
        streams.update({part.objid: b"" for part in parts[1:]})
        streams[parts[0].objid] = _stream(b"", content)
        _strip_forms(page.resources, streams)
    return _updated(pdf, document, {number: body or _stream(b"", b"") for number, body in streams.items()})


def _bars(pdf: bytes, rules: Rules) -> list[list[_Bar]]:
    """Return for each page the bars to draw, as (left, bottom, width, height) in user space."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            space = open_space(page)
            found.append([_to_user(bar, space) for bar in _lines(page, space, rules)])
            page.close()
        return found


def _lines(page: pypdfium2.PdfPage, space: PageSpace, rules: Rules) -> Iterator[_Bar]:
    """Yield lines as boxes (x0, top, x1, bottom) of the displayed page, with no width."""
    rulings = snap_rulings(read_vector_rulings(list_objects(page), space)[0])
    if rules == "horizontal":
        for y, x0, x1 in rulings.horizontal.tolist():
            yield x0, y, x1, y
    for grid in find_grids(rulings) if rules in ("rows", "box") else ():
        x0, top, x1, bottom = grid.box
        if rules == "box":
            yield from ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
            continue
        inside = {y for span in grid.spans for y in range(span.row + 1, span.row + span.row_span)}
        for number, y in enumerate(grid.ys):
            if number not in inside:
                yield x0, float(y), x1, float(y)


def _to_user(bar: _Bar, space: PageSpace) -> _Bar:
    """Map a box of the displayed page to a bar (left, bottom, width, height) in user space."""
    x0, top, x1, bottom = bar
    sides = {
        0: (space.left + x0, space.top - bottom, space.left + x1, space.top - top),
        90: (space.left + top, space.bottom + x0, space.left + bottom, space.bottom + x1),
        180: (space.right - x1, space.bottom + top, space.right - x0, space.bottom + bottom),
        270: (space.right - bottom, space.top - x1, space.right - top, space.top - x0),
    }[space.turn]
    left, low, right, high = sides
    half = _WIDTH / 2
    return left - half, low - half, right - left + _WIDTH, high - low + _WIDTH


def _strip_forms(resources: Any, streams: dict[int, bytes]) -> None:
    """Take the paths out of the form objects that a page uses, at any depth."""
    for reference in (resolve1((resolve1(resources) or {}).get("XObject")) or {}).values():
        form = resolve1(reference)
        if not isinstance(form, PDFStream) or form.objid is None or form.objid in streams:
            continue
        if getattr(form.attrs.get("Subtype"), "name", None) == "Form":
            kept = {key: value for key, value in form.attrs.items() if key not in ("Length", "Filter", "DecodeParms")}
            streams[form.objid] = _stream(
                b" ".join(_pair(*item) for item in kept.items()), without_paths(form.get_data())
            )
            _strip_forms(form.attrs.get("Resources"), streams)


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _pair(key: str, value: Any) -> bytes:
    return b"/" + key.encode() + b" " + _written(value)


def _written(value: Any) -> bytes:
    """Write a value as PDF syntax."""
    if hasattr(value, "objid"):
        return b"%d 0 R" % value.objid
    if hasattr(value, "name"):
        name = value.name if isinstance(value.name, bytes) else value.name.encode()
        return b"/" + re.sub(rb"[^!-~]|[#/()<>\[\]{}%]", lambda sign: b"#%02X" % sign[0][0], name)
    if isinstance(value, dict):
        return b"<< " + b" ".join(_pair(*item) for item in value.items()) + b" >>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(_written, value)) + b"]"
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, bool) or value is None:
        return {True: b"true", False: b"false", None: b"null"}[value]
    return str(value).encode()


def _updated(pdf: bytes, document: PDFDocument, objects: dict[int, bytes]) -> bytes:
    """Return the file with an incremental update (ISO 32000-2, 7.5.6) that replaces the given objects."""
    trailer = {key: value for xref in reversed(document.xrefs) for key, value in xref.get_trailer().items()}
    out = bytearray(pdf + b"\n")
    table = b"xref\n"
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    kept = {key: trailer[key] for key in ("Root", "Info", "ID", "Size") if key in trailer}
    previous = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    out += table + b"trailer\n" + _written({**kept, "Prev": previous}) + b"\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def main() -> None:
    """Re-draw one file."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.redraw", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rules", choices=get_args(Rules), required=True)
    options = parser.parse_args()
    options.out.write_bytes(redraw(options.source.read_bytes(), options.rules))


if __name__ == "__main__":
    main()
