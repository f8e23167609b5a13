"""`/`: the review page and its assets, from the package."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from service.problems import Problem

router = APIRouter(include_in_schema=False)

_WEB = Path(__file__).parent.parent / "web"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
#: Listed once: a request never makes a path of its own.
_ASSETS = {path.name: path for path in _WEB.iterdir() if path.suffix in _KINDS}


@router.api_route("/", methods=["GET", "HEAD"])
async def page() -> FileResponse:
    """Return the page."""
    return _file("index.html")


@router.get("/assets/{name}")
async def asset(name: str) -> FileResponse:
    """Return a script, a style or a picture of the page."""
    return _file(name)


def _file(name: str) -> FileResponse:
    path = _ASSETS.get(name)
    if path is None:
        raise Problem("not-found", "nothing is at this address")
    return FileResponse(path, media_type=_KINDS[path.suffix], headers={"Cache-Control": "no-cache"})
