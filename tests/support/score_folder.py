"""``python -m tests.support.score_folder DIR``: run the extractor over PDFs with truth, worst first.

Prints one line a document: share of exact records, forms, shapes, cells, wrong and silently wrong amounts, seconds;
``--details`` adds the forms that are not exact. Needs ``extractors.pipeline``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
import traceback
import unicodedata
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

DEFAULT_SCORER = Path(__file__).resolve().parents[3] / "shared" / "acceptance" / "score.py"


def load_scorer(path: Path) -> ModuleType:
    """Import the acceptance scorer from its file."""
    spec = importlib.util.spec_from_file_location("acceptance_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_extractor(path: Path) -> dict[str, Any]:
    """Return the contract result of one file, as JSON values."""
    from extractors.pipeline import extract  # imported here: drawing documents must not need the pipeline

    answer: dict[str, Any] = json.loads(extract(path.read_bytes(), filename=path.name).json())
    return answer


def cell_score(truth: dict[str, Any], result: dict[str, Any]) -> tuple[int, int]:
    """Return how many true cells stand in the result with the same place, spans and text, and how many there are.

    Tables are matched by the number of cells they share, best first.
    """
    cuts = {
        (cut["form"], cut["row"], cut["column"]): cut["printed"] for cut in truth["truncated"] if not cut["must_repair"]
    }
    wanted = [
        Counter(
            _key(cell, cuts.get((table["form"], cell[0] - table["header_rows"], cell[1]))) for cell in table["cells"]
        )
        for table in truth.get("tables", [])
    ]
    found = [
        Counter(
            (cell["row"], cell["column"], cell["row_span"], cell["column_span"], _plain(cell["text"]))
            for cell in table["cells"]
        )
        for table in result["tables"]
    ]
    pairs = sorted(
        ((sum((one & other).values()), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)),
        reverse=True,
    )
    hits, used_i, used_j = 0, set(), set()
    for shared, i, j in pairs:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            hits += shared
    return hits, sum(sum(one.values()) for one in wanted)


def _key(cell: list[Any], printed: str | None) -> tuple[int, int, int, int, str]:
    return cell[0], cell[1], cell[2], cell[3], _plain(cell[4] if printed is None else printed)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def misplaced_amounts(result: dict[str, Any]) -> int:
    """Count amounts whose record points at a cell that does not hold them (only figures with digits are compared)."""
    cells = {
        (table["id"], cell["row"], cell["column"]): cell["text"]
        for table in result["tables"]
        for cell in table["cells"]
    }
    wrong = 0
    for form in result["forms"]:
        for record in form["records"]:
            for measure, value in (record.get("amounts") or {}).items():
                place = (record.get("cells") or {}).get(measure) or (None, None)
                text = _plain(cells.get((form["table_ids"][0], *place[:2]), "")).replace(",", "")
                wrong += text != value
    return wrong


def misread_pages(truth: dict[str, Any], result: dict[str, Any]) -> int:
    """Count true tables whose pages are those of no found table; documents that know no pages count none."""
    found = [[part["page"] for part in table["parts"]] for table in result["tables"]]
    return sum(bool(table["pages"]) and table["pages"] not in found for table in truth.get("tables", []))


def score_file(pdf: Path, scorer: ModuleType) -> dict[str, Any]:
    """Extract and score one document; an exception is a score of nothing."""
    truth = json.loads(pdf.with_name(pdf.stem + ".expected.json").read_text(encoding="utf-8"))
    start = time.perf_counter()
    try:
        result = run_extractor(pdf)
    except Exception:
        return {
            "file": pdf.name,
            "share": 0.0,
            "error": traceback.format_exc(limit=-3),
            "seconds": time.perf_counter() - start,
        }
    seconds = time.perf_counter() - start
    score = scorer.score(truth, result)
    hits, cells = cell_score(truth, result)
    return {
        "file": pdf.name,
        "share": score["records"]["share"],
        "seconds": seconds,
        "score": score,
        "cells": hits / max(1, cells),
        "misplaced": misplaced_amounts(result),
        "pages": misread_pages(truth, result),
    }


def line_of(one: dict[str, Any]) -> str:
    """Return the printed line of a document's score."""
    if "error" in one:
        return f"{one['file']:34} ERROR {one['error'].strip().splitlines()[-1][:140]}"
    score = one["score"]
    forms, shapes, meta = score["forms"], score["shapes"], score["meta"]
    parts = [
        f"{one['file']:30} records {one['share']:.3f}",
        f"forms {forms['found']}/{forms['n']}+{forms['extra']}",
        f"shapes {shapes['exact']}/{shapes['n']}",
        f"meta {meta['exact']}/{meta['n']}",
        f"cells {one['cells']:.3f}",
        f"wrong {score['wrong_amounts']} silent {score['silent_wrong_amounts']}",
        f"misplaced {one['misplaced']} pages {one['pages']}",
        f"failed checks {score['failed_checks']}",
        f"{one['seconds']:.1f}s",
    ]
    if "wrong_sum_flagged" in score:
        parts.append("wrong sum flagged" if score["wrong_sum_flagged"] else "wrong sum MISSED")
    if "truncated" in score:
        parts.append("cut {n} must {must} repaired {repaired}".format(**score["truncated"]))
    return " ".join(parts)


def main() -> None:
    """Score a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.score_folder", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, default=DEFAULT_SCORER)
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--match", default="*.pdf", help="glob of file names")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    scores = [
        score_file(pdf, scorer)
        for pdf in sorted(options.folder.glob(options.match))
        if pdf.with_name(pdf.stem + ".expected.json").exists()
    ]
    scores.sort(key=lambda one: one["share"])
    for one in scores:
        print(line_of(one))
        if options.details and "score" in one:
            for form, text in one["score"]["per_form"].items():
                done = text.split(" ")[0].split("/")
                if text == "missing" or done[0] != done[-1] or "shape" in text:
                    print(f"    {form}: {text}")
    if scores:
        mean = sum(one["share"] for one in scores) / len(scores)
        print(f"mean share of exact records {mean:.4f} over {len(scores)} documents")


if __name__ == "__main__":
    main()
