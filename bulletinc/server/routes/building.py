"""Pages built and downloaded."""

from __future__ import annotations

import asyncio
import mimetypes
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bulletinc import files
from bulletinc.i18n import _
from bulletinc.render import formats, renderer
from bulletinc.server.answers import answer, asked, fields_of
from bulletinc.server.places import draft_at, existing_at
from bulletinc.server.refusals import FORBIDDEN, Refusal
from bulletinc.server.routes import desk_of


async def build(request: Request) -> Response:
    """Begin to build a draft as it is on the disk."""
    fields = await fields_of(request, path=str, format=str, overwrite=object)
    desk = desk_of(request)
    draft_at(desk.folder, fields["path"])
    existing_at(desk.folder, fields["path"])
    renderer(fields["format"])
    overwrite = fields["overwrite"] is True
    job = desk.jobs.begin(fields["path"], fields["format"], overwrite=overwrite)
    return answer(job, 202)


async def progress(request: Request) -> Response:
    """How a build stands."""
    return answer(desk_of(request).jobs.get(asked(request, "job")))


async def download(request: Request) -> Response:
    """A page that was built, to be saved by the browser."""
    path = asked(request, "path")
    if not path.lower().endswith(tuple(renderer(name).SUFFIX for name in formats())):
        raise Refusal(FORBIDDEN, _("{path}: this is not a page of ours.").format(path=path))
    file = existing_at(desk_of(request).folder, path)
    data = await asyncio.to_thread(files.read, file)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})


ROUTES = (
    Route("/api/build", build, methods=["POST"]),
    Route("/api/build", progress),
    Route("/api/file", download),
)
