"""The plot: bytes -> pages -> words and rulings -> tables -> repaired tables -> forms -> checks -> result.

The only file that knows the order. Stages do not know each other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TypeVar

from extractors.checks import check_forms, correct_amounts
from extractors.content import PageContent, Rulings
from extractors.context.captions.resolve_lines import resolve_lines
from extractors.context.correct import correct_by_context
from extractors.context.figures.broken_print import doubt_broken_print, find_broken_pages
from extractors.emit import Extraction
from extractors.errors import EngineFailed, ExtractionError, PageFailed
from extractors.forms import recognise_forms
from extractors.intake import Document, open_document, parse_page_range
from extractors.overlap import in_order
from extractors.pages.regions import page_regions
from extractors.pages.render import Rendering, native_dpi, render_page
from extractors.pages.running import mark_running_lines
from extractors.pages.segment import read_page_lines
from extractors.pages.spread import find_gutter, halves_of, pages_of
from extractors.pages.year import find_fiscal_year
from extractors.pdfium import list_objects
from extractors.repair import repair_tables
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.scanned import read_drawn_rulings, read_scanned_page
from extractors.space import open_space
from extractors.tables.banner import lift_banner_rows
from extractors.tables.captions import caption_tables
from extractors.tables.carried_columns import carry_columns
from extractors.tables.continuation import group_pieces
from extractors.tables.find import find_tables
from extractors.tables.grid import find_grids
from extractors.tables.heads import read_head
from extractors.tables.join import join_pieces
from extractors.tables.known_texts import KnownTexts, known_texts
from extractors.text import normalise
from extractors.toolbox import Toolbox, default_toolbox
from extractors.words.need_ocr import hides_rulings, needs_ocr
from extractors.words.text_layer import read_text_layer
from schemas.findings import Warning
from schemas.forms.library import FormLibrary
from schemas.geometry import Box
from schemas.options import ExtractOptions, Limits
from schemas.page import PageFacts, PageReading

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_Step = TypeVar("_Step")


def extract(
    blob: bytes,
    *,
    filename: str | None = None,
    options: ExtractOptions | None = None,
    limits: Limits | None = None,
    tools: Toolbox | None = None,
    on_page: Progress | None = None,
) -> Extraction:
    """Turn one PDF into tables, forms and checks.

    ``on_page`` is called with (pages done, pages to do) after each page. A page that cannot be read becomes a warning
    and the others are delivered; a document that cannot be opened raises an UnreadableDocument.
    """
    options, tools = options or ExtractOptions(), tools or default_toolbox()
    with open_document(blob, options.password, limits) as document:
        numbers = parse_page_range(options.pages, document.page_count)
        readings = []
        for reading in read_pages(document, numbers, tools, options, limits):
            readings.append(reading)
            if on_page is not None:
                on_page(len(readings), len(numbers))
        sha256, page_count = document.sha256, document.page_count
    extraction = assemble(readings, tools)
    extraction.sha256, extraction.page_count, extraction.filename = sha256, page_count, filename
    return extraction


def read_pages(
    document: Document,
    numbers: Iterable[int],
    tools: Toolbox,
    options: ExtractOptions | None = None,
    limits: Limits | None = None,
) -> Iterator[PageReading]:
    """Read pages one by one; a failed page gives a reading that says so. Readings can be pickled and merged later.

    PDFium is asked in the caller's thread only; pictures of pages are read in others, ``tools.pages_at_once`` of them.
    """
    options, limits = options or ExtractOptions(), limits or Limits()

    def begun(number: int) -> PageReading | Callable[[], PageReading]:
        opened = _or_failed(number, partial(_open_page, document, number, tools, options, limits))
        return opened if isinstance(opened, PageReading) else partial(_or_failed, number, opened)

    return in_order(map(begun, numbers), tools.pages_at_once)


def _or_failed(number: int, step: Callable[[], _Step]) -> _Step | PageReading:
    """Return what a step of reading a page gives, or if it fails, a reading that says so."""
    try:
        return step()
    except (PageFailed, EngineFailed) as error:
        return _failed(number, error.code.replace("-", "_"), error.detail)
    except MemoryError:
        raise
    except Exception:
        # Whatever one page provokes, the others are delivered; the log has the cause, the result only the fact.
        _log.exception("page failed", extra={"page": number})
        return _failed(number, "page_failed", f"page {number} could not be read")


def _failed(number: int, code: str, detail: str) -> PageReading:
    return PageReading(PageFacts(number, 0.0, 0.0, "blank"), warnings=[Warning(code, detail, number)], failed=True)


def _open_page(
    document: Document, number: int, tools: Toolbox, options: ExtractOptions, limits: Limits
) -> PageReading | Callable[[], PageReading]:
    """Return the reading of a page with text, and of a page without what gives it, in any thread."""
    with document.page(number) as page:
        space = open_space(page)
        objects = list_objects(page)
        characters, upright = read_text_layer(page, space, objects)
        rulings, pictures = read_vector_rulings(objects, upright)
        if needs_ocr(options.ocr, characters, pictures, upright):
            rendering = render_page(page, space, limits.max_pixels, native_dpi(page))
            return partial(_read_picture, rendering, number, tools, options)
        if upright == space and hides_rulings(rulings, characters, pictures, upright):
            rendering = render_page(page, space, limits.max_pixels, None)
            rulings = read_drawn_rulings(rendering.picture, rendering.dpi)
    content = PageContent(
        number,
        upright.width,
        upright.height,
        characters,
        snap_rulings(rulings),
        pictures,
        source="text" if len(characters) else "blank",
        turned=(upright.turn - space.turn) % 360,
    )
    return _segment(content, tools)


def _read_picture(rendering: Rendering, number: int, tools: Toolbox, options: ExtractOptions) -> PageReading:
    engine = tools.engine(options.engine)
    content = read_scanned_page(rendering.picture, rendering.dpi, number, _find_cells, engine)
    content.rulings = snap_rulings(content.rulings)
    reading = _segment(content, tools)
    if rendering.bounded:
        message = f"the page is so large that it was read at {rendering.dpi:.0f} dpi only"
        reading.warnings.append(Warning("resolution_bounded", message, number))
    return reading


def _find_cells(rulings: Rulings) -> tuple[list[Box], list[Box]]:
    grids = find_grids(snap_rulings(rulings))
    return [grid.box_of(span) for grid in grids for span in grid.spans], [grid.box for grid in grids]


def _segment(content: PageContent, tools: Toolbox) -> PageReading:
    found = (table for half in halves_of(content) for table in find_tables(tools.finders, half))
    tables = [lift_banner_rows(table) for table in found]
    gutter = find_gutter(content, tables)
    lines = read_page_lines(content, tables, gutter)
    size = content.width, content.height
    facts = PageFacts(content.number, *size, content.source, content.turned, content.deskewed)
    head = read_head(content, tables, lines)
    return PageReading(facts, content.images, tables, lines, head=head, gutter=gutter)


@lru_cache(maxsize=8)
def _labels(library: FormLibrary) -> frozenset[str]:
    """Return the normalised headings and labels that forms may have."""
    return frozenset(map(normalise, library.texts()))


def assemble(readings: Sequence[PageReading], tools: Toolbox) -> Extraction:
    """Join the pages' tables, repair them, and map them to forms; readings in page order.

    The readings give their tables away: assemble them once.
    """
    # A sheet may have two.
    pages = [page for reading in readings for page in pages_of(reading)]
    broken = find_broken_pages(pages)
    misread = resolve_lines(pages, tools.library.titles, tools.library.has_title)
    mark_running_lines(pages)
    captioned = carry_columns(pages, caption_tables(pages))
    year, groups = find_fiscal_year(pages), group_pieces(pages, captioned)
    pieces = (piece for group in groups for piece in zip(group.tables, group.repeated, strict=True))
    known = KnownTexts(known_texts(pieces), _labels(tools.library))
    # From here on the groups own the cells: a document of a thousand pages is not to exist twice.
    captioned.clear()
    for reading in (*readings, *pages):
        reading.tables, reading.head = [], None
    tables, repairs = [], []
    for number in range(len(groups)):
        table, mended = join_pieces(groups[number], f"t{number + 1}", known)
        groups[number].tables.clear()
        tables.append(table)
        repairs.extend(mended)
    repairs.extend(correct_by_context(tables, tools.library.texts, tools.library.headings_under))
    repaired = repair_tables(tables, [line.text for page in pages for line in page.lines])
    recognised = recognise_forms(repaired.tables, tools.library, year)
    corrected = correct_amounts(recognised.forms, repaired.tables, tools.library)
    doubt_broken_print(repaired.tables, broken)
    checks = check_forms(recognised.forms, repaired.tables, tools.library)
    boxes: dict[int, list[Box]] = {}
    for part in (part for table in tables for part in table.parts):
        boxes.setdefault(part.page, []).append(part.box)
    for reading in readings:
        reading.facts.regions = page_regions(reading, boxes.get(reading.facts.number, []))
    return Extraction(
        sha256="",
        filename=None,
        page_count=len(readings),
        pages=[reading.facts for reading in readings],
        tables=repaired.tables,
        forms=recognised.forms,
        checks=checks,
        repairs=[*repairs, *repaired.repairs, *corrected],
        warnings=[*(w for r in readings for w in r.warnings), *misread, *repaired.warnings, *recognised.warnings],
        failed_pages=tuple(reading.facts.number for reading in readings if reading.failed),
    )


__all__ = ["Extraction", "ExtractionError", "assemble", "extract", "read_pages"]
