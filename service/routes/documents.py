"""`/v1/documents`: send, follow, list, delete."""

from __future__ import annotations

import asyncio
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from schemas.result import ExtractionResult
from service.callers import Caller, CallerDep, HouseDep
from service.house import House
from service.jobs.records import DocumentRecord, NewDocument, Status, document_id
from service.jobs.submissions import QueueFull, Submitted
from service.openapi import SUBMISSION_BODY, problems
from service.problems import Problem
from service.request_options import ChosenOptions, QueryOptions, choose_options, preferred_wait
from service.respond import result_response
from service.uploads import Upload, clean_filename, receive
from service.views import (
    DocumentPageView,
    DocumentView,
    location_of,
    problem_of_record,
    read_cursor,
    view_of,
    write_cursor,
)
from service.waiting import wait_for_end

router = APIRouter(prefix="/v1/documents", tags=["documents"])

_RETRY_SECONDS = 10


@router.post(
    "",
    response_model=ExtractionResult,
    responses={
        202: {
            "model": DocumentView,
            "description": "Not finished within the wait",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(400, 401, 413, 415, 422, 429, 500, 503, 504),
    },
    openapi_extra=SUBMISSION_BODY,
    summary="Convert a PDF",
)
async def submit(
    request: Request,
    house: HouseDep,
    caller: CallerDep,
    options: Annotated[QueryOptions, Query()],
) -> Response:
    """Take a PDF, as multipart field ``file`` or as the body; answer with the result, or 202 when it takes longer.

    The same document with the same options is converted once; the second answer comes from the store.
    """
    house.rates.spend(caller.meter)
    upload = await receive(request, house.incoming, house.settings.max_bytes)
    try:
        chosen = await asyncio.to_thread(
            choose_options, request.query_params, upload.fields, house.settings, caller.name
        )
        upload.filename = upload.filename or clean_filename(chosen.filename)
        record = await asyncio.to_thread(_store, house, caller, upload, chosen)
    finally:
        upload.path.unlink(missing_ok=True)
    wait = preferred_wait(request.headers.getlist("prefer"), house.settings)
    settled = await wait_for_end(house, record, wait, request)
    if settled is None:
        raise Problem("not-found", "the document was deleted")
    if settled.status == "failed":
        raise problem_of_record(settled)
    if settled.finished:
        return await result_response(house, settled, "json", request)
    return await _accepted(house, settled)


def _store(house: House, caller: Caller, upload: Upload, chosen: ChosenOptions) -> DocumentRecord:
    """Keep the upload durably and queue it, or find the document that is there already."""
    if upload.size == 0:
        raise Problem("not-a-pdf", "the file is empty", stage="upload")
    told = chosen.extract.model_dump(exclude={"password"}, exclude_none=True)
    password = chosen.extract.password
    identity = document_id(caller.name, upload.sha256, told, password)
    key = f"{identity[:2]}/{identity}/{uuid.uuid4().hex}.pdf"
    known = house.submissions.find_usable(identity)
    if known is not None:
        return known
    house.blobs.put_file(key, upload.path)
    try:
        submitted = house.submissions.submit(
            NewDocument(
                id=identity,
                owner=caller.name,
                sha256=upload.sha256,
                filename=upload.filename,
                options=told,
                password=password,
                size=upload.size,
                upload_key=key,
                callback_url=chosen.callback_url,
            )
        )
    except QueueFull as error:
        house.blobs.delete(key)
        raise Problem(
            "queue-full", "try again later", stage="queue", headers={"Retry-After": str(_RETRY_SECONDS)}
        ) from error
    _after_submission(house, submitted)
    return submitted.record


def _after_submission(house: House, submitted: Submitted) -> None:
    if submitted.created:
        house.bell.ring()
    for key in submitted.spare_keys:
        house.blobs.delete(key)


async def _accepted(house: House, record: DocumentRecord) -> Response:
    view = await _view(house, record)
    return JSONResponse(
        view.model_dump(mode="json"),
        status_code=202,
        headers={"Location": location_of(record.id), "Retry-After": "1", "Cache-Control": "no-store"},
    )


async def _view(house: House, record: DocumentRecord) -> DocumentView:
    ahead = await asyncio.to_thread(house.catalogue.queued_ahead, record) if record.status == "queued" else 0
    return view_of(record, ahead)


@router.get("", responses=problems(401, 422, 503), summary="List your documents")
async def list_documents(
    house: HouseDep,
    caller: CallerDep,
    status: Status | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> DocumentPageView:
    """Return a page of statuses, newest first."""
    before = None if cursor is None else read_cursor(cursor)
    records = await asyncio.to_thread(house.catalogue.page, caller.name, status, limit + 1, before)
    shown = records[:limit]
    views = await asyncio.to_thread(lambda: [view_of(each, house.catalogue.queued_ahead(each)) for each in shown])
    more = len(records) > limit
    return DocumentPageView(documents=views, next_cursor=write_cursor(shown[-1]) if more else None)


@router.get("/{document_id}", responses=problems(401, 404, 422, 503), summary="Follow a document")
async def status(
    document_id: str,
    request: Request,
    response: Response,
    house: HouseDep,
    caller: CallerDep,
    wait: Annotated[float, Query(ge=0, le=600, description="seconds to hold the answer until it is finished")] = 0.0,
) -> DocumentView:
    """Return the status; with ``wait``, as soon as the document is finished."""
    record = await find(house, document_id, caller)
    if wait:
        settled = await wait_for_end(house, record, min(wait, house.settings.max_wait_seconds), request)
        if settled is None:
            raise Problem("not-found", "the document was deleted")
        record = settled
    response.headers["Cache-Control"] = "no-store"
    return await _view(house, record)


@router.delete("/{document_id}", status_code=204, responses=problems(401, 404, 503), summary="Delete a document")
async def delete(document_id: str, house: HouseDep, caller: CallerDep) -> Response:
    """Remove the document, its result and its file; one that is being converted is stopped."""
    keys = await asyncio.to_thread(house.catalogue.delete, document_id, caller.name)
    if keys is None:
        raise _no_document()
    house.finish_line.tell(document_id)
    await asyncio.to_thread(forget_blobs, house, document_id, keys)
    return Response(status_code=204)


def forget_blobs(house: House, document_id: str, keys: list[str]) -> None:
    """Remove what was kept for a document."""
    for key in keys:
        house.blobs.delete(key)
    house.viewer.forget(document_id)


async def find(house: House, document_id: str, caller: Caller) -> DocumentRecord:
    """Return the caller's document; raises ``not-found`` for any other, whether it exists or not."""
    record = await asyncio.to_thread(house.catalogue.get, document_id, caller.name)
    if record is None:
        raise _no_document()
    return record


def _no_document() -> Problem:
    return Problem("not-found", "there is no document with this id")


__all__: list[Any] = ["find", "forget_blobs", "router"]
