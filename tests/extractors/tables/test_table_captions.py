"""What the lines above a table say of it."""

import pytest

from extractors.tables.captions import caption_tables
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from tests.extractors.tables.builders import table


def entity(below: str, confidence: float = 1.0) -> str | None:
    """Return the organisation of a table whose caption has another line below its entity."""
    lines = [
        TextLine(1, Box(50, 60, 150, 70), "部门：某某县市场监督", 10.0, "caption"),
        TextLine(1, Box(50, 74, 90, 84), below, 10.0, "text", confidence),
    ]
    page = PageReading(PageFacts(1, 500.0, 700.0), [], [table("科目 | 金额\n教育 | 5.00")], lines)
    return caption_tables([page])[0][0].caption.entity


def test_an_organisations_name_goes_on_in_the_next_line():
    assert entity("管理局（本级）") == "某某县市场监督管理局（本级）"


@pytest.mark.parametrize(("below", "confidence"), [("1", 0.85), ("--", 1.0), ("编", 0.2)])
def test_what_is_left_of_a_ruling_is_no_part_of_a_name(below, confidence):
    assert entity(below, confidence) == "某某县市场监督"
