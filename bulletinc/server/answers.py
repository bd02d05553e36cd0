"""Answers to the page, and what it sent."""

from __future__ import annotations

import asyncio
import json
from html import escape
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from bulletinc.errors import BulletinError
from bulletinc.files import UnwrittenError
from bulletinc.i18n import _, language
from bulletinc.server.refusals import (
    BAD_REQUEST,
    INTERNAL,
    NO_ROOM,
    TIMEOUT,
    TOO_LARGE,
    UNPROCESSABLE,
    Refusal,
    told,
)
from bulletinc.server.tasks.json_text import to_json

LARGEST_TEXT_BYTES = 8 * 2**20
_BODY_S = 60.0  # for a page on this machine to send what it sends
_JSON = "application/json"


def answer(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(to_json(value), status, media_type=_JSON)


def ready(data: bytes) -> Response:
    """An answer that is JSON already."""
    return Response(data, media_type=_JSON)


def failed(error: Exception) -> Response:
    """What went wrong with a request, in words. Any error but a BulletinError is a defect."""
    if isinstance(error, Refusal):
        return refused(error)
    if isinstance(error, UnwrittenError):
        return answer(told(error), NO_ROOM if error.full else INTERNAL)
    if isinstance(error, BulletinError):
        return answer(told(error), UNPROCESSABLE)
    what = str(error) or type(error).__name__
    message = _("bulletinc itself has failed: {what}").format(what=what)
    return answer({"message": message, "remedy": _("What you typed is kept.")}, INTERNAL)


def refused(refusal: Refusal, *, as_page: bool = False) -> Response:
    """The answer to a request that is refused, as JSON or as a page for a person."""
    if not as_page:
        return answer({**told(refusal), **refusal.more}, refusal.status)
    lines = "".join(f"<p>{escape(each)}</p>" for each in (refusal.message, refusal.remedy) if each)
    page = (
        f'<!DOCTYPE html><html lang="{language()}"><meta charset="utf-8">'
        f"<title>bulletinc</title><body>{lines}</body></html>"
    )
    return HTMLResponse(page, refusal.status)


async def body_of(request: Request, most: int = LARGEST_TEXT_BYTES) -> bytes:
    """What was sent, of at most ``most`` bytes and in time. Raises :class:`Refusal`."""
    pieces, size = [], 0
    try:
        async with asyncio.timeout(_BODY_S):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise Refusal(
                        TOO_LARGE,
                        _("This is larger than {size} MB.").format(size=most // 2**20),
                        _("Check that it is the right file."),
                    )
                pieces.append(piece)
    except TimeoutError:
        raise Refusal(TIMEOUT, _("The page did not send its text in time.")) from None
    except ClientDisconnect:
        raise Refusal(BAD_REQUEST, _("The page broke off while it sent its text.")) from None
    return b"".join(pieces)


async def fields_of(request: Request, **forms: type) -> dict[str, Any]:
    """The fields of a JSON object that was sent, each of its form. Raises :class:`Refusal`.

    A field of ``object`` may be missing, and is ``None`` then.
    """
    try:
        value = json.loads(await body_of(request))
    except (ValueError, RecursionError):
        raise _malformed("JSON") from None
    if not isinstance(value, dict):
        raise _malformed("JSON")
    for name, form in forms.items():
        if not isinstance(value.get(name), form):
            raise _malformed(name)
    return {name: value.get(name) for name in forms}


def asked(request: Request, name: str) -> str:
    """A parameter of the address. Raises :class:`Refusal` where it is missing."""
    value = request.query_params.get(name)
    if value is None:
        raise _malformed(name)
    return value


def _malformed(what: str) -> Refusal:
    return Refusal(
        BAD_REQUEST,
        _("The request is not one of this desk ({what}).").format(what=what),
        _("Load the page again."),
    )
