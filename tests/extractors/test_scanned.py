"""Real pages, real engine: a few small ones, so that it stays a matter of seconds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractors.content import PageContent, Rulings
from extractors.intake import open_document
from extractors.pages.render import native_dpi, render_page
from extractors.ports import Picture
from extractors.rulings.snap import snap_rulings
from extractors.scanned import read_scanned_page
from extractors.space import open_space
from extractors.tables.finders.ruled import grid_to_table
from extractors.tables.grid import find_grids
from extractors.words.engines.rapidocr import RapidOcr
from schemas.geometry import Box
from tests.support.scanners import SCANNERS

SCAN = Path(__file__).resolve().parents[3] / "shared" / "reference" / "jiangyou-2024" / "jiangyou.office200.pdf"
pytest.importorskip("onnxruntime")
pytestmark = pytest.mark.skipif(not SCAN.exists(), reason="the reference scan is not here")


def cells(rulings: Rulings) -> tuple[Sequence[Box], Sequence[Box]]:
    grids = find_grids(snap_rulings(rulings))
    return [grid.box_of(span) for grid in grids for span in grid.spans], [grid.box for grid in grids]


def texts(page: PageContent) -> list[list[str]]:
    tables = [grid_to_table(grid, page) for grid in find_grids(snap_rulings(page.rulings))]
    return [[cell.text for cell in table.cells] for table in tables]


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    return RapidOcr(threads=2)


@pytest.fixture(scope="module")
def picture() -> tuple[Picture, float]:
    with open_document(SCAN.read_bytes()) as document, document.page(16) as page:
        rendering = render_page(page, open_space(page), 40_000_000, native_dpi(page))
    return rendering.picture, rendering.dpi


@pytest.fixture(scope="module")
def upright(picture: tuple[Picture, float], engine: RapidOcr) -> PageContent:
    return read_scanned_page(*picture, 16, cells, engine)


def test_a_scanned_form_gives_its_figures(upright: PageContent) -> None:
    found = [text for table in texts(upright) for text in table]
    assert found.count("758.00") == 8
    assert "国有企业退休人员社会化管理补助支出" in found
    assert (upright.source, upright.turned) == ("ocr", 0)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_gives_what_the_upright_one_gives(
    quarters: int, picture: tuple[Picture, float], upright: PageContent, engine: RapidOcr
) -> None:
    lying = np.ascontiguousarray(np.rot90(picture[0], quarters))
    page = read_scanned_page(lying, picture[1], 16, cells, engine)
    assert page.turned == 90 * quarters
    assert texts(page) == texts(upright)


@pytest.mark.parametrize("kind", ["border", "dust", "faint", "halftone"])
def test_what_other_machines_do_to_a_page_changes_nothing(
    kind: str, picture: tuple[Picture, float], upright: PageContent, engine: RapidOcr
) -> None:
    spoilt = SCANNERS[kind].scan(picture[0], np.random.default_rng(11))
    page = read_scanned_page(spoilt, picture[1], 16, cells, engine)
    # Dust right beside a text may be read as a mark.
    assert [[text.strip(".,•") for text in table] for table in texts(page)] == texts(upright)
