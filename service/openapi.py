"""What the OpenAPI document says beyond the signatures: the upload body, problems, shared responses."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.problems import MEDIA_TYPE, PROBLEM_TYPES
from service.request_options import FormOptions
from service.views import ProblemView

_FORM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "format": "binary", "contentMediaType": "application/pdf"},
        **FormOptions.model_json_schema()["properties"],
    },
}

#: The body of a submission, which FastAPI cannot derive: it is read in pieces, not parsed by the framework.
SUBMISSION_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _FORM_SCHEMA},
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that an operation may answer with."""
    return {status: _problem_response(status) for status in statuses}


def _problem_response(status: int) -> dict[str, Any]:
    codes = sorted(kind.code for kind in PROBLEM_TYPES.values() if kind.status == status)
    phrase = HTTPStatus(status).phrase
    return {
        "description": f"{phrase}: {', '.join(codes)}" if codes else phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemView"}}},
    }


def describe(app: FastAPI) -> None:
    """Have the application publish its document with the parts above."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                routes=app.routes,
                separate_input_output_schemas=False,
            )
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas["ProblemView"] = ProblemView.model_json_schema()
            _drop_default_validation_errors(schema)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _drop_default_validation_errors(schema: dict[str, Any]) -> None:
    """Replace FastAPI's own 422, which we never send, by ours."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            found = operation["responses"].get("422", {})
            if "application/json" in found.get("content", {}):
                operation["responses"]["422"] = _problem_response(422)
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
