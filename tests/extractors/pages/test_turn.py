from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.pages.turn import WELL, _axis_scores, _line_certainty, _upright, find_turn, text_line_pictures
from extractors.ports import Gray, Picture
from schemas.table import LineReading, Reading


class UprightReader:
    """Reads marks whose foot is heavy: sure of them upright, unsure upside down, blind on their side."""

    name = "upright"

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        return [LineReading(self._read(picture)) for picture in pictures]

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        ink = picture[:, :, 0] < 128
        rows = np.flatnonzero(ink.any(axis=1))
        ink = ink[rows[0] : rows[-1] + 1]
        foot, head = ink[-3:].mean(), ink[:3].mean()
        sides = ink[:, : ink.shape[1] // 2].mean() / max(ink.mean(), 1e-6)
        if foot > 2 * head and 0.7 < sides < 1.3:
            return (Reading("ABCDEFGH", 0.99),)
        return (Reading("WXYZ", 0.05),)


class PlainReader(UprightReader):
    """Reads only where words do not matter."""

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        assert plain
        return super().read_lines(pictures)


class ReaderOfColumns(UprightReader):
    """Reads marks on their side tolerably too."""

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        (reading,) = super()._read(picture)
        return (reading,) if reading.score > 0.9 else (Reading("RSTUVW", 0.25),)


def page(pitch: int = 50, right: int = 600) -> Gray:
    sheet = np.full((800, 1000), 250, np.uint8)
    for y in range(100, 700, pitch):
        for x in range(100, right, 18):
            cv2.line(sheet, (x + 6, y), (x + 6, y + 18), 10, 2)
            cv2.line(sheet, (x, y + 18), (x + 12, y + 18), 10, 3)
    return sheet


@pytest.mark.parametrize(("quarters", "turn"), [(0, 0), (1, 90), (2, 180), (3, 270)])
def test_pages_are_turned_upright(quarters: int, turn: int) -> None:
    lying = np.ascontiguousarray(np.rot90(page(), quarters))
    assert find_turn(lying, 150.0, UprightReader()) == turn


def test_only_the_picture_is_asked_which_way_up_a_page_lies() -> None:
    assert find_turn(np.ascontiguousarray(np.rot90(page(), 2)), 150.0, PlainReader()) == 180


class ReaderOfPalePrint(UprightReader):
    """Reads grey marks as well as black ones."""

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        return super()._read(np.where(picture < 200, 10, picture))


def test_a_page_of_pale_print_with_dark_spots_is_turned() -> None:
    """Thin strokes in a coarse scan are grey, and dark only where they meet."""
    pale = page()
    pale[pale < 40] = 170
    pale[::9, ::9][pale[::9, ::9] < 200] = 100
    assert find_turn(np.ascontiguousarray(np.rot90(pale)), 150.0, ReaderOfPalePrint()) == 90


def test_a_page_without_text_is_left_as_it_lies() -> None:
    assert find_turn(np.full((400, 400), 250, np.uint8), 150.0, UprightReader()) == 0


class PaleReader(UprightReader):
    """Reads grey marks as well as black ones."""

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        return super()._read(np.where(picture < 195, np.uint8(10), picture))


def test_strokes_that_a_coarse_scan_made_grey_tell_too() -> None:
    lying = np.ascontiguousarray(np.rot90(page(), 2))
    lying[lying < 100] = 175
    assert find_turn(lying, 150.0, PaleReader()) == 180


class ShadeReader:
    """Reads black marks surely and grey ones nearly as well, as recognisers do with characters on their side."""

    name = "shade"

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        return [LineReading((Reading("ABCDEFGH", 0.99 if picture.min() < 40 else 0.82**8),)) for picture in pictures]


def test_columns_of_print_do_not_turn_a_page_whose_few_lines_read_surely() -> None:
    sheet = np.full((1200, 1000), 250, np.uint8)
    for column in range(100, 900, 90):
        for y in range(200, 900, 18):
            sheet[y : y + 16, column : column + 18] = 90
    for row in (60, 110):
        for x in range(100, 400, 22):
            sheet[row : row + 18, x : x + 16] = 10
    assert find_turn(sheet, 150.0, ShadeReader()) == 0


def test_close_print_whose_columns_are_longer_than_its_lines_is_not_turned() -> None:
    assert find_turn(page(pitch=28, right=200), 150.0, ReaderOfColumns()) == 0


@pytest.mark.parametrize(
    ("scores", "turn"),
    [
        ({90: 0.47, 270: 0.997, 0: 0.999}, 0),
        ({0: 0.999, 180: 0.3, 90: 0.98, 270: 0.4}, 90),
        ({90: 0.3, 270: 0.98, 0: 0.4, 180: 0.99}, 270),
        ({90: 0.3, 270: 0.98, 0: 0.4, 180: 0.5}, 270),
        ({0: 0.5, 180: 0.6}, 0),
        ({90: 0.62, 270: 0.4}, 90),
        ({90: 0.3, 270: 0.45}, 0),
        ({90: 0.4999, 270: 0.43}, 90),
        ({90: 0.999, 0: 0.998}, 90),
        ({270: 0.999, 0: 0.998}, 0),
        ({90: 0.892, 270: 0.909, 0: 0.998}, 0),
        ({0: 0.89, 180: 0.43, 90: 0.373, 270: 0.999}, 0),
    ],
)
def test_columns_that_read_as_well_as_lines_are_known_for_columns(scores: dict[int, float], turn: int) -> None:
    assert _upright(scores) == turn


def test_pieces_of_torn_rulings_say_nothing_against_the_lines_that_read() -> None:
    """Two lines of print among four pictures of nothing, and columns that read as well as lines do."""
    lines = [np.full((20, 100, 3), shade, np.uint8) for shade in (10, 10, 90, 90, 90, 90)]

    class Reader(UprightReader):
        def _read(self, picture: Picture) -> tuple[Reading, ...]:
            return (Reading("ABCDEFGH", 0.99),) if picture[0, 0, 0] == 10 else (Reading("-", 0.2),)

    assert _axis_scores(0, 180, lines, Reader())[0] > WELL
    assert _axis_scores(0, 180, lines[1:], Reader())[0] < WELL, "one line is too few"


class ReaderOfShades(UprightReader):
    """Is less sure of grey marks than of black ones."""

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        (reading,) = super()._read(np.where(picture < 120, 10, picture))
        return (Reading("ABCDEFGH", 0.9**8),) if reading.score > 0.9 and picture.min() > 40 else (reading,)


def test_a_page_is_turned_though_its_columns_read_fairly_well() -> None:
    columns = page()
    columns[columns < 40] = 90
    sheet = np.full((1000, 1600), 250, np.uint8)
    sheet[:800, :1000] = columns
    sheet[:, 1000:] = np.rot90(page(pitch=100, right=500))[:, :600]
    assert find_turn(sheet, 150.0, ReaderOfShades()) == 90


@pytest.mark.parametrize("right", [600, 200])
def test_columns_are_not_taken_for_lines_before_lines_half_as_long_are_read(right: int) -> None:
    """Between wide rows set close, the characters of one line and the next make the longer lines."""
    sheet = np.full((1000, 1600), 250, np.uint8)
    sheet[:800, :1000] = page()
    sheet[:, 1000:] = np.rot90(page(right=right))[:, :600]
    assert find_turn(sheet, 150.0, UprightReader()) == 90


def test_spaced_print_is_read_in_lines() -> None:
    wide = np.full((800, 1000), 250, np.uint8)
    for y in range(100, 700, 60):
        for x in range(100, 500, 36):
            wide[y : y + 18, x : x + 18] = 10
    pictures = text_line_pictures(wide, 150.0)
    assert len(pictures) == 6
    assert all(picture.shape[1] > 4 * picture.shape[0] for picture in pictures)


def test_leader_dots_do_not_stand_in_the_pictures_of_lines() -> None:
    plain = page(right=200)
    led = plain.copy()
    for y in range(100, 700, 50):
        for x in range(212, 900, 8):
            led[y + 15 : y + 18, x : x + 3] = 10
    one, other = text_line_pictures(plain, 150.0), text_line_pictures(led, 150.0)
    assert len(one) == 6
    assert all(np.array_equal(picture, like) for picture, like in zip(one, other, strict=True))


def test_rulings_that_others_part_are_no_lines_of_print() -> None:
    sheet = page()
    plain = text_line_pictures(sheet, 150.0)
    for x in range(80, 900, 56):
        sheet[60:62, x : x + 50] = 10
        sheet[62:78, x + 49 : x + 51] = 10
    among = text_line_pictures(sheet, 150.0)
    assert len(among) == len(plain)
    assert all(np.array_equal(one, other) for one, other in zip(among, plain, strict=True))


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("204022", 1.0),
        ("2040", 1.0),
        ("6901", 0.5),
        ("1,000.99", 0.5),
        ("80000", 1.0),
        ("00008", 0.5),
        ("00009612", 0.5),
        ("00", 0.25),
        ("2060", 0.75),
        ("收入支出", 1.0),
        ("奖励金", 1.0),
        ("收入", 0.5),
    ],
)
def test_digits_that_are_others_upside_down_tell_less_but_for_noughts_at_their_ends(text: str, tells: float) -> None:
    assert _line_certainty(Reading(text, 1.0)) == tells


@pytest.mark.parametrize(("marks", "turn"), [(4, 0), (9, 270)])
def test_one_short_piece_of_print_turns_no_page(marks: int, turn: int) -> None:
    sheet = np.full((800, 1000), 250, np.uint8)
    for x in range(100, 100 + 18 * marks, 18):
        cv2.line(sheet, (x + 6, 400), (x + 6, 418), 10, 2)
        cv2.line(sheet, (x, 418), (x + 12, 418), 10, 3)
    assert find_turn(np.ascontiguousarray(np.rot90(sheet, 3)), 150.0, UprightReader()) == turn


class ReaderOfCharactersOnTheirSide(UprightReader):
    """Reads marks whose foot is heavy, and nearly as well those that lie on their left side."""

    def _read(self, picture: Picture) -> tuple[Reading, ...]:
        (reading,) = super()._read(picture)
        if reading.score > 0.9:
            return (reading,)
        ink = picture[:, :, 0] < 128
        columns = np.flatnonzero(ink.any(axis=0))
        ink = ink[:, columns[0] : columns[-1] + 1]
        foot, head = ink[:, -3:].mean(), ink[:, :3].mean()
        return (Reading("RSTUVWXY", 0.98),) if foot > 2 * head else (Reading("WXYZ", 0.05),)


@pytest.mark.parametrize(("quarters", "turn"), [(0, 0), (1, 90), (2, 180), (3, 270)])
def test_columns_that_read_well_upside_down_do_not_turn_a_page(quarters: int, turn: int) -> None:
    lying = np.ascontiguousarray(np.rot90(page(pitch=28, right=180), quarters))
    assert find_turn(lying, 150.0, ReaderOfCharactersOnTheirSide()) == turn
