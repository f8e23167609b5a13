"""Tables written as text: `|` parts cells, a cell of `<` belongs to the left, one of `^` to the one above."""

from extractors.text import drop_layout_spaces
from schemas.geometry import Box
from schemas.table import Caption, Cell, Part, Table

WIDTH, HEIGHT = 60.0, 15.0


def table(drawing, page=1, top=100.0, title=None, header_rows=0, **caption):
    """Build a table of one part; `/` in a cell parts printed lines."""
    rows = [[text.strip() for text in line.strip().strip("|").split("|")] for line in drawing.strip().splitlines()]
    owner = {}
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text == "<":
                owner[row, column] = owner[row, column - 1]
            elif text == "^":
                owner[row, column] = owner[row - 1, column]
            else:
                lines = tuple(part for part in text.split("/") if part)
                joined = drop_layout_spaces("".join(lines))
                cells.append(Cell(row, column, 1, 1, joined, lines, page, Box(0, 0, 0, 0)))
                owner[row, column] = cells[-1]
    for (row, column), cell in owner.items():
        cell.row_span = max(cell.row_span, row - cell.row + 1)
        cell.column_span = max(cell.column_span, column - cell.column + 1)
    for cell in cells:
        x0, y0 = 50 + WIDTH * cell.column, top + HEIGHT * cell.row
        cell.box = Box(x0, y0, x0 + WIDTH * cell.column_span, y0 + HEIGHT * cell.row_span)
        cell.kind = "header" if cell.row < header_rows else "data"
    box = Box(50, top, 50 + WIDTH * len(rows[0]), top + HEIGHT * len(rows))
    part = Part(page, box, 0, len(rows))
    made = Table("", cells, len(rows), len(rows[0]), header_rows, "ruled", [part], Caption(title=title, **caption))
    made.slots()
    return made


def texts(made):
    """Return the texts of a table by grid position, merged cells repeated."""
    return [[cell.text for cell in row] for row in made.slots()]
