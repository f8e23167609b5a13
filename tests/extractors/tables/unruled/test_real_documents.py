"""Pages of published documents: the ICDAR 2013 truth, and budgets whose rules are taken away."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractors.content import Rulings
from extractors.tables.choose import choose_tables
from extractors.tables.finders.ruled import RuledFinder
from extractors.tables.finders.unruled import UnruledFinder
from tests.support.contents import read_contents

SHARED = Path(__file__).resolve().parents[5] / "shared"
ICDAR = SHARED / "corpus" / "icdar2013-dev"
REAL = SHARED / "corpus" / "real"
NONE = np.empty((0, 3))

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not there")


def plain(text):
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper()


def true_tables(name, page):
    """Return the published truth as sets of (row, column, text), one for each table of a page."""
    tables = []
    for region in ET.parse(ICDAR / f"{name}-str.xml").getroot().iter("region"):
        if int(region.get("page")) == page:
            cells = [
                (int(c.get("start-row")), int(c.get("start-col")), plain(c.findtext("content") or ""))
                for c in region.findall("cell")
            ]
            top, left = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
            tables.append({(row - top, column - left, text) for row, column, text in cells if text})
    return tables


def found(table):
    return {(cell.row, cell.column, plain(cell.text)) for cell in table.cells if plain(cell.text)}


@pytest.mark.parametrize(
    ("name", "page"), [("us-025", 3), ("us-025", 4), ("us-001", 1), ("us-019", 2), ("us-022", 2), ("us-010", 2)]
)
def test_tables_without_a_grid_are_those_of_the_published_truth(name, page):
    tables = UnruledFinder().find_tables(read_contents((ICDAR / f"{name}.pdf").read_bytes(), [page])[0])
    truth = true_tables(name, page)
    assert len(tables) == len(truth)
    for table, cells in zip(tables, truth, strict=True):
        assert len(found(table) & cells) >= 0.97 * len(cells)


def test_published_prose_holds_no_table():
    for page in read_contents((REAL / "jiangsu-zhengxie-2017-prose.pdf").read_bytes()):
        assert UnruledFinder().find_tables(page) == []


@pytest.mark.parametrize(
    ("name", "pages"), [("shanghai-putuo-finance-2025", (11, 13, 16)), ("jiangsu-zhengxie-2017", (6,))]
)
def test_drawn_grids_of_budgets_are_left_to_the_ruled_finder(name, pages):
    for page in read_contents((REAL / f"{name}.pdf").read_bytes(), pages):
        drawn = RuledFinder().find_tables(page)
        chosen = choose_tables([drawn, UnruledFinder().find_tables(page)], page)
        assert [table.finder for table in chosen] == ["ruled"] * len(drawn)


def amounts(tables):
    """Return each amount with the label of its row: where it stands, in a budget."""
    pairs = set()
    for table in tables:
        for row in table.slots():
            label = "".join(dict.fromkeys(plain(c.text) for c in row if re.search(r"[\u4e00-\u9fff]", c.text)))
            pairs.update((label, c.text) for c in row if re.fullmatch(r"-?[\d,]+\.\d\d", c.text))
    return pairs


@pytest.mark.parametrize("kept", ["horizontal rules only", "none"])
def test_budgets_without_a_grid_keep_their_amounts(kept):
    wanted, right = 0, 0
    reference = (SHARED / "reference" / "jiangyou-2024" / "jiangyou.pdf").read_bytes()
    for page in read_contents(reference, (1, 3, 4, 8, 9, 10, 11)):
        rulings = Rulings(page.rulings.horizontal, NONE) if kept != "none" else Rulings(NONE, NONE)
        truth = amounts(RuledFinder().find_tables(page))
        bare = amounts(UnruledFinder().find_tables(replace(page, rulings=rulings)))
        wanted, right = wanted + len(truth), right + len(truth & bare)
    assert wanted > 100
    assert right >= 0.97 * wanted
