"""Which rows of a table hold data: no blank ones, no headings again, no numbering of columns, no remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.forms.built import Built
from extractors.forms.view import TableView, distinct
from extractors.forms.wording import is_remark, tidy, tidy_label
from schemas.table import Cell

_NUMBERING = re.compile(r"[(（]?\d{1,2}[)）]?(?:=.*)?|栏次|行次|[类款项]|[*×Xx-]+")


def data_rows(view: TableView, built: Built) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the index and the cells of each row that holds data; remarks inside the grid become notes."""
    for index in range(view.height, len(view.slots)):
        row = view.slots[index]
        own = [cell for cell in distinct(row) if cell.row == index and tidy_label(cell.text)]
        if not own or _numbers_columns(own, index == view.height) or _repeats_headings(view, own):
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
    texts = ["".join(cell.text.split()) for cell in own]
    if not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return "栏次" in texts or (first and (counted or any("=" in text for text in texts)))
