"""Scanned pages: ours against engines used as they come, in one run.

``python -m benchmarks.scans SCAN.pdf TEXT.pdf [--pages 4,9] [--readers ours,rapidocr,tesseract,img2table]``

The truth is the text layer of TEXT.pdf, of which SCAN.pdf is a picture, page by page: its cells, from its own rulings.
A peer gets help: its boxes are put into the true grid by their middles. Printed for each: seconds a page, the share of
exact cells and of exact amounts, wrong amounts that nothing marks (confidence of at least 0.9), and for ours a
reliability table: how often a cell is right at each confidence. Every reader may use all cores, in its own way: ours
reads pages at a time as the service does, a peer's engine is given one after the other. Readers take turns with some
pages each, so that what else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from benchmarks.plots import bars
from extractors.content import Characters, PageContent, Rulings
from extractors.intake import open_document
from extractors.overlap import in_order
from extractors.pages.render import native_dpi, render_page
from extractors.pdfium import list_objects
from extractors.ports import Picture
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.scanned import read_scanned_page
from extractors.space import open_space
from extractors.tables.finders.ruled import grid_to_table
from extractors.tables.grid import Grid, find_grids
from extractors.text import normalise
from extractors.toolbox import default_toolbox
from extractors.words.text_layer import read_text_layer
from schemas.table import Table

AMOUNT = re.compile(r"-?[\d,]*\d\.\d+%?")
SURE = 0.9
#: Pages that a reader gets at a time.
TURN = 12


@dataclass(frozen=True)
class Page:
    """The picture of a page, and the grids that are truly on it."""

    picture: Picture
    dpi: float
    number: int
    grids: list[Grid]


Reader = Callable[[Sequence[Page]], list[list[Table]]]


@dataclass
class Score:
    """Counts of one reader over all pages."""

    seconds: float = 0.0
    pages: int = 0
    cells: int = 0
    exact: int = 0
    amounts: int = 0
    exact_amounts: int = 0
    silent: int = 0
    surest_wrong: float = 0.0
    reliability: dict[int, list[int]] = field(default_factory=dict)

    def add(self, truth: list[Table], found: list[Table]) -> None:
        """Compare the tables of one page; a table whose grid differs has no exact cell."""
        waiting = list(found)
        for table in truth:
            shape = (table.row_count, table.column_count, len(table.cells))
            mine = next((t for t in waiting if (t.row_count, t.column_count, len(t.cells)) == shape), None)
            for index, cell in enumerate(table.cells):
                other = mine.cells[index] if mine else None
                self._compare(normalise(cell.text), normalise(other.text) if other else None, other)
            if mine:
                waiting.remove(mine)

    def _compare(self, want: str, got: str | None, cell: object) -> None:
        if not want and not got:
            return
        right = want == got
        sure = float(getattr(cell, "confidence", 0.0))
        self.cells += 1
        self.exact += right
        if AMOUNT.fullmatch(want):
            self.amounts += 1
            self.exact_amounts += right
            self.silent += not right and got is not None and sure >= SURE
            if not right and got is not None:
                self.surest_wrong = max(self.surest_wrong, sure)
        tally = self.reliability.setdefault(min(9, int(sure * 10)), [0, 0])
        tally[0] += 1
        tally[1] += right

    def row(self, name: str) -> str:
        """Return the printed line."""
        return (
            f"{name:<22}{self.seconds / max(1, self.pages):>8.2f}{self.exact / max(1, self.cells):>9.4f}"
            f"{self.exact_amounts / max(1, self.amounts):>9.4f}{self.silent:>8}"
        )


def every_page(path: Path) -> list[int]:
    with open_document(path.read_bytes()) as document:
        return list(range(1, document.page_count + 1))


def true_tables(path: Path, numbers: list[int]) -> Iterator[tuple[list[Table], list[Grid]]]:
    with open_document(path.read_bytes()) as document:
        for number in numbers:
            with document.page(number) as page:
                objects = list_objects(page)
                characters, space = read_text_layer(page, open_space(page), objects)
                rulings, pictures = read_vector_rulings(objects, space)
            grids = find_grids(snap_rulings(rulings))
            content = PageContent(number, space.width, space.height, characters, rulings, pictures)
            drawn = [(grid_to_table(grid, content), grid) for grid in grids]
            filled = [(table, grid) for table, grid in drawn if any(cell.text for cell in table.cells)]
            yield [table for table, _ in filled], [grid for _, grid in filled]


def ours() -> Reader:
    tools = default_toolbox()
    engine = tools.engine("rapidocr")

    def read(seen: Page) -> list[Table]:
        def cells(rulings: object) -> tuple[list, list]:
            grids = find_grids(snap_rulings(rulings))  # type: ignore[arg-type]
            return [grid.box_of(span) for grid in grids for span in grid.spans], [grid.box for grid in grids]

        page = read_scanned_page(seen.picture, seen.dpi, seen.number, cells, engine)
        tables = [grid_to_table(grid, page) for grid in find_grids(snap_rulings(page.rulings))]
        return [table for table in tables if any(cell.text for cell in table.cells)]

    return lambda pages: list(in_order([partial(read, page) for page in pages], tools.pages_at_once))


def one_by_one(read: Callable[[Page], list[Table]]) -> Reader:
    return lambda pages: [read(page) for page in pages]


def boxes_into_grids(found: list[tuple[tuple[float, ...], str, float]], number: int, grids: list[Grid]) -> list[Table]:
    boxes = np.array([box for box, _, _ in found], dtype=float).reshape(-1, 4)
    texts, scores = [text for _, text, _ in found], np.array([score for _, _, score in found], dtype=float)
    characters = Characters(texts, boxes, np.zeros(len(texts), dtype=bool), scores)
    content = PageContent(number, 0, 0, characters, Rulings(np.empty((0, 3)), np.empty((0, 3))), [], source="ocr")
    return [grid_to_table(grid, content) for grid in grids]


def rapidocr_whole_page() -> Reader:
    from rapidocr import RapidOCR

    engine = RapidOCR()

    def read(page: Page) -> list[Table]:
        result = engine(page.picture)
        unit, found = 72 / page.dpi, []
        if result.boxes is not None:
            for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
                (x0, top), (x1, bottom) = np.min(corners, axis=0) * unit, np.max(corners, axis=0) * unit
                found.append(((x0, top, x1, bottom), text, float(score)))
        return boxes_into_grids(found, page.number, page.grids)

    return one_by_one(read)


def tesseract_whole_page() -> Reader:
    import pytesseract

    def read(page: Page) -> list[Table]:
        words = pytesseract.image_to_data(page.picture, lang="chi_sim+eng", output_type=pytesseract.Output.DICT)
        unit = 72 / page.dpi
        found = [
            ((x * unit, y * unit, (x + w) * unit, (y + h) * unit), text, max(0.0, float(sure)) / 100)
            for x, y, w, h, text, sure in zip(
                *(words[key] for key in ("left", "top", "width", "height", "text", "conf")), strict=True
            )
            if text.strip()
        ]
        return boxes_into_grids(found, page.number, page.grids)

    return one_by_one(read)


def img2table_rapidocr() -> Reader:
    from img2table.document import Image
    from img2table.ocr import RapidOCR
    from rapidocr import LangRec

    engine = RapidOCR({"Rec.lang_type": LangRec.CH})

    def read(page: Page) -> list[Table]:
        # It finds grids of its own; what its cells hold is put into the true grid, as the boxes of others are.
        encoded = cv2.imencode(".png", page.picture)[1].tobytes()
        unit, found = 72 / page.dpi, []
        for table in Image(encoded).extract_tables(ocr=engine, borderless_tables=False, min_confidence=1):
            for cell in {id(cell): cell for row in table.content.values() for cell in row}.values():
                if cell.value:
                    box = cell.bbox
                    found.append(((box.x1 * unit, box.y1 * unit, box.x2 * unit, box.y2 * unit), str(cell.value), 1.0))
        return boxes_into_grids(found, page.number, page.grids)

    return one_by_one(read)


def pictures(path: Path, numbers: Sequence[int], truth: dict[int, tuple[list[Table], list[Grid]]]) -> list[Page]:
    pages = []
    with open_document(path.read_bytes()) as document:
        for number in numbers:
            with document.page(number) as page:
                rendering = render_page(page, open_space(page), 40_000_000, native_dpi(page))
            pages.append(Page(rendering.picture, rendering.dpi, number, truth[number][1]))
    return pages


READERS: dict[str, Callable[[], Reader]] = {
    "ours": ours,
    "rapidocr": rapidocr_whole_page,
    "tesseract": tesseract_whole_page,
    "img2table": img2table_rapidocr,
}


def reliability_plot(score: Score) -> str:
    """Draw the share of cells that are right at each confidence; calibrated ones are as long as their band says."""
    shares = {
        f"{band / 10:.1f} to {(band + 1) / 10:.1f} ({count} cells)": 100 * right / count
        for band, (count, right) in sorted(score.reliability.items())
    }
    return bars("Cells that are right, by confidence", shares, "%")


def main() -> None:
    """Run every reader over the same pages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("scan", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--pages", help="numbers from 1, such as 4,9; all of the text PDF unless given")
    parser.add_argument("--readers", default="ours,rapidocr")
    parser.add_argument("--plot", type=Path, help="where to draw how often cells are right at each confidence")
    chosen = parser.parse_args()
    numbers = [int(number) for number in chosen.pages.split(",")] if chosen.pages else every_page(chosen.text)
    truth = dict(zip(numbers, true_tables(chosen.text, numbers), strict=True))
    scores = {name: Score() for name in chosen.readers.split(",")}
    readers = {name: READERS[name]() for name in scores}
    for first in range(0, len(numbers), TURN):
        some = numbers[first : first + TURN]
        pages = pictures(chosen.scan, some, truth)
        for name, reader in readers.items():
            started = time.perf_counter()
            found = reader(pages)
            scores[name].seconds += time.perf_counter() - started
            scores[name].pages += len(pages)
            for page, tables in zip(pages, found, strict=True):
                scores[name].add(truth[page.number][0], tables)
    print(f"{'reader':<22}{'s/page':>8}{'cells':>9}{'amounts':>9}{'silent':>8}")
    for name, score in scores.items():
        print(score.row(name))
    if "ours" in scores:
        print(f"every wrong amount has a confidence of {scores['ours'].surest_wrong:.4f} or less")
        print("confidence: cells, share right")
        for band, (count, right) in sorted(scores["ours"].reliability.items()):
            print(f"  {band / 10:.1f}-{(band + 1) / 10:.1f}: {count:>5} {right / count:.4f}")
        if chosen.plot:
            chosen.plot.write_text(reliability_plot(scores["ours"]), "utf-8")


if __name__ == "__main__":
    main()
