"""Every error leaves as a problem of the closed list."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from service.logs import get_log
from service.problems import MEDIA_TYPE, Problem

log = get_log("http")


class ProblemResponse(JSONResponse):
    """A problem as a response."""

    media_type = MEDIA_TYPE


def respond(problem: Problem, request: Request) -> ProblemResponse:
    """Return the response for a problem that this request met."""
    return ProblemResponse(problem.body(request.url.path), status_code=problem.http_status, headers=problem.headers)


def add_error_handlers(app: FastAPI) -> None:
    """Register the translations."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, error: Problem) -> ProblemResponse:
        return respond(error, request)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> ProblemResponse:
        # Pydantic's report echoes the input; only the place and the rule are passed on.
        first = error.errors()[0]
        place = ".".join(str(piece) for piece in first["loc"][1:]) or str(first["loc"][0])
        return respond(Problem("invalid-option", f"{place}: {first['msg']}"), request)

    @app.exception_handler(HTTPException)
    async def _protocol(request: Request, error: HTTPException) -> ProblemResponse:
        if error.status_code == 405:
            allowed = _allowed_methods(app, request.url.path) or (error.headers or {}).get("Allow", "GET")
            detail = "this method is not allowed here"
            return respond(Problem("not-found", detail, status=405, headers={"Allow": allowed}), request)
        if error.status_code == 404:
            return respond(Problem("not-found", "nothing is at this address"), request)
        return respond(Problem("invalid-option", "the request cannot be read", status=400), request)

    @app.exception_handler(SQLAlchemyError)
    async def _store(request: Request, error: SQLAlchemyError) -> ProblemResponse:
        log.error("store failed", error=type(error).__name__)
        return respond(_later("the store cannot be reached"), request)

    @app.exception_handler(OSError)
    async def _disk(request: Request, error: OSError) -> ProblemResponse:
        # A full disk, or one that became read-only: nothing was accepted, and it may be well again in a while.
        log.error("disk failed", error=type(error).__name__, number=error.errno)
        return respond(_later("the data folder cannot be used"), request)


def _later(detail: str) -> Problem:
    return Problem("internal", detail, status=503, headers={"Retry-After": "5"})


def _allowed_methods(app: FastAPI, path: str) -> str:
    """Return all methods of a path: the framework names only those of the first route that fits."""
    methods: set[str] = set()
    for template, operations in app.openapi()["paths"].items():
        pattern = "[^/]+".join(re.escape(piece) for piece in re.split(r"\{[^}]*\}", template))
        if re.fullmatch(pattern, path):
            methods.update(method.upper() for method in operations)
    return ", ".join(sorted(methods))
