"""Results as responses, streamed from where they are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import FileResponse, Response, StreamingResponse

from service.exports.formats import FORMATS, Format
from service.house import House
from service.jobs.records import DocumentRecord
from service.problems import Problem


async def result_response(house: House, record: DocumentRecord, name: str, request: Request) -> Response:
    """Return a finished document's result in a format; 304 when the client has it already."""
    chosen = FORMATS[name]
    assert record.result_key is not None
    etag = f'"{record.result_etag}-{name}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Authorization, X-Api-Key",
        "Content-Location": f"/v1/documents/{record.id}/result?format={name}",
        "X-Document-Id": record.id,
        "X-Document-Status": record.status,
    }
    if _matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if name != "json":
        headers["Content-Disposition"] = _attachment(record, chosen)
    try:
        if name == "json":
            pieces = await asyncio.to_thread(_opened, house, record.result_key)
            return StreamingResponse(pieces, media_type=chosen.media_type, headers=headers)
        name = f"{record.id}/{record.result_etag}{chosen.suffix}"
        made = await house.viewer.make_beside("export", name, record.result_key, format=chosen.name)
    except FileNotFoundError as error:
        raise Problem("not-found", "the result has been deleted") from error
    return FileResponse(made, media_type=chosen.media_type, headers=headers)


def _opened(house: House, key: str) -> Iterator[bytes]:
    """Return the pieces of a blob; the first is read here, so that a missing blob is noticed before the headers go."""
    pieces = house.blobs.read(key)
    first = next(pieces, b"")

    def chained() -> Iterator[bytes]:
        yield first
        yield from pieces

    return chained()


def _matches(header: str | None, etag: str) -> bool:
    return header is not None and any(piece.strip().removeprefix("W/") in (etag, "*") for piece in header.split(","))


def _attachment(record: DocumentRecord, chosen: Format) -> str:
    stem = Path(record.filename).stem if record.filename else record.id
    return f"attachment; filename*=UTF-8''{quote(stem + chosen.suffix, safe='')}"
