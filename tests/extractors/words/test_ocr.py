from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.content import Characters, PageContent, Rulings
from extractors.errors import EngineFailed
from extractors.ports import Gray, Picture
from extractors.tables.choose import is_chart
from extractors.tables.finders.unruled.words import characters_to_words
from extractors.words.ocr import read_page
from schemas.geometry import Box
from schemas.table import Cell, LineReading, Part, Reading, Table

DPI = 144.0
CELLS = [Box(20, 20, 120, 50), Box(120, 20, 220, 50), Box(20, 50, 120, 100), Box(120, 50, 220, 100)]
TABLE = [Box(20, 20, 220, 100)]


class Counter:
    """Reads any line as its number in the order given."""

    name = "counter"

    def __init__(self) -> None:
        self.pictures: list[Picture] = []

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        self.pictures = list(pictures)
        return [LineReading((Reading(f"line{index}", 0.99),)) for index in range(len(pictures))]


class Dying:
    name = "dying"

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        raise EngineFailed("the engine died", stage="words")


class Blind:
    name = "blind"

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        return [LineReading() for _ in pictures]


def write(page: Gray, text: str, x: float, y: float) -> None:
    cv2.putText(page, text, (round(x * 2), round(y * 2)), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 10, 2)


def page_with(*texts: tuple[str, float, float]) -> Gray:
    page = np.full((400, 600), 250, np.uint8)
    for text, x, y in texts:
        write(page, text, x, y)
    return page


def test_each_line_lies_in_its_cell_and_blank_cells_are_not_read() -> None:
    page = page_with(("AB", 30, 40), ("CD", 30, 65), ("EF", 30, 90))
    engine = Counter()
    characters = read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == len(characters) == 3
    middles = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
    assert [sum(cell.contains(x, y) for cell in (CELLS[0], CELLS[2])) for x, y in middles.tolist()] == [1, 1, 1]


def test_figures_where_a_seal_was_are_doubted() -> None:
    class Figures(Counter):
        def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
            return [LineReading((Reading(text, 0.99),)) for text in ("17", "12.50", "label")]

    page = page_with(("AB", 30, 40), ("CD", 30, 65), ("EF", 30, 90))
    intact = np.full_like(page, 250)
    intact[120:] = 0
    characters = read_page(page, CELLS, TABLE, DPI, Figures(), intact=intact)
    assert dict(zip(characters.text, (characters.confidence >= 0.9).tolist(), strict=True)) == {
        "17": True,
        "12.50": False,
        "label": True,
    }


def test_text_outside_tables_is_read_too() -> None:
    page = page_with(("TITLE", 60, 14), ("AB", 30, 40), ("NOTE", 30, 130))
    boxes = read_page(page, CELLS, TABLE, DPI, Counter()).boxes
    assert sorted(round(box[1] // 20) for box in boxes.tolist())[0] == 0
    assert len(boxes) == 3


@pytest.mark.parametrize(("text", "higher"), [("12", True), ("(", False), ("12)", False), ("收入", False)])
def test_figures_are_lower_than_their_line_but_brackets_are_not(text: str, higher: bool) -> None:
    """A title's first line that ends in a lone bracket is no higher than its second."""

    class Says(Counter):
        def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
            return [LineReading((Reading(text, 0.95),)) for _ in pictures]

    page = page_with(("AB", 30, 40))
    rows = np.flatnonzero((page < 190).any(axis=1)) / 2
    _, top, _, bottom = read_page(page, CELLS, TABLE, DPI, Says()).boxes[0].tolist()
    assert (bottom - top > rows[-1] - rows[0] + 2) == higher


def test_a_figure_that_runs_over_its_border_is_whole() -> None:
    page = page_with(("88888888", 76, 40))
    engine = Counter()
    characters = read_page(page, CELLS, TABLE, DPI, engine)
    x0, _, x1, _ = characters.boxes[0].tolist()
    drawn = np.flatnonzero((page < 190).any(axis=0)) / 2
    assert len(characters) in (1, 2)
    if len(characters) == 1:
        assert (x0, x1) == pytest.approx((drawn[0], drawn[-1] + 0.5), abs=1)


class Middling:
    name = "middling"

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        return [LineReading((Reading("文出", 0.95),)) for _ in pictures]


def test_what_runs_into_a_side_of_its_cell_may_be_clipped_and_is_doubted() -> None:
    clear, clipped = page_with(("AB", 30, 40)), page_with(("AB", 30, 27))
    assert read_page(clear, CELLS, TABLE, DPI, Middling()).confidence[0] == 0.95
    assert read_page(clipped, CELLS, TABLE, DPI, Middling()).confidence[0] < 0.9
    assert read_page(clipped, CELLS, TABLE, DPI, Counter()).confidence[0] == 0.99


def test_a_dead_engine_is_an_engine_failure() -> None:
    with pytest.raises(EngineFailed):
        read_page(page_with(("AB", 30, 40)), CELLS, TABLE, DPI, Dying())


def test_ink_that_gives_no_text_is_not_trusted_to_be_blank() -> None:
    characters = read_page(page_with(("ABCDE", 30, 40)), CELLS, TABLE, DPI, Blind())
    assert characters.text == [""]
    assert characters.confidence[0] < 0.9


def test_blank_page_gives_nothing() -> None:
    assert len(read_page(page_with(), CELLS, TABLE, DPI, Dying())) == 0


def test_lines_of_one_cell_do_not_show_in_each_other() -> None:
    page = page_with(("AAAA", 30, 62), ("BBBB", 30, 70))
    engine = Counter()
    read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 2
    for picture in engine.pictures:
        ink = (picture[:, :, 0] < 128).any(axis=1)
        assert not ink[0]
        assert not ink[-1]


def test_a_bit_of_ruling_at_a_cells_side_is_no_line_of_its_text() -> None:
    page = page_with(("AB", 30, 33))
    page[86:92, 43:44] = 20  # under the text, at the left side of the first cell
    engine = Counter()
    read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 1
    page[64:80, 300:302] = 20  # alone in its cell it may be a figure
    read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 2


def test_what_is_left_of_a_dotted_ruling_beside_another_is_no_line_of_its_cell() -> None:
    page = page_with(("AB", 30, 42))
    for x in range(50, 150, 6):
        page[43:48, x : x + 4] = 20
    engine = Counter()
    read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 1
    low = page_with(("AB", 30, 42))
    write(low, "CD", 30, 28)  # as near to the side, but as high as the other line
    read_page(low, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 2


def test_a_stroke_much_higher_than_the_print_is_a_ruling_that_was_not_found() -> None:
    page = page_with(("AB", 30, 40), ("CD", 30, 65), ("EF", 30, 90))
    page[44:96, 340:344] = 20
    engine = Counter()
    read_page(page, CELLS, TABLE, DPI, engine)
    assert len(engine.pictures) == 3


def test_a_dash_alone_in_its_cell_is_told_by_its_shape_on_a_page_of_dashes_too() -> None:
    page = page_with()
    cv2.putText(page, "AB", (60, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 10, 2)
    for x, y in ((300, 60), (100, 150), (300, 150)):
        page[y : y + 3, x : x + 9] = 20
    engine = Counter()
    assert read_page(page, CELLS, TABLE, DPI, engine).text == ["line0", "-", "-", "-"]
    # It is shown to the engine at the size of the print, not at that of the other dashes.
    assert min(picture.shape[0] for picture in engine.pictures) >= 30


def test_what_a_ruling_left_at_a_figure_makes_its_line_no_taller() -> None:
    page = page_with(("100", 30, 33))
    plain, with_remain = Counter(), Counter()
    read_page(page, CELLS, TABLE, DPI, plain)
    left = round(CELLS[0].x0 * DPI / 72)
    page[round(CELLS[0].top * DPI / 72) + 12 : 90, left : left + 2] = 150
    page[84:86, left : left + 46] = 20  # and joins it with the figure
    read_page(page, CELLS, TABLE, DPI, with_remain)
    assert with_remain.pictures[0].shape[0] <= plain.pictures[0].shape[0] + 6


def test_ink_that_gave_no_text_is_no_word_of_a_table_without_rules() -> None:
    read = Characters(
        ["", "合计 1,200.50", "收入"],
        np.array([[5.0, 5, 9, 14], [20, 5, 90, 14], [120, 5, 140, 14]]),
        np.zeros(3, dtype=bool),
        np.array([0.3, 0.9, 0.9]),
    )
    assert [word.text for word in characters_to_words(read)] == ["合计", "1,200.50", "收入"]
    nothing = Characters([""], np.array([[5.0, 5, 9, 14]]), np.zeros(1, dtype=bool), np.array([0.3]))
    assert characters_to_words(nothing) == []


def test_the_lines_of_a_scan_may_nearly_touch_over_a_ruling() -> None:
    boxes = np.array([[x, y, x + 40.0, y + 9] for y in (5.0, 25, 45) for x in (10.0, 50.2)])
    texts = ["301", "12"] * 3
    characters = Characters(texts, boxes, np.zeros(6, dtype=bool), np.full(6, 0.9))
    cells = [
        Cell(
            row,
            column,
            1,
            1,
            texts[column],
            (texts[column],),
            1,
            Box(10 + 40 * column, 20 * row, 50 + 40 * column, 20 * row + 20),
        )
        for row in range(3)
        for column in range(2)
    ]
    table = Table("t1", cells, 3, 2, 0, "ruled", [Part(1, Box(10, 0, 90, 60), 0, 3)])
    rulings = Rulings(np.empty((0, 3)), np.empty((0, 3)))
    assert is_chart(table, PageContent(1, 100, 100, characters, rulings, []))
    assert not is_chart(table, PageContent(1, 100, 100, characters, rulings, [], source="ocr"))
