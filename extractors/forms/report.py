"""Warnings about what could not be mapped; headings may be named, cells' texts may not."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.built import Built
from extractors.forms.measures import Resolved
from extractors.forms.view import Column, TableView


def report_columns(view: TableView, built: Built, resolved: Resolved, unread: Sequence[Column] = ()) -> None:
    """Warn of each heading that has no measure; its figures stay in the table only."""
    for column in [*resolved.unmapped, *unread]:
        message = f"heading {column.title} is not known in this form; its column stays in the table only"
        built.warnings.append(view.warning("unmapped_heading", message))
    for heading in resolved.unknown_banners:
        message = f"heading {heading} over all columns is not known in this form; the columns are mapped without it"
        built.warnings.append(view.warning("unmapped_heading", message))
    for name, column in resolved.twice:
        message = f"heading {column.title} means {name}, which another column has; its column stays in the table only"
        built.warnings.append(view.warning("ambiguous_heading", message))
