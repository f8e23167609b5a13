"""``python -m tests.support.drawing OUT_DIR --seeds 0-99 [--style sichuan]``: write PDFs beside their truth."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import get_args

from tests.support.redraw import Rules, redraw

from . import browser, office, writer
from .document import STYLES, draw, print_with

PRINTERS = {"office": office.print_forms, "browser": browser.print_forms, "writer": writer.print_forms}

LEFT_OUT = {"writer": writer.LEFT_OUT}


def main() -> None:
    """Draw the documents of a range of seeds."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.drawing", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", default="0-9", help="a number or a range such as 0-99")
    parser.add_argument("--style", choices=sorted(STYLES))
    parser.add_argument("--plain", action="store_true", help="without disguises")
    parser.add_argument("--rules", choices=get_args(Rules), help="draw no rulings but these")
    parser.add_argument("--by", choices=("canvas", *PRINTERS), default="canvas", help="what draws the pages")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    options.out.mkdir(parents=True, exist_ok=True)
    for seed in range(int(first), int(last or first) + 1):
        if options.by == "canvas":
            drawing = draw(seed, options.style, options.plain)
        else:
            drawing = print_with(PRINTERS[options.by], seed, options.style, LEFT_OUT.get(options.by, frozenset()))
        pdf = redraw(drawing.pdf, options.rules) if options.rules else drawing.pdf
        manner = "plain-" if options.plain else "" if options.by == "canvas" else f"{options.by}-"
        manner += f"{options.rules}-" if options.rules else ""
        stem = f"{options.style or 'any'}-{manner}{seed:04d}"
        (options.out / f"{stem}.pdf").write_bytes(pdf)
        truth = json.dumps(drawing.truth, ensure_ascii=False, indent=1)
        (options.out / f"{stem}.expected.json").write_text(truth, encoding="utf-8")


if __name__ == "__main__":
    main()
