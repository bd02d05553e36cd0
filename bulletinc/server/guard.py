"""Who is let in: one middleware before every route.

The server listens on the loopback address, which every web site that the user visits can call, and
every program and user of this machine. So each request must name the very host, carry the cookie
that the printed address gives once, and, where it changes anything, come from our own page.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bulletinc.i18n import _
from bulletinc.server.answers import refused
from bulletinc.server.refusals import FORBIDDEN, UNAUTHORISED, Refusal

OWN_HEADER = "x-bulletinc"
_SAFE_METHODS = ("GET", "HEAD")
_COOKIE_DAYS = 30
_SECONDS_A_DAY = 86_400
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class DeskEntry:
    """The way in: an address that works once, and the cookie that it gives.

    ``key`` seals the cookie: with the same key, the pages of a server that was restarted stay in.
    ``tell`` is called with a new address where somebody came with one that was used.
    """

    def __init__(self, port: int, key: bytes, tell: Callable[[str], None]) -> None:
        self.host = f"127.0.0.1:{port}"
        self.origin = f"http://{self.host}"
        self._cookie_name = f"bulletinc-{port}"  # cookies do not tell ports apart
        self._cookie = hmac.digest(key, self._cookie_name.encode(), "sha256").hex()
        self._tell = tell
        self._used: set[str] = set()
        self._token = secrets.token_urlsafe(32)

    @property
    def address(self) -> str:
        """The address that lets one browser in."""
        return f"{self.origin}/?token={self._token}"

    def cookie_for(self, token: str) -> str | None:
        """The cookie that a token gives, once; ``None`` for any other."""
        if hmac.compare_digest(token.encode(), self._token.encode()):
            self._used.add(token)
            self._token = secrets.token_urlsafe(32)
            return (
                f"{self._cookie_name}={self._cookie}; Path=/; HttpOnly; SameSite=Strict; "
                f"Max-Age={_COOKIE_DAYS * _SECONDS_A_DAY}"
            )
        if token in self._used:
            self._tell(self.address)
        return None

    def lets_in(self, cookies: str) -> bool:
        """Whether a header of cookies has ours."""
        try:
            found = SimpleCookie(cookies).get(self._cookie_name)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(
            found.value.encode(), self._cookie.encode()
        )


class Guard:
    """The middleware. What it refuses never reaches a route."""

    def __init__(self, app: ASGIApp, entry: DeskEntry) -> None:
        self._app, self._entry = app, entry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no WebSocket is opened
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        try:
            self._check_sender(headers)
            if cookie := self._entered(scope, headers):
                await _redirect(cookie, with_headers)
                return
            self._check_rights(scope["method"], headers)
        except Refusal as refusal:
            page = "text/html" in headers.get("accept", "")
            await refused(refusal, as_page=page)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)

    def _check_sender(self, headers: Headers) -> None:
        """Another name for this machine, as a rebound one of a web site, is not answered."""
        if headers.getlist("host") != [self._entry.host]:
            raise Refusal(
                FORBIDDEN,
                _("The desk answers to the address {address} only.").format(
                    address=self._entry.origin
                ),
                _("Use the address that is printed where bulletinc runs."),
            )
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            raise _foreign()

    def _entered(self, scope: Scope, headers: Headers) -> str | None:
        """The cookie for who comes with the address that was printed, and has none yet."""
        if scope["method"] != "GET" or scope["path"] != "/" or self._has_cookie(headers):
            return None
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        return self._entry.cookie_for(tokens[0]) if len(tokens) == 1 else None

    def _has_cookie(self, headers: Headers) -> bool:
        return self._entry.lets_in("; ".join(headers.getlist("cookie")))

    def _check_rights(self, method: str, headers: Headers) -> None:
        if not self._has_cookie(headers):
            raise Refusal(
                UNAUTHORISED,
                _("This browser is not let in."),
                _(
                    "Open the address that is printed where bulletinc runs. It works once; if "
                    "it was used, a new one is printed there."
                ),
            )
        if method in _SAFE_METHODS:
            return
        if headers.getlist("origin") != [self._entry.origin] or headers.get(OWN_HEADER) != "1":
            raise _foreign()


def _foreign() -> Refusal:
    return Refusal(
        FORBIDDEN,
        _("This request did not come from the page of the desk. Nothing was done."),
        _("Use the page itself."),
    )


async def _redirect(cookie: str, send: Send) -> None:
    headers = [(b"location", b"/"), (b"set-cookie", cookie.encode())]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
