"""What is printed around tables and never in them: captions and notes, told by how they begin."""

from __future__ import annotations

import re

from extractors.captions import find_entity, find_unit, is_code, is_period, is_title
from extractors.text import normalise

_CAPTION = re.compile(
    r"(?:table|tab\.|tableau|tabelle|tabella|tabel|tabela|cuadro|tabla|exhibit|figure|fig\.|chart|graph|box|annex|"
    r"附?表|图|续表|表格)\s*[\dA-Z一二三四五六七八九十IVX][\w.\-–]*\s*(?:[.:：—–-]|\s|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?i:sources?|notes?|n\.b\.|quelle|fuente|nota|key|legend|abbreviations?|footnotes?|remarks?|注|备注|说明|资料来源|数据来源|来源)\s*[:：.]"
    r"|(?:Sources?|SOURCES?|Notes?|NOTES?)\s+[A-Z]|[*†‡§]{1,3}\s*[A-Za-z(]|[—–]\s*(?:Not|Represents)\b"
)
_CLAUSE_ENDS = ("，", "；", "。")
_TOTAL = re.compile(r".{0,8}(?:合计|总计|小计)")


def is_total(text: str, sub: bool = True) -> bool:
    """Tell whether a text labels a total (本年支出合计), or a subtotal (小计) unless ``sub`` is False."""
    plain = normalise(text)
    return bool(_TOTAL.fullmatch(plain)) and (sub or not plain.endswith("小计"))


def is_caption_text(text: str) -> bool:
    """Tell whether a text opens a caption (Table 3: ...)."""
    return bool(_CAPTION.match(text))


def is_note_text(text: str) -> bool:
    """Tell whether a text opens the notes under a table."""
    return bool(_NOTE.match(text))


def is_parted_note(texts: list[str]) -> bool:
    """Tell whether the pieces of a line are the word for a note and its clauses, parted by the white of their marks."""
    label, *clauses = texts
    marked = label.endswith((":", "：")) and all(clause.endswith(_CLAUSE_ENDS) for clause in clauses)
    return bool(clauses) and marked and is_note_text(label)


def is_form_caption(texts: list[str]) -> bool:
    """Tell whether the pieces of a line are a form's unit, entity and year, as they stand right above its table.

    So does its number, with the title behind it.
    """
    if len(texts) > 1 and is_code(texts[0]) and is_title("".join(texts[1:])):
        return True
    named = [find_unit(text) is not None or find_entity(text) is not None for text in texts]
    return any(named) and all(known or is_period(text) for known, text in zip(named, texts, strict=True))
