"""The same invented budgets, laid out and printed by a browser, a spreadsheet and a text program: the same records."""

from __future__ import annotations

import json

import pytest

from extractors.pipeline import extract
from tests.support.drawing import browser, office, writer
from tests.support.drawing.document import Printer, print_with
from tests.support.drawing.fonts import available
from tests.support.score_folder import DEFAULT_SCORER, load_scorer

PRINTERS: dict[str, Printer] = {
    "Chromium": browser.print_forms,
    "LibreOffice Calc": office.print_forms,
    "LibreOffice Writer": writer.print_forms,
}


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="no ideographic TrueType fonts on this machine")
@pytest.mark.skipif(not DEFAULT_SCORER.exists(), reason="the acceptance scorer is not beside this repository")
@pytest.mark.parametrize("style", ["jiangsu", "ministry"])
@pytest.mark.parametrize("name", PRINTERS)
def test_who_prints_does_not_matter(name: str, style: str) -> None:
    if (browser.browser() if name == "Chromium" else office.soffice()) is None:
        pytest.skip(f"{name} is not installed")
    without = writer.LEFT_OUT if name == "LibreOffice Writer" else frozenset()
    drawing = print_with(PRINTERS[name], 2, style, without)
    score = load_scorer(DEFAULT_SCORER).score(drawing.truth, json.loads(extract(drawing.pdf).json()))
    assert score["records"]["n"] > 20
    assert score["records"]["share"] == 1.0
    assert score["silent_wrong_amounts"] == 0
