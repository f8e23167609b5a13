"""Sets forms, prose and notes on pages, one under the other, and remembers on which pages each form stands."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from .breaks import Band, Piece, pieces_of
from .form import DrawnForm
from .look import Look
from .rulings import CellBox, draw_rulings
from .sheet import Fill, Run, Sheet
from .typeset import Cuttable, SetSlot, SetTable, never, typeset, wrap


@dataclass
class Placed:
    """A form as drawn: its pages (1-based), the body rows on each, and the cells that lost lines."""

    form: DrawnForm
    pages: list[tuple[int, int, int]] = field(default_factory=list)
    cuts: list[tuple[int, int, str, str]] = field(default_factory=list)


@dataclass
class Press:
    """Takes content in order and fills sheets. ``y`` is the next free height on the current sheet."""

    look: Look
    rng: random.Random
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0

    @property
    def sheet(self) -> Sheet:
        """Return the current sheet."""
        return self.sheets[-1]

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.look.paper[0] - 2 * self.look.margin

    @property
    def bottom(self) -> float:
        """Return the height at which content must end."""
        return self.look.paper[1] - self.look.margin

    def new_page(self) -> None:
        """Begin another sheet."""
        self.sheets.append(Sheet(*self.look.paper))
        self.y = self.look.margin

    def line(self, text: str, size: float, align: str = "left", bold: bool = False, advance: bool = True) -> None:
        """Set one line between the margins and go below it."""
        width = self.look.face.width(text, size)
        x = {"left": self.look.margin, "right": self.look.paper[0] - self.look.margin - width}.get(
            align, (self.look.paper[0] - width) / 2
        )
        self.sheet.marks.append(Run(x, self.y + size, text, size, bold))
        if advance:
            self.y += size * 1.45

    def prose(self, text: str, size: float, indent: str = "　　") -> None:
        """Set a paragraph, over pages if it must be."""
        for line in wrap(indent + text, self.width, self.look.face, size):
            if self.y + size * 1.5 > self.bottom:
                self.new_page()
            self.line(line, size)

    def place(self, form: DrawnForm, cuttable: Cuttable = never) -> Placed:
        """Set a form: what stands above, the grid over as many pages as it takes, the notes under it."""
        look, placed = self.look, Placed(form)
        self._progress.clear()  # its keys are those of the cells before, which others may take over
        table = typeset(form.grid, self.width, look, cuttable)
        first_rows = sum(table.heights[: form.grid.header_rows + 2])
        banner = look.banner or form.banner
        above = self._banner_height(form, table.width) if banner else look.title_size * 1.5 + look.size * 5
        if not self.sheets or not look.share_pages or self.y + above + first_rows + 20 > self.bottom:
            if (
                look.stranded_title
                and self.rng.random() < 0.4
                and self.sheets
                and not banner
                and self.y + above < self.bottom
                and not look.share_pages
            ):
                self._above(form)
                self.new_page()
                return self._grid(form, table, placed)
            self.new_page()
        else:
            self.y += look.size * self.rng.uniform(1.5, 4)
        if not banner:
            self._above(form)
        elif form.code:
            self.line(form.code, look.size, look.code_place if look.code_place != "with_unit" else "right")
        return self._grid(form, table, placed)

    def _above(self, form: DrawnForm) -> None:
        """Set what stands above the grid: form number, title, year, entity and unit."""
        look = self.look
        if form.code and look.code_place in ("left", "right"):
            self.line(form.code, look.size, look.code_place)
        number = f"{form.code}　" if form.code and look.code_place == "with_title" else ""
        for line in wrap(number + form.title, self.width, look.face, look.title_size):
            self.line(line, look.title_size, "centre", bold=True)
        if form.period:
            self.line(form.period, look.size, "centre")
        if form.code and look.code_place == "with_unit":
            self.line(form.code, look.size, "right")
        self._caption(form)
        self.y += 1.5

    def _caption(self, form: DrawnForm) -> None:
        """Set entity and unit: at both margins, in one run parted by spaces, with the date between, or in brackets."""
        look = self.look
        unit = f"{form.unit_label}{form.unit}" if form.unit and form.unit_label else ""
        entity = f"{form.entity_label}{form.entity}" if form.entity and form.entity_label else ""
        if unit and look.caption == "brackets":
            unit = f"（{unit}）"
        if entity and unit and look.caption == "one_run":
            gap = max(
                3, int((self.width - look.face.width(entity + unit, look.size)) / look.face.width(" ", look.size)) - 1
            )
            self.line(entity + " " * min(gap, 60) + unit, look.size)
            return
        if entity and unit and look.caption == "three" and form.year and not form.period:
            self.line(f"{form.year}年度", look.size, "centre", advance=False)
        if entity:
            self.line(entity, look.size, "left", advance=not unit)
        if unit:
            self.line(unit, look.size, "right")

    def _grid(self, form: DrawnForm, table: SetTable, placed: Placed) -> Placed:
        look = self.look
        left = look.margin + (self.width - table.width) / 2 if look.narrow_table else look.margin
        inside = look.banner or form.banner
        banner = self._banner_height(form, table.width) if inside else 0.0
        room = self.bottom - self.y - banner
        whole = self.bottom - look.margin - (banner if look.banner_repeats else 0.0)
        pieces = pieces_of(table, look, room, whole)
        for index, piece in enumerate(pieces):
            if index:
                self.new_page()
                if look.continued_mark and not inside:
                    self.line("续表", look.size, "right")
            boxes = []
            if inside and (index == 0 or look.banner_repeats):
                boxes += self._draw_banner(form, left, table.width)
            boxes += self._draw_piece(table, piece, left, first=index == 0)
            draw_rulings(self.sheet, boxes, look, self.rng, continued=index > 0)
            rows = sorted({band.row for band in piece.bands if band.row >= form.grid.header_rows})
            body = [row - form.grid.header_rows for row in rows]
            placed.pages.append((len(self.sheets), body[0] if body else 0, body[-1] + 1 if body else 0))
        placed.cuts = [
            (one.slot.row, one.slot.column, one.slot.text, "".join(one.lines)) for one in table.slots if one.cut
        ]
        self.y += 3
        for note in form.notes:
            for line in wrap(note, self.width, look.face, look.size):
                if self.y + look.size * 1.5 > self.bottom + 20:
                    self.new_page()
                self.line(line, look.size)
        return placed

    def _banner_texts(self, form: DrawnForm, width: float) -> list[tuple[str, str, float]]:
        """Return the rows of the banner as (left, right, size); a left text alone stands in the middle."""
        size = min(self.look.title_size * 0.8, 0.9 * width / self.look.face.width(form.title, 1.0))
        rows = [(form.title, "", size)]
        if form.period:
            rows.append((form.period, "", self.look.size))
        entity = f"{form.entity_label}{form.entity}" if form.entity and form.entity_label else ""
        unit = f"{form.unit_label}{form.unit}" if form.unit and form.unit_label else ""
        if entity or unit:
            rows.append((entity, unit, self.look.size))
        return rows

    def _banner_height(self, form: DrawnForm, width: float) -> float:
        return sum(size * 1.6 + 4 for _, _, size in self._banner_texts(form, width))

    def _draw_banner(self, form: DrawnForm, left: float, width: float) -> list[CellBox]:
        boxes = []
        for text, right, size in self._banner_texts(form, width):
            height = size * 1.6 + 4
            base = self.y + height / 2 + size * 0.35
            measure = self.look.face.width
            if right:
                if text:
                    self.sheet.marks.append(Run(left + 3, base, text, size))
                self.sheet.marks.append(Run(left + width - 3 - measure(right, size), base, right, size))
            else:
                self.sheet.marks.append(Run(left + (width - measure(text, size)) / 2, base, text, size, bold=True))
            boxes.append(CellBox(left, self.y, left + width, self.y + height, header=True))
            self.y += height
        return boxes

    def _draw_piece(self, table: SetTable, piece: Piece, left: float, first: bool) -> list[CellBox]:
        tops: dict[int, tuple[float, float, Band]] = {}
        y = self.y
        for band in piece.bands:
            tops[band.row] = (y, y + band.height, band)
            y += band.height
        boxes = []
        for one in table.slots:
            slot = one.slot
            rows = [row for row in range(slot.row, slot.row + slot.row_span) if row in tops]
            if not rows:
                continue
            box = CellBox(
                left + table.edges[slot.column],
                tops[rows[0]][0],
                left + table.edges[slot.column + slot.column_span],
                tops[rows[-1]][1],
                header=slot.header,
            )
            boxes.append(box)
            if self.look.white_strips:  # as Word shades a cell: its ground, and a strip at either side of the text
                self.sheet.marks += [
                    Fill(box.x0, box.top, box.x1, box.bottom, 1.0),
                    Fill(box.x0, box.top, box.x0 + 4, box.bottom, 1.0),
                    Fill(box.x1 - 4, box.top, box.x1, box.bottom, 1.0),
                ]
            if self.look.shaded_header and slot.header:
                self.sheet.marks.append(Fill(box.x0, box.top, box.x1, box.bottom, 0.88))
            self._draw_text(table, one, box, rows, tops)
        self.y = y
        return boxes

    def _draw_text(
        self, table: SetTable, one: SetSlot, box: CellBox, rows: list[int], tops: dict[int, tuple[float, float, Band]]
    ) -> None:
        slot, look, step = one.slot, self.look, table.size * self.look.leading
        broken = slot.row_span > 1 and len(rows) < slot.row_span and not slot.header
        if broken and look.merged_break == "repeat":
            # As LibreOffice Calc: each page holds the whole text, placed as in the whole cell, clipped to the part.
            above = sum(table.heights[slot.row : rows[0]])
            whole = CellBox(box.x0, box.top - above, box.x1, box.top - above + table.span_height(slot))
            self._set_lines(
                table, one, whole, one.lines, step, at_top=look.valign_top, clip=(box.x0, box.top, box.x1, box.bottom)
            )
            return
        lines, torn = self._lines_here(table, one, box, rows, tops, step)
        if lines:
            step = min(step, (box.bottom - box.top - 0.5) / len(lines))  # text never leaves its cell
            self._set_lines(table, one, box, lines, step, at_top=torn or look.valign_top)

    def _set_lines(
        self,
        table: SetTable,
        one: SetSlot,
        box: CellBox,
        lines: list[str],
        step: float,
        at_top: bool,
        clip: tuple[float, float, float, float] | None = None,
    ) -> None:
        slot, look = one.slot, self.look
        align = "left" if slot.kind in ("name", "text") else "right" if slot.kind == "money" else "centre"
        if (
            slot.header
            or (slot.column_span > 1 and slot.column == 0)
            or (slot.kind == "text" and len(lines) == 1 and slot.row_span > 1)
        ):
            align = "centre"
        middle = box.top + (box.bottom - box.top - len(lines) * step) / 2
        top = min(box.top + look.row_air / 2, middle) if at_top else middle
        for index, line in enumerate(lines):
            width = look.face.width(line, table.size)
            x = {"left": box.x0 + look.pad, "right": box.x1 - look.pad - width}.get(
                align, (box.x0 + box.x1 - width) / 2
            )
            y = top + index * step + (step - table.size) / 2 + table.size * 0.85
            bold = slot.header and self.rng.random() < 0.5
            self.sheet.marks.append(Run(x, y, line, table.size, bold, clip))

    def _lines_here(
        self,
        table: SetTable,
        one: SetSlot,
        box: CellBox,
        rows: list[int],
        tops: dict[int, tuple[float, float, Band]],
        step: float,
    ) -> tuple[list[str], bool]:
        """Return the lines of a cell that this page shows, and whether they must stand at its top."""
        slot = one.slot
        if slot.row_span == 1:
            band = tops[slot.row][2]
            return (one.lines[band.first_line : band.last_line], True) if band.torn else (one.lines, False)
        whole = len(rows) == slot.row_span and not any(tops[row][2].torn for row in rows)
        if whole or slot.header:
            return one.lines, False
        room = max(1, int((box.bottom - box.top - 1) / step))
        begins = rows[0] == slot.row and tops[rows[0]][2].first_line == 0
        fits = len(one.lines) <= room
        if fits and begins and not self._shown(one):
            self._remember(one, len(one.lines))
            return one.lines, self.look.merged_break == "flow"
        start = self._shown(one)
        last_part = rows[-1] == slot.row + slot.row_span - 1
        end = len(one.lines) if last_part else min(len(one.lines), start + room)
        self._remember(one, end)
        return one.lines[start:end], True

    _progress: dict[int, int] = field(default_factory=dict)

    def _shown(self, one: SetSlot) -> int:
        return self._progress.get(id(one), 0)

    def _remember(self, one: SetSlot, lines: int) -> None:
        self._progress[id(one)] = lines
