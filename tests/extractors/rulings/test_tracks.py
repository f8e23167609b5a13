"""Where lines in line with each other run."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.rulings.trace import Trace
from extractors.rulings.tracks import find_tracks

UNIT = 200 / 72


@pytest.mark.parametrize(
    ("points", "free", "told", "least"), [(20, 0.7, True, 0), (20, 0.5, False, 0), (27, 0.5, True, 24)]
)
def test_what_is_taller_than_a_stroke_says_where_a_line_runs_though_words_stand_flush_on_it(
    points: int, free: float, told: bool, least: float
) -> None:
    """But not in low rows: strokes of one and the next make a tall line, too."""
    long = Trace(np.array([0.0, 500.0]), np.array([40.0, 40.0]), 3.0, 500.0, 1.0)
    seen = Trace(np.array([100.0, 100.0 + points * UNIT]), np.array([90.0, 90.0]), 3.0, points * UNIT, free)
    found = [(track.place, track.least / UNIT) for track in find_tracks([long], [seen], UNIT)]
    assert found == [(40.0, 0.0), (90.0, pytest.approx(least))][: 1 + told]
