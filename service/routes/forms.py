"""`/v1/forms`, `/v1/schemas`: what tables can be recognised as, and the shape of a result."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from schemas.result import ExtractionResult
from service.callers import CallerDep, HouseDep
from service.form_catalogue import UnknownForm, definition, summaries
from service.openapi import problems
from service.problems import Problem

router = APIRouter(prefix="/v1", tags=["forms"])


class FormSummaryView(BaseModel):
    """One canonical form."""

    form: str
    title: str


class FormListView(BaseModel):
    """All canonical forms."""

    forms: list[FormSummaryView]


@router.get("/forms", responses=problems(401), summary="List the forms")
async def list_forms(house: HouseDep, caller: CallerDep) -> FormListView:
    """Return key and title of every form."""
    return FormListView(
        forms=[FormSummaryView(form=each.form, title=each.title) for each in summaries(house.settings.forms)]
    )


@router.get("/forms/{form}", responses=problems(401, 404, 422), summary="Show a form's definition")
async def show_form(form: str, house: HouseDep, caller: CallerDep) -> dict[str, Any]:
    """Return the definition: titles, headings, measures, checks."""
    try:
        return definition(form, house.settings.forms)
    except UnknownForm as error:
        raise Problem("not-found", "there is no form of this name") from error


@router.get("/schemas/result.json", summary="The JSON Schema of a result")
async def result_schema() -> dict[str, Any]:
    """Return the schema that every result validates against."""
    return ExtractionResult.model_json_schema()
