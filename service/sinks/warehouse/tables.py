"""The relational shape of the warehouse. Its readers are people with SQL: names are theirs, comments are for them.

Every row belongs to a document and goes with it. Keys are natural: a document's number and places within it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

from service.database import CONSTRAINT_NAMES

metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
_Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
# SQLite counts up by itself only in a column of this very type.
_Number = BigInteger().with_variant(Integer, "sqlite")

documents = Table(
    "documents",
    metadata,
    Column("document_id", _Number, Identity(), primary_key=True, comment="our own number"),
    Column("sha256", String(64), nullable=False, unique=True, comment="of the PDF's bytes"),
    Column("filename", Text),
    Column("page_count", Integer, nullable=False),
    Column("status", String(16), nullable=False, comment="succeeded, or partial when pages could not be read"),
    Column("schema_version", String(8), nullable=False),
    Column("recipe", String(16), nullable=False, comment="differs when version, options or form definitions do"),
    Column("content_sha256", String(64), nullable=False, comment="of everything that was loaded for the document"),
    Column("superseded", Boolean, nullable=False, comment="every source that held it now holds another document"),
    CheckConstraint("status IN ('succeeded', 'partial')", name="status"),
    comment="One row a PDF that was converted, known by its content",
)
sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True, comment="path, archive!/member or URL"),
    Column("sha256", String(64), index=True, comment="of the document that was there last"),
    Column("stamp", Text, comment="size and time of change when it was read"),
    Column("problem", Text, comment="why it could not be read"),
    comment="Where documents were found; equal documents have several names",
)
failures = Table(
    "failures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("problem", String(32), nullable=False, comment="code of the problem"),
    Column("detail", Text),
    Column("recipe", String(16), nullable=False),
    comment="Documents that could not be converted",
)


def _place(*names: str) -> list[Column[Any]]:
    return [Column(name, Integer, nullable=False) for name in names]


def _box() -> list[Column[Any]]:
    return [
        Column(name, Double, comment="points from the top left of the page") for name in ("x0", "top", "x1", "bottom")
    ]


def _of_document(name: str, key: tuple[str, ...], *columns: SchemaItem, comment: str) -> Table:
    """Return a table whose rows belong to a document and are found by ``key`` within it."""
    owner = Column("document_id", _Number, ForeignKey("documents.document_id", ondelete="CASCADE"), nullable=False)
    return Table(name, metadata, owner, *columns, PrimaryKeyConstraint("document_id", *key), comment=comment)


tables = _of_document(
    "tables",
    ("table_id",),
    Column("table_id", String(16), nullable=False),
    Column("title", Text),
    Column("code", Text),
    Column("unit", Text),
    *_place("row_count", "column_count", "header_row_count"),
    Column("finder", String(32), nullable=False),
    *_place("first_page", "last_page"),
    comment="Logical tables; one that goes on over pages is one row",
)
cells = _of_document(
    "cells",
    ("table_id", "row_index", "column_index"),
    Column("table_id", String(16), nullable=False),
    *_place("row_index", "column_index", "row_span", "column_span"),
    Column("text", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("page", Integer, nullable=False),
    *_box(),
    Column("confidence", Double, nullable=False),
    Column("source", String(8), nullable=False),
    comment="Every cell; loaded only when asked for",
)
forms = _of_document(
    "forms",
    ("form_index",),
    *_place("form_index"),
    Column("form", Text, nullable=False),
    Column("code", Text, comment="as printed"),
    Column("title", Text, comment="as printed"),
    Column("entity", Text),
    Column("fiscal_year", Integer),
    Column("unit", Text, comment="as printed; amount_yuan of the figures is free of it"),
    Column("table_id", String(16)),
    Column("notes", _Json, nullable=False),
    *_place("record_count"),
    Column("unchecked", Integer, nullable=False, comment="amounts that no check covers"),
    comment="Tables that were recognised",
)
records = _of_document(
    "records",
    ("form_index", "record_index"),
    *_place("form_index", "record_index"),
    Column("row_index", Integer),
    *(Column(name, Text) for name in ("side", "ordinal", "group_name", "subject_code", "unit_code", "name", "project")),
    Column("content", _Json, nullable=False, comment="the whole record as the JSON result has it"),
    comment="Rows of forms, with all that they say",
)
figures = _of_document(
    "figures",
    ("form_index", "record_index", "measure"),
    *_place("form_index", "record_index"),
    Column("measure", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("entity", Text),
    Column("fiscal_year", Integer),
    *(Column(name, Text) for name in ("side", "group_name", "subject_code", "unit_code", "name", "project")),
    Column("is_total", Boolean, nullable=False, comment="stands in the row that sums up the whole form"),
    Column("amount", Numeric, nullable=False, comment="as printed, in unit"),
    Column("unit", Text),
    Column("amount_yuan", Numeric, comment="null where the unit is not known or the measure is no money"),
    Column("table_id", String(16)),
    Column("row_index", Integer),
    Column("column_index", Integer),
    Column("page", Integer),
    *_box(),
    Column("confidence", Double),
    Column("source", String(8)),
    Column("repaired", Boolean, nullable=False),
    Column("check_status", String(16), nullable=False, comment="pass, fail, or unchecked"),
    CheckConstraint("check_status IN ('pass', 'fail', 'unchecked')", name="check_status"),
    comment="Every amount in long form: one row a figure",
)
indicators = _of_document(
    "indicators",
    ("form_index", "record_index", "indicator_index"),
    *_place("form_index", "record_index", "indicator_index"),
    Column("form", Text, nullable=False),
    Column("entity", Text),
    Column("fiscal_year", Integer),
    *(Column(name, Text) for name in ("project", "level1", "level2", "level3", "operator", "value", "measure_unit")),
    *(Column(name, Text) for name in ("weight", "direction")),
    comment="Performance indicators of projects and departments",
)
checks = _of_document(
    "checks",
    ("check_index",),
    *_place("check_index"),
    Column("rule", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("form", Text),
    Column("message", Text, nullable=False),
    *(Column(name, Text) for name in ("expected", "actual", "tolerance")),
    Column("cells", _Json, nullable=False, comment="[table, row, column] of each figure"),
    CheckConstraint("status IN ('pass', 'fail', 'skipped')", name="status"),
    comment="Arithmetic and other rules, applied to the figures",
)
repairs = _of_document(
    "repairs",
    ("repair_index",),
    *_place("repair_index"),
    Column("kind", Text, nullable=False),
    Column("table_id", String(16), nullable=False),
    *_place("row_index", "column_index", "page"),
    *(Column(name, Text, nullable=False) for name in ("before_text", "after_text", "evidence")),
    Column("confidence", Double, nullable=False),
    comment="Changes of printed texts, with their evidence",
)
warnings = _of_document(
    "warnings",
    ("warning_index",),
    *_place("warning_index"),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("page", Integer),
    comment="What a reader of a document's result should know",
)
# The usual ways in: by subject, by department and year, by what went wrong.
Index("ix_figures_subject", figures.c.subject_code, figures.c.fiscal_year, figures.c.form)
Index("ix_figures_entity", figures.c.entity, figures.c.fiscal_year, figures.c.form)
Index("ix_forms_entity", forms.c.entity, forms.c.fiscal_year, forms.c.form)
Index("ix_checks_status", checks.c.status, checks.c.rule)
#: Tables with rows of documents, in the order of loading.
CHILDREN = (tables, cells, forms, records, figures, indicators, checks, repairs, warnings)
