"""Draws three documents that are not budgets, each with a form definition of its own beside it (samples/forms/).

    python -m samples.other_forms

The same data make the PDF and the expected records, so that neither is read from the other. Names are invented.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

FOLDER = Path(__file__).parent / "forms"
CHINESE = "STSong-Light"
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


@dataclass(frozen=True)
class Sample:
    """A document: what is printed on it, and the records that its form has to give."""

    name: str
    form: str
    story: list[Flowable]
    records: list[dict[str, Any]]
    page: tuple[float, float] = A4


def _heading(text: str, font: str = "Helvetica-Bold") -> Paragraph:
    return Paragraph(text, ParagraphStyle("heading", fontName=font, fontSize=15, leading=20, alignment=1))


def _line(text: str, font: str = "Helvetica") -> Paragraph:
    return Paragraph(text, ParagraphStyle("line", fontName=font, fontSize=9, leading=13))


def _table(
    rows: Sequence[Sequence[object]],
    widths: Sequence[int],
    extra: Sequence[tuple[object, ...]],
    font: str,
    heads: int = 1,
) -> Table:
    style = [GRID, ("FONT", (0, 0), (-1, -1), font, 8.5), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *extra]
    return Table(rows, [width * mm for width in widths], style=style, repeatRows=heads)


def _cell(text: str, font: str = "Helvetica") -> Paragraph:
    return Paragraph(text, ParagraphStyle("cell", fontName=font, fontSize=8.5, leading=10.5))


def _grouped(number: Decimal) -> str:
    return f"{number:,.2f}"


def invoices() -> Sample:
    """An invoice list: codes, days in letters, lists of goods, amounts that add up to a total row."""
    lines = [
        (
            "INV-2024-0117",
            "2024-03-01",
            "1 March 2024",
            "Northwind Paper Ltd",
            ["A4 paper", "envelopes"],
            "820.00",
            "164.00",
            "paid",
        ),
        (
            "INV-2024-0118",
            "2024-03-04",
            "4 March 2024",
            "Harbour Office Supplies and Furniture Company",
            ["desk", "two chairs", "lamp"],
            "1450.50",
            "290.10",
            "open",
        ),
        (
            "INV-2024-0121",
            "2024-03-11",
            "11 March 2024",
            "Brightwater Cleaning",
            ["window cleaning"],
            "96.00",
            "19.20",
            "paid",
        ),
        (
            "CN-2024-0009",
            "2024-03-15",
            "15 March 2024",
            "Northwind Paper Ltd",
            ["envelopes returned"],
            "-45.00",
            "-9.00",
            "credited",
        ),
        (
            "INV-2024-0130",
            "2024-03-28",
            "28 March 2024",
            "Kestrel Print Works",
            ["leaflets", "posters"],
            "12300.00",
            "2460.00",
            "disputed",
        ),
    ]
    rows: list[list[object]] = [
        ["Invoice No.", "Date", "Supplier", "Goods", "Net (EUR)", "VAT (EUR)", "Gross (EUR)", "Status"]
    ]
    records: list[dict[str, Any]] = []
    net_total, vat_total = Decimal(), Decimal()
    for code, day, printed, supplier, goods, net, vat, status in lines:
        gross = Decimal(net) + Decimal(vat)
        figures = [_accounting(Decimal(net)), _accounting(Decimal(vat)), _accounting(gross)]
        rows.append([code, printed, _cell(supplier), _cell("; ".join(goods)), *figures, status])
        records.append(
            {
                "invoice_no": code,
                "date": day,
                "supplier": supplier,
                "goods": goods,
                "net": net,
                "vat": vat,
                "gross": str(gross),
                "status": status,
            }
        )
        net_total, vat_total = net_total + Decimal(net), vat_total + Decimal(vat)
    totals = [net_total, vat_total, net_total + vat_total]
    rows.append(["Total", "", "", "", *map(_accounting, totals), ""])
    blank = dict.fromkeys(records[0])
    records.append({**blank, "supplier": "Total", **dict(zip(("net", "vat", "gross"), map(str, totals), strict=True))})
    extra = [
        ("ALIGN", (4, 1), (6, -1), "RIGHT"),
        ("SPAN", (0, -1), (3, -1)),
        ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
    ]
    table = _table(rows, (32, 27, 45, 48, 25, 25, 27, 22), extra, "Helvetica")
    intro = _line("All invoices received in March 2024. Credit notes are shown in parentheses.")
    return Sample(
        "invoice-list",
        "invoice_list",
        [_heading("Invoices received"), intro, Spacer(1, 8), table],
        records,
        landscape(A4),
    )


def _accounting(number: Decimal) -> str:
    return f"({_grouped(-number)})" if number < 0 else _grouped(number)


def statement() -> Sample:
    """A bank statement over two pages: headings of two levels, German numbers and days, a running balance."""
    balance = Decimal("2310.40")
    rows: list[list[object]] = [
        ["Date", "Details", "Reference", "Movement", "", "Balance"],
        ["", "", "", "Debit", "Credit", ""],
        ["01.02.2024", "Opening balance", "", "", "", _german(balance)],
    ]
    records: list[dict[str, Any]] = [
        {
            "date": "2024-02-01",
            "details": "Opening balance",
            "reference": None,
            "debit": None,
            "credit": None,
            "balance": str(balance),
        }
    ]
    for number in range(58):
        day = 1 + number // 2
        amount = Decimal(1999 + 731 * number % 41057).scaleb(-2) + (number % 5) * 117
        credit = number % 4 == 3
        details = ("Card payment", "Direct debit energy supplier", "Cash withdrawal", "Salary and other income")[
            number % 4
        ]
        reference = f"{7400012 + 3571 * number:09d}"
        balance += 9 * amount if credit else -amount
        printed = 9 * amount if credit else amount
        rows.append(
            [
                f"{day:02d}.02.2024",
                details,
                reference,
                "" if credit else _german(printed),
                _german(printed) if credit else "",
                _german(balance),
            ]
        )
        records.append(
            {
                "date": f"2024-02-{day:02d}",
                "details": details,
                "reference": reference,
                "debit": None if credit else str(printed),
                "credit": str(printed) if credit else None,
                "balance": str(balance),
            }
        )
    spans = [("SPAN", (3, 0), (4, 0)), *(("SPAN", (column, 0), (column, 1)) for column in (0, 1, 2, 5))]
    extra = [*spans, ("ALIGN", (3, 2), (-1, -1), "RIGHT"), ("ALIGN", (3, 0), (4, 1), "CENTER")]
    table = _table(rows, (24, 58, 26, 25, 25, 27), extra, "Helvetica", heads=2)
    intro = _line("Account DE00 1234 5678 0000 0000 00, all amounts in EUR.")
    return Sample(
        "bank-statement", "bank_statement", [_heading("Statement of account"), intro, Spacer(1, 8), table], records
    )


def _german(number: Decimal) -> str:
    return _grouped(number).translate(str.maketrans(",.", ".,"))


def lab_sheet() -> Sample:
    """A laboratory's sheet in Chinese: a printed title, merged sample numbers, a vocabulary."""
    samples = [
        (
            "S240312-01",
            "2024-03-12",
            "2024年3月12日",
            [
                ("pH", ["玻璃电极法"], 1, "7.26", "合格"),
                ("氨氮", ["纳氏试剂法", "分光光度法"], 3, "0.184", "合格"),
                ("总磷", ["钼酸铵法"], 3, "0.31", "不合格"),
            ],
        ),
        (
            "S240312-02",
            "2024-03-12",
            "2024年3月12日",
            [("pH", ["玻璃电极法"], 1, "8.02", "合格"), ("溶解氧", ["碘量法", "电化学探头法"], 2, "6.9", "合格")],
        ),
        ("S240402-01", "2024-04-02", "2024年4月2日", [("总磷", ["钼酸铵法"], 3, "0.08", "合格")]),
    ]
    rows: list[list[object]] = [
        ["序号", "样品编号", "采样日期", "检测项目", "检测方法", "平行样数", "检测结果(mg/L)", "判定"]
    ]
    records: list[dict[str, Any]] = []
    spans: list[tuple[object, ...]] = []
    for code, day, printed, tests in samples:
        first = len(rows)
        for item, methods, count, value, verdict in tests:
            own = [code, printed] if len(rows) == first else ["", ""]
            rows.append([str(len(rows)), *own, item, "、".join(methods), str(count), value, verdict])
            records.append(
                {
                    "sample": code,
                    "sampled_on": day,
                    "item": item,
                    "methods": methods,
                    "replicates": str(count),
                    "result": value,
                    "verdict": verdict,
                }
            )
        spans += [("SPAN", (column, first), (column, len(rows) - 1)) for column in (1, 2)]
    table = _table(rows, (12, 28, 30, 24, 46, 20, 32, 20), spans, CHINESE)
    intro = _line("填报单位：青石镇自来水厂", CHINESE)
    return Sample(
        "lab-sheet",
        "water_test_results",
        [_heading("2024年水质检测结果表", CHINESE), intro, Spacer(1, 8), table],
        records,
        landscape(A4),
    )


def draw(sample: Sample, folder: Path) -> None:
    """Write a sample's PDF and its expected records; equal bytes at each call."""
    path = folder / f"{sample.name}.pdf"
    document = SimpleDocTemplate(
        str(path),
        pagesize=sample.page,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        invariant=1,
    )
    document.build(sample.story)
    truth = {"form": sample.form, "records": sample.records}
    text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{sample.name}.expected.json").write_text(text, encoding="utf-8")


def all_samples() -> list[Sample]:
    """Return the three samples."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    return [invoices(), statement(), lab_sheet()]


if __name__ == "__main__":
    for each in all_samples():
        draw(each, FOLDER)
