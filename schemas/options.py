"""What a caller may choose, and the limits that hold for everyone: small, frozen, owned by one stage each."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

OcrMode = Literal["auto", "always", "never"]
OcrEngineName = Literal["rapidocr", "tesseract"]


class ExtractOptions(BaseModel, frozen=True, extra="forbid"):
    """What a caller may choose for one document."""

    ocr: OcrMode = Field("auto", description="auto: pages without a usable text layer; always: every page; never")
    engine: OcrEngineName = Field("rapidocr", description="which engine reads scanned pages")
    pages: str | None = Field(None, description="which pages, as 1-3,7; None for all")
    password: str | None = Field(None, description="opens an encrypted document", repr=False)
    definition: str | None = Field(None, description="a form definition of the caller's own, as YAML", repr=False)


class Limits(BaseModel, frozen=True, extra="forbid"):
    """Bounds of one document; reaching one is always visible as a named error or a warning."""

    max_bytes: int = Field(200 * 1024 * 1024, gt=0)
    max_pages: int = Field(5000, gt=0)
    max_pixels: int = Field(40_000_000, gt=0, description="per rendered page")
