"""The licences of distributions: what their metadata says, and whether it may ship."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

#: Licences that ask for no more than their notice, by the first word(s) of their names.
PERMISSIVE = (
    *("0BSD", "APACHE", "BSD", "CC0", "HPND", "ISC", "MIT", "PSF", "PYTHON SOFTWARE FOUNDATION", "UNLICENSE", "ZLIB"),
    *("2-CLAUSE BSD", "3-CLAUSE BSD", "NEW BSD", "SIMPLIFIED BSD"),
)
#: Files under these stay open; using them asks for nothing.
FILE_COPYLEFT = ("MPL", "MOZILLA PUBLIC LICENSE")
#: Libraries under the LGPL are used unchanged and each has its reason.
LGPL = {
    "psycopg": "the extra `postgres`",
    "psycopg-binary": "the extra `postgres`",
}


def licence_of(found: Distribution) -> str:
    """Return the SPDX expression, else the classifiers joined by AND, else the first line of the free text."""
    metadata = found.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if line.startswith("License")
    ]
    named = [name for name in classifiers if name != "OSI Approved"]
    return " AND ".join(named) or (metadata.get("License") or "").strip().partition("\n")[0]


def refusal(expression: str, name: str = "") -> str | None:
    """Return why a distribution of this licence may not ship, or None."""
    alternatives = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " "), flags=re.IGNORECASE)
    faults = [_fault(alternative, name) for alternative in alternatives]
    return None if None in faults else faults[0]


def _fault(conjunction: str, name: str) -> str | None:
    for operand in re.split(r"\s+AND\s+|,", conjunction, flags=re.IGNORECASE):
        licence = operand.strip().upper()
        if not licence:
            return "no licence named"
        lesser = licence.startswith(("LGPL", "GNU LIBRARY OR LESSER", "GNU LESSER"))
        if lesser and name not in LGPL:
            return f"{operand.strip()}: not among those with a reason"
        if not lesser and not licence.startswith((*PERMISSIVE, *FILE_COPYLEFT)):
            return f"{operand.strip()}: not known to be permissive"
    return None
