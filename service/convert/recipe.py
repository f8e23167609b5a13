"""How every document of a run is converted: what goes to the workers, and what tells two versions apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from schemas.options import ExtractOptions, Limits
from schemas.result import SCHEMA_VERSION

#: What a target is fed with: the contract's JSON, or rows for its tables.
ProductKind = Literal["json", "rows"]
#: Documents longer than this are read in slices of so many pages, by all workers. A slice takes a worker about as long
#: as an ordinary document, so that nothing behind it waits for long.
SLICE_PAGES = 32


@dataclass(frozen=True, slots=True)
class Recipe:
    """Can be pickled; ``with_cells`` adds every cell to the rows."""

    options: ExtractOptions
    limits: Limits
    forms: tuple[Path, ...] = ()
    product: ProductKind = "json"
    with_cells: bool = False
    slice_pages: int = SLICE_PAGES

    def fingerprint(self) -> str:
        """Return what differs when a document's result may: version, options, form definitions."""
        told = {
            "version": version("tablewright"),
            "schema": SCHEMA_VERSION,
            "options": self.options.model_dump(exclude={"password"}),
            "forms": [hashlib.sha256(path.read_bytes()).hexdigest() for path in self.forms],
            "product": self.product,
            "cells": self.with_cells,
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
