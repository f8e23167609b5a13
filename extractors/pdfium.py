"""PDFium functions called once for each character or object of a page, declared for the shortest way through ctypes.

The binding's own declarations convert every pointer into an object. These take plain addresses and keep the
interpreter lock, which a call of a fraction of a microsecond does not profit from giving up. Same functions, same
semantics: see fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
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
get_stroke_width = _fast("FPDFPageObj_GetStrokeWidth", INT, ADDRESS, ADDRESS)
get_draw_mode = _fast("FPDFPath_GetDrawMode", INT, ADDRESS, ADDRESS, ADDRESS)
count_segments = _fast("FPDFPath_CountSegments", INT, ADDRESS)
get_segment = _fast("FPDFPath_GetPathSegment", ADDRESS, ADDRESS, INT)
get_segment_point = _fast("FPDFPathSegment_GetPoint", INT, ADDRESS, ADDRESS, ADDRESS)
get_segment_type = _fast("FPDFPathSegment_GetType", INT, ADDRESS)
get_render_mode = _fast("FPDFTextObj_GetTextRenderMode", INT, ADDRESS)
get_char_origin = _fast("FPDFText_GetCharOrigin", INT, ADDRESS, INT, ADDRESS, ADDRESS)
get_matrix = _fast("FPDFText_GetMatrix", INT, ADDRESS, INT, ADDRESS)
get_font_size = _fast("FPDFText_GetFontSize", ctypes.c_double, ADDRESS, INT)
