"""The first shape of the warehouse."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column(
            "document_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=False),
            nullable=False,
            comment="our own number",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the PDF's bytes"),
        sa.Column("filename", sa.Text(), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column(
            "status", sa.String(length=16), nullable=False, comment="succeeded, or partial when pages could not be read"
        ),
        sa.Column("schema_version", sa.String(length=8), nullable=False),
        sa.Column(
            "recipe",
            sa.String(length=16),
            nullable=False,
            comment="differs when version, options or form definitions do",
        ),
        sa.Column(
            "content_sha256",
            sa.String(length=64),
            nullable=False,
            comment="of everything that was loaded for the document",
        ),
        sa.Column(
            "superseded", sa.Boolean(), nullable=False, comment="every source that held it now holds another document"
        ),
        sa.CheckConstraint("status IN ('succeeded', 'partial')", name=op.f("ck_documents_status")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_documents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
        comment="One row a PDF that was converted, known by its content",
    )
    op.create_table(
        "failures",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=False, comment="code of the problem"),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("recipe", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_failures")),
        comment="Documents that could not be converted",
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.Text(), nullable=False, comment="path, archive!/member or URL"),
        sa.Column("sha256", sa.String(length=64), nullable=True, comment="of the document that was there last"),
        sa.Column("stamp", sa.Text(), nullable=True, comment="size and time of change when it was read"),
        sa.Column("problem", sa.Text(), nullable=True, comment="why it could not be read"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
        comment="Where documents were found; equal documents have several names",
    )
    op.create_index(op.f("ix_sources_sha256"), "sources", ["sha256"], unique=False)
    op.create_table(
        "cells",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("table_id", sa.String(length=16), nullable=False),
        sa.Column("row_index", sa.Integer(), nullable=False),
        sa.Column("column_index", sa.Integer(), nullable=False),
        sa.Column("row_span", sa.Integer(), nullable=False),
        sa.Column("column_span", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("x0", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("top", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("x1", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("bottom", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_cells_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "table_id", "row_index", "column_index", name=op.f("pk_cells")),
        comment="Every cell; loaded only when asked for",
    )
    op.create_table(
        "checks",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("check_index", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=True),
        sa.Column("actual", sa.Text(), nullable=True),
        sa.Column("tolerance", sa.Text(), nullable=True),
        sa.Column(
            "cells",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="[table, row, column] of each figure",
        ),
        sa.CheckConstraint("status IN ('pass', 'fail', 'skipped')", name=op.f("ck_checks_status")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_checks_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "check_index", name=op.f("pk_checks")),
        comment="Arithmetic and other rules, applied to the figures",
    )
    op.create_index("ix_checks_status", "checks", ["status", "rule"], unique=False)
    op.create_table(
        "figures",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_index", sa.Integer(), nullable=False),
        sa.Column("record_index", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=True),
        sa.Column("subject_code", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("is_total", sa.Boolean(), nullable=False, comment="stands in the row that sums up the whole form"),
        sa.Column("amount", sa.Numeric(), nullable=False, comment="as printed, in unit"),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column(
            "amount_yuan",
            sa.Numeric(),
            nullable=True,
            comment="null where the unit is not known or the measure is no money",
        ),
        sa.Column("table_id", sa.String(length=16), nullable=True),
        sa.Column("row_index", sa.Integer(), nullable=True),
        sa.Column("column_index", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("x0", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("top", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("x1", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("bottom", sa.Double(), nullable=True, comment="points from the top left of the page"),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=True),
        sa.Column("repaired", sa.Boolean(), nullable=False),
        sa.Column("check_status", sa.String(length=16), nullable=False, comment="pass, fail, or unchecked"),
        sa.CheckConstraint("check_status IN ('pass', 'fail', 'unchecked')", name=op.f("ck_figures_check_status")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_figures_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "form_index", "record_index", "measure", name=op.f("pk_figures")),
        comment="Every amount in long form: one row a figure",
    )
    op.create_index("ix_figures_entity", "figures", ["entity", "fiscal_year", "form"], unique=False)
    op.create_index("ix_figures_subject", "figures", ["subject_code", "fiscal_year", "form"], unique=False)
    op.create_table(
        "forms",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_index", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True, comment="as printed"),
        sa.Column("title", sa.Text(), nullable=True, comment="as printed"),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True, comment="as printed; amount_yuan of the figures is free of it"),
        sa.Column("table_id", sa.String(length=16), nullable=True),
        sa.Column(
            "notes",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("unchecked", sa.Integer(), nullable=False, comment="amounts that no check covers"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_forms_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "form_index", name=op.f("pk_forms")),
        comment="Tables that were recognised",
    )
    op.create_index("ix_forms_entity", "forms", ["entity", "fiscal_year", "form"], unique=False)
    op.create_table(
        "indicators",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_index", sa.Integer(), nullable=False),
        sa.Column("record_index", sa.Integer(), nullable=False),
        sa.Column("indicator_index", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("level1", sa.Text(), nullable=True),
        sa.Column("level2", sa.Text(), nullable=True),
        sa.Column("level3", sa.Text(), nullable=True),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("measure_unit", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_indicators_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "document_id", "form_index", "record_index", "indicator_index", name=op.f("pk_indicators")
        ),
        comment="Performance indicators of projects and departments",
    )
    op.create_table(
        "records",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_index", sa.Integer(), nullable=False),
        sa.Column("record_index", sa.Integer(), nullable=False),
        sa.Column("row_index", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Text(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=True),
        sa.Column("subject_code", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="the whole record as the JSON result has it",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_records_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "form_index", "record_index", name=op.f("pk_records")),
        comment="Rows of forms, with all that they say",
    )
    op.create_table(
        "repairs",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("repair_index", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("table_id", sa.String(length=16), nullable=False),
        sa.Column("row_index", sa.Integer(), nullable=False),
        sa.Column("column_index", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("before_text", sa.Text(), nullable=False),
        sa.Column("after_text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_repairs_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "repair_index", name=op.f("pk_repairs")),
        comment="Changes of printed texts, with their evidence",
    )
    op.create_table(
        "tables",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("table_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("column_count", sa.Integer(), nullable=False),
        sa.Column("header_row_count", sa.Integer(), nullable=False),
        sa.Column("finder", sa.String(length=32), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_tables_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "table_id", name=op.f("pk_tables")),
        comment="Logical tables; one that goes on over pages is one row",
    )
    op.create_table(
        "warnings",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("warning_index", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_warnings_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "warning_index", name=op.f("pk_warnings")),
        comment="What a reader of a document's result should know",
    )


def downgrade() -> None:
    """Remove the tables, last ones first."""
    for name in (
        *("warnings", "tables", "repairs", "records", "indicators", "forms", "figures", "checks", "cells"),
        *("sources", "failures", "documents"),
    ):
        op.drop_table(name)
