"""Pauses of prose in print that hardly shows them."""

from __future__ import annotations

from extractors.context.texts.pauses import settle_pauses
from schemas.geometry import Box
from schemas.table import Cell, Lattice, Table
from tests.support.lattices import lattice_of

LINES = ("做好基层治理，加强队伍建设，", "落实各项制度，提高服务水平，")
ALPHABET = ["", *sorted(set("".join(LINES) + "，、。；：（）党培训宣传"))]


def seen(*lines: str, **places: dict[str, float]) -> Lattice:
    """Return the lattice of lines that show their characters, but where a line and a place in it are named: l0p6."""
    found = []
    for number, line in enumerate(lines):
        steps = [places.get(f"l{number}p{place}", {character: 1.0}) for place, character in enumerate(line)]
        found.append(lattice_of(ALPHABET, *(step for one in steps for step in (one, {"": 1.0})), least=1e-5))
    return found[0].followed_by(found[1])


def settled(lattice: Lattice | None, confidence: float = 0.5, lines: tuple[str, ...] = LINES) -> str:
    box = Box(0, 0, 50, 20)
    cell = Cell(0, 0, 1, 1, "".join(lines), lines, 1, box, "data", confidence, "ocr", lattice=lattice)
    repairs = settle_pauses([Table("t1", [cell], 1, 1, 0, "ruled", [])])
    assert [(repair.before, repair.after) for repair in repairs] == (
        [("".join(lines), cell.text)] if cell.lines != lines else []
    )
    return cell.text


NEARLY = {"，": 0.5, "。": 0.4, "、": 0.05}


def test_a_mark_that_is_nearly_as_like_a_point_is_one() -> None:
    assert settled(seen(*LINES, l0p13=NEARLY)) == "做好基层治理，加强队伍建设。落实各项制度，提高服务水平，"
    assert settled(seen(*LINES)) == "".join(LINES)


def test_semicolons_are_not_read_as_colons() -> None:
    marks = {f"l{line}p6": {"：": 0.7, "；": 0.2} for line in (0, 1)}
    lines = ("做好基层治理：加强队伍建设，", "落实各项制度：提高服务水平，")
    assert settled(seen(*LINES, **marks), lines=lines).count("；") == 2


def test_the_last_mark_of_a_text_is_sooner_a_point() -> None:
    mark = {"，": 0.9, "。": 0.03}
    text = settled(seen(*LINES, l0p13=mark, l1p13=mark))
    assert (text[13], text[-1]) == ("，", "。")


def test_what_is_read_surely_or_is_a_label_stays() -> None:
    assert settled(seen(*LINES, l0p13=NEARLY), confidence=0.95) == "".join(LINES)
    assert settled(None) == "".join(LINES)
    spaced = ("加，强，", "队，伍")
    assert settled(seen(*spaced, l0p3=NEARLY), lines=spaced) == "".join(spaced)
    label = ("党建，培训，", "宣传")
    assert settled(seen("党建，培训，", "宣传", l0p2=NEARLY), lines=label) == "".join(label)


def test_in_a_list_of_parts_few_colons_stand_and_none_behind_a_bracket() -> None:
    lines = ("做好治理；加强建设；落实（各项）：", "提高水平：加强队伍。")
    mark = {"：": 0.98, "；": 0.0002}
    alphabet_lines = seen(*lines, l0p16={"：": 0.9, "；": 0.05}, l1p4=mark)
    assert settled(alphabet_lines, lines=lines) == "做好治理；加强建设；落实（各项）；提高水平；加强队伍。"
    few = ("做好治理，加强建设，落实各项制度。", "提高水平：加强队伍。")
    assert settled(seen(*few, l1p4=mark), lines=few)[21] == "："
