"""Which formats a result can be had in, and how each is called on the wire and on disk.

The modules behind them are imported on first use: a service that never writes Parquet never loads pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from schemas.result import ExtractionResult


class FormatUnavailable(Exception):
    """The library behind a format is not installed; the message names the extra that brings it."""


@dataclass(frozen=True)
class Format:
    """One way to write a result; ``module`` has ``render(result) -> bytes``."""

    name: str
    media_type: str
    suffix: str
    module: str
    extra: str | None = None

    def render(self, result: ExtractionResult) -> bytes:
        """Write the result; raises FormatUnavailable when the format's library is missing."""
        try:
            module = import_module(self.module)
        except ModuleNotFoundError as error:
            raise FormatUnavailable(f"{self.name} needs the extra: pip install 'tablewright[{self.extra}]'") from error
        content: bytes = module.render(result)
        return content


_ALL = (
    Format("json", "application/json", ".json", "service.exports.as_json"),
    Format("csv", "application/zip", ".zip", "service.exports.as_csv"),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        "service.exports.as_xlsx",
        extra="xlsx",
    ),
    Format("html", "text/html", ".html", "service.exports.as_html"),
    Format("markdown", "text/markdown", ".md", "service.exports.as_markdown"),
    Format("parquet", "application/vnd.apache.parquet", ".parquet", "service.exports.as_parquet", extra="parquet"),
)
FORMATS: dict[str, Format] = {one.name: one for one in _ALL}

#: What a client may ask for in ``Accept`` besides a format's own media type.
_ALIASES = {"text/csv": "csv", "*/*": "json", "application/*": "json"}


def _ranges(accept: str) -> Iterable[tuple[float, int, str]]:
    for position, item in enumerate(accept.split(",")):
        media_type, *parameters = (piece.strip() for piece in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        yield -quality, position, media_type.lower()


def format_for_accept(accept: str | None) -> Format:
    """Return the format that an ``Accept`` header likes best; JSON when it names none that we have."""
    by_type = {one.media_type: one.name for one in _ALL} | _ALIASES
    for quality, _, media_type in sorted(_ranges(accept or "")):
        if quality < 0 and media_type in by_type:
            return FORMATS[by_type[media_type]]
    return FORMATS["json"]
