"""Forms whose rows and columns are numbered: 序号 down the left side, 栏次 with 1, 2, 3 below the headings."""

from __future__ import annotations

from typing import Any

from ..form import DrawnForm
from ..grid import LEFT, Grid


def numbered(form: DrawnForm, column_numbers: bool = True) -> DrawnForm:
    """Return a form with a column of row numbers before it and, if asked, a row of column numbers under its headings.

    A row that is one cell over the whole width, a remark, has no number.
    """
    grid = form.grid
    head = [["序号" if index == 0 else "^", *row] for index, row in enumerate(grid.head)]
    if column_numbers:
        head.append(["栏次", *[str(number) for number in range(1, grid.columns + 1)]])
    counted = Grid(head, ["mark", *grid.kinds])
    number = 0
    for row in grid.body:
        if row[0] and all(text == LEFT for text in row[1:]):
            counted.add(row[0], LEFT, *row[1:])
        else:
            number += 1
            counted.add(str(number), *row)
    moved = len(head) - len(grid.head)
    form.grid = counted
    form.records = [_moved(record, moved) for record in form.records]
    return form


def _moved(record: dict[str, Any], rows: int) -> dict[str, Any]:
    cells = {name: [row + rows, column + 1] for name, (row, column) in record["cells"].items()}
    return {**record, "row": record["row"] + rows, "cells": cells}
