"""Why a document could not be read.

    ExtractionError
    |- UnreadableDocument          the file is at fault; trying again cannot help
    |  |- NotAPdf                  not-a-pdf
    |  |- DamagedPdf               damaged-pdf
    |  |- EncryptedPdf             encrypted-pdf
    |  |  `- WrongPassword         wrong-password
    |  |- NoPages                  no-pages
    |  |- TooLarge                 too-large
    |  `- TooManyPages             too-many-pages
    |- InvalidOption               invalid-option
    |- PageFailed                  one page is lost, the others are not
    `- EngineFailed                an OCR engine or a table finder died

The class says the public code, the title and whether trying again can help. Messages are written for users: they hold
no page text, no path and no stack (contract, section 5).
"""

from __future__ import annotations


class ExtractionError(Exception):
    """Base of everything that the extractors raise on purpose; ``detail`` is safe to show."""

    code = "internal"
    title = "The document could not be processed"
    retryable = False

    def __init__(self, detail: str, *, stage: str | None = None, page: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.stage = stage
        self.page = page


class UnreadableDocument(ExtractionError):
    """The file itself is at fault."""


class NotAPdf(UnreadableDocument):
    """The bytes do not look like a PDF at all."""

    code = "not-a-pdf"
    title = "The file is not a PDF"


class DamagedPdf(UnreadableDocument):
    """It began as a PDF, but its structure cannot be read."""

    code = "damaged-pdf"
    title = "The PDF is damaged"


class EncryptedPdf(UnreadableDocument):
    """A password is needed and none was given."""

    code = "encrypted-pdf"
    title = "The PDF is encrypted"


class WrongPassword(EncryptedPdf):
    """A password was given and does not open the file."""

    code = "wrong-password"
    title = "The password does not open the PDF"


class NoPages(UnreadableDocument):
    """The document opens but has no page."""

    code = "no-pages"
    title = "The PDF has no pages"


class TooLarge(UnreadableDocument):
    """The file is larger than the limit."""

    code = "too-large"
    title = "The file is too large"


class TooManyPages(UnreadableDocument):
    """The document has more pages than the limit."""

    code = "too-many-pages"
    title = "The document has too many pages"


class InvalidOption(ExtractionError):
    """An option has a value that it cannot have."""

    code = "invalid-option"
    title = "An option is not valid"


class PageFailed(ExtractionError):
    """One page could not be read; it stays in the document with a warning."""

    code = "page-failed"
    title = "A page could not be read"


class EngineFailed(ExtractionError):
    """An OCR engine or a table finder stopped with an error of its own."""

    code = "engine-failed"
    title = "An engine failed"
    retryable = True
