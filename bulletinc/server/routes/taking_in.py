"""Other people's files made into drafts, and what is pasted into a draft."""

from __future__ import annotations

import asyncio
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bulletinc.files import LARGEST_BYTES
from bulletinc.i18n import _
from bulletinc.server.answers import LARGEST_TEXT_BYTES, answer, asked, body_of
from bulletinc.server.intake import import_file, keep_picture
from bulletinc.server.places import check_folder, draft_at
from bulletinc.server.refusals import BAD_REQUEST, Refusal
from bulletinc.server.routes import desk_of
from bulletinc.server.tasks.pasting import CELLS, WEB_TEXT, PastingRequest, paste

_LARGEST_PICTURE_BYTES = 20 * 2**20


async def take_in(request: Request) -> Response:
    """A file made into a draft of the folder, under its own name."""
    desk, name = desk_of(request), PurePath(asked(request, "name").replace("\\", "/")).name
    check_folder(desk.folder)
    data = await body_of(request, LARGEST_BYTES)
    return answer(await desk.heavily(import_file, desk.folder, name, data), 201)


async def take_pasted(request: Request) -> Response:
    """The text to insert for what was pasted; a picture is saved beside the draft."""
    desk, path, form = desk_of(request), asked(request, "path"), asked(request, "type")
    file = draft_at(desk.folder, path)
    if form.startswith("image/"):
        data = await body_of(request, _LARGEST_PICTURE_BYTES)
        line = await asyncio.to_thread(keep_picture, desk.folder, file, data)
        return answer({"text": line, "notes": []})
    if form not in {CELLS, WEB_TEXT}:
        raise Refusal(
            BAD_REQUEST,
            _("What was copied cannot be pasted here ({form}).").format(form=form),
            _("Copy text, cells of a table or a picture; a file is dropped into the list."),
        )
    data = await body_of(request, LARGEST_TEXT_BYTES)
    task = PastingRequest(form, data)
    text, notes = await desk.reading.run(paste, task, _("what was copied"))
    return answer({"text": text, "notes": notes})


ROUTES = (
    Route("/api/import", take_in, methods=["POST"]),
    Route("/api/paste", take_pasted, methods=["POST"]),
)
