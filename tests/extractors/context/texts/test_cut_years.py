"""Years that lost their first digit."""

from __future__ import annotations

import pytest

from extractors.context.texts.cut_years import restore_years
from tests.extractors.tables.builders import table


@pytest.mark.parametrize(
    ("read", "meant"),
    [("025年预算数", "2025年预算数"), ("2024年预算数", "2024年预算数"), ("1025年", "1025年"), ("05年", "05年")],
)
def test_a_heading_s_year_has_four_digits(read: str, meant: str) -> None:
    for source in ("ocr", "text"):
        made = table(f"名称 | {read}\n合计 | 1.00", header_rows=1)
        for cell in made.cells:
            cell.source, cell.confidence = source, 0.95  # type: ignore[assignment]
        repairs = restore_years([made])
        changed = source == "ocr" and read != meant
        assert made.cells[1].text == (meant if source == "ocr" else read)
        assert [(one.before, one.after) for one in repairs] == ([(read, meant)] if changed else [])
        assert (made.cells[1].confidence < 0.9) == changed
