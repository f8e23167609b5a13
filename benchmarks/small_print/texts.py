"""Texts of lines that small print may hold: figures, codes, official names, and words of the language at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate
from typing import Literal

from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects
from schemas.vocabulary.units import YUAN_PER_UNIT

Kind = Literal["figure", "code", "words", "mark", "any"]

#: What is printed in cells as it stands, and units of what is counted.
MARKS = "≥ ≤ ＝ ≥ ≤ ＝ = > < % - — 0 / 合计 小计 正向指标 反向指标 定性 优良中差 1 2 3 5 10 20 30 50 90 95 98 100"
UNITS = "个 次 人 天 户 批次 年 月 元/人 人次 平方米 台 套 场 件"
ORDINALS = "一、 二、 三、 十二、 1. 2. 1、 3、 （一） （二） (1) ① ② 其中： 注："
RELATIONS = "≥ ≤ ＝ = > < 不低于 达到"
#: Words of budgets, which the language at large has too seldom.
TRADE = (
    "预算 支出 收入 经费 项目 资金 单位 部门 财政 拨款 基本 人员 公用 补助 专项 服务 采购 管理 工作 保障 建设 办公 "
    "运行 维护 购置 培训 会议 差旅 绩效 目标 指标 数量 质量 时效 成本 效益 满意度 完成率 及时率 覆盖率 年度"
)
#: Common words come oftener, but not by as much as in prose.
EVENED = 0.5
LENGTHS = (12, 20, 30, 40)
_UNITS = [*YUAN_PER_UNIT, *UNITS.split()]


class LineTexts:
    """Makes texts of single lines from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        """Read the dictionary of the ``jieba`` package, and the official names of our own vocabulary."""
        self._chance = chance
        self._words, weights = _dictionary()
        self._weights = list(accumulate(weights))
        self._names = sorted({subject.name for subject in subjects()} | {*level1_names(), *level2_names()})
        self._common = [
            bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")
            for row in range(16, 56)
            for cell in range(1, 95 if row < 55 else 90)
        ]

    def line(self, kind: Kind) -> str:
        """Return the text of one line of a column of some kind."""
        if kind == "any":
            kinds: Sequence[Kind] = ("figure", "code", "words", "mark")
            kind = self._chance.choices(kinds, (33, 10, 53, 4))[0]
        makers = {"figure": self._figure, "code": self._code, "words": self._phrase, "mark": self._mark}
        return makers[kind]()

    def _mark(self) -> str:
        return self._one([*MARKS.split(), *_UNITS])

    def _figure(self) -> str:
        amount = 10 ** self._chance.uniform(0, 6) * self._chance.random()
        return self._chance.choices(
            (
                f"{amount:,.2f}",
                f"{amount:.2f}",
                f"-{amount:,.2f}",
                f"{amount % 100:.2f}%",
                f"{amount % 100:.0f}%",
                f"{amount:,.0f}",
                f"{amount:.1f}",
                f"{amount:,.4f}",
            ),
            (60, 15, 5, 5, 5, 4, 3, 3),
        )[0]

    def _code(self) -> str:
        number = self._chance.randrange
        year, month, day = number(2010, 2030), number(1, 13), number(1, 32)
        return self._chance.choices(
            (
                str(self._chance.choice((number(201, 235), number(301, 400), number(501, 600)))),
                f"{number(100):02d}",
                str(number(100_000, 1_000_000)),
                str(number(2_010_000, 2_300_000)),
                str(number(1, 200)),
                f"{year}年{month}月{day}日",
                f"{year}年",
                f"{year}-{month:02d}-{day:02d}",
            ),
            (30, 25, 20, 10, 7, 3, 3, 2),
        )[0]

    def _phrase(self) -> str:
        which = self._chance.random()
        if which < 0.2:
            text = self._one(self._names)
        elif which < 0.3:
            text = "".join(self._one(self._common) for _ in range(self._chance.randrange(2, 14)))
        elif which < 0.6:
            text = "".join(self._word() for _ in range(self._chance.randrange(1, 4)))
        else:
            text = self._sentence()
        return text[: self._chance.choice(LENGTHS)]

    def _sentence(self) -> str:
        parts = [self._one(ORDINALS.split())] if self._chance.random() < 0.15 else []
        for _ in range(self._chance.randrange(2, 9)):
            parts += [self._word(), self._joint()]
        return "".join(parts) + (self._one("。；：，") if self._chance.random() < 0.1 else "")

    def _joint(self) -> str:
        """Return what may stand between two words: a sign, a word in brackets, a value; mostly nothing."""
        which = self._chance.random()
        if which < 0.10:
            return self._one("，，，。；；：、、、")
        if which < 0.14:
            return self._one(("“{}”", "（{}）", "《{}》", "({})")).format(self._word())
        if which < 0.19:
            share, count = f"{self._chance.randrange(1, 101)}%", str(self._chance.randrange(1, 5000))
            value = self._one((share, count, self._figure()))
            return self._one(["", *RELATIONS.split()]) + value + self._one(["", *_UNITS])
        return f"{self._chance.randrange(2010, 2030)}年" if which < 0.22 else ""

    def _word(self) -> str:
        if self._chance.random() < 0.3:
            return self._one(TRADE.split())
        return self._chance.choices(self._words, cum_weights=self._weights)[0]

    def _one(self, texts: Sequence[str]) -> str:
        return self._chance.choice(texts)


def _dictionary() -> tuple[list[str], list[float]]:
    words, weights = [], []
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if all("\u4e00" <= character <= "\u9fff" for character in word) and _is_simplified(word):
            words.append(word)
            weights.append(float(count) ** EVENED)
    return words, weights


def _is_simplified(word: str) -> bool:
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
