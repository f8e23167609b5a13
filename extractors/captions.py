"""The small texts around and inside tables that say what the table is: title, code, entity, unit, period, note.

Wordings come from the disclosure templates of the Ministry of Finance and the provinces: the same handful of labels,
with or without spaces, brackets and colons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.text import normalise
from extractors.years import with_plain_years
from schemas.page import TextLine

_CHINESE_NUMBER = "一二三四五六七八九十百"
_NUMBER = rf"(?:\d{{1,3}}|[{_CHINESE_NUMBER}]{{1,4}})"
_SERIAL = rf"{_NUMBER}(?:[-._之]{_NUMBER})*"
#: Who gives a form its number, and for which year.
_ISSUER = r"(?:20\d\d年度?)?(?:部门|单位|预算|决算|预|决|财决|财预|财政|[省市区县](?:级|本级)?)*"
_CODE = re.compile(
    rf"{_ISSUER}(?:公开)?(?:预算)?(?:附?表格?|附件|附|报表){_SERIAL}(?:表)?"
    rf"|{_ISSUER}(?:公开|预算|批复|附)(?:预算|表)?{_SERIAL}表?"
    rf"|(?:部门|单位|财决|财预)?[A-Z]{{0,3}}\d{{1,2}}(?:-\d{{1,2}})*表"
)
#: Brackets around a code, `（续）` behind it.
_CODE_ENDS = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]|(.*?)(?:[(\[]?续[)\]]?)?:?")
_CODE_IN_BRACKETS = re.compile(r"([(\[【（][^()（）\[\]【】]+[)\]】）])")
_CODE_BEFORE_TITLE = re.compile(
    rf"((?:预算|部门)?(?:公开)?(?:附?表|附件)(?:\d{{1,2}}(?=20\d\d年)|\d{{1,3}}(?:[-._]\d{{1,3}})*(?![\d.-])"
    # Of 表五一般公共预算支出表 the number is 五, of 表十一般公共… 十: no title begins with 般.
    rf"|{_SERIAL}(?=一般)|{_SERIAL}(?![{_CHINESE_NUMBER}])(?<!一(?=般)))"
    rf"|(?:财决|财预|部门|预算|公开)+\d{{1,3}}(?:-\d{{1,2}})*表)[:、.,]?-?(?=.*表)"
)
#: Digits set apart, as narrow ones of a wide font are: 公开0 1表, 表1- 1, 预算0 1 - 1表, 表 1 2 2024年.
_SPACED_NUMBER = re.compile(
    r"(?<=\d) (?=\d{0,2} ?表)|(?<=表) (?=\d)|(?:(?<=表\d)|(?<=表 \d)) (?=\d ?(?:[^\W\d]|20\d\d ?年))"
)
_SPACED_SERIAL = re.compile(r"表 ?\d{1,2}(?: ?[-._] ?\d{1,2})+(?! ?\d)")
_SPACED_BEFORE = re.compile(r"(?<=预算|公开|部门|财决|财预) ?\d ?\d?(?: ?- ?\d ?\d?)* ?(?=表)")
_UNIT_WORD = r"(?:人民币)?(?:百万元|千万元|亿元|万元|千元|百元|元|万美元|美元)"
#: What else a form counts beside money, and how it rounds: 万元、%, 万元/人, 万元（保留两位小数）.
_BESIDE_MONEY = r"(?:[,、/和](?:[%‰]|人次?|[辆个台批]次?|平方米))*(?:[(\[].{0,4}保留.{1,6}[)\]])?"
_UNIT = re.compile(
    rf"(?:.{{0,12}}?)(?:(?:金额|货币|计量|数据)?单位(?:[(\[]|[:;∶](?:人民币[(\[])?)|金额[:;∶])({_UNIT_WORD})(?:[(\[]人民币[)\]])?{_BESIDE_MONEY}[)\]]?"
)
#: The same where a scan lost the colon, or has another mark in its place, and perhaps a character before it misread.
_UNIT_WITHOUT_COLON = re.compile(rf"[(\[]?(?:[金货计数]?.)?单位[,.、·'!]?({_UNIT_WORD})[)\]]?")
_UNIT_AT_END = re.compile(rf"单位[:;∶]({_UNIT_WORD})[)\]]?$")
#: What a title says of its unit: 部门收支总表（单位：万元）.
_UNIT_OF_TITLE = re.compile(rf"[(\[](?:[金货计]?.?单位[:;∶]?)?({_UNIT_WORD})[)\]]$")
#: What a scan may have behind a unit: a bracket read as another mark, a speck.
_STRAY = ",.、;:'"
_UNIT_BEHIND = re.compile(
    rf"(?<=.)(?:[(（]?20\d\d(?:年度?|[-./年]\d{{1,2}}[-./月]\d{{1,2}}日?)[)）]?)?[(（]?(?:金额|货币|计量)?单位[:：∶]{_UNIT_WORD}[)）]?$"
)
_BARE_UNIT = re.compile(rf"[(\[](?:单位)?({_UNIT_WORD})[)\]]|(?!元$)({_UNIT_WORD})")
#: 部门, 单位, either of the two, and what of it is printed.
_BODY = r"(?:(?:部门|单位)(?:[(\[](?:部门|单位)[)\]]|/(?:部门|单位))?|(?<=制|报)机关|机构(?=名称))"
_SEAL = r"(?:[(\[]?(?:公章|盖章|签章)[)\]]?)?"
_MAKER = r"(?:部门预算|[一二三]级预算|预算|编制|编报|填报|填表|填制|公开|主管|申报|报送|所属|执行)?"
_NAMED = r"(?:(?:(?:编码|代码)[及和与、/]?)?(?:名称|全称)(?:[及和与、/](?:编码|代码))?)?"
_ENTITY = re.compile(
    rf"[(\[]?(?:(?:部门|单位)(?:编码|代码)[:;∶][\dA-Za-z-]{{1,12}}[,;]?)?{_MAKER}{_BODY}{_SEAL}{_NAMED}{_SEAL}[:;∶](.{{2,60}}?)"
    r"(?:[(\[](?:公章|盖章|签章)[)\]])?"
)
_ENTITY_LABEL = re.compile(rf"{_MAKER}{_BODY}{_SEAL}{_NAMED}{_SEAL}[:;∶]")
#: A bracket before a year may be read as a stroke.
_PERIOD = re.compile(r"[(\[]?(?:预算年度[:;]?)?\d{4}(?:年度?)?[)\]]?|(?:[(\[]|[1Il|](?=20))?\d{4}年度?(?:预算)?[)\]]?")
_DATE = re.compile(r"(?:编制|填报|填表|公开)?日期[:;].*|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}([-./])\d{1,2}\1\d{1,2}")
_TITLE = re.compile(
    r".{0,60}(?:表|清单|一览|明细|情况|目录|政府采购预算)(?:[(\[].{0,30}[)\]]?)?(?:[(\[]?续表?\d*[)\]]?)?"
)
#: 部门预算公开表 names a document, 政府采购预算公开表 and 三公经费预算公开表 a table.
_SENTENCE = re.compile(
    r"[。;!?]|,.*,|见附?表|如下表|(?:下|上|附|本|该|此)表|表[内中]|^公开表$|(?<!采购)(?<!经费)(?:预算|决算|信息)公开表$"
)
#: Whose table it is and of which year, as titles begin; of a name that was cut its last character is there.
_HEAD_OF_TITLE = re.compile(r"[^、。]{1,40}?20\d\d年度?(?:部门|单位)?")
_TABLE_OF_CONTENTS = re.compile(r"[.…·]{4,}|\.{3,}\d+$")
_NOTE = re.compile(
    r"[(\[]?(?:注|备注|(?:填报|填表|编制|表格|有关|相关)?说明|附注|注释|数据来源)(?:[:;.,]|\d|[(\[])|[*※★]|注(?=[此本以上])"
    r"|[(\[]?(?:此|本|该|上)表.{0,12}(?:为空|空表|空白|无数据|无内容|没有数据|无此项)"
    r"|(?:此|本|该|上)表(?:反映|包[括含]|中|内|数|金额|以|按|取|含|所|不).*[。.]$"
    r"|.{0,40}(?:(?:支出|收入|预算|拨款|安排|经费)(?:为|是)(?:零|0(?![.\d]))|故.{0,6}为空|[此本该]表为?空|空表)"
    r"|[(\[]?(?:我|本)?(?:部门|单位|年度?|局|院|委|办|厅|校|中心|处)?.{0,24}(?:无|没有|未安排|不涉及).{0,40}(?:支出|收入|预算|安排|经费|拨款|数据|资金|内容|项目).{0,30}(?:[。.]|空表?|空白|[)\]]|$)"
)
#: What is printed under a form without figures, too short to be a note elsewhere.
_EMPTY = re.compile(r"[(\[]?(?:空表|无|(?:本(?:部门|单位))?不涉及|无(?:相关)?数据)[)\]]?[。.]?")
_REMARK_LENGTH = 120
#: Who signs for a form, under or above it; the name may be missing.
_SIGNATURE = re.compile(
    r"(?:(?:单位|部门|法定|财务|会计|机构|分管|主管)?(?:负责人|代表人|领导|主管)|制表人?|填表人|填报人|经办人|审核人?|复核人?|联系(?:人|电话))"
    r"(?:[(\[](?:签章|签字|盖章|签名)[)\]])?[:;∶].{0,60}"
)
_LONGEST_CAPTION = 80
#: How chapters are numbered, where a line or what a label introduces begins; the longest such mark.
_CHAPTER = re.compile(rf"(?:^|[:;])(?:[{_CHINESE_NUMBER}]{{1,3}}、|[(\[][{_CHINESE_NUMBER}]{{1,3}}[)\]])")
_LONGEST_MARK = 6
_NUMBERED = re.compile(
    r"(?:.{0,4}(?:注|备注|说明|注释)[:;]?)?(?:[(\[](\d{1,2})[)\]]|(\d{1,2})(?:[、)]|\.(?!\d(?!\d{3}年))))"
)
_LABEL_ALONE = re.compile(r".{0,4}(?:注|备注|说明|注释)[:;]")
_CIRCLED = tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ORDINAL = re.compile(
    rf"(?:\d{{1,2}}(?:[、)]|\.(?!\d(?!\d{{3}}年)))|[(\[](?:\d{{1,2}}|[{_CHINESE_NUMBER}]{{1,3}})[)\]]|[{_CHINESE_NUMBER}]{{1,3}}、)"
)
#: What stands around a page number: dashes, of a scan read as 一 or =, with a comma where the dash is thick.
_DASH = r"(?:[-_·~一=][、.]?)*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:第)?\d{{1,4}}(?:页)?(?:[、.]?(?=[-_·~一=]))?{_DASH}(?:[,/]?共?\d{{1,4}}页?)?{_DASH}|第[一二三四五六七八九十百]+页|Page\d{{1,4}}(?:of\d{{1,4}})?|页码?[:;]\d{{1,4}}(?:/\d{{1,4}})?"
)
_CONTINUED_MARK = re.compile(r"[(\[]?[接]?续[上前]?[表页]?(?:\d|[一二三四五六七八九十])*[)\]]?")
_CONTINUED = re.compile(
    r"-?[(\[]?(?:续|接)[上前]?[表页]?(?:\d|[一二三四五六七八九十])*[)\]]?$|^(?:[(\[]续表?[)\]]|续表?)"
)
#: Lines of one title differ in size by less than this share: figures and brackets of another font are higher.
_SAME_SIZE = 0.3


def find_unit(text: str) -> str | None:
    """Return the unit of money that a caption such as `金额单位：万元` or `（万元）` names, or None."""
    plain = normalise(text).rstrip(_STRAY)
    if _has_unit_of_title(plain):
        return None
    whole = (pattern.fullmatch(plain) for pattern in (_UNIT, _BARE_UNIT, _UNIT_WITHOUT_COLON))
    match = next(filter(None, whole), None) or _UNIT_AT_END.search(plain)
    return (match[1] or match[match.lastindex or 1]).removeprefix("人民币") if match else None


def _has_unit_of_title(plain: str) -> bool:
    return _UNIT_OF_TITLE.search(plain) is not None and is_title(plain)


def unit_of_title(title: str) -> str | None:
    """Return the unit that a title names in brackets at its end: `部门收支总表（单位：万元）`, or None."""
    found = _UNIT_OF_TITLE.search(normalise(title))
    return found[1].removeprefix("人民币") if found else None


def are_set_as_one(above: TextLine, below: TextLine) -> bool:
    """Tell whether the second of two lines stands no farther below the first, and is no other size, than in a title."""
    near = below.box.top - above.box.bottom < below.size
    return near and abs(above.size - below.size) < _SAME_SIZE * below.size


def head_of_title(title: str) -> str:
    """Return whose table it is and of which year, with which a title begins: `某某局2026年部门`; "" for neither."""
    found = _HEAD_OF_TITLE.match(title)
    return found[0] if found else ""


def before_unit(text: str) -> str:
    """Return what stands before a unit, and before a year or a date there, in a caption of one line.

    `编制单位：某某局 2024年 金额单位：万元` -> `编制单位：某某局`
    """
    compact = "".join(text.split())
    return _UNIT_BEHIND.sub("", compact) if len(compact) <= _LONGEST_CAPTION else compact


def find_entity(text: str) -> str | None:
    """Return the organisation that a caption such as `编制部门：某某局` names, spaces removed, or None."""
    compact = "".join(text.split())
    plain = normalise(text)
    if plain[:1] in "([" and plain[-1:] in ")]" and plain.count("(") + plain.count("[") == 1:
        return find_entity(compact[1:-1])
    match = _ENTITY.fullmatch(plain)
    if (
        match is None
        or find_unit(match[1]) is not None
        or find_unit(text) == plain
        or re.fullmatch(_UNIT_WORD, match[1])
    ):
        return None
    # The organisation as printed: normalising changed only marks, one for one, unless a ligature was unfolded.
    return compact[match.start(1) : match.end(1)] if len(compact) == len(plain) else match[1]


def is_entity_label(text: str) -> bool:
    """Tell whether the text is the label alone, its organisation standing elsewhere or missing."""
    return _ENTITY_LABEL.fullmatch(normalise(text)) is not None


def is_code(text: str) -> bool:
    """Tell whether the text is a form's code: `表1-2`, `公开01表`, `表一`, `附件3`."""
    plain = normalise(plain_code(text))
    return len(plain) <= 14 and _CODE.fullmatch(plain) is not None


def plain_code(text: str) -> str:
    """Return a code without the brackets around it or `（续）`, `：` behind it, spaces removed."""
    compact = "".join(text.split())
    plain = normalise(compact)
    found = _CODE_ENDS.fullmatch(plain) if len(plain) == len(compact) else None
    inner = 1 if found and found[1] else 2
    return compact[found.start(inner) : found.end(inner)] if found else compact.rstrip(":：")


def join_spaced_number(text: str) -> str:
    """Return a text with the number of a form in one piece."""
    for pattern in (_SPACED_BEFORE, _SPACED_SERIAL):
        text = pattern.sub(lambda serial: serial[0].replace(" ", ""), _SPACED_NUMBER.sub("", text))
    return text


def split_code(text: str) -> tuple[str | None, str]:
    """Part a code that stands before its title on one line: `表1 部门收支总表` -> (`表1`, `部门收支总表`).

    A space between them tells for sure; without one, `表七一般公共…` would be read wrongly, so Chinese numbers need it.
    """
    first, _, rest = join_spaced_number(text).partition(" ")
    if rest and is_code(first):
        return plain_code(first), rest.removeprefix("-").removeprefix("—").strip() or rest
    for bracket in _CODE_IN_BRACKETS.finditer(text):
        title = text[: bracket.start()] + text[bracket.end() :]
        if (bracket.start() == 0 or bracket.end() == len(text)) and is_code(bracket[0]) and is_title(title):
            return plain_code(bracket[0]), title.strip()
    compact = "".join(text.split())
    match = _CODE_BEFORE_TITLE.match(normalise(text))
    if match is None or len(normalise(text)) != len(compact):
        return None, text
    return compact[: match.end(1)], compact[match.end() :]


def is_period(text: str) -> bool:
    """Tell whether the text is a year or a date and nothing else: `（2024年度）`."""
    return _PERIOD.fullmatch(with_plain_years(normalise(text))) is not None or is_date(text)


def is_date(text: str) -> bool:
    """Tell whether the text is the day or month on which a form was filled in: it tells no fiscal year."""
    return _DATE.fullmatch(with_plain_years(normalise(text))) is not None


def is_signature(text: str) -> bool:
    """Tell whether a line is one of signatures under a form: `单位负责人：  制表人：`."""
    return _SIGNATURE.fullmatch(normalise(text)) is not None


def is_title(text: str) -> bool:
    """Tell whether a line could be the title of a table: short, ends with a word for table, no sentence."""
    plain = normalise(text)
    if not 3 <= len(plain) <= 70 or _TABLE_OF_CONTENTS.search(plain) or is_code(text):
        return False
    return _TITLE.fullmatch(plain) is not None and _SENTENCE.search(plain) is None


def is_note(text: str) -> bool:
    """Tell whether a line begins a note under a table, or is a remark such as `此表为空`."""
    plain = normalise(text)
    return len(plain) <= 4 * _REMARK_LENGTH and _NOTE.match(plain) is not None


def says_empty(text: str) -> bool:
    """Tell whether the text directly under a form says no more than that nothing is in it: `无`, `（空表）`."""
    return _EMPTY.fullmatch(normalise(text)) is not None


def number_of_paragraph(text: str) -> int | None:
    """Return the number that a paragraph of a note begins with, behind 注： or alone, or None without figures."""
    if text.strip()[:1] in _CIRCLED:
        return _CIRCLED.index(text.strip()[0]) + 1
    found = _NUMBERED.match(normalise(text))
    return int(found[1] or found[2]) if found else None


def follows_in_note(previous: Sequence[str], text: str) -> bool:
    """Tell whether a numbered line goes on with the note whose lines are given, rather than with the next chapter.

    Chapters are numbered 一、 or （一）; a note is so only where it began so, or where it is 说明： alone before.
    """
    if not begins_paragraph(text) or is_title(split_code(text)[1]):
        return False
    mark = _CHAPTER.search(normalise(text)[:_LONGEST_MARK])
    if mark is None or _LABEL_ALONE.fullmatch(normalise(previous[-1])):
        return True
    return any(_CHAPTER.search(normalise(line)) for line in previous)


def begins_paragraph(text: str) -> bool:
    """Tell whether a line begins with an ordinal: `2.`, `（一）`, `三、`."""
    return text.strip()[:1] in _CIRCLED or _ORDINAL.match(normalise(text)) is not None


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number: `8`, `- 8 -`, `第 8 页 共 20 页`."""
    return _PAGE_NUMBER.fullmatch(normalise(text)) is not None


def without_continued(title: str) -> str:
    """Return a title without the mark of a continuation: `…表（续）`."""
    return _CONTINUED.sub("", normalise(title))


def is_continued_mark(text: str) -> bool:
    """Tell whether the text says that a table goes on here, and nothing else: `续表`, `（续上表）`."""
    return _CONTINUED_MARK.fullmatch(normalise(text)) is not None


def is_caption(text: str) -> bool:
    """Tell whether the text says nothing but code, entity, unit, period or that the table goes on."""
    if len(text) > _LONGEST_CAPTION:
        return False
    labels = (find_unit, find_entity, is_code, is_period, is_entity_label, is_continued_mark)
    return any(label(text) for label in labels)
