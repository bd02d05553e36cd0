"""Nobody reaches the desk but the browser that was let in, from the desk's own page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route
from starlette.types import ASGIApp

from bulletinc.server.app import make_app
from bulletinc.server.desk import DeskState
from bulletinc.server.guard import DeskEntry
from bulletinc.server.routes import all_routes
from tests.support.other_thread import run_coroutine

_OWN = "http://127.0.0.1:8470"
_ROUTES = [
    (method, route.path.replace("{path:path}", "page.css"))
    for route in all_routes()
    if isinstance(route, Route)
    for method in sorted((route.methods or set()) - {"HEAD"})
]


class Place:
    """A desk in this process, which reads nothing, and who knocks."""

    def __init__(self, folder: Path) -> None:
        self.told: list[str] = []
        self.entry = DeskEntry(8470, b"key", self.told.append)
        self.app: ASGIApp = make_app(DeskState(folder), self.entry)
        self.cookie: dict[str, str] = {}

    def ask(self, method: str, path: str, **headers: str) -> httpx.Response:
        """Ask with the headers of the desk's own page, but for those given."""
        own = {"Host": "127.0.0.1:8470", "Origin": _OWN, "X-Bulletinc": "1", **self.cookie}
        sent = [(name, value) for name, value in (own | headers).items() if value]
        return self.ask_exactly(method, path, sent)

    def ask_exactly(self, method: str, path: str, headers: list[tuple[str, str]]) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=_OWN) as client:
                return await client.send(
                    httpx.Request(method, f"{_OWN}{path}", headers=headers, content=b"{}")
                )

        return run_coroutine(send())

    def enter(self) -> None:
        answer = self.ask("GET", self.entry.address.removeprefix(_OWN))
        self.cookie = {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "issues").mkdir()
    return Place(tmp_path / "issues")


def test_there_are_routes_to_guard() -> None:
    assert ("PUT", "/api/draft") in _ROUTES
    assert len(_ROUTES) == len(all_routes())


@pytest.mark.parametrize(("method", "path"), _ROUTES)
def test_no_route_answers_without_the_cookie(place: Place, method: str, path: str) -> None:
    answer = place.ask(method, path)
    assert answer.status_code == 401
    assert set(answer.json()) == {"message", "remedy"}
    place.enter()
    name, value = place.cookie["Cookie"].split("=")
    assert place.ask(method, path, Cookie=f"{name}={value[:-1]}x").status_code == 401


@pytest.mark.parametrize(("method", "path"), [each for each in _ROUTES if each[0] != "GET"])
def test_nothing_is_changed_by_another_page(place: Place, method: str, path: str) -> None:
    place.enter()
    for foreign in (
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8471"},
        {"Origin": "http://localhost:8470"},
        {"Origin": f"{_OWN}.example.com"},
        {"X-Bulletinc": ""},
        {"X-Bulletinc": "0"},
    ):
        answer = place.ask(method, path, **foreign)
        assert (answer.status_code, foreign) == (403, foreign)
    assert place.ask(method, path).status_code != 403 or path == "/api/quit"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8471",
        "127.0.0.1:84700",
        "localhost:8470",
        "127.0.0.2:8470",
        "127.0.0.1.example.com:8470",
        "example.com:8470",
        "[::1]:8470",
        "0.0.0.0:8470",
    ],
)
def test_another_name_for_this_machine_is_not_answered(place: Place, host: str) -> None:
    place.enter()
    for path in ("/", "/api/folder", "/static/page.css", place.entry.address.removeprefix(_OWN)):
        answer = place.ask("GET", path, Host=host)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_two_hosts_are_not_one(place: Place) -> None:
    place.enter()
    headers = [("Host", "127.0.0.1:8470"), ("Host", "example.com"), *place.cookie.items()]
    assert place.ask_exactly("GET", "/api/folder", headers).status_code == 403


def test_what_a_web_site_embeds_is_not_answered(place: Place) -> None:
    place.enter()
    for site in ("cross-site", "same-site"):
        for path in ("/", "/static/page.css", "/api/draft?path=1.txt"):
            assert place.ask("GET", path, **{"Sec-Fetch-Site": site}).status_code == 403
    answer = place.ask("GET", "/frame", **{"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 200


def test_a_browser_is_never_told_that_another_site_may_ask(place: Place) -> None:
    place.enter()
    for method, path in [("OPTIONS", "/api/draft"), ("GET", "/api/folder"), ("GET", "/")]:
        headers = place.ask(method, path, Origin="http://example.com").headers
        assert [name for name in headers if name.startswith("access-control")] == []
    assert place.ask("OPTIONS", "/api/draft").status_code == 405


def test_the_address_works_once_and_gives_a_cookie_that_scripts_and_sites_lack(
    place: Place,
) -> None:
    address = place.entry.address.removeprefix(_OWN)
    answer = place.ask("GET", address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("bulletinc-8470=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert place.told == []
    again = place.ask("GET", address)
    assert again.status_code == 401
    assert place.told == [place.entry.address]
    assert place.entry.address.removeprefix(_OWN) != address


def test_a_wrong_token_lets_nobody_in(place: Place) -> None:
    for path in ("/?token=", "/?token=x", "/?token=é", "/?token=x&token=y", "/"):
        assert place.ask("GET", path).status_code == 401
    address = place.entry.address.removeprefix(_OWN)
    assert place.ask("GET", address.replace("/?", "/frame?")).status_code == 401
    assert place.ask("POST", address).status_code == 401
    assert place.told == []


def test_who_is_refused_at_the_door_reads_why(place: Place) -> None:
    answer = place.ask("GET", "/", Accept="text/html,*/*")
    assert answer.headers["content-type"].startswith("text/html")
    assert "Open the address that is printed" in answer.text


def test_the_cookie_of_a_restarted_desk_is_the_same_and_of_another_key_is_not(
    place: Place,
) -> None:
    place.enter()
    cookies = place.cookie["Cookie"]
    assert DeskEntry(8470, b"key", place.told.append).lets_in(cookies)
    assert not DeskEntry(8470, b"other", place.told.append).lets_in(cookies)
    assert not DeskEntry(8471, b"key", place.told.append).lets_in(cookies)


def test_every_answer_has_the_headers_that_keep_others_out(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "issues/1.html").write_bytes(b"<p>")
    outside = [place.ask(*each) for each in _ROUTES]
    entered = place.ask("GET", place.entry.address.removeprefix(_OWN))
    place.enter()
    monkeypatch.setattr("bulletinc.server.routes.folder.load_kinds", None)  # a defect
    answers = [
        *outside,
        entered,
        *(place.ask(*each) for each in _ROUTES if each[1] not in {"/api/events", "/api/quit"}),
        place.ask("GET", "/", Host="example.com"),
        place.ask("GET", "/", Accept="text/html", Host="example.com"),
        place.ask("GET", "/api/file?path=1.html"),
        place.ask("GET", "/nothing"),
        place.ask("PUT", "/"),
        place.ask_exactly("PUT", "/api/draft", [("Host", "127.0.0.1:8470")]),
    ]
    statuses = {answer.status_code for answer in answers}
    assert {200, 303, 400, 401, 403, 404, 405, 500} <= statuses
    for answer in answers:
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "frame-ancestors" in policy
        is_page = answer.request.url.path in {"/", "/frame"} and answer.status_code == 200
        assert is_page or policy == "default-src 'none'; frame-ancestors 'none'"
    download = place.ask("GET", "/api/file?path=1.html").headers
    assert download["content-disposition"].startswith("attachment")
    page = place.ask("GET", "/").headers["content-security-policy"]
    assert "default-src 'self';" in page
    assert "frame-ancestors 'none'" in page
    assert "unsafe" not in page
    frame = place.ask("GET", "/frame").headers["content-security-policy"]
    assert "default-src 'none';" in frame
    assert "sandbox allow-same-origin;" in frame
    assert "script" not in frame


def test_the_page_has_another_nonce_each_time(place: Place) -> None:
    place.enter()
    pages = [place.ask("GET", "/") for _time in range(2)]
    nonces = [page.headers["content-security-policy"].split("'nonce-")[1] for page in pages]
    assert nonces[0] != nonces[1]
    assert nonces[0].partition("'")[0] in pages[0].text


def test_no_web_socket_is_opened(place: Place) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    async def receive() -> Any:
        await asyncio.sleep(0)
        return {"type": "websocket.connect"}

    place.enter()
    scope = {"type": "websocket", "path": "/api/events", "headers": []}
    run_coroutine(_call(place.app, scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


async def _call(app: ASGIApp, scope: Any, receive: Callable[..., Any], send: Any) -> None:
    await app(scope, receive, send)
