"""A record that only carries a total is the sum of the records after it (a unit and its projects)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.checks.equation import Claim, sum_claim
from extractors.checks.figures import Figure, FormFigures
from schemas.forms.check_rules import BlockSum


@dataclass(slots=True)
class _Block:
    """Total records that follow each other, outermost first, and the figures of the records below them."""

    totals: list[Figure] = field(default_factory=list)
    parts: list[Figure] = field(default_factory=list)


def block_sum_claims(rule: BlockSum, figures: FormFigures) -> list[Claim]:
    """Return a claim per block; totals above the first block's own are sums of all blocks.

    A total without figures below it is no block: nothing can be said of it.
    """
    blocks = [_Block()]
    for record, row in zip(figures.form.records, figures.records, strict=True):
        figure = row.get(rule.field)
        if not any(record.get(field) for field in rule.unless):
            if blocks[-1].parts:
                blocks.append(_Block())
            blocks[-1].totals += [figure] if figure else []
        elif figure:
            blocks[-1].parts.append(figure)
    full = [block for block in blocks if block.totals and block.parts]
    claims = [sum_claim("column_sum", "block total", block.totals[-1], block.parts) for block in full]
    if full and full[0] is blocks[0]:
        heads = [block.totals[-1] for block in full]
        claims += [sum_claim("column_sum", "grand total", total, heads) for total in blocks[0].totals[:-1]]
    return claims
