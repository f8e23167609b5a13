"""Rows of tables without rules at their sides, through which no upright rule runs or into which only some go.

What draws a grid otherwise, rules that meet, says nothing there: a row of one cell parts what is above it from what is
below, the rule under a last one meets no other, and the headings that a page break repeats have no rule above.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Floats, Rulings
from extractors.positions import SNAP, group_positions, mean_positions

#: Rules may stop this far short of the rule that they should meet.
REACH = 3.0
#: Such a row is lower and higher than others by this factor at most.
_ROW = 1.2


def over_merged_rows(groups: list[Rulings]) -> list[Rulings]:
    """Join groups that go on below a row of one cell: without rules at a table's sides nothing runs through such a row.

    What goes on has the same sides, open too, and no column that is not there above; the row is as high as others.
    """
    joined: list[Rulings] = []
    for group in sorted(groups, key=lambda group: float(group.horizontal[:, 0].min())):
        above = joined[-1] if joined else None
        if above is not None and len(group.vertical) and _has_merged_row_between(above, group):
            both = zip((above.horizontal, above.vertical), (group.horizontal, group.vertical), strict=True)
            joined[-1] = Rulings(*(np.concatenate(pair) for pair in both))
        else:
            joined.append(group)
    return joined


def _has_merged_row_between(above: Rulings, below: Rulings) -> bool:
    """Tell whether a row of one cell, as high as others, lies between two groups with the same open sides."""
    last, first = (
        group.horizontal[pick(group.horizontal[:, 0])] for group, pick in ((above, np.argmax), (below, np.argmin))
    )
    if np.abs(last[1:] - first[1:]).max() > REACH:
        return False
    columns, own = above.vertical[:, 0], below.vertical[:, 0]
    sides = np.concatenate((columns, own))
    if min(np.abs(sides - last[1]).min(), np.abs(sides - last[2]).min()) <= REACH:
        return False
    rows = np.diff(rule_positions(above.horizontal))
    gap = float(first[0] - last[0])
    as_high = len(rows) > 1 and gap > 0 and rows.min() / _ROW <= gap <= rows.max() * _ROW
    return bool(as_high and all(np.abs(columns - place).min() <= SNAP for place in own.tolist()))


def with_last_rules(groups: list[Rulings], rulings: Rulings) -> list[Rulings]:
    """Add to groups without rules at their sides the one that ends a last row of one cell: no upright rule meets it."""
    used = {tuple(rule) for group in groups for rule in group.horizontal.tolist()}
    lone = [rule for rule in rulings.horizontal.tolist() if tuple(rule) not in used]
    result = []
    for group in groups:
        alone = (Rulings(np.array([rule]), np.empty((0, 3))) for rule in lone)
        last = next((rule for rule in alone if _has_merged_row_between(group, rule)), None)
        across = group.horizontal if last is None else np.concatenate((group.horizontal, last.horizontal))
        result.append(Rulings(across, group.vertical))
    return result


def open_head(ys: Floats, across: Floats, down: Floats) -> Floats:
    """Return where a row of merged headings begins that has no rules but those between them; else nothing.

    So it is where a page break repeats the headings of a table without rules at its sides. It is as high as others.
    """
    out = down[down[:, 1] < ys[0] - REACH]
    at_sides = min(down[:, 0].min() - across[:, 1].min(), across[:, 2].max() - down[:, 0].max()) <= REACH
    if len(out) == 0 or len(ys) < 3 or at_sides or np.ptp(out[:, 1]) > SNAP:
        return np.empty(0)
    rows, height = np.diff(ys), ys[0] - out[:, 1].min()
    return out[:1, 1] if rows.min() / _ROW <= height <= rows.max() * _ROW else np.empty(0)


def rule_positions(rules: Floats) -> Floats:
    """Return the positions at which rules lie, near ones made one."""
    return mean_positions(rules[:, 0], rules[:, 2] - rules[:, 1], group_positions(rules[:, 0], SNAP))
