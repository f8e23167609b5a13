"""Scripts, forms of XML and references to the outside are text at most: nothing runs, nothing is fetched or opened."""

from __future__ import annotations

import socket
from pathlib import Path

import pypdfium2.raw as pdfium_c
import pypdfium2_raw
import pytest

from extractors.pipeline import extract
from schemas.options import ExtractOptions
from tests.support.hostile import special
from tests.support.hostile.build import FIRST_FREE, one_page

#: Everything through which PDFium would run a script or build a form of XML.
_EVALUATING = (
    "FPDFDOC_InitFormFillEnvironment",
    "FPDF_LoadXFA",
    "FORM_DoDocumentJSAction",
    "FORM_DoDocumentOpenAction",
)


@pytest.mark.parametrize("name", special.errands())
def test_an_errand_is_not_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, where nothing but our own restraint would stop it: the kernel's bounds hold in workers only."""
    called: list[str] = []
    for function in _EVALUATING:
        monkeypatch.setattr(pdfium_c, function, lambda *_, function=function: called.append(function), raising=False)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        errand = special.errands(f"http://127.0.0.1:{server.getsockname()[1]}/")[name]
        for ocr in ("never", "auto"):
            result = extract(errand, options=ExtractOptions.model_validate({"ocr": ocr})).result()
            assert result.document.page_count == 1
        with pytest.raises(TimeoutError):
            server.accept()
    assert called == []


def test_the_library_has_no_engine_for_scripts() -> None:
    library = next(path for path in Path(pypdfium2_raw.__file__).parent.iterdir() if path.name.startswith("libpdfium"))
    exported = library.read_bytes()
    assert b"FPDF_LoadPage" in exported
    # What builds with an engine export besides: fpdfview.h, `#ifdef PDF_ENABLE_V8` and `PDF_ENABLE_XFA`.
    assert b"FPDF_GetRecommendedV8Flags" not in exported
    assert b"FPDF_BStr_Init" not in exported


def test_an_external_stream_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"BT /F1 12 Tf 72 700 Td (SECRET) Tj ET")
    body = b"<</Length 0/F(%s)>>\nstream\n\nendstream" % str(secret).encode()
    result = extract(one_page(page=b"/Contents %d 0 R" % FIRST_FREE, more=[body])).result()
    assert "SECRET" not in result.model_dump_json()
