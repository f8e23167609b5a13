"""A form that goes on: the head of a page, read on the columns of the page before or on its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from extractors.content import Floats
from extractors.tables.edges import column_edges
from extractors.tables.finders.unruled.columns import find_separators
from extractors.tables.finders.unruled.draft import Draft
from extractors.tables.finders.unruled.form import assemble_form
from extractors.tables.finders.unruled.lines import Line, Region, frame_of
from extractors.tables.finders.unruled.place import measure_columns, split_at
from extractors.tables.finders.unruled.segments import Segment, row_to_segments
from extractors.tables.finders.unruled.widen import widen
from extractors.tables.finders.unruled.words import TextRow
from extractors.tables.finders.unruled.write import write_table
from extractors.tables.finders.unruled.zones import form_lines
from extractors.text import is_wide, normalise
from schemas.geometry import Box
from schemas.page import PageHead, Word
from schemas.table import Table, TextSource

#: At most this share of the pieces may cross the columns taken over.
_CROSSING = 0.06
#: Pages printed in another size differ by more than this in the height of their characters.
_OTHER_SIZE = 0.03
#: The ratio of two pages' sizes is known from their characters within this share: faces differ.
_SIZE_ERROR = 0.06
#: Edges of texts nearer than this share of the character height are the same edge.
_SAME_EDGE = 0.25
#: This share of the texts on pages that lie alike has the edges of texts of the page before.
_MOSTLY = 0.4
#: So many edges that texts share tell the size of a page to the point.
_FEWEST_PAIRS = 8
#: A text over this share of the width is one cell over several columns.
_SPANNING = 0.4
_NONE = np.empty((0, 3))


def read_on(
    head: PageHead, page: int, source: TextSource, model: Table, columns: list[float] | None = None
) -> Table | None:
    """Return the rest of a form at the head of a page, None where there is nothing that could be.

    Its columns are those of ``model``, the piece before it, where the texts stand within them; else those that the
    page shows itself. Where no headings say which columns there are, ``columns`` are the separators of all pages.
    Headings printed again are read as headings.
    """
    lines = _lines_of(head, model)
    if not lines:
        return None
    region = Region(lines, _rules_among(lines, head.rules), form=True, goes_on=not _prints_headings(lines, model))
    region.frame = frame_of(region.rules)
    own = columns or find_separators(lines, [], [], widest=_SPANNING)
    edges = None if columns else _edges_on_page(model, lines, region.frame)
    if edges is not None and _fits(lines, edges[1:-1]):
        draft = _assemble(region, _settle(edges[1:-1], own, lines[0].size))
        if draft is not None:
            # Written on the columns of the page before, so that the pieces have the same.
            draft.separators = edges[1:-1]
            draft.frame = Box(edges[0], lines[0].top, edges[-1], lines[-1].bottom)
    else:
        draft = _assemble(region, own)
        if draft is not None:
            widen(draft)
            draft.frame = draft.frame or _within_width(lines, model.parts[-1].box)
    if draft is None or draft.column_count < 2:
        return None
    return write_table(draft, page, source, "unruled")


def common_columns(heads: Sequence[PageHead], model: Table) -> list[float] | None:
    """Return the separators that the pages of a form without headings show together, None where there are none.

    Pages in another size than the first are left out.
    """
    pages = [lines for head in heads if (lines := _lines_of(head, model))]
    sizes = [_type_height([(s.text, s.size) for line in lines for s in line.segments]) for lines in pages]
    same = [lines for lines, size in zip(pages, sizes, strict=True) if abs(size / sizes[0] - 1) < _OTHER_SIZE]
    return find_separators([line for lines in same for line in lines], [], [], widest=_SPANNING) if same else None


def _lines_of(head: PageHead, model: Table) -> list[Line]:
    rows = [row_to_segments(_text_row(words), _NONE) for words in head.rows if words]
    return form_lines(rows, model.parts[-1].box.width)


def _within_width(lines: list[Line], before: Box) -> Box | None:
    """Return the sides of the piece before with the height of these lines, where they stand within them."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if left < before.x0 - lines[0].size or right > before.x1 + lines[0].size:
        return None
    return Box(min(left, before.x0), lines[0].top, max(right, before.x1), lines[-1].bottom)


def _settle(known: list[float], own: list[float], size: float) -> list[float]:
    """Return the separators that a page takes over, each where the page itself parts its columns, if it does there."""
    near = [min(own, key=lambda place: abs(place - separator), default=separator) for separator in known]
    return [place if abs(place - was) < size else was for place, was in zip(near, known, strict=True)]


def _assemble(region: Region, known: list[float]) -> Draft | None:
    return assemble_form(region, known)


def _text_row(words: list[Word]) -> TextRow:
    return TextRow(words, median(word.baseline for word in words), median(word.size for word in words))


def _rules_among(lines: list[Line], rules: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    slack = 3 * lines[0].size
    top, bottom = lines[0].top - slack, lines[-1].bottom + slack
    return [rule for rule in rules if top <= rule[0] <= bottom]


def _prints_headings(lines: list[Line], model: Table) -> bool:
    """Tell whether the first line holds nothing but headings of the model."""
    headings = {normalise(cell.text) for cell in model.cells if cell.kind == "header" and cell.text}
    texts = [normalise(segment.text) for segment in lines[0].segments]
    return bool(headings) and all(any(text in heading for heading in headings) for text in texts)


def _edges_on_page(model: Table, lines: list[Line], frame: Box | None) -> list[float] | None:
    """Return the model's column edges as they lie on this page, which may be printed in another size.

    Where rules bound the form on both pages, their ends tell; else where the texts stand does.
    """
    inks = [(cell, cell.ink) for cell in model.cells if cell.ink is not None]
    single = [(cell.text, ink.height) for cell, ink in inks if len(cell.lines) == 1]
    if not single:
        return None
    segments = [segment for line in lines for segment in line.segments]
    size = _type_height([(segment.text, segment.size) for segment in segments])
    ratio, box = size / _type_height(single), model.parts[-1].box
    if frame is not None and abs(frame.width / max(box.width, 1.0) / ratio - 1) < _SIZE_ERROR:
        scale = frame.width / box.width
        return [frame.x0 + (edge - box.x0) * scale for edge in column_edges(model)]
    before = _places([(ink.x0, ink.x1) for _, ink in inks])
    here = _places([(segment.x0, segment.x1) for segment in segments])
    scale, shift = _match(before, here, ratio, _SAME_EDGE * size)
    return [edge * scale + shift for edge in column_edges(model)]


def _type_height(texts: list[tuple[str, float]]) -> float:
    """Return the usual height of the type that texts are set in: of ideographs, if there are some, else of all.

    Figures and ideographs may be set in faces of unlike height, and pages hold them in unlike shares.
    """
    return median([height for text, height in texts if is_wide(text[:1])] or [height for _, height in texts])


def _places(extents: list[tuple[float, float]]) -> Floats:
    """Return left edge, middle and right edge of texts; what stands under each other in one way counts once."""
    return np.array(
        [(x0, (x0 + x1) / 2, x1) for x0, x1 in sorted({(round(x0, 1), round(x1, 1)) for x0, x1 in extents})]
    )


def _match(before: Floats, here: Floats, ratio: float, slack: float) -> tuple[float, float]:
    """Return scale and shift by which most texts here share an edge or the middle with texts on the page before.

    Both are n x 3: left edge, middle, right edge. Pages in one size mostly lie alike, so no change is tried first.
    """
    if abs(ratio - 1) < _OTHER_SIZE:
        if _alike(before, here, slack).mean() >= _MOSTLY:
            return 1.0, 0.0
        scales = [1.0]
    else:
        scales = (ratio * np.linspace(1 - _SIZE_ERROR, 1 + _SIZE_ERROR, 81)).tolist()
    best = (-1.0, 1.0, 0.0)
    for scale in scales:
        apart = np.concatenate([np.subtract.outer(here[:, k], scale * before[:, k]).ravel() for k in range(3)])
        places = np.round(apart / slack).astype(int)
        counts = np.bincount(places - places.min())
        shift = float((counts.argmax() + places.min()) * slack)
        best = max(best, (float(_alike(before * scale + shift, here, 2 * slack).sum()), float(scale), shift))
    return _refined(before, here, best[1], best[2], 2 * slack)


def _refined(before: Floats, here: Floats, scale: float, shift: float, slack: float) -> tuple[float, float]:
    """Return scale and shift fitted to the texts that they bring together."""
    pairs = []
    for k in range(3):
        off = np.subtract.outer(here[:, k], scale * before[:, k] + shift)
        nearest = np.abs(off).argmin(axis=1)
        near = np.abs(off).min(axis=1) < slack
        pairs.append(np.column_stack((before[nearest[near], k], here[near, k])))
    both = np.concatenate(pairs)
    if len(both) < _FEWEST_PAIRS or np.ptp(both[:, 0]) < 10 * slack:
        return scale, shift
    fitted = np.polyfit(both[:, 0], both[:, 1], 1)
    return float(fitted[0]), float(fitted[1])


def _alike(before: Floats, here: Floats, slack: float) -> Floats:
    """Return for each text here how well an edge or the middle is that of a text of the page before, from 0 to 1."""
    off = np.min([np.abs(np.subtract.outer(here[:, k], before[:, k])).min(axis=1) for k in range(3)], axis=0)
    return np.asarray(np.clip(1 - off / slack, 0.0, 1.0), dtype=np.float64)


def _fits(lines: list[Line], separators: list[float]) -> bool:
    """Tell whether almost all pieces stand within columns; figures and texts that touch count apart."""
    if not separators:
        return False
    columns = measure_columns(lines, separators)
    pieces = [segment for line in lines for segment in split_at(line, columns).segments]
    edges = [float("-inf"), *separators, float("inf")]
    crossing = sum(not any(_within(piece, low, high) for low, high in pairwise(edges)) for piece in pieces)
    return crossing <= _CROSSING * len(pieces)


def _within(piece: Segment, low: float, high: float) -> bool:
    slack = 0.3 * piece.size
    return low - slack <= piece.x0 and piece.x1 <= high + slack
