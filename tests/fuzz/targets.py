"""What is fuzzed. A target takes any bytes; refusing them by a named error is fine, everything else is a finding."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qsl

import numpy as np
import yaml
from pydantic import TypeAdapter

from extractors.content import Characters, Floats, PageContent, Rulings
from extractors.errors import InvalidOption, PageFailed, UnreadableDocument
from extractors.intake import open_document, parse_page_range
from extractors.pdfium import list_objects
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.space import open_space
from extractors.tables.banner import lift_banner_rows
from extractors.tables.find import find_tables
from extractors.tables.finders.ruled import RuledFinder
from extractors.tables.finders.unruled import UnruledFinder
from extractors.words.text_layer import read_text_layer
from schemas.forms.definition import FormDefinition
from schemas.forms.faults import find_faults
from schemas.forms.library import FormLibrary, load_library
from schemas.options import Limits
from service.page_ranges import fault_of
from service.problems import Problem
from service.request_options import choose_options, preferred_wait
from service.settings import Settings

_PAGE = 800.0
_LETTERS = "合计12.3（abc-，"
_DEFINITION: TypeAdapter[FormDefinition] = TypeAdapter(FormDefinition)


def intake(data: bytes) -> None:
    """Open a PDF and read what its first pages draw: the only code that touches foreign bytes."""
    try:
        document = open_document(data, limits=Limits(max_bytes=1 << 20, max_pages=50, max_pixels=1_000_000))
    except UnreadableDocument:
        return
    with document:
        for number in range(1, min(3, document.page_count) + 1):
            try:
                with document.page(number) as page:
                    space, objects = open_space(page), list_objects(page)
                    characters, upright = read_text_layer(page, space, objects)
                    rulings, _ = read_vector_rulings(objects, upright)
            except PageFailed:
                continue
            assert upright.width >= 1
            assert upright.height >= 1
            assert len(characters.boxes) == len(characters.text) == len(characters.anchors)
            assert np.isfinite(characters.boxes).all()
            snap_rulings(rulings)


def rulings(data: bytes) -> None:
    """Snap rulings: once is enough, none is invented, none reaches further than the ones it was made of."""
    drawn = _rulings(data)
    once = snap_rulings(drawn)
    twice = snap_rulings(once)
    for raw, first, second in (
        (drawn.horizontal, once.horizontal, twice.horizontal),
        (drawn.vertical, once.vertical, twice.vertical),
    ):
        assert len(first) <= len(raw)
        assert first.shape == second.shape
        assert np.allclose(_in_order(first), _in_order(second), atol=1e-6)
        if len(raw):
            assert first[:, 1].min() >= raw[:, 1].min() - 1e-6
            assert first[:, 2].max() <= raw[:, 2].max() + 1e-6


def cells(data: bytes) -> None:
    """Build tables from rulings and characters: cells tile their grids, and no character is in two of a table."""
    split = len(data) * 2 // 3
    characters = _characters(data[split:])
    page = PageContent(1, _PAGE, _PAGE, characters, snap_rulings(_rulings(data[:split])), [])
    for finder in (RuledFinder(), UnruledFinder()):
        for table in finder.find_tables(page):
            table.slots()
    for table in find_tables((RuledFinder(), UnruledFinder()), page):
        lift_banner_rows(table).slots()
        # Joining lines may put blanks between them, never letters. A grid inside another's cell is in both.
        assert sum(len("".join(cell.text.split())) for cell in table.cells) <= len(characters)


def definitions(data: bytes) -> None:
    """Look for mistakes in a definition file: a file without any can be used, and mistakes stand where they say."""
    text = data.decode("utf-8", "replace")
    faults = find_faults(text, _library())
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    for fault in faults:
        assert 1 <= fault.line <= lines + 1
        assert fault.column >= 1
        assert fault.message
    if not faults:
        _DEFINITION.validate_python(yaml.safe_load(text))


def options(data: bytes) -> None:
    """Parse the options of a request: what the door lets in, the extractors understand."""
    text = data.decode("utf-8", "replace")
    query, _, rest = text.partition("\n")
    form, _, prefer = rest.partition("\n")
    assert 0 <= preferred_wait(prefer.split("\n"), _settings()) <= _settings().max_wait_seconds
    try:
        chosen = choose_options(dict(parse_qsl(query)), dict(parse_qsl(form)), _settings())
    except Problem as problem:
        _expect(problem.code == "invalid-option")
    else:
        _numbers(chosen.extract.pages)
    if fault_of(query) is None:
        _numbers(query)


def _expect(held: bool) -> None:
    assert held


def _numbers(pages: str | None) -> None:
    try:
        numbers = parse_page_range(pages, 40)
    except InvalidOption as error:
        _expect(pages is not None and "none of them" in error.detail)
    else:
        assert numbers == sorted(set(numbers))
        assert numbers[0] >= 1
        assert numbers[-1] <= 40


@cache
def _library() -> FormLibrary:
    return load_library()


@cache
def _settings() -> Settings:
    return Settings.model_validate({"webhook_hosts": ("a.example",), "webhook_secret": "x"})


def _rulings(data: bytes) -> Rulings:
    """Read lines of five bytes: a direction, and three lengths in points, crowded so that tolerances matter."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for flags, place, start, length in struct.iter_unpack("<BHBB", data[: len(data) // 5 * 5]):
        step = 10.0 if flags & 2 else 0.5
        line = (place % 8000 / 10, start * step / 4, start * step / 4 + length * step)
        (level if flags & 1 else upright).append(line)
    return Rulings(np.array(level).reshape(-1, 3), np.array(upright).reshape(-1, 3))


def _characters(data: bytes) -> Characters:
    """Read characters of six bytes: which one, where, and how large."""
    texts: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for kind, x, y, size in struct.iter_unpack("<BHHB", data[: len(data) // 6 * 6]):
        left, top, high = x % 8000 / 10, y % 8000 / 10, size / 8
        texts.append(_LETTERS[kind % len(_LETTERS)])
        boxes.append((left, top, left + high * (0.5 + kind % 2 / 2), top + high))
    return Characters(
        texts, np.array(boxes).reshape(-1, 4), np.array([len(texts) % 3 == 0] * len(texts), bool), np.ones(len(texts))
    )


def _in_order(lines: Floats) -> Floats:
    ordered: Floats = lines[np.lexsort((lines[:, 2], lines[:, 1], lines[:, 0].round(6)))]
    return ordered


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (intake, rulings, cells, definitions, options)
}
