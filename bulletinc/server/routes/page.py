"""The page itself, the empty page of its frame, and what both load."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.server.answers import asked
from bulletinc.server.fonts import shipped_fonts
from bulletinc.server.places import file_at
from bulletinc.server.refusals import NOT_FOUND, Refusal
from bulletinc.server.routes import desk_of

STATIC = Path(__file__).parent.parent / "static"

_NONCE = "__NONCE__"
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAME_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; sandbox allow-same-origin; frame-ancestors 'self'"
)
_FRAME = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>预览</title><body></body>'
_KEPT = "private, max-age=31536000, immutable"  # what is named by its hash


async def index(_request: Request) -> Response:
    """The page, with a nonce for the styles that its editor makes."""
    nonce = secrets.token_urlsafe(16)
    page = files.read(STATIC / "index.html").decode().replace(_NONCE, nonce)
    return HTMLResponse(page, headers={"content-security-policy": _PAGE_POLICY.format(nonce=nonce)})


async def frame(_request: Request) -> Response:
    """The empty page of the preview: no scripts, styles and pictures of ours only."""
    return HTMLResponse(_FRAME, headers={"content-security-policy": _FRAME_POLICY})


async def static(request: Request) -> Response:
    """A file that comes with the program."""
    path = request.path_params["path"]
    try:
        data = files.read(file_at(STATIC, path), through_link=False)
    except BulletinError:
        raise _missing(path) from None
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Response(data, media_type=media_type, headers={"cache-control": "no-cache"})


async def sent_file(request: Request) -> Response:
    """A stylesheet or picture of the page that was read last."""
    name = asked(request, "id")
    file = desk_of(request).sent.get(name)
    if file is None:
        raise _missing(name)
    return Response(file.data, media_type=file.media_type, headers={"cache-control": _KEPT})


async def font(request: Request) -> Response:
    """A face of ours."""
    name = asked(request, "name")
    file = shipped_fonts().get(name)
    if file is None:
        raise _missing(name)
    data = await asyncio.to_thread(files.read, file)
    return Response(data, media_type="font/ttf", headers={"cache-control": _KEPT})


def _missing(name: str) -> Refusal:
    return Refusal(NOT_FOUND, _("{path}: there is no such file.").format(path=name))


ROUTES = (
    Route("/", index),
    Route("/frame", frame),
    Route("/static/{path:path}", static),
    Route("/api/style", sent_file),
    Route("/api/font", font),
    Route("/api/picture", sent_file),
)
