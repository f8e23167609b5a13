"""Marks of a mask are what OpenCV says they are."""

import cv2
import numpy as np
import pytest

from extractors.components import find_components, find_runs


@pytest.mark.parametrize("share", [0.0, 0.02, 0.2, 0.45, 0.9, 1.0])
def test_marks_are_those_that_opencv_measures(share: float) -> None:
    mask = (np.random.default_rng(7).random((83, 61)) < share).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)

    marks = find_components(mask)

    assert len(marks) == count
    assert (marks.labels == labels).all()
    assert (marks.boxes == stats[1:, :4]).all()
    assert (marks.area[1:] == stats[1:, cv2.CC_STAT_AREA]).all()


def test_paper_is_no_mark() -> None:
    marks = find_components(np.ones((4, 5), dtype=np.uint8))

    assert (marks.left[0], marks.width[0], marks.height[0], marks.area[0]) == (0, 0, 0, 0)
    assert (marks.longer[1], marks.shorter[1]) == (5, 4)


def test_runs_end_with_their_row() -> None:
    mask = np.zeros((2, 4), dtype=np.uint8)
    mask[0, 3] = mask[1, 0] = 1

    assert sorted(find_components(mask).boxes.tolist()) == [[0, 1, 1, 1], [3, 0, 1, 1]]


@pytest.mark.parametrize(
    ("flags", "runs"),
    [("", []), ("0", []), ("1", [(0, 1)]), ("0110", [(1, 3)]), ("1011", [(0, 1), (2, 4)])],
)
def test_runs_of_flags_are_where_true_begins_and_has_ended(flags: str, runs: list[tuple[int, int]]) -> None:
    assert find_runs(np.array([flag == "1" for flag in flags], dtype=bool)) == runs
