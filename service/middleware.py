"""Around every request: a log line, a count, and the headers that keep browsers from lending us to others."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.error_handlers import respond
from service.logs import get_log
from service.problems import Problem
from service.traces import frames_of

log = get_log("http")

#: The page loads its own scripts, styles and pictures, talks to this origin, and nothing else.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: Results may be HTML made of a stranger's document: whatever it says, a browser runs and loads nothing of it.
_DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class ProtectBrowsers:
    """Adds the security headers. There are no CORS headers: other sites' pages may not read us."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        policy = _PAGE_POLICY if path == "/" or path.startswith("/assets/") else _DATA_POLICY

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                headers["Content-Security-Policy"] = policy
            await send(message)

        await self._app(scope, receive, send_protected)


class Observe:
    """Counts and logs each request by its route, never by its query: passwords are sent there by mistake."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except Exception as error:  # the last place before the server, whose log would quote the error's message
            log.error("unexpected error", trace=frames_of(error))
            if not status:
                answer = respond(Problem("internal", "the request met an error of ours"), Request(scope))
                await answer(scope, receive, send_noted)
        finally:
            self._note(scope, status, time.perf_counter() - begun)

    @staticmethod
    def _note(scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")
        house = getattr(scope["app"].state, "house", None)
        if house is not None:
            house.metrics.requests.labels(scope["method"], route, str(status)).inc()
        parameters = scope.get("path_params") or {}
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            seconds=round(seconds, 4),
            **({"document": parameters["document_id"]} if "document_id" in parameters else {}),
        )
