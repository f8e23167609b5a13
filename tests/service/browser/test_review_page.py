"""The review page in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from reportlab.pdfgen.canvas import Canvas

from service.settings import Settings
from tests.service.browser.reviewed import LARGE_COLUMNS, LARGE_PAGES, LARGE_ROWS
from tests.service.running import Service, running

TASKS = "tests.service.browser.reviewed:TASKS"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = Settings(data=tmp_path_factory.mktemp("reviewed"), workers=1, rate_per_minute=0)
    with running(settings, TASKS) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, reviewed: Service) -> Iterator[Page]:
    """A fresh page whose every error and every foreign request fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 820}, locale="en-GB", accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    address = str(reviewed.client.base_url)
    page.on("request", lambda asked: None if asked.url.startswith((address, "blob:")) else faults.append(asked.url))
    page.goto(address)
    yield page
    shots = os.environ.get("SCREENSHOTS")
    if shots:
        page.screenshot(path=Path(shots) / f"{os.environ['PYTEST_CURRENT_TEST'].split('::')[1].split(' ')[0]}.png")
    context.close()
    assert faults == []


def pdf(path: Path, kind: str, pages: int = 1) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 300))
    for number in range(pages):
        canvas.drawString(20, 280, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    path.write_bytes(path.read_bytes() + f"% {kind}".encode())
    return path


def review(page: Page, file: Path) -> None:
    page.set_input_files("#file", file)
    expect(page.locator("#review")).to_be_visible(timeout=30_000)
    expect(page.locator(".page img").first).to_be_visible(timeout=30_000)


def test_cells_and_boxes_light_up_together(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "a.pdf", "small"))
    expect(page.locator("svg rect")).to_have_count(10)
    page.locator(".cell", has_text="1,234.50").hover()
    lit = page.locator("rect.lit")
    expect(lit).to_have_count(1)
    expect(lit).to_have_attribute("data-place", "t1:2:1")
    page.locator('rect[data-place="t1:3:1"]').hover()
    expect(page.locator(".cell.active")).to_have_text("1,234.60")
    expect(page.locator("#cellbar")).to_contain_text("合计 1234.60 ≠ 1234.50")


def test_findings_are_listed_and_lead_to_their_cells(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "a.pdf", "small"))
    for kind, count in [("failed", 1), ("repairs", 1), ("doubtful", 1), ("warnings", 1)]:
        expect(page.locator(f".chip.{kind}")).to_contain_text(str(count))
    page.locator(".finding.failed").click()
    expect(page.locator(".cell.active")).to_have_text("1,234.60")
    page.locator(".finding.repairs").click()
    expect(page.locator(".cell.active")).to_have_text("0205")
    expect(page.locator(".finding.repairs del")).to_have_text("020")
    expect(page.locator(".finding.repairs small")).to_contain_text("vocabulary")
    page.locator(".chip.repairs").click()
    expect(page.locator(".finding.repairs")).to_have_count(0)


def test_table_records_json_and_both_languages(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "a.pdf", "small"))
    expect(page.locator("#facts")).to_contain_text("department_expenditure_summary")
    page.get_by_role("tab", name="Records").click()
    expect(page.locator(".cell.header", has_text="subject_code")).to_be_visible()
    page.locator(".cell", has_text="1234.60").hover()
    expect(page.locator("rect.lit")).to_have_attribute("data-place", "t1:3:1")
    page.get_by_role("tab", name="JSON").click()
    expect(page.locator(".lines pre")).to_contain_text('"form": "department_expenditure_summary"')
    expect(page.locator(".lines pre")).not_to_contain_text("marks")
    page.locator("#language").click()
    expect(page.get_by_role("tab", name="记录")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_every_format_downloads(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "a.pdf", "small"))
    for name, suffix in [("JSON", "json"), ("CSV", "zip"), ("XLSX", "xlsx"), ("HTML", "html"), ("PARQUET", "parquet")]:
        with page.expect_download() as got:
            page.locator("#downloads").get_by_text(name, exact=True).click()
        assert got.value.suggested_filename.endswith(f".{suffix}")
        assert Path(got.value.path()).stat().st_size > 100


def test_keyboard_alone(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "a.pdf", "small"))
    page.locator("#grid").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".cell.active")).to_have_text("1,234.50")
    expect(page.locator("rect.lit")).to_have_attribute("data-place", "t1:2:1")
    page.locator('[data-view="table"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-view="records"]')).to_have_attribute("aria-selected", "true")


def test_a_large_document_is_drawn_where_one_looks(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "large.pdf", "large", LARGE_PAGES))
    expect(page.locator(".page")).to_have_count(LARGE_PAGES)
    assert page.locator(".cell").count() < 2500
    assert page.locator(".page img").count() < 12
    page.locator("#grid").evaluate("grid => grid.scrollTo(grid.scrollWidth, grid.scrollHeight)")
    last = page.locator(".cell", has_text=f"r{LARGE_ROWS - 1}c{LARGE_COLUMNS - 1}")
    expect(last).to_be_visible()
    expect(page.locator(".cell.header", has_text=f"r0c{LARGE_COLUMNS - 1}")).to_be_visible()
    last.click()
    expect(page.locator("#page-number")).to_have_value(str(LARGE_PAGES))
    expect(page.locator("rect.lit")).to_have_count(1)
    assert page.locator(".cell").count() < 2500
    assert page.locator(".page img").count() < 12


def test_a_failure_is_told(page: Page, tmp_path: Path) -> None:
    page.set_input_files("#file", pdf(tmp_path / "a.pdf", "broken"))
    expect(page.locator("#problem")).to_contain_text("The PDF is damaged")


def test_recent_documents_open_again(page: Page, tmp_path: Path) -> None:
    review(page, pdf(tmp_path / "again.pdf", "small"))
    page.locator(".brand").click()
    page.locator("#recent-list a").first.click()
    expect(page.locator("#review")).to_be_visible()


def test_tablet(browser: Browser, reviewed: Service, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 1180}, has_touch=True)
    page = context.new_page()
    page.goto(str(reviewed.client.base_url))
    review(page, pdf(tmp_path / "a.pdf", "small"))
    page.locator(".finding.failed").tap()
    expect(page.locator(".cell.active")).to_have_text("1,234.60")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
