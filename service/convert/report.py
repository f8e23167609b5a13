"""The report of a run: one HTML file without scripts or references, its plots drawn as SVG."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from service.convert.summary import Summary

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1c2733;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #dde3ea;vertical-align:top;overflow-wrap:anywhere}
td.n,th.n{text-align:right;white-space:nowrap}svg{width:100%;height:auto}text{font-size:13px;fill:currentColor}
@media(prefers-color-scheme:dark){body{color:#dde3ea;background:#14191f}td,th{border-color:#333c46}}
"""
_COLOURS = {"succeeded": "#2e8b57", "pass": "#2e8b57", "partial": "#c98a1b", "skipped": "#8a94a0"}
_BAD, _PLAIN = "#c0392b", "#3b74b9"
_ROW, _LABEL, _WIDTH = 24, 190, 720


def render_report(summary: Summary, title: str) -> str:
    """Return the page."""
    begun = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(summary.begun))
    outcomes = {**summary.outcomes, **{why: n for why, n in summary.passed.items() if why != "no-pdf"}}
    parts = [
        f"<h1>{escape(title)}</h1><p>{begun}. {escape(summary.sentence())}.</p>",
        _section("Outcomes", _bars(outcomes, lambda key: _COLOURS.get(key, _BAD))),
        _section("Problems", _bars(summary.problems, lambda _: _BAD)),
        _section("Checks", _bars(summary.checks, lambda key: _COLOURS.get(key, _BAD))),
        _section("Pages by source", _bars(summary.sources, lambda _: _PLAIN)),
        _section("Mean confidence of a document, in percent", _bars(_binned(summary.confidence), lambda _: _PLAIN)),
        _section("Found", _bars(summary.counts, lambda _: _PLAIN)),
        _section("Slowest documents", _slowest(summary)),
        _section("Not converted", _table(("Source", "Problem", "Detail"), summary.faults)),
        _section("No PDF", _table(("Source",), [(name,) for name in summary.others])),
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><body>{''.join(parts)}</body></html>\n"
    )


def _section(heading: str, content: str) -> str:
    return f"<h2>{heading}</h2>{content}" if content else ""


def _bars(counts: Mapping[str, int], colour: Callable[[str], str]) -> str:
    """Draw one horizontal bar a count, longest first."""
    shown = sorted(((count, key) for key, count in counts.items() if count), reverse=True)
    if not shown:
        return ""
    most = shown[0][0]
    lines = []
    for place, (count, key) in enumerate(shown):
        top = place * _ROW
        width = max(1.0, (_WIDTH - _LABEL - 110) * count / most)
        fill = colour(key)
        lines.append(
            f'<text x="{_LABEL - 8}" y="{top + 16}" text-anchor="end">{escape(key)}</text>'
            f'<rect x="{_LABEL}" y="{top + 4}" width="{width:.1f}" height="{_ROW - 8}" rx="2" fill="{fill}"/>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{top + 16}">{count}</text>'
        )
    height = len(shown) * _ROW
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img">{"".join(lines)}</svg>'


def _binned(confidence: Mapping[int, int]) -> dict[str, int]:
    bins: dict[str, int] = {}
    for percent, count in confidence.items():
        name = "100" if percent == 100 else "95 to 99" if percent >= 95 else "90 to 94" if percent >= 90 else "below 90"
        bins[name] = bins.get(name, 0) + count
    return bins


def _slowest(summary: Summary) -> str:
    rows = [
        (name, f"{seconds:.2f} s", str(pages), f"{1000 * seconds / max(pages, 1):.0f} ms")
        for seconds, pages, name in sorted(summary.slowest, reverse=True)
    ]
    return _table(("Source", "Work", "Pages", "A page"), rows, numbers=3)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    first_number = len(heads) - numbers
    marks = [' class="n"' if place >= first_number else "" for place in range(len(heads))]
    lines = [
        "<tr>" + "".join(f"<td{mark}>{escape(cell)}</td>" for cell, mark in zip(row, marks, strict=True)) + "</tr>"
        for row in rows
    ]
    if not lines:
        return ""
    head = "".join(f"<th{mark}>{cell}</th>" for cell, mark in zip(heads, marks, strict=True))
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>"
