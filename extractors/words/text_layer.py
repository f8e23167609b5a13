"""The text layer of a page -> Characters, as displayed.

A character costs two foreign calls that write straight into one array; the binding's helpers cost ten times as much.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from itertools import repeat

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors import pdfium
from extractors.content import Bools, Characters, Floats, no_characters
from extractors.space import PageSpace
from extractors.words.clips import clip_anchors, read_clips

#: PDFium marks a hyphen at the end of a line with one of these instead of the character itself.
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
#: Text turned by more than this many degrees from the page's own direction is laid over it: a watermark.
_ASKEW = 8.0
#: Two equal characters nearer than this share of their height are one, printed twice to look bold.
_SAME_PLACE = 0.2
#: Ascent of a line above its baseline in ems, where the font's own is not to be had: the em box of CJK fonts.
_ASCENT = 0.88
#: A box lower than this share of the page's median may be ink only.
_LOW = 0.7
#: An ideograph's box higher than this many widths is no em box.
_TALL = 1.55
_INVISIBLE_MODE = 3
#: Letters that words are made of lie between these; signs and digits before, scripts without spaces behind.
_WORDS, _IDEOGRAPHS = ord("A"), 0x2E80

Indices = NDArray[np.intp]


def read_text_layer(
    page: pypdfium2.PdfPage, space: PageSpace, objects: pdfium.PageObjects
) -> tuple[Characters, PageSpace]:
    """Return the visible characters of a page, and the space in which most of them are upright.

    Text outside the page box and text drawn in the invisible mode is left out; doubles drawn to look bold count once.
    """
    text_page = page.get_textpage()
    try:
        count = max(0, pdfium_c.FPDFText_CountChars(text_page))
        if count == 0:
            return no_characters(), space
        handle = pdfium.address_of(text_page)
        codes = np.fromiter(map(pdfium.get_unicode, repeat(handle), range(count)), dtype=np.uint32, count=count)
        visible, spaced = _printed(codes)
        spaced[_spaced_out(text_page, codes, visible, spaced)] = False
        indices = np.flatnonzero(visible)
        direction, indices = _text_direction(handle, indices)
        upright = space.turned(-(space.turn + direction) % 360)
        if direction == 0:
            boxes = upright.to_display(_loose_boxes(handle, count)[indices])
            _mend_boxes(boxes, codes[indices], handle, indices, upright)
        else:
            boxes = _em_boxes(handle, indices, upright)
        keep = _on_page(boxes, upright)
        if _INVISIBLE_MODE in map(pdfium.get_render_mode, objects.texts):
            keep &= ~_invisible(handle, indices)
        indices, boxes = indices[keep], boxes[keep]
        once = _first_of_doubles(codes[indices], boxes)
        indices, boxes = indices[once], boxes[once]
        text = [_to_text(code) for code in codes[indices].tolist()]
        characters = Characters(text, boxes, spaced[indices], np.ones(len(text)))
        owners = [pdfium.get_text_object(handle, index) for index in indices.tolist()]
        characters.objects = np.array([owner or 0 for owner in owners], dtype=np.intp)
        clips = read_clips(objects.texts, space.width * space.height)
        if clips:
            characters.anchors = clip_anchors(characters, owners, clips, upright)
        return characters, upright
    finally:
        text_page.close()


def _printed(codes: NDArray[np.uint32]) -> tuple[Bools, Bools]:
    """Tell which characters leave ink, and before which of those white space stands."""
    blank = (codes <= 0x20) | ((codes >= 0x7F) & (codes <= 0xA0)) | ((codes >= 0x2000) & (codes <= 0x200F))
    blank |= (codes == 0x3000) | (codes == 0xFEFF) | ((codes >= 0x2028) & (codes <= 0x202F))
    blank &= ~np.isin(codes, list(_HYPHENS))
    # A surrogate pair comes as two characters with one box; the second half carries no box of its own.
    blank |= (codes >= 0xD800) & (codes <= 0xDFFF)
    spaced = np.zeros(len(codes), dtype=bool)
    spaced[1:] = blank[:-1]
    return ~blank, spaced


def _spaced_out(text_page: pypdfium2.PdfTextPage, codes: NDArray[np.uint32], visible: Bools, spaced: Bools) -> Indices:
    """Return the digits before which white space was put in by PDFium, which takes spaced out print for words.

    Behind a letter it may well part words; elsewhere the gap on the page tells.
    """
    before = np.maximum.accumulate(np.where(visible, np.arange(len(codes)), 0))
    before = codes[np.concatenate(([0], before[:-1]))]
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    worded = (before >= _WORDS) & (before < _IDEOGRAPHS)
    places: Indices = np.flatnonzero(digit & spaced & ~worded)
    generated = [pdfium_c.FPDFText_IsGenerated(text_page, place - 1) == 1 for place in places.tolist()]
    return places[np.flatnonzero(generated)]


def _to_text(code: int) -> str:
    return "-" if code in _HYPHENS else chr(code)


def _text_direction(handle: int, indices: Indices) -> tuple[int, Indices]:
    """Return the direction of most text in user space, in degrees clockwise: 0, 90, 180 or 270, and the level text.

    Left out is what stands askew to most of the page: a watermark.
    """
    if len(indices) == 0:
        return 0, indices
    angles = np.degrees(np.fromiter(map(pdfium.get_char_angle, repeat(handle), indices.tolist()), dtype=np.float64))
    quarters = np.round(angles / 90).astype(np.intp) % 4
    counts = np.bincount(quarters, minlength=4)
    most = int(np.argmax(counts))
    askew = np.abs((angles + 45) % 90 - 45)
    if np.median(askew) < _ASKEW:
        indices = indices[askew < _ASKEW]
    return (most * 90 if 2 * counts[most] > len(quarters) else 0), indices


def _loose_boxes(handle: int, count: int) -> Floats:
    """Return advance width x line height of every character, n x 4, as left, bottom, right, top in user space."""
    raw = np.zeros((count, 4), dtype=np.float32)  # FS_RECTF: left, top, right, bottom
    start = raw.ctypes.data
    addresses = range(start, start + 16 * count, 16)
    deque(map(pdfium.get_loose_box, repeat(handle), range(count), addresses), maxlen=0)
    sides = raw.astype(np.float64)
    return np.column_stack(
        (
            np.minimum(sides[:, 0], sides[:, 2]),
            np.minimum(sides[:, 1], sides[:, 3]),
            np.maximum(sides[:, 0], sides[:, 2]),
            np.maximum(sides[:, 1], sides[:, 3]),
        )
    )


def _mend_boxes(boxes: Floats, codes: NDArray[np.uint32], handle: int, indices: Indices, upright: PageSpace) -> None:
    """Give boxes that are too low or too tall the height of their font's em, in place.

    For fonts that state no ascent PDFium returns the ink instead of the line: `一` would lie below its own line. Others
    state one that is twice the em: a line would reach into its neighbours. An ideograph is as high as it is wide.
    """
    if len(boxes) == 0:
        return
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    ideograph = (codes >= 0x3400) & (codes <= 0x9FFF)
    wrong = np.flatnonzero((height < _LOW * np.median(height)) | (ideograph & (height > _TALL * width)))
    if len(wrong):
        boxes[wrong] = _em_boxes(handle, indices[wrong], upright)


def _em_boxes(handle: int, indices: Indices, upright: PageSpace) -> Floats:
    """Return boxes for text that is turned in user space: ink along the line, the font's em across it."""
    ink = np.zeros((len(indices), 4))
    baseline = np.zeros((len(indices), 2))
    em = np.zeros(len(indices))
    matrix = pdfium_c.FS_MATRIX()
    for position, index in enumerate(indices.tolist()):
        at = ink.ctypes.data + 32 * position  # GetCharBox: left, right, bottom, top
        pdfium.get_char_box(handle, index, at, at + 16, at + 8, at + 24)
        pdfium.get_char_origin(
            handle, index, baseline.ctypes.data + 16 * position, baseline.ctypes.data + 16 * position + 8
        )
        pdfium.get_matrix(handle, index, ctypes.addressof(matrix))
        em[position] = pdfium.get_font_size(handle, index) * math.hypot(matrix.c, matrix.d)
    boxes = upright.to_display(ink)
    points = upright.to_display(baseline[:, [0, 1, 0, 1]])
    boxes[:, 1] = points[:, 1] - _ASCENT * em
    boxes[:, 3] = points[:, 1] + (1 - _ASCENT) * em
    return boxes


def _on_page(boxes: Floats, space: PageSpace) -> Bools:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return (x >= 0) & (x <= space.width) & (y >= 0) & (y <= space.height)


def _invisible(handle: int, indices: Indices) -> Bools:
    modes: dict[int, bool] = {}
    hidden = np.zeros(len(indices), dtype=bool)
    for position, index in enumerate(indices.tolist()):
        item = pdfium.get_text_object(handle, index)
        if item is None:
            continue
        if item not in modes:
            modes[item] = pdfium.get_render_mode(item) == _INVISIBLE_MODE
        hidden[position] = modes[item]
    return hidden


def _first_of_doubles(codes: NDArray[np.uint32], boxes: Floats) -> Bools:
    """Keep one of several equal characters that stand in (nearly) the same place."""
    keep = np.ones(len(codes), dtype=bool)
    if len(codes) < 2:
        return keep
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 1.0)
    # Two passes with shifted bins, so that a pair cut by the edge of a bin in one lies within a bin in the other.
    for shift in (0.0, 0.5):
        rows = np.floor(boxes[:, 1] / 4 + shift)
        order = np.lexsort((boxes[:, 0], rows, codes))
        first, second = order[:-1], order[1:]
        near = (codes[first] == codes[second]) & (rows[first] == rows[second])
        # Half of the width too: the two letters of `ll` stand nearer than a fifth of their height.
        width = boxes[first, 2] - boxes[first, 0]
        near &= np.abs(boxes[first, 0] - boxes[second, 0]) < np.minimum(_SAME_PLACE * height[first], width / 2)
        near &= np.abs(boxes[first, 1] - boxes[second, 1]) < _SAME_PLACE * height[first]
        keep[np.maximum(first, second)[near]] = False
    return keep
