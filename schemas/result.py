"""The result of a document: the public contract, version 1.

Clients, database tables and acceptance checks rely on these names. Fields may be added; none may be renamed, dropped
or change meaning without a new ``SCHEMA_VERSION``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.findings import CheckStatus
from schemas.page import PageSource, RegionKind
from schemas.table import CellKind, TextSource

SCHEMA_VERSION: Final = "1"
#: What is read with less confidence is shown as doubtful, in every export and picture.
DOUBTFUL: Final = 0.9

BBox = Annotated[
    tuple[float, float, float, float],
    Field(description="[x0, top, x1, bottom] in points, origin top left of the displayed page"),
]
Share = Annotated[float, Field(ge=0, le=1)]


class _Public(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RegionOut(_Public):
    """A rectangle of a page with one role."""

    kind: RegionKind
    bbox: BBox
    text: str | None = None


class PageOut(_Public):
    """One page; width and height in points as displayed, turns in degrees clockwise that we applied."""

    number: Annotated[int, Field(ge=1)]
    width: float
    height: float
    source: PageSource
    turned: Literal[0, 90, 180, 270] = 0
    deskewed: float = 0.0
    regions: list[RegionOut] = []


class DocumentOut(_Public):
    """The file that came in."""

    sha256: str
    filename: str | None
    page_count: int
    pages: list[PageOut]


class PartOut(_Public):
    """The piece of a table on one page."""

    page: int
    bbox: BBox
    first_row: int
    row_count: int
    repeated_header_rows: int = 0


class CellOut(_Public):
    """One cell; ``lines`` is absent when the text was printed as one line."""

    row: Annotated[int, Field(ge=0)]
    column: Annotated[int, Field(ge=0)]
    row_span: Annotated[int, Field(ge=1)]
    column_span: Annotated[int, Field(ge=1)]
    text: str
    lines: list[str] | None = None
    page: int
    bbox: BBox
    kind: CellKind
    confidence: Share
    source: TextSource


class TableOut(_Public):
    """A logical table, over as many pages as it takes."""

    id: str
    title: str | None
    code: str | None
    unit: str | None
    parts: list[PartOut]
    row_count: int
    column_count: int
    header_row_count: int
    finder: str
    cells: list[CellOut]


class FormOut(_Public):
    """A table that was recognised; ``records`` have the shape that its definition gives (contract, section 2)."""

    form: str
    code: str | None
    title: str | None
    entity: str | None
    fiscal_year: int | None
    unit: str | None
    table_ids: list[str]
    notes: list[str] = []
    records: list[dict[str, Any]]
    unchecked: Annotated[int, Field(ge=0, description="amounts that no check covers")] = 0


class CellRefOut(_Public):
    """A place in a logical table."""

    table_id: str
    row: int
    column: int


class CheckOut(_Public):
    """One rule applied to the figures; a failed one never withholds the document."""

    rule: str
    status: CheckStatus
    form: str | None
    message: str
    expected: str | None = None
    actual: str | None = None
    tolerance: str | None = None
    cells: list[CellRefOut] = []


class RepairOut(_Public):
    """One change of a text, with its evidence."""

    kind: str
    table_id: str
    row: int
    column: int
    page: int
    before: str
    after: str
    evidence: str
    confidence: Share


class WarningOut(_Public):
    """Something that the reader of the result should know."""

    code: str
    message: str
    page: int | None = None


class ExtractionResult(_Public):
    """What one document becomes."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    document: DocumentOut
    tables: list[TableOut]
    forms: list[FormOut]
    checks: list[CheckOut]
    repairs: list[RepairOut]
    warnings: list[WarningOut]
