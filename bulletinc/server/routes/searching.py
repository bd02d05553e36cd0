"""The search box."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bulletinc.server.answers import answer, asked
from bulletinc.server.places import check_folder
from bulletinc.server.routes import desk_of
from bulletinc.server.searching import search_folder


async def search(request: Request) -> Response:
    """The items with these words."""
    desk, typed = desk_of(request), asked(request, "q")
    check_folder(desk.folder)
    return answer(await desk.heavily(search_folder, desk.folder, typed))


ROUTES = (Route("/api/search", search),)
