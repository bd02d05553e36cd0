"""The folder: its issues and settings, a new issue, the events."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bulletinc import __version__
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, language
from bulletinc.kinds import load_kinds
from bulletinc.project import Project, find_project
from bulletinc.readers.import_jobs import import_suffixes
from bulletinc.render import formats
from bulletinc.server.answers import answer, fields_of
from bulletinc.server.desk import DeskState
from bulletinc.server.intake import begin_issue
from bulletinc.server.places import check_folder
from bulletinc.server.refusals import BAD_REQUEST, Refusal, told
from bulletinc.server.routes import desk_of

_OFFERED = ("pdf", "docx", "html")  # of the formats that there are, for people


async def folder(request: Request) -> Response:
    """All that the page shows before a draft is opened."""
    desk = desk_of(request)
    rows = await desk.issues.rows()
    kept = {each["path"] for each in await asyncio.to_thread(desk.unsaved.all)}
    settings, error = await asyncio.to_thread(_settings, desk)
    return answer(
        {
            "folder": desk.folder.name or str(desk.folder),
            "language": language(),
            "version": __version__,
            "capabilities": {
                "formats": [name for name in _OFFERED if name in formats()],
                "imports": import_suffixes(),
                "search": True,
            },
            "settings": settings,
            "settings_error": error,
            "issues": [{**row, "unsaved": row["path"] in kept} for row in rows],
        }
    )


def _settings(desk: DeskState) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What the office settled for its drafts; nothing, and why, where that cannot be read."""
    try:
        project, error = find_project(desk.folder), None
    except BulletinError as failure:
        project, error = Project(), told(failure)
    indicators = [{"code": code, "name": name} for code, name in project.indicators.items()]
    return {
        "sections": project.sections,
        "units": project.units,
        "indicators": indicators,
        "staff": project.staff,
        "distribution": project.distribution,
    }, error


async def kinds(_request: Request) -> Response:
    """The kinds of bulletin, for a first issue."""
    chinese = language() == "zh"
    return answer(
        {
            "kinds": [
                {
                    "name": kind.name,
                    "title": kind.title,
                    "description": kind.description if chinese else kind.description_en,
                }
                for kind in load_kinds()
            ]
        }
    )


async def new(request: Request) -> Response:
    """The next issue, written."""
    fields = await fields_of(request, date=object, name=object, kind=object)
    desk = desk_of(request)
    check_folder(desk.folder)
    day = _day(fields["date"])
    name, kind = (_text(fields[key]) for key in ("name", "kind"))
    return answer(await desk.heavily(begin_issue, desk.folder, day, name, kind), 201)


def _day(value: object) -> dt.date:
    if value is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise Refusal(
            BAD_REQUEST,
            _("{date}: this is not a date.").format(date=value),
            _("Write year, month and day, such as 2026-03-05."),
        ) from None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


async def events(request: Request) -> Response:
    """What happens, as it happens."""
    return StreamingResponse(desk_of(request).hub.listen(), media_type="text/event-stream")


async def leave(request: Request) -> Response:
    """End the server."""
    desk = desk_of(request)
    asyncio.get_running_loop().call_soon(desk.stop)
    return answer({})


ROUTES = (
    Route("/api/folder", folder),
    Route("/api/kinds", kinds),
    Route("/api/new", new, methods=["POST"]),
    Route("/api/events", events),
    Route("/api/quit", leave, methods=["POST"]),
)
