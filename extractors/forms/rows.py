"""Which rows of a table hold data: no blank ones, no headings again, no numbering of columns, no remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.captions import follows_in_note, is_signature, number_of_paragraph
from extractors.column_numbers import number_columns
from extractors.forms.built import Built
from extractors.forms.view import TableView, printed_in
from extractors.forms.wording import is_column_mark, is_remark, tidy_label
from extractors.text import drop_layout_spaces, join_printed_lines, normalise
from schemas.table import Cell

#: What heads the row of a remark.
_REMARK_LABEL = re.compile("注|备注|说明|附注")
_NUMBERING = re.compile(r"\(?(\d{1,2})\)?(?:=.*)?|行次|[类款项]|-+")
_ROW_NUMBER = re.compile(r"\d{1,2}")
#: The marks that count columns of words, in their orders, and the one that only fills their place.
_ORDERS, _FILLER = ("甲乙丙丁戊己庚辛", "ABCDEFGH"), re.compile(r"[*×Xx]{1,3}")


def data_rows(view: TableView, built: Built) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the index and the cells of each row that holds data; remarks inside the grid become notes."""
    noted: list[str] = []
    for index in range(view.height, len(view.slots)):
        row = view.slots[index]
        printed = printed_in(row, index)
        own = [cell for cell in printed if tidy_label(cell.text)]
        first = index == view.height
        numbering = _numbers_columns(printed, first) or (first and number_columns(printed))
        if not own or numbering or _repeats_headings(view, own):
            continue
        remark = _lone_remark(own, noted)
        if remark is None:
            noted = []
            yield index, row
        else:
            built.notes.extend(each for each in remark if each not in built.notes)
            noted = remark


def _lone_remark(own: list[Cell], noted: list[str]) -> list[str] | None:
    """Return the notes that a row holds instead of data, or None; signatures are no notes and no data.

    ``noted`` are the notes of the row above, which a numbered row may go on with.
    """
    if len(own) == 2 and own[0].column == 0 and _ROW_NUMBER.fullmatch(own[0].text.strip()):
        own = own[1:]
    texts = list(dict.fromkeys(cell.text for cell in own))
    if len(texts) == 2 and _REMARK_LABEL.fullmatch(normalise(texts[0])) and own[-1].column_span > 1:
        return [drop_layout_spaces(texts[1])]
    if all(map(is_signature, texts)):
        return []
    if len(texts) != 1:
        return None
    if is_remark(texts[0]) or (noted and own[0].column_span > 1 and follows_in_note(noted, texts[0])):
        return _paragraphs(own[0])
    return None


def _paragraphs(cell: Cell) -> list[str]:
    """Return the numbered paragraphs of a note that has several in one cell."""
    lines = cell.lines if join_printed_lines(cell.lines) == cell.text else (cell.text,)
    found: list[list[str]] = []
    for line in lines:
        number, before = number_of_paragraph(line), [number_of_paragraph(paragraph[0]) for paragraph in found]
        if found and (number is None or number - 1 not in before):
            found[-1].append(line)
        else:
            found.append([line])
    return [drop_layout_spaces(join_printed_lines(paragraph)) for paragraph in found]


def _repeats_headings(view: TableView, own: list[Cell]) -> bool:
    """Tell whether a row only prints a row of the headings again, as after a page break."""
    return len(own) > 1 and any(
        all(heading[cell.column].text == cell.text for cell in own) for heading in view.slots[: view.height]
    )


def _numbers_columns(own: list[Cell], first: bool) -> bool:
    """Tell whether a row numbers the columns (栏次, 1, 2, 3=4+5); older prints put 类, 款, 项 beside 栏次."""
    texts = [normalise(cell.text) for cell in own]
    found = {text: _NUMBERING.fullmatch(text) for text in texts}
    marks = [text for text in texts if is_column_mark(text)]
    if "栏次" in texts and 2 * sum(bool(found[text]) or text in marks for text in texts) > len(texts):
        return True  # of a scan a few numbers may be misread
    if not all(found[text] or text in marks for text in texts):
        return False
    if not first:
        return False
    numbers = [int(number[1]) for text in texts if (number := found[text]) and number[1] and "=" not in text]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return any("=" in text for text in texts) or (counted and (len(numbers) > 1 or (numbers[0] == 1 and _count(marks))))


def _count(marks: list[str]) -> bool:
    """Tell whether marks beside a lone 1 count columns too: 甲, 乙 or **; 甲 alone may as well be a name."""
    if any(_FILLER.fullmatch(mark) for mark in marks):
        return True
    return len(marks) > 1 and any(order.startswith("".join(marks)) for order in _ORDERS)
