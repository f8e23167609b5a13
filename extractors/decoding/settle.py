"""Which of an engine's readings of one line to believe, and how much, from the form of figures alone."""

from __future__ import annotations

import re

from schemas.table import Reading

#: An amount or code as budgets print it: groups of three with commas or none, two decimals at most, per cent.
WELL_FORMED = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?%?")
#: What is still meant as a figure, though something in it was misread.
FIGURE_LIKE = re.compile(r"[-−]?[\d ,.，．。'·:]*\d[\d ,.，．。'·:]*%?")
_RULING = re.compile(r"^[|/\\丨]+\s*(?=[\d\u4e00-\u9fff])|(?<=[\d\u4e00-\u9fff])\s*[|\\丨]+$")
_STROKE_BEFORE = re.compile(r"^[1Iil]\s*(?=[\u4e00-\u9fff])")
_STROKE_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff）)])\s*[1Iil]$")
_REMAIN_BEHIND = re.compile(r"(?<=\.\d\d)\s*1$")
_POINTLESS = re.compile(r"(?<=[=<>≤≥])(\d+)\s+(\d{2})(?=[(（])")
#: What a minus of a few pixels is read for.
_MINUS = re.compile(r"^[~～—–一](?=[\d,]*\d\.\d{2}%?$)")
#: The share of the best reading's score at which a well-formed figure is taken before an ill-formed one.
PREFERRED = 0.02
#: What a figure is believed at most when its form had to be mended.
MENDED = 0.5


def settle(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings, the one to believe first: remains of rulings dropped, figures in good form preferred."""
    cleaned: dict[str, float] = {}
    for reading in readings:
        text = _RULING.sub("", reading.text).strip()
        if text:
            cleaned[text] = cleaned.get(text, 0.0) + reading.score
    cleaned = _mended(cleaned)
    ranked = sorted((Reading(text, min(1.0, score)) for text, score in cleaned.items()), key=lambda item: -item.score)
    if not ranked or not FIGURE_LIKE.fullmatch(ranked[0].text) or WELL_FORMED.fullmatch(ranked[0].text):
        return tuple(ranked)
    return _figure_first(ranked)


def _mended(texts: dict[str, float]) -> dict[str, float]:
    """Put back a point before a unit, ``≥100 00(人数)`` can only be ≥100.00(人数), and a minus."""
    mended: dict[str, float] = {}
    for text, score in texts.items():
        meant = _MINUS.sub("-", _POINTLESS.sub(r"\1.\2", text))
        mended[meant] = mended.get(meant, 0.0) + (score if meant == text else min(MENDED, score))
    return mended


def without_edges(readings: tuple[Reading, ...], left: bool, right: bool) -> tuple[Reading, ...]:
    """Return the readings without the stroke before or behind words that is a bit of the ruling at that side."""
    if not (left or right):
        return readings
    cleaned: dict[str, Reading] = {}
    for reading in readings:
        text = _STROKE_BEFORE.sub("", reading.text) if left else reading.text
        text = _STROKE_BEHIND.sub("", text) if right else text
        if text and (text not in cleaned or cleaned[text].score < reading.score):
            cleaned[text] = Reading(text, reading.score)
    return tuple(cleaned.values())


def _figure_first(ranked: list[Reading]) -> tuple[Reading, ...]:
    best = ranked[0]
    formed = [item for item in ranked if WELL_FORMED.fullmatch(item.text) and item.score >= PREFERRED * best.score]
    mended = mend_figure(best.text)
    if mended and all(item.text != mended for item in formed):
        formed.append(Reading(mended, min(MENDED, best.score)))
    if not formed:
        return tuple(ranked)
    first = max(formed, key=lambda item: item.score)
    rest = [item for item in ranked if item.text != first.text]
    return (Reading(first.text, min(MENDED, first.score)), *rest)


def mend_figure(text: str) -> str | None:
    """Return the figure meant by an ill-formed one, if its marks allow only one: ``998 36`` -> ``998.36``.

    A recogniser sees points in the gaps of broad print: ``1,3,50.0.0`` -> ``1,350.00``. Without commas two points may
    be a date's or an ordinal's.
    """
    marks = re.sub(r"[，]", ",", re.sub(r"[．。·:']", ".", text.strip()))
    marks = _REMAIN_BEHIND.sub("", marks)
    digits = re.sub(r"[ ,.]", "", marks)
    parted = "[.,]?" if "," in marks[:-4] else ""
    decimals = re.search(rf"[ .,]+(\d{parted}\d)(%?)$", marks)
    if decimals is None:
        return digits if WELL_FORMED.fullmatch(digits) and "." not in marks else None
    sign = "-" if marks[0] in "-−" else ""
    whole = re.sub(r"\D", "", marks[: decimals.start()])
    if not whole:
        return None
    grouped = f"{int(whole):,}" if "," in marks[: decimals.start()] else whole
    places = re.sub(r"\D", "", decimals[1])
    return f"{sign}{grouped}.{places}{decimals[2]}"
