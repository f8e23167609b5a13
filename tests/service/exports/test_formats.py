from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from html.parser import HTMLParser

import openpyxl
import pyarrow.parquet as pq
import pytest

from schemas.result import ExtractionResult
from service.exports.figures import figures_of, in_yuan
from service.exports.formats import FORMATS, format_for_accept
from tests.service.results import small_result


@pytest.fixture(scope="module")
def result() -> ExtractionResult:
    return small_result()


def test_json_is_the_result(result: ExtractionResult) -> None:
    assert ExtractionResult.model_validate_json(FORMATS["json"].render(result)) == result


def test_csv_keeps_texts_and_disarms_formulas(result: ExtractionResult) -> None:
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["csv"].render(result)))
    assert set(archive.namelist()) == {"tables.csv", "tables/t1.csv", "figures.csv"}
    rows = list(csv.reader(io.StringIO(archive.read("tables/t1.csv").decode("utf-8-sig"))))
    assert rows[0] == ["科目编码", "支出", ""]
    assert rows[2] == ["0205", "1,234.50", '\'=HYPERLINK("http://x")']
    assert rows[3][2] == "-5.00"
    figures = list(csv.DictReader(io.StringIO(archive.read("figures.csv").decode("utf-8-sig"))))
    assert [(row["measure"], row["amount"], row["amount_yuan"]) for row in figures] == [
        ("total", "1234.50", "12345000.00"),
        ("total", "1234.60", "12346000.00"),
        ("basic", "-5.00", "-50000.00"),
    ]
    assert FORMATS["csv"].render(result) == FORMATS["csv"].render(result)


def test_xlsx_keeps_spans_numbers_and_findings(result: ExtractionResult) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(result)))
    sheet = book["表1-2 部门支出总表"]
    assert {str(span) for span in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert (sheet["B3"].value, sheet["B3"].number_format) == (1234.5, "#,##0.00")
    assert sheet["A3"].value == "0205"
    assert (sheet["C3"].value, sheet["C3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert sheet["C4"].value == -5
    assert "≠" in sheet["B4"].comment.text
    assert "020" in sheet["A3"].comment.text
    colours = {place: sheet[place].fill.fgColor.rgb for place in ("A3", "B4", "C3", "B3")}
    assert len(set(colours.values())) == 4
    assert sheet["A6"].value == "注：金额单位为万元"
    assert book["数据 Figures"].max_row == 4
    assert book["检查 Checks"]["D2"].value == "合计 1234.60 ≠ 1234.50 (1 row)"


def test_sheet_names_that_excel_would_refuse(result: ExtractionResult) -> None:
    title = "一般公共预算“三公”经费、会议费、培训费支出预算表[2024]:草案/第一稿"
    table = result.tables[0].model_copy(update={"title": title, "code": None})
    twice = result.model_copy(update={"tables": [table, table.model_copy(update={"id": "t2"})], "forms": []})
    names = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(twice))).sheetnames
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 for name in names)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[dict[str, str | None]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append(dict(attrs) | {"tag": tag})


def test_html_keeps_spans_and_escapes(result: ExtractionResult) -> None:
    text = FORMATS["html"].render(result).decode()
    parser = _Tables()
    parser.feed(text)
    assert len(parser.cells) == len(result.tables[0].cells)
    assert parser.cells[0] == {"tag": "th", "rowspan": "2"}
    assert parser.cells[1] == {"tag": "th", "colspan": "2"}
    assert "b" not in parser.tags
    assert "script" not in parser.tags
    assert sum("failed" in (cell.get("class") or "") for cell in parser.cells) == 1
    assert sum("repaired" in (cell.get("class") or "") for cell in parser.cells) == 1


def test_markdown_joins_headings(result: ExtractionResult) -> None:
    lines = FORMATS["markdown"].render(result).decode().splitlines()
    assert "| 科目编码 | 支出 / 合计 | 支出 / 基本支出 |" in lines
    assert "| 合计\\|&lt;b> | 1,234.60 | -5.00 |" in lines
    assert "注：金额单位为万元" in lines


def test_parquet_is_one_row_a_figure(result: ExtractionResult) -> None:
    table = pq.read_table(io.BytesIO(FORMATS["parquet"].render(result)))
    rows = table.to_pylist()
    assert [row["amount"] for row in rows] == [Decimal("1234.50"), Decimal("1234.60"), Decimal("-5.00")]
    assert rows[1]["amount_yuan"] == Decimal("12346000.00")
    assert [row["failed_check"] for row in rows] == [False, True, False]
    assert rows[0]["bbox"] == [110, 90, 210, 110]
    assert {row["fiscal_year"] for row in rows} == {2024}


def test_parquet_of_a_document_without_forms(result: ExtractionResult) -> None:
    empty = result.model_copy(update={"forms": [], "tables": []})
    assert pq.read_table(io.BytesIO(FORMATS["parquet"].render(empty))).num_rows == 0


def test_money_of_text_forms_counts(result: ExtractionResult) -> None:
    form = result.forms[0].model_copy(
        update={"records": [{"project": "p", "budget": {"total": "3.00", "other": "n/a"}, "cells": {}}]}
    )
    figures = list(figures_of(result.model_copy(update={"forms": [form]})))
    assert [(figure.measure, figure.amount) for figure in figures] == [("budget.total", Decimal("3.00"))]


@pytest.mark.parametrize(
    ("unit", "yuan"), [("元", 2), ("万元", 20000), ("人民币万元", 20000), (None, None), ("吨", None)]
)
def test_units(unit: str | None, yuan: int | None) -> None:
    assert in_yuan(Decimal(2), unit) == yuan


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "html"),
        ("application/vnd.apache.parquet", "parquet"),
        ("text/csv", "csv"),
        ("image/png", "json"),
        ("text/markdown;q=0.2, application/json;q=0.9", "json"),
        ("text/markdown;q=abc, text/html;q=0.1", "html"),
        ("text/html;q=0", "json"),
    ],
)
def test_accept(accept: str | None, name: str) -> None:
    assert format_for_accept(accept).name == name


def test_every_format_renders(result: ExtractionResult) -> None:
    for one in FORMATS.values():
        assert one.render(result)
    assert json.loads(FORMATS["json"].render(result))["schema_version"] == "1"
