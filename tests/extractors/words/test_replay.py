from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractors.errors import EngineFailed
from extractors.ports import Picture
from extractors.words.engines.replay import Replay, picture_key
from schemas.table import LineReading, Reading


class Once:
    name = "once"

    def __init__(self) -> None:
        self.asked = 0

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        self.asked += len(pictures)
        return [LineReading((Reading(f"width {picture.shape[1]}", 0.5),)) for picture in pictures]


def picture(width: int) -> Picture:
    return np.full((10, width, 3), 200, np.uint8)


def test_recorded_answers_need_no_engine(tmp_path: Path) -> None:
    record, source = tmp_path / "record.json", Once()
    recording = Replay(record, source)
    first = recording.read_lines([picture(5), picture(7), picture(5)])
    recording.save()
    assert Replay(record).read_lines([picture(7), picture(5)]) == [first[1], first[0]]
    recording.read_lines([picture(5)])
    assert source.asked == 3


def test_a_picture_never_seen_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed):
        Replay(tmp_path / "none.json").read_lines([picture(5)])


def test_the_key_depends_on_pixels_and_shape() -> None:
    other = picture(6)
    other[0, 0, 0] = 199
    assert len({picture_key(picture(6)), picture_key(other), picture_key(picture(7))}) == 3
    assert picture_key(picture(6)) == picture_key(picture(6).copy())
