"""Plots as SVG, drawn by hand: bars for comparisons, lines for what happens over time. No library, small files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _BAR, _GAP, _LEFT, _RIGHT = 720, 22, 10, 200, 110
_OURS, _OTHERS, _INK = "#2f6f4f", "#9db4c4", "#233"


def bars(title: str, values: Mapping[str, float], unit: str, ours: str = "tablewright") -> str:
    """Return horizontal bars, ours in another colour; raises ValueError when there is nothing to draw."""
    if not values:
        raise ValueError("nothing to draw")
    most = max(values.values()) or 1.0
    room = _WIDTH - _LEFT - _RIGHT
    rows = []
    for number, (name, value) in enumerate(values.items()):
        y = 40 + number * (_BAR + _GAP)
        middle, length = y + _BAR * 0.7, max(1.0, room * value / most)
        colour = _OURS if name == ours else _OTHERS
        rows.append(
            f'<text x="{_LEFT - 8}" y="{middle:.1f}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{length:.1f}" height="{_BAR}" fill="{colour}"/>'
            f'<text x="{_LEFT + length + 6:.1f}" y="{middle:.1f}">{value:.3g} {escape(unit)}</text>'
        )
    return _picture(title, 40 + len(values) * (_BAR + _GAP), "".join(rows))


def lines(title: str, series: Mapping[str, Sequence[tuple[float, float]]], unit: str) -> str:
    """Return one line a series of (seconds, value) points, from zero up; raises ValueError for no points."""
    points = [point for each in series.values() for point in each]
    if not points:
        raise ValueError("nothing to draw")
    last, most = max(x for x, _ in points) or 1.0, max(y for _, y in points) or 1.0
    left, bottom, high = 70, 220, 170
    drawn = [f'<path d="M{left} {bottom - high}V{bottom}H{_WIDTH - 10}" fill="none" stroke="{_INK}"/>']
    for number, (name, each) in enumerate(series.items()):
        colour = (_OURS, "#b5651d", "#4a6fa5")[number % 3]
        path = " ".join(f"{left + (_WIDTH - left - 20) * x / last:.1f},{bottom - high * y / most:.1f}" for x, y in each)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        drawn.append(f'<text x="{left + 10 + 200 * number}" y="{bottom + 34}" fill="{colour}">{escape(name)}</text>')
    drawn.append(f'<text x="{left - 6}" y="{bottom - high + 5}" text-anchor="end">{most:.3g} {escape(unit)}</text>')
    drawn.append(f'<text x="{_WIDTH - 10}" y="{bottom + 16}" text-anchor="end">{last:.0f} s</text>')
    return _picture(title, bottom + 44, "".join(drawn))


def _picture(title: str, height: float, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" font-family="sans-serif" '
        f'font-size="13" fill="{_INK}" role="img"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="10" y="22" font-weight="bold">{escape(title)}</text>{body}</svg>\n'
    )
