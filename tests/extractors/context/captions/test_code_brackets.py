"""Codes before organisations in captions of scans."""

from __future__ import annotations

import pytest

from extractors.context.captions.code_brackets import restore_code_brackets
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine


def page(number: int, text: str, source: str = "ocr") -> PageReading:
    line = TextLine(number, Box(50, 90, 180, 98), text, 8.0, "caption")
    return PageReading(PageFacts(number, 600.0, 800.0, source), [], [], [line])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("填报单位：719]某某水利局", "填报单位：[719]某某水利局"),
        ("填报单位：1719]某某水利局", "填报单位：[719]某某水利局"),
        ("填报单位：I719]某某水利局", "填报单位：[719]某某水利局"),
        ("填报单位：729]某某水利局", "填报单位：729]某某水利局"),
        ("填报单位：719]某某农业局", "填报单位：719]某某农业局"),
    ],
)
def test_a_code_has_both_its_brackets_where_the_document_has_it_so(read: str, meant: str) -> None:
    readings = [page(1, "填报单位：[719]某某水利局"), page(2, read)]
    warnings = restore_code_brackets(readings)
    assert readings[1].lines[0].text == meant
    assert [(warning.code, warning.page) for warning in warnings] == ([("misread_caption", 2)] if meant != read else [])


def test_without_it_the_caption_is_left() -> None:
    readings = [page(1, "填报单位：1719]某某水利局"), page(2, "填报单位：719]某某水利局")]
    assert restore_code_brackets(readings) == []
