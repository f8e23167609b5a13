from __future__ import annotations

from extractors.context.captions.lost_colons import restore_colons
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from tests.extractors.tables.builders import table

COVER = "某某市教育局2022年部门预算"


def document(*captions: str, unit: str = "金额单位万元", cover: str = COVER, source: str = "ocr") -> list[PageReading]:
    """Return a cover and a page with a table for each caption, which stands level with the unit, on its left."""
    readings = [
        PageReading(PageFacts(1, 600.0, 800.0, "ocr"), lines=[TextLine(1, Box(100, 90, 400, 110), cover, 20.0)])
    ]
    for number, text in enumerate(captions, 2):
        left = TextLine(number, Box(50, 90, 180, 98), text, 8.0)
        right = TextLine(number, Box(480, 91, 550, 99), unit, 8.0, "caption")
        facts = PageFacts(number, 600.0, 800.0, source)  # type: ignore[arg-type]
        readings.append(PageReading(facts, [], [table("科目 | 金额\n教育 | 5.00", page=number)], [left, right]))
    return readings


def captions(readings: list[PageReading]) -> list[str]:
    return [reading.lines[0].text for reading in readings[1:] if reading.lines[0].kind == "caption"]


def test_an_organisation_that_the_cover_names_stands_behind_a_label() -> None:
    readings = document("部门某某市教育局", "编制单位，某某市教育局")
    warnings = restore_colons(readings)
    assert captions(readings) == ["部门：某某市教育局", "编制单位：某某市教育局"]
    assert [(warning.code, warning.page) for warning in warnings] == [("misread_caption", 2), ("misread_caption", 3)]


def test_the_same_line_without_a_colon_on_other_pages_is_no_proof() -> None:
    readings = document("部门某某市教育局", "部门某某市教育局", cover="部门预算")
    assert restore_colons(readings) == []
    assert captions(readings) == []


def test_an_entity_read_with_a_colon_elsewhere_is() -> None:
    readings = document("部门某某市教育局", "部门：某某市教育局", cover="部门预算")
    restore_colons(readings)
    assert captions(readings)[0] == "部门：某某市教育局"


def test_what_is_no_organisation_or_stands_beside_no_unit_stays() -> None:
    said = "单位运行经费支出情况", "部门收支总表"
    for readings in (
        document(*said, cover="运行经费支出情况和收支总表"),
        document("部门某某市教育局", unit="第二页"),
        document("部门某某市教育局", source="text"),
    ):
        assert restore_colons(readings) == []
