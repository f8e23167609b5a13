"""What a worker can do. Every function gets an order, works inside the order's folder, and answers."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from extractors.intake import Document, open_document, parse_page_range
from extractors.pipeline import Extraction, assemble, read_pages
from schemas.findings import Warning
from schemas.page import PageFacts, PageReading
from schemas.result import ExtractionResult
from service.exports.formats import FORMATS, FormatUnavailable
from service.problems import Problem
from service.work import tools_with
from service.workers.messages import Answer, Done, Order, Refused
from service.workers.picture import draw_page
from service.workers.spool import SpoolHead, SpoolWriter, read_spool
from service.workers.task_table import Report, TaskTable


def extract(order: Order, report: Report) -> Answer:
    """Convert a document; finished pages are spooled beside it, for ``salvage``."""
    clock = _Clock()
    tools = tools_with(order.forms, order.options.definition)
    blob = order.source.read_bytes()
    with open_document(blob, order.options.password, order.limits) as document:
        numbers = parse_page_range(order.options.pages, document.page_count)
        head = SpoolHead(document.sha256, document.page_count, tuple(numbers))
        clock.lap("intake")
        report(0, len(numbers))
        spool = SpoolWriter(order.folder, head)
        readings = []
        for reading in read_pages(document, numbers, tools, order.options, order.limits):
            spool.add(reading)
            readings.append(reading)
            report(len(readings), len(numbers))
        spool.close()
        unlocked = _unlocked_copy(document, order)
    clock.lap("pages")
    extraction = assemble(readings, tools)
    clock.lap("assemble")
    return replace(_finish(extraction, head, order, clock), unlocked=unlocked)


def _unlocked_copy(document: Document, order: Order) -> Path | None:
    """Save what page pictures are drawn from later: the password is forgotten when the work is done."""
    if order.options.password is None:
        return None
    path = order.folder / "unlocked.pdf"
    document.save_unlocked(path)
    return path


def salvage(order: Order, report: Report) -> Answer:
    """Deliver the pages that an ``extract`` had finished; the others stay in the document, with a warning each."""
    clock = _Clock()
    head, kept = read_spool(order.folder)
    finished = head.numbers[: order.arguments["pages_done"]]
    readings = {reading.facts.number: reading for reading in kept}
    tools = tools_with(order.forms, order.options.definition)
    again = [number for number in finished if number not in readings]
    with open_document(order.source.read_bytes(), order.options.password, order.limits) as document:
        for reading in read_pages(document, again, tools, order.options, order.limits):
            readings[reading.facts.number] = reading
            report(len(readings), len(head.numbers))
        unlocked = _unlocked_copy(document, order)
    pages = [readings.get(number) or _not_read(number, order.arguments["reason"]) for number in head.numbers]
    extraction = assemble(pages, tools)
    clock.lap("salvage")
    return replace(_finish(extraction, head, order, clock), unlocked=unlocked)


def _not_read(number: int, reason: str) -> PageReading:
    warning = Warning("timed_out", f"the page was not read: {reason}", number)
    return PageReading(PageFacts(number, 0.0, 0.0, "blank"), warnings=[warning], failed=True)


def _finish(extraction: Extraction, head: SpoolHead, order: Order, clock: _Clock) -> Done:
    extraction.sha256, extraction.page_count, extraction.filename = head.sha256, head.page_count, order.filename
    path = order.folder / "result.json"
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in extraction.json_pieces():
            digest.update(piece)
            file.write(piece)
    clock.lap("emit")
    return Done(
        path,
        digest.hexdigest(),
        extraction.status,
        pages=len(head.numbers),
        pages_by_source=dict(Counter(page.source for page in extraction.pages)),
        seconds_by_stage=clock.laps,
    )


def export(order: Order, report: Report) -> Answer:
    """Write a stored result in another format."""
    chosen = FORMATS[order.arguments["format"]]
    result = ExtractionResult.model_validate_json(order.source.read_bytes())
    path = order.folder / f"export{chosen.suffix}"
    try:
        path.write_bytes(chosen.render(result))
    except FormatUnavailable as error:
        return Refused("invalid-option", str(error), stage="export")
    return Done(path)


def draw(order: Order, report: Report) -> Answer:
    """Render one page as a PNG, upright, with the cells of a result drawn on it if asked for."""
    path: Path = order.folder / "page.png"
    try:
        path.write_bytes(draw_page(order.source.read_bytes(), order.options, order.limits, **order.arguments))
    except Problem as problem:
        return Refused(problem.code, problem.detail, problem.stage, problem.page)
    return Done(path)


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now


TASKS: TaskTable = {
    "extract": extract,
    "salvage": salvage,
    "export": export,
    "draw": draw,
}
