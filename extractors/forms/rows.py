"""Which rows of a table hold data: no blank ones, no headings again, no numbering of columns, no remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.forms.built import Built
from extractors.forms.view import TableView, distinct
from extractors.forms.wording import is_column_mark, is_remark, tidy, tidy_label
from extractors.text import normalise
from schemas.table import Cell

_NUMBERING = re.compile(r"\(?(\d{1,2})\)?(?:=.*)?|行次|[类款项]|-+")
#: The marks that count columns of words, in their orders, and the one that only fills their place.
_ORDERS, _FILLER = ("甲乙丙丁戊己庚辛", "ABCDEFGH"), re.compile(r"[*×Xx]{1,3}")


def data_rows(view: TableView, built: Built) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the index and the cells of each row that holds data; remarks inside the grid become notes."""
    for index in range(view.height, len(view.slots)):
        row = view.slots[index]
        printed = [cell for cell in distinct(row) if cell.row == index and cell.text]
        own = [cell for cell in printed if tidy_label(cell.text)]
        if not own or _numbers_columns(printed, index == view.height) or _repeats_headings(view, own):
            continue
        remark = _lone_remark(own)
        if remark is None:
            yield index, row
        elif remark not in built.notes:
            built.notes.append(remark)


def _lone_remark(own: list[Cell]) -> str | None:
    """Return the remark that a row holds instead of data, or None."""
    if len({cell.text for cell in own}) != 1 or not is_remark(own[0].text):
        return None
    return tidy(own[0].text)


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
    if not all(found[text] or text in marks for text in texts):
        return False
    if "栏次" in texts or not first:
        return "栏次" in texts
    numbers = [int(number[1]) for text in texts if (number := found[text]) and number[1] and "=" not in text]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return any("=" in text for text in texts) or (counted and (len(numbers) > 1 or (numbers[0] == 1 and _count(marks))))


def _count(marks: list[str]) -> bool:
    """Tell whether marks beside a lone 1 count columns too: 甲, 乙 or **; 甲 alone may as well be a name."""
    if any(_FILLER.fullmatch(mark) for mark in marks):
        return True
    return len(marks) > 1 and any(order.startswith("".join(marks)) for order in _ORDERS)
