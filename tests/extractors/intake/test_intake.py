"""Opening documents: named errors, limits, page ranges."""

import io

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import (
    DamagedPdf,
    EncryptedPdf,
    InvalidOption,
    NotAPdf,
    TooLarge,
    TooManyPages,
    UnreadableDocument,
    WrongPassword,
)
from extractors.intake import open_document, parse_page_range
from schemas.options import Limits


def draw(pages=1, **canvas):
    buffer = io.BytesIO()
    drawing = Canvas(buffer, **canvas)
    for number in range(pages):
        drawing.drawString(72, 700, f"page {number + 1}")
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def test_a_document_opens_with_its_hash_and_pages():
    with open_document(draw(3)) as document:
        assert document.page_count == 3
        assert len(document.sha256) == 64


def test_bytes_that_are_no_pdf():
    for blob in (b"", b"PK\x03\x04 a zip", b"<html>" * 400):
        with pytest.raises(NotAPdf):
            open_document(blob)


def refusal_of(blob):
    try:
        open_document(blob).close()
    except UnreadableDocument as error:
        return error.code
    return None


def test_a_truncated_pdf_is_damaged_or_repaired_but_never_another_error():
    blob = draw(2)
    seen = {refusal_of(blob[:length]) for length in range(20, len(blob), 97)}
    assert "damaged-pdf" in seen
    assert seen <= {None, "damaged-pdf", "no-pages", "encrypted-pdf"}


def test_garbage_behind_a_header_is_damaged():
    with pytest.raises(DamagedPdf):
        open_document(b"%PDF-1.7\n" + b"\x00garbage" * 50)


def test_passwords():
    blob = draw(1, encrypt=StandardEncryption("secret", strength=128))
    with pytest.raises(EncryptedPdf) as none_given:
        open_document(blob)
    assert none_given.value.code == "encrypted-pdf"
    with pytest.raises(WrongPassword) as wrong:
        open_document(blob, password="guess")
    assert wrong.value.code == "wrong-password"
    with open_document(blob, password="secret") as document:
        assert document.page_count == 1


def test_limits_are_named():
    blob = draw(3)
    with pytest.raises(TooLarge):
        open_document(blob, limits=Limits(max_bytes=100))
    with pytest.raises(TooManyPages):
        open_document(blob, limits=Limits(max_pages=2))


def test_a_page_is_closed_after_use():
    with open_document(draw()) as document:
        with document.page(1) as page:
            assert isinstance(page, pypdfium2.PdfPage)
        assert page.raw is None


@pytest.mark.parametrize(
    ("pages", "numbers"),
    [
        (None, [1, 2, 3, 4, 5]),
        ("2", [2]),
        ("1-3,5", [1, 2, 3, 5]),
        ("3-", [3, 4, 5]),
        ("4-9,4", [4, 5]),
        (" 1 , 2 ", [1, 2]),
    ],
)
def test_page_ranges(pages, numbers):
    assert parse_page_range(pages, 5) == numbers


@pytest.mark.parametrize("pages", ["", "0", "3-1", "a", "1-2-3", "9", "-2", "1;2"])
def test_page_ranges_that_cannot_be(pages):
    with pytest.raises(InvalidOption):
        parse_page_range(pages, 5)
