"""Pages without text, several at a time, with an engine that knows only how high lines are."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.errors import EngineFailed
from extractors.intake import open_document
from extractors.pipeline import read_pages
from extractors.ports import Picture
from extractors.toolbox import Toolbox, default_toolbox
from schemas.page import PageReading
from schemas.table import LineReading, Reading

SMALL, LARGE = 30, 90


class Heights:
    """Reads each line as its height in pixels, in tens; fails on lines as high as LARGE."""

    name = "heights"

    def __init__(self) -> None:
        self.threads: set[str] = set()

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        self.threads.add(threading.current_thread().name)
        if any(picture.shape[0] > LARGE for picture in pictures):
            raise EngineFailed("a line too high", stage="words")
        return [LineReading((Reading(f"高{picture.shape[0] // 10}", 0.99),)) for picture in pictures]


@pytest.fixture(scope="module")
def scan() -> bytes:
    """Five pages of three lines each, at 200 dots an inch; the fourth in print too high for the engine."""
    pages = []
    for size in (SMALL, SMALL + 10, SMALL, LARGE, SMALL + 20):
        page = Image.new("L", (1200, 900), 255)
        font = ImageFont.load_default(size)
        for line in range(3):
            ImageDraw.Draw(page).text((100, 100 + 200 * line), f"{size} Hamburgefonstiv {line}", fill=0, font=font)
        pages.append(page)
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return file.getvalue()


def read(scan: bytes, engine: Heights, at_once: int) -> list[PageReading]:
    tools: Toolbox = replace(default_toolbox(), engine=lambda _: engine, pages_at_once=at_once)
    with open_document(scan) as document:
        return list(read_pages(document, range(1, 6), tools))


def test_a_page_that_fails_in_its_thread_loses_no_other(scan: bytes) -> None:
    engine = Heights()
    readings = read(scan, engine, 2)
    assert [reading.facts.number for reading in readings] == [1, 2, 3, 4, 5]
    assert [reading.failed for reading in readings] == [False, False, False, True, False]
    assert [(warning.code, warning.page) for warning in readings[3].warnings] == [("engine_failed", 4)]
    assert all(len(reading.lines) == 3 for reading in readings if not reading.failed)
    assert threading.current_thread().name not in engine.threads


def test_pages_read_at_a_time_say_what_they_say_one_by_one(scan: bytes) -> None:
    assert read(scan, Heights(), 2) == read(scan, Heights(), 1)
