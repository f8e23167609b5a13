"""Nothing that ships is under AGPL or GPL, and every licence is known and told."""

from __future__ import annotations

from importlib.metadata import distribution

import pytest

from tests.support.licences import LGPL, licence_of, refusal
from tests.support.locks import locked_here

SHIPPED = locked_here("requirements.lock")


@pytest.mark.parametrize("name", SHIPPED)
def test_may_ship(name: str) -> None:
    expression = licence_of(distribution(name))
    # pypdfium2 counts what PDFium bundles as a third part; its LICENSES folder holds only permissive ones.
    expression = expression.replace(", dependency licenses", "")
    assert refusal(expression, name) is None


def test_no_reason_without_its_distribution() -> None:
    assert set(SHIPPED) >= LGPL.keys()


@pytest.mark.parametrize(
    "expression",
    ["MIT", "Apache-2.0 OR GPL-3.0-only", "BSD-3-Clause AND Zlib", "MPL-2.0 AND MIT", "BSD-3-Clause, Apache-2.0"],
)
def test_permissive_expressions(expression: str) -> None:
    assert refusal(expression) is None


@pytest.mark.parametrize(
    "expression",
    [
        *["AGPL-3.0-only", "GPL-3.0-or-later", "MIT AND GPL-2.0-only", "GNU Affero General Public License v3", ""],
        *["LGPL-3.0-only", "GNU General Public License v2 (GPLv2)", "Proprietary", "AGPL-3.0 OR GPL-3.0"],
    ],
)
def test_refused_expressions(expression: str) -> None:
    assert refusal(expression) is not None
