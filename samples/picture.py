"""Draws samples/result.png: pieces of two pages with the cells found on them, beside the JSON that they became.

    python -m samples.picture [OUT.png]

Everything in the picture comes from converting the sample; chosen by hand is only which form, record and repair to
show. Needs Pillow and the WenQuanYi Zen Hei font.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extractors.pipeline import extract
from schemas.result import CellOut, ExtractionResult, FormOut, TableOut

HERE = Path(__file__).parent
SAMPLE = HERE / "jiangyou-2024.pdf"
FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
FORM = "department_expenditure_summary"
RECORD = 4
RULE = "cross_form"
REPAIR = "truncated_text"

#: Pixels.
WIDTH = 1080
MARGIN = 24
PANEL = 890
TEXT_SIZE = 18
LINE_HEIGHT = 26
#: Points of the page around a table, and how wide a table is of which no more than a quarter need be shown.
BORDER = 12.0
NARROW = 400.0
#: Characters of JSON on one line.
LINE_LENGTH = 80
LONGEST_TEXT = 24
INK, FAINT, CELL = "#1f2933", "#7a8794", "#a8c4de"

Box = tuple[float, float, float, float]
Place = tuple[int, Box]


@dataclass(frozen=True)
class Excerpt:
    """A piece of the JSON and its colour; ``places`` are the pages and boxes it comes from."""

    path: str
    value: dict[str, Any]
    colour: str
    places: Sequence[Place]

    @property
    def lines(self) -> list[str]:
        """The JSON as it is drawn: as many entries on a line as fit."""
        lines = ["{"]
        entries = [f"{json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}" for key, item in self.value.items()]
        for number, entry in enumerate(entries, 1):
            piece = entry + ("}" if number == len(entries) else ", ")
            if len(lines[-1]) + len(piece) > LINE_LENGTH and lines[-1].strip() != "{":
                lines.append("  ")
            lines[-1] += piece
        return lines


def main() -> None:
    """Convert the sample and write the picture."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "result.png"
    result = extract(SAMPLE.read_bytes(), filename=SAMPLE.name).result()
    tables = {table.id: table for table in result.tables}
    excerpts = [*_form_excerpts(result, tables), *_repair_excerpts(result, tables)]
    pages = dict.fromkeys(page for excerpt in excerpts for page, _ in excerpt.places[:1])
    shots = [_draw_page(result, page, excerpts) for page in pages]
    picture = Image.new("RGB", (WIDTH + PANEL + 3 * MARGIN, _height(shots, excerpts)), "white")
    top = MARGIN
    for shot in shots:
        picture.paste(shot, (MARGIN, top))
        top += shot.height + MARGIN
    _draw_json(ImageDraw.Draw(picture), WIDTH + 2 * MARGIN, excerpts)
    picture.quantize(200, dither=Image.Dither.NONE).save(target, optimize=True)


def _form_excerpts(result: ExtractionResult, tables: dict[str, TableOut]) -> Iterator[Excerpt]:
    index, form = next((index, form) for index, form in enumerate(result.forms) if form.form == FORM)
    table = tables[form.table_ids[0]]
    page = table.parts[0].page
    captions = [
        (page, region.bbox) for region in result.document.pages[page - 1].regions if region.kind in ("title", "caption")
    ]
    yield Excerpt(f"forms[{index}]", _head(form), "#2166ac", captions)
    record = form.records[RECORD]
    row = [(cell.page, cell.bbox) for cell in table.cells if cell.row == record["row"]]
    yield Excerpt(f"forms[{index}].records[{RECORD}]", record, "#d9730d", row)
    place = tuple(next(iter(record["cells"].values())))
    number, cell = next((n, cell) for n, cell in enumerate(table.cells) if (cell.row, cell.column) == place)
    yield Excerpt(
        f"tables[{result.tables.index(table)}].cells[{number}]", _values(cell), "#5e3c99", [(cell.page, cell.bbox)]
    )
    check = next(check for check in result.checks if check.form == FORM and check.rule == RULE)
    cells = {(table.id, cell.row, cell.column): cell for table in result.tables for cell in table.cells}
    summed = [cells[ref.table_id, ref.row, ref.column] for ref in check.cells]
    places = [(cell.page, cell.bbox) for cell in summed]
    yield Excerpt(f"checks[{result.checks.index(check)}]", _values(check), "#1b7837", places)


def _repair_excerpts(result: ExtractionResult, tables: dict[str, TableOut]) -> Iterator[Excerpt]:
    """Give the record of a project, one of its indicators, and the repair that completed it."""
    index, repair = next((index, repair) for index, repair in enumerate(result.repairs) if repair.kind == REPAIR)
    table = tables[repair.table_id]
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (repair.row, repair.column))
    number, form = next((n, form) for n, form in enumerate(result.forms) if table.id in form.table_ids)
    which, record = max(
        ((n, record) for n, record in enumerate(form.records) if record["row"] <= repair.row),
        key=lambda entry: int(entry[1]["row"]),
    )
    boxes = {(cell.row, cell.column): (cell.page, cell.bbox) for cell in table.cells}
    path, places = f"forms[{number}].records[{which}]", record["cells"]
    yield Excerpt(path, _shortened(record), "#01665e", [boxes[*places[key]] for key in places if "." not in key])
    mended = next(key for key, place in places.items() if tuple(place) == (repair.row, repair.column))
    _, position, _ = mended.split(".")
    row = [place for (row, column), place in boxes.items() if row == repair.row and column >= repair.column]
    yield Excerpt(f"{path}.indicators[{position}]", record["indicators"][int(position)], "#b8860b", row)
    yield Excerpt(f"repairs[{index}]", _values(repair), "#b2182b", [(cell.page, cell.bbox)])


def _shortened(record: dict[str, Any]) -> dict[str, Any]:
    texts = {
        key: value if len(value) <= LONGEST_TEXT else f"{value[:LONGEST_TEXT]}…"
        for key, value in record.items()
        if isinstance(value, str)
    }
    return texts | {"indicators": [f"… {len(record['indicators'])}"]}


def _head(form: FormOut) -> dict[str, Any]:
    return form.model_dump(exclude={"records", "notes"}) | {"records": [f"… {len(form.records)}"]}


def _values(part: Any) -> dict[str, Any]:
    values: dict[str, Any] = part.model_dump(mode="json", exclude_none=True)
    return values


def _draw_page(result: ExtractionResult, number: int, excerpts: Sequence[Excerpt]) -> Image.Image:
    """Draw the part of a page that holds its table, with the cells and the excerpts' boxes on it."""
    cells = [cell for table in result.tables for cell in table.cells if cell.page == number]
    regions = result.document.pages[number - 1].regions
    left, top, right, bottom = _around(cells, min(region.bbox[1] for region in regions))
    scale = WIDTH / (right - left)
    with pypdfium2.PdfDocument(SAMPLE) as pdf:
        page: Image.Image = pdf[number - 1].render(scale=scale).to_pil().convert("RGB")
    draw = ImageDraw.Draw(page)
    for cell in cells:
        draw.rectangle([edge * scale for edge in cell.bbox], outline=CELL, width=2)
    for excerpt in excerpts:
        for box in (box for on_page, box in excerpt.places if on_page == number):
            x0, y0, x1, y1 = (edge * scale for edge in box)
            draw.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), outline=excerpt.colour, width=4)
    shot = page.crop((round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)))
    ImageDraw.Draw(shot).rectangle((0, 0, shot.width - 1, shot.height - 1), outline=FAINT)
    return shot


def _around(cells: Sequence[CellOut], top: float) -> Box:
    """Return the piece of a page to show, in points: its cells and what stands above them."""
    left, right = min(cell.bbox[0] for cell in cells), max(cell.bbox[2] for cell in cells)
    bottom = max(cell.bbox[3] for cell in cells)
    # A narrow table is drawn larger, so less of its height is enough.
    lowest = bottom if right - left > NARROW else top + (bottom - top) / 4
    return left - BORDER, max(0.0, top - BORDER), right + BORDER, lowest + BORDER


def _height(shots: Sequence[Image.Image], excerpts: Sequence[Excerpt]) -> int:
    pages = sum(shot.height + MARGIN for shot in shots)
    texts = sum((len(excerpt.lines) + 2) * LINE_HEIGHT for excerpt in excerpts)
    return MARGIN + max(pages, texts)


def _draw_json(draw: ImageDraw.ImageDraw, left: int, excerpts: Sequence[Excerpt]) -> None:
    font = ImageFont.truetype(FONT, TEXT_SIZE)
    top = MARGIN
    for excerpt in excerpts:
        end = top + (len(excerpt.lines) + 1) * LINE_HEIGHT
        draw.rectangle((left, top, left + 5, end), fill=excerpt.colour)
        draw.text((left + 16, top), excerpt.path, font=font, fill=excerpt.colour)
        for number, line in enumerate(excerpt.lines, 1):
            draw.text((left + 16, top + number * LINE_HEIGHT), line, font=font, fill=INK)
        top = end + LINE_HEIGHT


if __name__ == "__main__":
    main()
