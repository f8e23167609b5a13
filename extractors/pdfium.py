"""PDFium functions called once for each character or object of a page, declared for the shortest way through ctypes.

The binding's own declarations convert every pointer into an object. These take plain addresses and keep the
interpreter lock, which a call of a fraction of a microsecond does not profit from giving up. Same functions, same
semantics: see fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium_c

ADDRESS = ctypes.c_void_p
INT = ctypes.c_int


def address_of(handle: Any) -> int:
    """Return the address behind a handle of the binding; raises ValueError for a null handle."""
    raw = getattr(handle, "raw", handle)
    address = ctypes.cast(raw, ctypes.c_void_p).value
    if address is None:
        raise ValueError("null handle")
    return address


def _fast(name: str, result: Any, *arguments: Any) -> Any:
    address = address_of(getattr(pdfium_c, name))
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


get_unicode = _fast("FPDFText_GetUnicode", ctypes.c_uint, ADDRESS, INT)
get_loose_box = _fast("FPDFText_GetLooseCharBox", INT, ADDRESS, INT, ADDRESS)
get_char_box = _fast("FPDFText_GetCharBox", INT, ADDRESS, INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_char_angle = _fast("FPDFText_GetCharAngle", ctypes.c_float, ADDRESS, INT)
get_text_object = _fast("FPDFText_GetTextObject", ADDRESS, ADDRESS, INT)

count_objects = _fast("FPDFPage_CountObjects", INT, ADDRESS)
get_object = _fast("FPDFPage_GetObject", ADDRESS, ADDRESS, INT)
count_form_objects = _fast("FPDFFormObj_CountObjects", INT, ADDRESS)
get_form_object = _fast("FPDFFormObj_GetObject", ADDRESS, ADDRESS, ctypes.c_ulong)
get_object_type = _fast("FPDFPageObj_GetType", INT, ADDRESS)
get_object_bounds = _fast("FPDFPageObj_GetBounds", INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_object_matrix = _fast("FPDFPageObj_GetMatrix", INT, ADDRESS, ADDRESS)
get_fill_color = _fast("FPDFPageObj_GetFillColor", INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_stroke_color = _fast("FPDFPageObj_GetStrokeColor", INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_draw_mode = _fast("FPDFPath_GetDrawMode", INT, ADDRESS, ADDRESS, ADDRESS)
count_segments = _fast("FPDFPath_CountSegments", INT, ADDRESS)
get_segment = _fast("FPDFPath_GetPathSegment", ADDRESS, ADDRESS, INT)
get_segment_point = _fast("FPDFPathSegment_GetPoint", INT, ADDRESS, ADDRESS, ADDRESS)
get_segment_type = _fast("FPDFPathSegment_GetType", INT, ADDRESS)
get_render_mode = _fast("FPDFTextObj_GetTextRenderMode", INT, ADDRESS)
get_char_origin = _fast("FPDFText_GetCharOrigin", INT, ADDRESS, INT, ADDRESS, ADDRESS)
get_matrix = _fast("FPDFText_GetMatrix", INT, ADDRESS, INT, ADDRESS)
get_font_size = _fast("FPDFText_GetFontSize", ctypes.c_double, ADDRESS, INT)
get_clip_path = _fast("FPDFPageObj_GetClipPath", ADDRESS, ADDRESS)
count_clip_paths = _fast("FPDFClipPath_CountPaths", INT, ADDRESS)
count_clip_segments = _fast("FPDFClipPath_CountPathSegments", INT, ADDRESS, INT)
get_clip_segment = _fast("FPDFClipPath_GetPathSegment", ADDRESS, ADDRESS, INT, INT)


@dataclass(frozen=True, slots=True)
class PageObjects:
    """Addresses of a page's objects: its text, and everything else. Valid while the page is open."""

    texts: list[int]
    others: list[int]


def list_objects(page: Any) -> PageObjects:
    """List the objects of an open page once, for all who read it."""
    address = address_of(page)
    items = list(map(get_object, repeat(address), range(count_objects(address))))
    kinds = list(map(get_object_type, items))
    return PageObjects(
        [item for item, kind in zip(items, kinds, strict=True) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT],
        [item for item, kind in zip(items, kinds, strict=True) if kind != pdfium_c.FPDF_PAGEOBJ_TEXT],
    )
