"""Drafts opened, saved, and kept unsaved."""

from __future__ import annotations

import asyncio
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bulletinc.server.answers import answer, asked, fields_of
from bulletinc.server.draft_files import read_draft_file, save_draft
from bulletinc.server.places import draft_at
from bulletinc.server.routes import desk_of


async def open_draft(request: Request) -> Response:
    """A draft as it is on the disk, and what was typed into it and not saved."""
    desk, path = desk_of(request), asked(request, "path")
    draft = await asyncio.to_thread(read_draft_file, draft_at(desk.folder, path), path)
    kept = await asyncio.to_thread(desk.unsaved.get, path)
    if kept is not None and kept["text"] == draft.text:
        kept = None
    return answer({"path": path, **asdict(draft), "unsaved": kept})


async def save(request: Request) -> Response:
    """Write a draft, unless another program has written it meanwhile."""
    fields = await fields_of(request, path=str, text=str, stamp=str)
    desk, path = desk_of(request), fields["path"]
    file = draft_at(desk.folder, path)
    text, known = fields["text"], fields["stamp"]
    stamp, notes = await asyncio.to_thread(save_draft, desk.folder, file, path, text, known)
    await asyncio.to_thread(desk.unsaved.remove, path)
    return answer({"stamp": stamp, "notes": notes})


async def kept(request: Request) -> Response:
    """All texts that are kept."""
    return answer({"drafts": await asyncio.to_thread(desk_of(request).unsaved.all)})


async def keep(request: Request) -> Response:
    """Keep a text that is not saved, in the user's own state folder."""
    fields = await fields_of(request, path=str, text=str, stamp=str)
    desk = desk_of(request)
    await asyncio.to_thread(desk.unsaved.keep, fields["path"], fields["text"], fields["stamp"])
    return answer({})


async def forget(request: Request) -> Response:
    """Forget a text that was kept."""
    await asyncio.to_thread(desk_of(request).unsaved.remove, asked(request, "path"))
    return answer({})


ROUTES = (
    Route("/api/draft", open_draft),
    Route("/api/draft", save, methods=["PUT"]),
    Route("/api/unsaved", kept),
    Route("/api/unsaved", keep, methods=["PUT"]),
    Route("/api/unsaved", forget, methods=["DELETE"]),
)
