"""`/v1/documents/{id}/result`: what the document became, in the format that is asked for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from schemas.result import ExtractionResult
from service.callers import CallerDep, HouseDep
from service.exports.formats import FORMATS, format_for_accept
from service.openapi import problems
from service.respond import result_response
from service.routes.documents import find
from service.views import DocumentView, location_of, problem_of_record, view_of

router = APIRouter(prefix="/v1/documents", tags=["results"])

FormatName = Literal["json", "csv", "xlsx", "html", "markdown", "parquet"]

_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_OTHER_FORMATS = {one.media_type: _BINARY for one in FORMATS.values() if one.name != "json"}


@router.get(
    "/{document_id}/result",
    response_model=ExtractionResult,
    responses={
        200: {"content": _OTHER_FORMATS, "headers": {"ETag": {"schema": {"type": "string"}}}},
        202: {"model": DocumentView, "description": "Not finished yet"},
        304: {"description": "The client has it already"},
        **problems(401, 404, 413, 422, 500, 503, 504),
    },
    summary="Read the result",
)
async def result(
    document_id: str,
    request: Request,
    house: HouseDep,
    caller: CallerDep,
    format: Annotated[FormatName | None, Query(description="wins over Accept")] = None,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    """Return the result as often as wanted, until it is deleted or expires."""
    record = await find(house, document_id, caller)
    if record.status == "failed":
        raise problem_of_record(record)
    if not record.finished:
        return JSONResponse(
            view_of(record).model_dump(mode="json"),
            status_code=202,
            headers={"Location": location_of(record.id), "Retry-After": "1"},
        )
    name = format or format_for_accept(accept).name
    return await result_response(house, record, name, request)
