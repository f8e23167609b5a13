from dataclasses import replace

import pytest

from extractors.context.texts.spaced_letters import join_spaced_letters
from schemas.table import Table
from tests.extractors.tables.builders import table

HEADINGS = ("科目名称", "合计", "支出总计", "水电", "水、电")


def one(text: str, source: str = "ocr") -> Table:
    made = table(text)
    return replace(made, id="t1", cells=[replace(cell, source=source) for cell in made.cells])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("科目、名、称", "科目名称"),
        ("合、计", "合计"),
        ("支出、总·计", "支出总计"),
        ("合,计", "合计"),
        ("科一目、名：称", "科目名称"),
        ("1支出、总计", "支出总计"),
    ],
)
def test_marks_between_the_letters_of_a_known_word_go(read, meant):
    made = one(read)
    (repair,) = join_spaced_letters([made], lambda: HEADINGS)
    assert (repair.before, repair.after, made.cells[0].text, made.cells[0].confidence) == (read, meant, meant, 0.9)


@pytest.mark.parametrize("text", ["水、电", "米、面", "会议费、培训费", "合计", "科一目名称"])
def test_lists_and_unknown_words_stay(text):
    made = one(text)
    assert join_spaced_letters([made], lambda: HEADINGS) == []
    assert made.cells[0].text == text


def test_a_text_layer_is_believed():
    assert join_spaced_letters([one("合、计", "text")], lambda: HEADINGS) == []
