"""General tables against the peers, all measured in one run on the ICDAR 2013 competition's documents.

    python -m benchmarks.general_tables DIR [--systems ours,pdfplumber] [--only us-025]

DIR holds X.pdf and X-str.xml (or Xa.pdf with Xa-str.xml, Xb-str.xml). Peers come from `benchmarks/requirements.txt`,
best in an environment of their own; one that is not installed is left out and named. Prints a Markdown table:
precision, recall and F1 of adjacency relations (document averages, as in the competition; PDF in, tables out), the
tables found, and seconds a page (CPU, children included).

A relation says that a cell with text has another as its next neighbour to the right or below, with so many blank
positions between. A true table stands on one page, so a table that we join over pages is cut again.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2

Cell = tuple[int, int, int, int, str]  # row, column, row span, column span, text
Relation = tuple[str, str, str, int]


@dataclass(frozen=True)
class Grid:
    """A table on one page as cells."""

    page: int
    cells: list[Cell]


def plain(text: str) -> str:
    """Normalise as the competition does, after NFKC: no white space, other signs `_`, upper case."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "-"))
    kept = (sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"))
    return re.sub(r"[^A-Za-z0-9_]", "_", "".join(kept)).upper()


def relations(grid: Grid) -> Counter[Relation]:
    """Return the adjacency relations of a table, each pair of cells once in each direction."""
    cells = [(row, column, down, across, plain(text)) for row, column, down, across, text in grid.cells]
    cells = [cell for cell in cells if cell[4]]
    if not cells:
        return Counter()
    top, left = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    size = max(c[0] + c[2] for c in cells) - top, max(c[1] + c[3] for c in cells) - left
    slots = np.full(size, -1)
    for number, (row, column, down, across, _) in enumerate(cells):
        slots[row - top : row - top + down, column - left : column - left + across] = number
    found: dict[tuple[int, int, str], int] = {}
    for direction, lines in (("right", slots), ("down", slots.T)):
        for line in lines:
            filled = [(int(number), at) for at, number in enumerate(line) if number >= 0]
            for (one, before), (other, at) in pairwise(filled):
                if one != other:
                    found.setdefault((one, other, direction), at - before - 1)
    return Counter((cells[a][4], cells[b][4], direction, gap) for (a, b, direction), gap in found.items())


def score(truth: list[Grid], found: list[Grid]) -> tuple[int, int, int]:
    """Return (right, true, found) relations; tables of a page are paired one to one, best pair first."""
    wanted = [(grid.page, relations(grid)) for grid in truth]
    given = [(grid.page, relations(grid)) for grid in found]
    shared = sorted(
        (
            (-(a & b).total(), i, k)
            for i, (page, a) in enumerate(wanted)
            for k, (other, b) in enumerate(given)
            if page == other
        )
    )
    right, used_true, used_found = 0, set(), set()
    for value, i, k in shared:
        if value and i not in used_true and k not in used_found:
            used_true.add(i)
            used_found.add(k)
            right -= value
    return right, sum(a.total() for _, a in wanted), sum(b.total() for _, b in given)


def read_truth(structure: Path) -> list[Grid]:
    grids = []
    for table in ET.parse(structure).getroot().iter("table"):
        regions = table.findall("region")
        cells = []
        for region in regions:
            down, right = (int(region.get(key, 0)) for key in ("row-increment", "col-increment"))
            for node in region.findall("cell"):
                row, column = (int(re.sub(r"\D", "", node.get(key))) for key in ("start-row", "start-col"))
                last_row = int(node.get("end-row", row))
                last_column = int(node.get("end-col", node.get("col-end", column)))
                spans = last_row - row + 1, last_column - column + 1
                cells.append((row + down, column + right, *spans, node.findtext("content") or ""))
        grids.append(Grid(int(regions[0].get("page")), cells))
    return grids


def documents(folder: Path, only: set[str] | None) -> Iterator[tuple[Path, list[list[Grid]]]]:
    for pdf in sorted(folder.glob("*.pdf")):
        name = re.sub(r"(?<=\d)a$", "", pdf.stem)
        structures = [path for mark in ("", "a", "b") if (path := folder / f"{name}{mark}-str.xml").exists()]
        if structures and (only is None or name in only):
            yield pdf, [read_truth(path) for path in structures]


def ours(pdf: Path) -> list[Grid]:
    from extractors.pipeline import extract

    grids = []
    for table in extract(pdf.read_bytes()).tables:
        for part in table.parts:
            heads = part.repeated_header_rows
            rows = [(c, c.row) for c in table.cells if c.row < heads] if heads else []
            last = part.first_row + part.row_count
            rows += [(c, c.row - part.first_row + heads) for c in table.cells if part.first_row <= c.row < last]
            grids.append(Grid(part.page, [(row, c.column, c.row_span, c.column_span, c.text) for c, row in rows]))
    return grids


def pdfplumber_lines(pdf: Path) -> list[Grid]:
    import pdfplumber

    grids = []
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            for table in page.find_tables():
                texts = table.extract()
                boxes = [
                    (*box, texts[r][c] or "")
                    for r, row in enumerate(table.rows)
                    for c, box in enumerate(row.cells)
                    if box
                ]
                grids.append(Grid(page.page_number, from_boxes(boxes)))
            page.close()
    return grids


def camelot(pdf: Path, flavor: str) -> list[Grid]:
    import camelot as peer

    found = peer.read_pdf(str(pdf), pages="all", flavor=flavor, suppress_stdout=True)
    return [
        Grid(
            int(table.page),
            [(r, c, 1, 1, text) for r, row in enumerate(table.df.values.tolist()) for c, text in enumerate(row)],
        )
        for table in found
    ]


def img2table_borderless(pdf: Path) -> list[Grid]:
    from img2table.document import PDF

    grids = []
    for page, tables in PDF(str(pdf)).extract_tables(borderless_tables=True).items():
        for table in tables:
            boxes = {
                (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2, cell.value or "")
                for row in table.content.values()
                for cell in row
            }
            grids.append(Grid(page + 1, from_boxes(sorted(boxes))))
    return grids


def from_boxes(boxes: list[tuple[float, float, float, float, str]], tolerance: float = 2.0) -> list[Cell]:
    """Return the cells of boxes (x0, top, x1, bottom, text): edges nearer than the tolerance are one."""

    def lanes(values: list[float]) -> list[float]:
        kept: list[float] = []
        for value in sorted(values):
            if not kept or value - kept[-1] > tolerance:
                kept.append(value)
        return kept

    def lane(edges: list[float], value: float) -> int:
        return min(range(len(edges)), key=lambda index: abs(edges[index] - value))

    xs = lanes([edge for box in boxes for edge in (box[0], box[2])])
    ys = lanes([edge for box in boxes for edge in (box[1], box[3])])
    cells = []
    for x0, top, x1, bottom, text in boxes:
        row, column = lane(ys, top), lane(xs, x0)
        cells.append((row, column, max(1, lane(ys, bottom) - row), max(1, lane(xs, x1) - column), text))
    return cells


SYSTEMS: dict[str, tuple[str, Callable[[Path], list[Grid]]]] = {
    "ours": ("extractors", ours),
    "pdfplumber": ("pdfplumber", pdfplumber_lines),
    "camelot-hybrid": ("camelot", lambda pdf: camelot(pdf, "hybrid")),
    "camelot-network": ("camelot", lambda pdf: camelot(pdf, "network")),
    "camelot-stream": ("camelot", lambda pdf: camelot(pdf, "stream")),
    "camelot-lattice": ("camelot", lambda pdf: camelot(pdf, "lattice")),
    "camelot-auto": ("camelot", lambda pdf: camelot(pdf, "auto")),
    "img2table-borderless": ("img2table", img2table_borderless),
}


def busy() -> float:
    """Return the CPU seconds of this process and of the children it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(system: Callable[[Path], list[Grid]], folder: Path, only: set[str] | None) -> str:
    """Return one row of the table: precision, recall, F1 (document averages), tables, failures, seconds a page."""
    ratios, tables, true_tables, pages, failures, spent = [], 0, 0, 0, 0, 0.0
    for pdf, truths in documents(folder, only):
        pages += len(pypdfium2.PdfDocument(pdf))
        start = busy()
        try:
            found = system(pdf)
        except Exception as error:  # a peer's failure is a result, not ours to mend
            print(f"{pdf.name}: {type(error).__name__}: {error}")
            found, failures = [], failures + 1
        spent += busy() - start
        found = [grid for grid in found if relations(grid) or any(plain(cell[4]) for cell in grid.cells)]
        best = max((_ratio(*score(truth, found)) for truth in truths), key=lambda pair: sum(pair))
        ratios.append(best)
        tables, true_tables = tables + len(found), true_tables + len(truths[0])
    precision, recall = (float(np.mean([pair[index] for pair in ratios])) for index in (0, 1))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return (
        f"{precision:.3f} | {recall:.3f} | **{f1:.3f}** | {tables} of {true_tables} | {failures} | {spent / pages:.3f}"
    )


def measure_choice(system: Callable[[Path], list[Grid]], folder: Path, only: set[str] | None) -> str:
    """Return what a peer could add to ours as a finder, if each page's better tables were known: pages, F1, ours' F1.

    No score can choose better than this; a peer that adds nothing here is not worth an adapter.
    """
    better = worse = 0
    ratios: dict[str, list[tuple[float, float]]] = {"ours": [], "best": []}
    for pdf, truths in documents(folder, only):
        mine, theirs = ours(pdf), system(pdf)
        truth = max(truths, key=lambda one: score(one, mine)[0])
        chosen: list[Grid] = []
        for page in sorted({grid.page for grid in (*truth, *mine, *theirs)}):
            own, other = ([grid for grid in found if grid.page == page] for found in (mine, theirs))
            wanted = [grid for grid in truth if grid.page == page]
            gain = _f1(*score(wanted, other)) - _f1(*score(wanted, own))
            better, worse = better + (gain > 0), worse + (gain < 0)
            chosen += other if gain > 0 else own
        ratios["ours"].append(_ratio(*score(truth, mine)))
        ratios["best"].append(_ratio(*score(truth, chosen)))
    f1 = {}
    for name, pairs in ratios.items():
        precision, recall = (float(np.mean([pair[index] for pair in pairs])) for index in (0, 1))
        f1[name] = 2 * precision * recall / (precision + recall)
    return f"{better} | {worse} | {f1['best']:.4f} | {f1['ours']:.4f}"


def _f1(right: int, true: int, found: int) -> float:
    return 2 * right / (true + found) if true + found else 1.0


def _ratio(right: int, true: int, found: int) -> tuple[float, float]:
    return (right / found if found else float(not true)), (right / true if true else float(not found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="comma-separated, default all")
    parser.add_argument("--only", help="comma-separated document names")
    parser.add_argument("--choice", action="store_true", help="what each peer could add to ours, page by page")
    arguments = parser.parse_args()
    only = set(arguments.only.split(",")) if arguments.only else None
    if arguments.choice:
        print("| finder | better pages | worse pages | F1 of the best choice | F1 of ours |\n|---|--:|--:|--:|--:|")
    else:
        print("| system | P | R | F1 | tables | failures | CPU s/page |\n|---|--:|--:|--:|--:|--:|--:|", flush=True)
    for name in arguments.systems.split(","):
        package, system = SYSTEMS[name]
        try:
            __import__(package)
        except ImportError:
            print(f"| {name} | not installed |", flush=True)
            continue
        row = (measure_choice if arguments.choice else measure)(system, arguments.folder, only)
        print(f"| {name} | {row} |", flush=True)


if __name__ == "__main__":
    main()
