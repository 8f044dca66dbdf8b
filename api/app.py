"""The HTTP server: GraphQL at /graphql, readiness at /healthz, the console page at /."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse

from api.engine import Engine
from api.graphql import graphql_router
from api.limits import BodyLimit, Workers
from ontology.errors import FengmiError

_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"


def create_app(engine: Engine, workers: Workers | None = None) -> FastAPI:
    """The application for one engine; whoever made the engine closes it."""
    threads = workers or Workers()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine.warm()
        yield
        threads.close()

    app = FastAPI(title="Fengmi", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.include_router(graphql_router(engine, threads), prefix="/graphql")
    app.add_middleware(BodyLimit)

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        """200 when the store answers, 503 when it does not."""
        try:
            await threads.run(engine.check)
        except FengmiError as error:
            return JSONResponse({"status": "failing", "reason": str(error), "code": error.code}, status_code=503)
        return JSONResponse({"status": "ok"})

    @app.get("/")
    async def console() -> HTMLResponse:
        """The console page: one file, no outside parts."""
        page = files("api").joinpath("console.html").read_text(encoding="utf-8")
        return HTMLResponse(page, headers={"Content-Security-Policy": _PAGE_POLICY})

    return app
