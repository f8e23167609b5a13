"""What workers do, called in this process."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.intake import open_document
from extractors.pipeline import read_pages
from schemas.options import ExtractOptions, Limits
from service.problems import Problem
from service.work import tools_with
from service.workers import tasks
from service.workers.messages import Done, Order
from service.workers.picture import draw_page
from service.workers.spool import SpoolHead, SpoolWriter, read_spool


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A document of four pages with a small table on each."""
    source = tmp_path / "a.pdf"
    canvas = Canvas(str(source), pagesize=(400, 300))
    for number in range(4):
        for row in range(3):
            canvas.line(50, 250 - 30 * row, 250, 250 - 30 * row)
        for column in range(3):
            canvas.line(50 + 100 * column, 250, 50 + 100 * column, 190)
        for row in range(2):
            for column in range(2):
                canvas.drawString(60 + 100 * column, 230 - 30 * row, f"p{number + 1}r{row}c{column}")
        canvas.showPage()
    canvas.save()
    return Order("extract", tmp_path, source, "a.pdf")


def result_of(answer: object) -> dict[str, object]:
    assert isinstance(answer, Done)
    content: dict[str, object] = json.loads(answer.path.read_bytes())
    return content


def test_extract_reports_every_page(order: Order) -> None:
    reports: list[tuple[int, int]] = []
    answer = tasks.extract(order, lambda done, total: reports.append((done, total)))
    assert reports == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert isinstance(answer, Done)
    assert (answer.pages, answer.pages_by_source) == (4, {"text": 4})
    assert set(answer.seconds_by_stage) == {"intake", "pages", "assemble", "emit"}
    assert answer.unlocked is None


def test_salvage_reads_again_what_was_not_kept(order: Order) -> None:
    whole = result_of(tasks.extract(order, lambda *_: None))
    with open_document(order.source.read_bytes()) as document:
        second = next(iter(read_pages(document, [2], tools_with(()))))
        spool = SpoolWriter(order.folder, SpoolHead(document.sha256, 4, (1, 2, 3, 4)), after=0)
        spool.add(second)
        spool.close()
    late = Order("salvage", order.folder, order.source, "a.pdf", arguments={"reason": "late", "pages_done": 2})
    answer = tasks.salvage(late, lambda *_: None)
    assert isinstance(answer, Done)
    assert answer.status == "partial"
    saved = result_of(answer)
    assert [page["number"] for page in saved["document"]["pages"]] == [1, 2, 3, 4]  # type: ignore[index]
    assert (
        [page["regions"] for page in saved["document"]["pages"]][:2]
        == [  # type: ignore[index]
            page["regions"]
            for page in whole["document"]["pages"][:2]  # type: ignore[index]
        ]
    )
    assert [warning["page"] for warning in saved["warnings"] if warning["code"] == "timed_out"] == [3, 4]  # type: ignore[attr-defined]
    texts = {cell["text"] for table in saved["tables"] for cell in table["cells"]}  # type: ignore[attr-defined]
    assert {"p1r0c0", "p2r1c1"} <= texts
    assert "p3r0c0" not in texts


def test_a_spool_cut_in_the_middle_gives_the_whole_pages(order: Order) -> None:
    with open_document(order.source.read_bytes()) as document:
        spool = SpoolWriter(order.folder, SpoolHead("x", 4, (1, 2, 3, 4)), after=0)
        for reading in read_pages(document, [1, 2], tools_with(())):
            spool.add(reading)
        spool.close()
    path = order.folder / "pages.spool"
    path.write_bytes(path.read_bytes()[:-7])
    _, readings = read_spool(order.folder)
    assert [reading.facts.number for reading in readings] == [1]


def picture(order: Order, **arguments: object) -> np.ndarray:
    settings = {"number": 1, "dpi": 72.0, "turned": 0, "deskewed": 0.0, "marks": []} | arguments
    png = draw_page(order.source.read_bytes(), ExtractOptions(), Limits(), **settings)  # type: ignore[arg-type]
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)


def test_pictures_are_as_large_and_as_turned_as_asked(order: Order) -> None:
    assert picture(order).shape == (300, 400, 3)
    assert picture(order, dpi=144.0).shape == (600, 800, 3)
    upright, turned = picture(order), picture(order, turned=90)
    assert turned.shape == (400, 300, 3)
    assert np.array_equal(np.rot90(upright, -1), turned)


def test_marks_stand_where_they_should(order: Order) -> None:
    plain, marked = picture(order), picture(order, marks=[(50.0, 50.0, 150.0, 80.0, "data")])
    changed = np.argwhere((plain != marked).any(axis=2))
    top, left = changed.min(axis=0)
    bottom, right = changed.max(axis=0)
    assert (abs(left - 50), abs(top - 50), abs(right - 150), abs(bottom - 80)) <= (2, 2, 2, 2)


def test_pictures_keep_to_the_limit(order: Order) -> None:
    png = draw_page(
        order.source.read_bytes(),
        ExtractOptions(),
        Limits(max_pixels=10_000),
        number=1,
        dpi=300,
        turned=0,
        deskewed=0.0,
        marks=[],
    )
    height, width = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR).shape[:2]
    assert height * width <= 10_500


def test_a_page_that_is_not_there(order: Order) -> None:
    with pytest.raises(Problem, match="4 pages"):
        picture(order, number=5)
