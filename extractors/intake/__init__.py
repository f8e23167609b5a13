"""Bytes -> Document: the one place that opens PDFs."""

from extractors.intake.document import Document, open_document
from extractors.intake.page_range import parse_page_range

__all__ = ["Document", "open_document", "parse_page_range"]
