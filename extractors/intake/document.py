"""Open a PDF through PDFium, with named errors and limits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pypdfium2
import pypdfium2.raw as pdfium_c

from extractors.errors import (
    DamagedPdf,
    EncryptedPdf,
    NoPages,
    NotAPdf,
    PageFailed,
    TooLarge,
    TooManyPages,
    WrongPassword,
)
from schemas.options import Limits

#: Adobe's readers accept the header anywhere in the first kilobyte (PDF 1.7, implementation note 13).
_HEADER_WINDOW = 1024
#: After so many pages the file is opened anew, so that memory does not grow with the number of pages.
_PAGES_AT_ONCE = 100


class Document:
    """An open PDF. Pages are opened one at a time and closed at once, so that memory does not grow with length.

    Not for use in more than one thread: PDFium is not thread-safe.
    """

    def __init__(self, pdf: pypdfium2.PdfDocument, blob: bytes, password: str | None = None) -> None:
        self._pdf = pdf
        self._blob, self._password, self._opened = blob, password, 0
        self.sha256 = hashlib.sha256(blob).hexdigest()
        self.page_count = len(pdf)

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file's memory back; the document cannot be used any more."""
        self._pdf.close()

    def save_unlocked(self, path: Path) -> None:
        """Write the document without its encryption, so that its pages can be shown later without the password."""
        self._pdf.save(path, flags=pdfium_c.FPDF_REMOVE_SECURITY)

    @contextmanager
    def page(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """Open one page (1-based) for the length of a with block; raises PageFailed when PDFium cannot load it."""
        if self._opened >= _PAGES_AT_ONCE:
            self._reopen()
        self._opened += 1
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise PageFailed(f"page {number} cannot be loaded", stage="intake", page=number) from error
        try:
            yield page
        finally:
            page.close()

    def _reopen(self) -> None:
        """Open the file anew: until it closes, PDFium keeps all it has parsed, 30 MB after a thousand pages."""
        self._pdf.close()
        self._pdf, self._opened = pypdfium2.PdfDocument(self._blob, password=self._password), 0


def open_document(blob: bytes, password: str | None = None, limits: Limits | None = None) -> Document:
    """Open a PDF held in memory.

    Raises NotAPdf, DamagedPdf, EncryptedPdf, WrongPassword, NoPages, TooLarge or TooManyPages.
    """
    limits = limits or Limits()
    if len(blob) > limits.max_bytes:
        raise TooLarge(f"{len(blob)} bytes; the limit is {limits.max_bytes}", stage="intake")
    if b"%PDF-" not in blob[:_HEADER_WINDOW]:
        raise NotAPdf("no PDF header in the first kilobyte", stage="intake")
    try:
        pdf = pypdfium2.PdfDocument(blob, password=password)
    except pypdfium2.PdfiumError as error:
        if _opens_without_pages(blob, password):
            raise NoPages("the document has no page", stage="intake") from error
        raise _named(error, password) from error
    document = Document(pdf, blob, password)
    try:
        _check_pages(document.page_count, limits)
    except BaseException:
        document.close()
        raise
    return document


def _check_pages(count: int, limits: Limits) -> None:
    if count == 0:
        raise NoPages("the document has no page", stage="intake")
    if count > limits.max_pages:
        raise TooManyPages(f"{count} pages; the limit is {limits.max_pages}", stage="intake")


def _opens_without_pages(blob: bytes, password: str | None) -> bool:
    """Tell whether PDFium opens the file and finds nothing in it.

    The binding reports that like a failure, with the error code of whatever document failed last.
    """
    handle = pdfium_c.FPDF_LoadMemDocument64(blob, len(blob), password.encode() if password else None)
    if not handle:
        return False
    empty: bool = pdfium_c.FPDF_GetPageCount(handle) == 0
    pdfium_c.FPDF_CloseDocument(handle)
    return empty


def _named(error: pypdfium2.PdfiumError, password: str | None) -> Exception:
    code = getattr(error, "err_code", None)
    if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        if code == pdfium_c.FPDF_ERR_SECURITY:
            return EncryptedPdf("the document uses an encryption that is not supported", stage="intake")
        if password:
            return WrongPassword("the password given does not open the document", stage="intake")
        return EncryptedPdf("the document needs a password", stage="intake")
    return DamagedPdf("the structure of the PDF cannot be read", stage="intake")
