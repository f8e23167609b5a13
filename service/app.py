"""The HTTP application: routes, errors and headers around a ``House``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from service.error_handlers import add_error_handlers
from service.house import House
from service.housekeeping import Housekeeping
from service.main import build_house, close_house
from service.middleware import Observe, ProtectBrowsers
from service.openapi import describe
from service.routes import documents, forms, health, pages, results, review
from service.settings import Settings

_STORE_THREADS = 32

Builder = Callable[[Settings], House]


def make_app(settings: Settings, build: Builder = build_house) -> FastAPI:
    """Return the application; its house is built when the server starts it and closed when it stops."""
    app = FastAPI(
        title="Tablewright",
        version=version("tablewright"),
        summary="PDF in, validated JSON out.",
        lifespan=_lifespan(settings, build),
        # Swagger's page would fetch its scripts from elsewhere; /openapi.json is there for every tool.
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    for module in (documents, results, pages, forms, health, review):
        app.include_router(module.router)
    add_error_handlers(app)
    describe(app)
    app.add_middleware(Observe)
    app.add_middleware(ProtectBrowsers)
    return app


def _lifespan(settings: Settings, build: Builder) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        house = await asyncio.to_thread(build, settings)
        house.finish_line.attach(asyncio.get_running_loop())
        app.state.house = house
        # Every look at the store takes a thread for a moment; the default is a handful.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_STORE_THREADS, "store"))
        housekeeping = Housekeeping(house)
        house.crew.start()
        housekeeping.start()
        try:
            yield
        finally:
            await asyncio.to_thread(housekeeping.stop)
            await asyncio.to_thread(close_house, house)

    return lifespan
