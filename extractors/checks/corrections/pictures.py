"""What the picture of a scanned figure says of the amounts that it may print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from extractors.checks.corrections.misreadings import plain_amount, read_amount
from extractors.checks.figures import Figure, decimal_text
from extractors.content import Floats
from extractors.lattices import log_likelihoods
from extractors.slips import changes
from schemas.table import Cell, Lattice

#: Cells that the recogniser was surer of than this are believed: they say what others are, and are not put right.
SURE = 0.99
#: In those read with more only what the recogniser offered is taken: else a mistake of the print would be mended.
DOUBTFUL = 0.9
#: A cell read with less, or with gaps, is a wreck, print that something erased: what is nearest to it is as good as
#: any, and it speaks no stronger than that against an amount that is read well beside it.
WRECKED = 0.6
#: By how much, in natural logarithms, an amount has to be likelier than the next, over all cells; and by how much it
#: may be less likely in one cell than what was read there.
CLEARLY, UNLIKELY = 4.0, 14.0
#: The logarithm of the likelihood that a wreck lost so many digits, at most, at an end: of them nothing shows. The same
#: for a figure that has fewer decimals than all others of its table.
ERASED, MOST_ERASED = -4.0, 2
#: The logarithm of the likelihood of a misread character in a cell of which only the text is known.
MISREAD = -6.0
_NEVER = -1e6


def likelihoods(figure: Figure, cell: Cell | None, amounts: Sequence[str], places: int, decimals: int = 0) -> Floats:
    """Return the logarithms of how likely a cell's picture is if it prints each of the amounts.

    ``decimals`` are those that all amounts of the table have, 0 if they have not as many.
    """
    own = decimal_text(figure.value, places)
    if cell is None or cell.confidence >= SURE:
        return np.array([0.0 if amount == own else _NEVER for amount in amounts])
    if cell.lattice is None:
        # Of a figure that lost its point only the point is misread; of one that lost its last digit any may be that.
        read = plain_amount(cell.text)
        printed = [read] if "." in read and own.startswith(read) else [own, read]
        return np.array([min(changes(one, amount) for one in printed) * MISREAD for amount in amounts])
    seen, read = with_or_without_commas(cell.lattice, amounts), plain_amount(cell.text)
    if cell.confidence < WRECKED:
        erased = [_is_rest(read, amount) for amount in amounts]
    else:
        lost = 0 < len(read.partition(".")[2]) < decimals
        erased = [lost and amount.startswith(read) for amount in amounts]
    return np.where(erased, np.maximum(seen, ERASED), seen)


def _is_rest(read: str, amount: str) -> bool:
    """Tell whether what was read may be what is left of an amount of which a digit or two were erased at one end."""
    lost = len(amount) - len(read)
    return len(read) > lost > 0 and lost <= MOST_ERASED and (amount.endswith(read) or amount.startswith(read))


def with_or_without_commas(lattice: Lattice, amounts: Sequence[str]) -> Floats:
    """Return by how much each amount is less likely than what a lattice spells at best, printed as fits it better."""
    grouped = [f"{Decimal(amount):,}" for amount in amounts]
    return np.maximum(log_likelihoods(lattice, amounts), log_likelihoods(lattice, grouped))


def is_offered(cell: Cell, value: int | None) -> bool:
    """Tell whether the engine itself thought of an amount."""
    return any(read_amount(reading.text) == value for reading in cell.readings)
