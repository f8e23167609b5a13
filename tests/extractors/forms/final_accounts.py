"""The nine forms of a department's published final accounts, drawn as the Ministry of Finance's template prints them.

Figures are invented and agree with each other; amounts in 万元.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"

SOURCES = "一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款"
SPENT = "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费"

#: Code, title and rows of each form; ``<`` goes on from the left cell, ``^`` from the one above.
FORMS: list[tuple[str, str, str]] = [
    (
        "公开01表",
        "收入支出决算总表",
        """
        收入 | < | < | 支出 | < | <
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 | | 1 | 栏次 | | 2
        一、一般公共预算财政拨款收入 | 1 | 1,200.50 | 一、一般公共服务支出 | 32 | 900.00
        二、政府性基金预算财政拨款收入 | 2 | 80.00 | 二、外交支出 | 33 |
        三、国有资本经营预算财政拨款收入 | 3 | 20.00 | 八、社会保障和就业支出 | 39 | 310.50
        四、上级补助收入 | 4 | | 十一、城乡社区支出 | 42 | 75.00
        五、事业收入 | 5 | 60.00 | 二十二、国有资本经营预算支出 | 53 | 20.00
        八、其他收入 | 8 | 5.25 | |  |
        本年收入合计 | 27 | 1,365.75 | 本年支出合计 | 58 | 1,305.50
        使用非财政拨款结余（含专用结余） | 28 | | 结余分配 | 59 |
        年初结转和结余 | 29 | 40.00 | 年末结转和结余 | 60 | 100.25
        总计 | 31 | 1,405.75 | 总计 | 62 | 1,405.75
        """,
    ),
    (
        "公开02表",
        "收入决算表",
        """
        项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 | 附属单位上缴收入 | 其他收入
        功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^ | ^
        栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7
        合计 | < | 1,365.75 | 1,300.50 | | 60.00 | | | 5.25
        201 | 一般公共服务支出 | 965.25 | 900.00 | | 60.00 | | | 5.25
        20106 | 财政事务 | 965.25 | 900.00 | | 60.00 | | | 5.25
        2010601 | 行政运行 | 965.25 | 900.00 | | 60.00 | | | 5.25
        208 | 社会保障和就业支出 | 300.50 | 300.50 | | | | |
        20805 | 行政事业单位养老支出 | 300.50 | 300.50 | | | | |
        2080505 | 机关事业单位基本养老保险缴费支出 | 300.50 | 300.50 | | | | |
        212 | 城乡社区支出 | 80.00 | 80.00 | | | | |
        21208 | 国有土地使用权出让收入安排的支出 | 80.00 | 80.00 | | | | |
        2120801 | 征地和拆迁补偿支出 | 80.00 | 80.00 | | | | |
        223 | 国有资本经营预算支出 | 20.00 | 20.00 | | | | |
        22301 | 解决历史遗留问题及改革成本支出 | 20.00 | 20.00 | | | | |
        2230105 | 国有企业退休人员社会化管理补助支出 | 20.00 | 20.00 | | | | |
        """,
    ),
    (
        "公开03表",
        "支出决算表",
        """
        项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
        功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
        栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
        合计 | < | 1,305.50 | 910.50 | 395.00 | | |
        201 | 一般公共服务支出 | 900.00 | 600.00 | 300.00 | | |
        20106 | 财政事务 | 900.00 | 600.00 | 300.00 | | |
        2010601 | 行政运行 | 600.00 | 600.00 | | | |
        2010602 | 一般行政管理事务 | 300.00 | | 300.00 | | |
        208 | 社会保障和就业支出 | 310.50 | 310.50 | | | |
        20805 | 行政事业单位养老支出 | 310.50 | 310.50 | | | |
        2080505 | 机关事业单位基本养老保险缴费支出 | 310.50 | 310.50 | | | |
        212 | 城乡社区支出 | 75.00 | | 75.00 | | |
        223 | 国有资本经营预算支出 | 20.00 | | 20.00 | | |
        """,
    ),
    (
        "公开04表",
        "财政拨款收入支出决算总表",
        f"""
        收 入 | < | < | 支 出 | < | < | < | < | <
        项目 | 行次 | 金额 | 项目 | 行次 | 合计 | {SOURCES}
        栏次 | | 1 | 栏次 | | 2 | 3 | 4 | 5
        一、一般公共预算财政拨款 | 1 | 1,200.50 | 一、一般公共服务支出 | 33 | 880.00 | 880.00 | |
        二、政府性基金预算财政拨款 | 2 | 80.00 | 八、社会保障和就业支出 | 40 | 310.50 | 310.50 | |
        三、国有资本经营预算财政拨款 | 3 | 20.00 | 十一、城乡社区支出 | 43 | 75.00 | | 75.00 |
        | 4 | | 二十二、国有资本经营预算支出 | 54 | 20.00 | | | 20.00
        本年收入合计 | 27 | 1,300.50 | 本年支出合计 | 59 | 1,285.50 | 1,190.50 | 75.00 | 20.00
        年初财政拨款结转和结余 | 28 | 30.00 | 年末财政拨款结转和结余 | 60 | 45.00 | 40.00 | 5.00 |
        一般公共预算财政拨款 | 29 | 30.00 | | 61 | | | |
        政府性基金预算财政拨款 | 30 | | | 62 | | | |
        国有资本经营预算财政拨款 | 31 | | | 63 | | | |
        总计 | 32 | 1,330.50 | 总计 | 64 | 1,330.50 | 1,230.50 | 80.00 | 20.00
        """,
    ),
    (
        "公开05表",
        "一般公共预算财政拨款支出决算表",
        """
        项目 | < | 本年支出 | < | <
        功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
        栏次 | < | 1 | 2 | 3
        合计 | < | 1,190.50 | 895.50 | 295.00
        201 | 一般公共服务支出 | 880.00 | 585.00 | 295.00
        20106 | 财政事务 | 880.00 | 585.00 | 295.00
        2010601 | 行政运行 | 585.00 | 585.00 |
        2010602 | 一般行政管理事务 | 295.00 | | 295.00
        208 | 社会保障和就业支出 | 310.50 | 310.50 |
        20805 | 行政事业单位养老支出 | 310.50 | 310.50 |
        2080505 | 机关事业单位基本养老保险缴费支出 | 310.50 | 310.50 |
        """,
    ),
    (
        "公开06表",
        "一般公共预算财政拨款基本支出决算表",
        """
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        301 | 工资福利支出 | 735.50 | 302 | 商品和服务支出 | 140.00 | 307 | 债务利息及费用支出 |
        30101 | 基本工资 | 420.00 | 30201 | 办公费 | 65.50 | 30701 | 国内债务付息 |
        30102 | 津贴补贴 | 315.50 | 30202 | 印刷费 | 74.50 | 310 | 资本性支出 | 8.00
        303 | 对个人和家庭的补助 | 12.00 | 30203 | 咨询费 | | 31002 | 办公设备购置 | 8.00
        30302 | 退休费 | 12.00 | | | | | |
        人员经费合计 | < | 747.50 | 公用经费合计 | < | < | < | < | 148.00
        """,
    ),
    (
        "公开07表",
        "财政拨款“三公”经费支出决算表",
        f"""
        预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
        {SPENT} | {SPENT}
        ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        25.00 | 5.00 | 18.00 | 10.00 | 8.00 | 2.00 | 16.40 | | 15.60 | 9.80 | 5.80 | 0.80
        """,
    ),
    (
        "公开08表",
        "政府性基金预算财政拨款收入支出决算表",
        """
        项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
        功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
        栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
        合计 | < | | 80.00 | 75.00 | | 75.00 | 5.00
        212 | 城乡社区支出 | | 80.00 | 75.00 | | 75.00 | 5.00
        21208 | 国有土地使用权出让收入安排的支出 | | 80.00 | 75.00 | | 75.00 | 5.00
        2120801 | 征地和拆迁补偿支出 | | 80.00 | 75.00 | | 75.00 | 5.00
        """,
    ),
    (
        "公开09表",
        "国有资本经营预算财政拨款支出决算表",
        """
        项目 | < | 本年支出 | < | <
        功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        栏次 | < | 1 | 2 | 3
        合计 | < | 20.00 | | 20.00
        223 | 国有资本经营预算支出 | 20.00 | | 20.00
        22301 | 解决历史遗留问题及改革成本支出 | 20.00 | | 20.00
        2230105 | 国有企业退休人员社会化管理补助支出 | 20.00 | | 20.00
        """,
    ),
]


def draw(forms: Sequence[tuple[str, str, str]] = FORMS, year: int = 2023) -> bytes:
    """Return a PDF with one form a page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    story: list[Flowable] = []
    for code, title, text in forms:
        story += [_line(title, 15, 1), _line(code, 9, 2), _line("部门：青石镇财政局", 9, 0)]
        story += [_line(f"{year}年度", 9, 1), _line("金额单位：万元", 9, 2), _table(text), PageBreak()]
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=landscape(A4), leftMargin=12 * mm, rightMargin=12 * mm).build(story)
    return target.getvalue()


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of a form's text as it stands."""
    return [[piece.strip() for piece in line.split("|")] for line in text.strip().splitlines()]


def _line(text: str, size: int, alignment: int) -> Paragraph:
    return Paragraph(
        text, ParagraphStyle("line", fontName=FONT, fontSize=size, leading=size * 1.4, alignment=alignment)
    )


def _table(text: str) -> Table:
    rows = rows_of(text)
    spans = []
    for row, pieces in enumerate(rows):
        for column, piece in enumerate(pieces):
            if piece in "<^" and piece:
                continue
            last = column
            while last + 1 < len(pieces) and pieces[last + 1] == "<":
                last += 1
            low = row
            while low + 1 < len(rows) and rows[low + 1][column] == "^":
                low += 1
            spans.append(("SPAN", (column, row), (last, low)))
    shown = [[_cell("" if piece in ("<", "^") else piece) for piece in pieces] for pieces in rows]
    width = 270 * mm
    weights = [max(1.0, min(3.0, max(len(row[column]) for row in rows) / 6)) for column in range(len(rows[0]))]
    widths = [width * weight / sum(weights) for weight in weights]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table(shown, widths, style=[*grid, *spans])


def _cell(text: str) -> Paragraph:
    return Paragraph(text, ParagraphStyle("cell", fontName=FONT, fontSize=7.5, leading=9.5, wordWrap="CJK"))
