"""`/livez`, `/readyz`, `/metrics`: for those who run the service."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from service.callers import HouseDep
from service.house import House
from service.workers.confinement import memory_now

router = APIRouter(tags=["health"])


class Liveness(BaseModel):
    """The process answers."""

    status: str


class Readiness(BaseModel):
    """Which parts can do their work."""

    status: str
    store: bool
    workers: bool


@router.get("/livez", summary="Is the process alive?")
async def livez() -> Liveness:
    """Answer at once, whatever else is wrong."""
    return Liveness(status="ok")


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "The store or the workers fail"}},
    summary="Can it take work?",
)
async def readyz(house: HouseDep) -> Response:
    """Ask the store and look at the workers."""
    store = await asyncio.to_thread(_store_answers, house)
    workers = house.crew.alive and not house.finish_line.closing
    ready = Readiness(status="ok" if store and workers else "failing", store=store, workers=workers)
    return JSONResponse(ready.model_dump(), status_code=200 if store and workers else 503)


def _store_answers(house: House) -> bool:
    try:
        house.catalogue.queue_state()
    except SQLAlchemyError:
        return False
    return True


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        503: {"description": "The store fails"},
    },
    summary="Prometheus metrics",
)
async def metrics(house: HouseDep) -> Response:
    """Return the instruments, with the queue and the memory as they are now."""
    await asyncio.to_thread(_refresh, house)
    return Response(generate_latest(house.metrics.registry), media_type=CONTENT_TYPE_LATEST)


def _refresh(house: House) -> None:
    state = house.catalogue.queue_state()
    for status in ("queued", "running", "succeeded", "partial", "failed"):
        house.metrics.queue_length.labels(status).set(state.by_status.get(status, 0))
    house.metrics.queue_age.set(state.oldest_waiting_seconds)
    house.metrics.memory.set(memory_now())
    house.crew.measure_memory()
