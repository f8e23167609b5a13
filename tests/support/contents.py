"""What the text layer and the drawing of a PDF's pages hold, before any table is looked for."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.content import PageContent
from extractors.intake import open_document
from extractors.pdfium import list_objects
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.space import open_space
from extractors.words.text_layer import read_text_layer


def read_contents(pdf: bytes, numbers: Iterable[int] | None = None) -> list[PageContent]:
    """Return the content of pages (numbered from 1; all unless told), in points, rulings snapped."""
    contents = []
    with open_document(pdf, None, None) as document:
        for number in numbers or range(1, document.page_count + 1):
            with document.page(number) as page:
                objects = list_objects(page)
                characters, space = read_text_layer(page, open_space(page), objects)
                rulings, pictures = read_vector_rulings(objects, space)
            contents.append(PageContent(number, space.width, space.height, characters, snap_rulings(rulings), pictures))
    return contents
