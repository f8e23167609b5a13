"""What a worker does with a document: convert a short one, or tell that it is long; read a slice; put slices together.

Pure functions of bytes, so that a local process and a node of a cluster do the same.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from extractors.intake import Document, open_document, parse_page_range
from extractors.pipeline import Extraction, assemble, read_pages
from extractors.toolbox import Toolbox
from schemas.page import PageReading
from service.convert.facts import Facts, facts_of
from service.convert.recipe import Recipe
from service.convert.rows import rows_of
from service.work import tools_with
from service.workers.task_table import Report


def _unheard(done: int, total: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Product:
    """What the target gets: ``content`` is the result's JSON, or the rows as JSON."""

    content: bytes
    sha256: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a long document: its hash, its pages, and which of them to read, in order."""

    sha256: str
    page_count: int
    numbers: tuple[int, ...]


def convert(blob: bytes, filename: str | None, recipe: Recipe, report: Report = _unheard) -> Product | Head:
    """Convert a document, or tell that it is too long for one worker; raises ExtractionError.

    ``report`` is told (pages done, pages to do) after each page.
    """
    begun = time.perf_counter()
    tools = tools_with(recipe.forms)
    with open_document(blob, recipe.options.password, recipe.limits) as document:
        numbers = parse_page_range(recipe.options.pages, document.page_count)
        head = Head(document.sha256, document.page_count, tuple(numbers))
        if len(numbers) > recipe.slice_pages:
            return head
        readings = _read(document, numbers, tools, recipe, report)
    return _product(assemble(readings, tools), head, filename, recipe, begun)


def read_slice(blob: bytes, numbers: Sequence[int], recipe: Recipe, report: Report = _unheard) -> bytes:
    """Read some pages of a long document; the value is for ``join_slices``."""
    begun = time.perf_counter()
    tools = tools_with(recipe.forms)
    with open_document(blob, recipe.options.password, recipe.limits) as document:
        readings = _read(document, numbers, tools, recipe, report)
    return pickle.dumps((readings, time.perf_counter() - begun), pickle.HIGHEST_PROTOCOL)


def join_slices(slices: Iterable[bytes], head: Head, filename: str | None, recipe: Recipe) -> Product:
    """Put the slices together, in the order of pages, before tables are joined over pages."""
    begun = time.perf_counter()
    readings: list[PageReading] = []
    for piece in slices:
        # These bytes are our own workers': they never leave the machine or the cluster.
        read, seconds = cast(tuple[list[PageReading], float], pickle.loads(piece))
        readings.extend(read)
        begun -= seconds
    return _product(assemble(readings, tools_with(recipe.forms)), head, filename, recipe, begun)


def _read(
    document: Document, numbers: Sequence[int], tools: Toolbox, recipe: Recipe, report: Report
) -> list[PageReading]:
    readings = []
    for reading in read_pages(document, numbers, tools, recipe.options, recipe.limits):
        readings.append(reading)
        report(len(readings), len(numbers))
    return readings


def _product(extraction: Extraction, head: Head, filename: str | None, recipe: Recipe, begun: float) -> Product:
    extraction.sha256, extraction.page_count, extraction.filename = head.sha256, head.page_count, filename
    if recipe.product == "json":
        content = extraction.json()
    else:
        rows = rows_of(extraction, with_cells=recipe.with_cells)
        content = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(content).hexdigest()
    return Product(content, digest, facts_of(extraction, time.perf_counter() - begun))
