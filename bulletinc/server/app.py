"""The desk as an application: its routes behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.server import journal
from bulletinc.server.answers import failed
from bulletinc.server.desk import DeskState
from bulletinc.server.guard import DeskEntry, Guard
from bulletinc.server.refusals import Refusal
from bulletinc.server.routes import all_routes


def make_app(desk: DeskState, entry: DeskEntry) -> ASGIApp:
    """The application of a desk. Nothing reaches it but through the guard."""

    @asynccontextmanager
    async def opened(_app: Starlette) -> AsyncIterator[None]:
        desk.open()
        yield
        desk.close()

    app = Starlette(
        routes=all_routes(),
        lifespan=opened,
        exception_handlers={
            BulletinError: _failed,
            HTTPException: _unknown,
            Exception: _failed,
        },
    )
    app.state.desk = desk
    return Guard(app, entry)


async def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, BulletinError):
        journal.note(f"failed: {request.method} {request.url.path}", error)
    return failed(error)


async def _unknown(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return failed(Refusal(status, _("The desk has nothing at this address.")))
