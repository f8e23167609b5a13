"""What a recogniser saw of a line, said step by step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.lattices import keep_lattice
from schemas.table import Lattice


def lattice_of(alphabet: Sequence[str], *steps: dict[str, float], least: float = 1e-6) -> Lattice:
    """Return the lattice of steps that give characters' probabilities, "" for none, with a blank behind each.

    ``alphabet`` begins with "" for the blank; what a step does not name has the ``least`` probability.
    """
    rows = np.full((2 * len(steps), len(alphabet)), least, np.float32)
    for number, step in enumerate(steps):
        for character, probability in step.items():
            rows[2 * number, alphabet.index(character)] = probability
        rows[2 * number + 1, 0] = 1.0
    return keep_lattice(rows, alphabet)
