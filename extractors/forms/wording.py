"""How headings, labels and names are cleaned before anything is compared or emitted. Pure functions on strings."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.text import drop_layout_spaces, normalise

_QUOTES = str.maketrans("", "", "\"'《》「」*")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.](?!\d)|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\))"
)
_AMONG = re.compile(r"(?:其中|其中之)[:,]?|注[:]")
_MONEY = "万元|千元|百元|亿元|元"
#: In brackets, behind its label, or behind a word for money alone: 项目资金万元 lost its brackets in a copy.
_UNIT = re.compile(rf"\(?(?:金额)?(?:单位)?:?(?:人民币)?({_MONEY})\)|,?单位:({_MONEY})|(?<=资金|金额|总额)({_MONEY})$")
_FORMULA = re.compile(r"\(?(?:\(?\d{1,2}\)?=)[-\d+()*/]+\)?$|\[\d{1,2}\]$")
_TAIL = ":;,.*"
#: What numbers the columns of words in the row where the others have 1, 2, 3.
_COLUMN_MARK = re.compile(r"栏次|行次栏次|[甲乙丙丁戊己庚辛]|[A-Z]|[*×Xx]{1,3}")
#: Longer texts are prose, never a heading; matching stops before them.
LONGEST_HEADING = 60

MONEY_UNIT = re.compile(_MONEY)


@lru_cache(maxsize=8192)
def heading_core(text: str) -> str:
    """Return a heading as patterns see it: without quotes, ordinal, 其中：, unit of money, formula, final colon."""
    core = normalise(text).translate(_QUOTES)
    core = _UNIT.sub("", core)
    core = _FORMULA.sub("", core).rstrip(_TAIL)
    while True:
        shorter = _AMONG.sub("", _ORDINAL.sub("", core, count=1) if _ORDINAL.match(core) else core, count=1)
        if shorter == core or not shorter:
            return core
        core = shorter


def is_column_mark(text: str) -> bool:
    """Tell whether a text only numbers a column of words: 栏次, 甲, A, **."""
    return bool(_COLUMN_MARK.fullmatch(normalise(text)))


@lru_cache(maxsize=4096)
def unit_in(text: str) -> str | None:
    """Return the unit of money that a heading or label states, as in 金额（万元）, or None."""
    found = _UNIT.search(normalise(text))
    return found[found.lastindex or 0] if found else None


def tidy(text: str) -> str | None:
    """Return a printed text without layout spaces, or None when nothing is left."""
    return drop_layout_spaces(text) or None


def tidy_label(text: str) -> str | None:
    """Return a row's label without layout spaces, or None for what is none: a blank, a dash, a stray mark."""
    return drop_layout_spaces(text) if _SAYS.search(text) else None


_SAYS = re.compile(r"\w")
_LEVEL_MARKS = re.compile(
    r"""(?x)
    (?: (?P<han>[一二三四五六七八九十百]+) \s* [、.．,，:：]
      | [（(] \s* (?P<bracketed>[一二三四五六七八九十百]+|\d+) \s* [）)] [、.．]?
      | (?P<digits>\d{1,3}) \s* (?: 、 | [.．](?!\d) )
      | (?P<circled>[①-⑳])
    ) \s* (?P<rest>.*)
    """,
    re.DOTALL,
)


def split_ordinal(label: str) -> tuple[str | None, str]:
    """Split 一、财政拨款 into its mark without punctuation and the label; the mark is None when there is none."""
    found = _LEVEL_MARKS.fullmatch(label)
    if found is None or not found["rest"]:
        return None, label
    mark = found["han"] or found["bracketed"] or found["digits"] or found["circled"]
    return normalise(mark), found["rest"]


_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]*")
_DIGITS = re.compile(r"\d+")
_CODED_NAME = re.compile(r"\[?(\d{3}(?:\d{2}){0,4})\]?[-_:\s]*(?=[^\d\W])(.*)", re.DOTALL)


def as_code(text: str) -> str | None:
    """Return a code of digits, letters, dots and dashes without spaces, or None when the text is a label."""
    code = normalise(text)
    return code if _CODE.fullmatch(code) else None


def as_digits(text: str) -> str | None:
    """Return a code of digits only without spaces, or None when the text is a label."""
    code = normalise(text)
    return code if _DIGITS.fullmatch(code) else None


def split_coded_name(text: str) -> tuple[str, str] | None:
    """Split 2080501行政单位离退休 or [208]社会保障和就业支出 into code and name, or return None."""
    found = _CODED_NAME.fullmatch(text.strip())
    return (found.group(1), found.group(2)) if found and found.group(2) else None


_REMARK = re.compile(
    r"""(?x)
    (?: 注|备注|说明|附注|注释 ) \d* [:.、,] .*
    | (?: 此|本 ) 表 (?:为|无|没有|空|不涉及) .*
    | .{0,30}? (?: 无(?!线|形|障|偿|害|锡|极|人机|菌|纸|为) | 没有 | 未安排 | 不涉及 | 不存在 ) .{0,40}?
      (?:支出|收入|预算|拨款|资金|安排|经费|数据|内容|情况|公开|表) .*
    | (?:本|我)?(?:单位|部门|年度|年)? (?:暂|均)? (?:无|没有) (?:此项|该项|此类)? (?:内容|业务)? 。?
    | .{0,30}? (?:支出|收入|预算|拨款|安排|经费) (?:为|是) (?: 零 | 0 (?![.\d]) ) .*
    | (?:本(?:部门|单位))?不涉及 。?
    | .{0,30}? (?: 空表 | 表为空 | 故.{0,6}为空 | 均为空 | 无数据 ) .*
    """
)


@lru_cache(maxsize=4096)
def is_remark(text: str) -> bool:
    """Tell whether a text inside a grid is a remark about the form (此表为空, 无…支出, 注：) and not a row's label."""
    return bool(_REMARK.fullmatch(normalise(text)))


_TOTAL_LABEL = re.compile(
    r"(?:收入|支出|本年|当年|收支|部门|单位|预算|本年收入|本年支出)*(?:合计|总计|共计|小计|总额|总数)"
)


def is_total_label(text: str) -> bool:
    """Tell whether a text is nothing but the label of a total row."""
    return bool(_TOTAL_LABEL.fullmatch(normalise(text)))
