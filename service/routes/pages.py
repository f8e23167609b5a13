"""`/v1/documents/{id}/pages`: the pages as seen, with what was found drawn on them."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel

from service.callers import CallerDep, HouseDep
from service.house import House
from service.jobs.records import DocumentRecord
from service.openapi import problems
from service.problems import Problem
from service.routes.documents import find
from service.stored_results import StoredResult

router = APIRouter(prefix="/v1/documents", tags=["pages"])


class PageView(BaseModel):
    """One page; width and height in points as displayed."""

    number: int
    width: float
    height: float
    source: str
    image: str


class PageListView(BaseModel):
    """The pages that were read, in order."""

    pages: list[PageView]


_DPI = 110


@router.get("/{document_id}/pages", responses=problems(401, 404, 422, 500, 503), summary="List the pages")
async def list_pages(document_id: str, house: HouseDep, caller: CallerDep) -> PageListView:
    """Return size, source and picture of every page that was read; empty until the document is finished."""
    record = await find(house, document_id, caller)
    if record.result_key is None:
        return PageListView(pages=[])
    stored = await _stored(house, record)
    return PageListView(
        pages=[
            PageView(
                number=page["number"],
                width=page["width"],
                height=page["height"],
                source=page["source"],
                image=f"/v1/documents/{record.id}/pages/{page['number']}.png",
            )
            for page in stored.pages
        ]
    )


@router.get(
    "/{document_id}/pages/{number}.png",
    response_class=FileResponse,
    responses={
        200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
        **problems(401, 404, 413, 422, 500, 503, 504),
    },
    summary="See a page",
)
async def page_picture(
    document_id: str,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    house: HouseDep,
    caller: CallerDep,
    overlay: Annotated[Literal["cells"] | None, Query(description="draws the found cells on the page")] = None,
    dpi: Annotated[int, Query(ge=30, le=300)] = _DPI,
) -> Response:
    """Return the page as seen, upright, as a PNG; before the document is finished without what was found."""
    record = await find(house, document_id, caller)
    facts: dict[str, Any] = {}
    marks: list[Any] = []
    if record.result_key is not None:
        stored = await _stored(house, record)
        facts = next((page for page in stored.pages if page["number"] == number), {})
        marks = stored.cells.get(number, []) if overlay else []
    # The result's own name is in the file name: a picture made before it is not taken for one made after.
    state = (record.result_etag or "raw")[:16]
    name = f"{record.id}/{state}-{number}-{dpi}{'-cells' if overlay else ''}.png"
    try:
        made = await house.viewer.make_beside(
            "draw",
            name,
            record.upload_key,
            number=number,
            dpi=float(dpi),
            turned=facts.get("turned", 0),
            deskewed=facts.get("deskewed", 0.0),
            marks=marks,
        )
    except FileNotFoundError as error:
        raise Problem("not-found", "the file has been deleted") from error
    return FileResponse(made, media_type="image/png", headers={"Cache-Control": "private, max-age=300"})


async def _stored(house: House, record: DocumentRecord) -> StoredResult:
    try:
        return await asyncio.to_thread(house.results.read, record)
    except FileNotFoundError as error:
        raise Problem("not-found", "the result has been deleted") from error
