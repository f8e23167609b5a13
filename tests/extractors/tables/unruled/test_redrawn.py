"""Published budgets re-drawn with fewer rulings: what the pages say must not depend on the lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.pipeline import extract
from tests.support.contents import read_contents
from tests.support.redraw import redraw
from tests.support.score_folder import load_scorer

SHARED = Path(__file__).resolve().parents[5] / "shared"
REAL = SHARED / "corpus" / "real"
SOURCE = SHARED / "reference" / "jiangyou-2024" / "jiangyou.pdf"

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the reference document is not there")


def read(pdf):
    return [
        (page.characters.text, page.characters.boxes.round(2).tolist(), page.characters.anchors.tolist(), page.rulings)
        for page in read_contents(pdf)
    ]


def test_redrawing_leaves_every_character_in_its_place():
    before = read(SOURCE.read_bytes())
    bare, level = read(redraw(SOURCE.read_bytes(), "none")), read(redraw(SOURCE.read_bytes(), "horizontal"))
    assert [page[:3] for page in before] == [page[:3] for page in bare] == [page[:3] for page in level]
    assert all(len(page[3].horizontal) + len(page[3].vertical) == 0 for page in bare)
    assert all(len(page[3].horizontal) and not len(page[3].vertical) for page in level)


def score(name, rules):
    """Return the acceptance score of a published budget that is printed with these rulings only."""
    scorer = load_scorer(SHARED / "acceptance" / "score.py")
    source = SOURCE if name == "jiangyou" else REAL / f"{name}.pdf"
    truth = SOURCE.parent / "expected.json" if name == "jiangyou" else REAL / f"{name}.expected.json"
    result = extract(redraw(source.read_bytes(), rules), filename=source.name)
    return scorer.score(json.loads(truth.read_text("utf-8")), json.loads(result.json()))


@pytest.mark.parametrize("rules", ["horizontal", "rows", "box", "none"])
def test_the_reference_document_gives_the_same_records_with_fewer_rulings(rules):
    scored = score("jiangyou", rules)
    assert scored["records"]["exact"] == scored["records"]["n"] == 242
    assert scored["wrong_amounts"] == scored["failed_checks"] == 0


@pytest.mark.parametrize(
    ("name", "least"),
    [("shanghai-putuo-finance-2025", 1.0), ("jiangsu-zhengxie-2017", 1.0), ("jiangsu-court-2019", 0.99)],
)
@pytest.mark.parametrize("rules", ["horizontal", "none"])
def test_other_budgets_keep_their_records_with_fewer_rulings(name, least, rules):
    scored = score(name, rules)
    assert scored["records"]["share"] >= least
    assert scored["silent_wrong_amounts"] == 0


def test_prose_makes_no_form():
    assert score("jiangsu-zhengxie-2017-prose", "none")["tables_found"] == 0
