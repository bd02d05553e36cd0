"""What a web site, or a script in a page that is shown, can do in the browser that was let in."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.support.desk_page import OpenDesk

# What a site of somebody else tries; "done" where the browser lets it see or load anything.
_TRIES = """async (own) => {
  const begin = JSON.stringify({ date: "2026-03-05", name: "清溪区工作快报" });
  const seen = (answer) => (answer.type === "opaque" ? "blind" : "done");
  const tried = (work) => work.then(seen, () => "refused");
  const loaded = (tag, address, name) => new Promise((told) => {
    const element = document.createElement(tag);
    Object.assign(element, { [name]: address, rel: "stylesheet" });
    element.onload = () => told("done");
    element.onerror = () => told("refused");
    document.head.append(element);
  });
  document.body.append(
    Object.assign(document.createElement("iframe"), { src: own }),
    Object.assign(document.createElement("iframe"), { src: `${own}frame` }),
  );
  const post = { method: "POST", credentials: "include", body: begin };
  return {
    read: await tried(fetch(`${own}api/folder`, { credentials: "include" })),
    write: await tried(fetch(`${own}api/new`, { ...post, headers: { "X-Bulletinc": "1" } })),
    write_blindly: await tried(fetch(`${own}api/new`, { ...post, mode: "no-cors" })),
    quit_blindly: await tried(fetch(`${own}api/quit`, { ...post, mode: "no-cors" })),
    style: await loaded("link", `${own}static/page.css`, "href"),
    script: await loaded("script", `${own}static/desk.js`, "src"),
  };
}"""
_SCRIPTS = """() => {
  const { contentDocument } = document.querySelector("#page iframe");
  contentDocument.body.innerHTML =
    '<img src="x" onerror="top.ran = 1"><a href="javascript:top.ran = 1">';
  contentDocument.querySelector("a").click();
  const script = contentDocument.createElement("script");
  script.textContent = "top.ran = 1";
  contentDocument.body.append(script);
}"""


class _Site(BaseHTTPRequestHandler):
    """A web site with one page."""

    def do_GET(self) -> None:
        """Send the page."""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>")

    def log_message(self, *_told: object) -> None:
        """Tell nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Where a site is served from this machine: of one far away Chromium itself would refuse all,
    and the desk would not be asked.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_no_web_site_reaches_the_desk(desk: OpenDesk, port: int, host: str) -> None:
    desk.enter()
    own = desk.served.address.split("?")[0]
    before = sorted(desk.served.folder.rglob("*"))
    page = desk.page.context.new_page()
    page.goto(f"http://{host}:{port}/")
    outcome = page.evaluate(_TRIES, own)
    assert {name: how for name, how in outcome.items() if how == "done"} == {}
    page.wait_for_timeout(500)
    inside = [frame for frame in page.frames if frame.parent_frame]
    assert len(inside) == 2
    for frame in inside:
        assert not frame.url.startswith(own) or not frame.locator("#desk").count()
    assert sorted(desk.served.folder.rglob("*")) == before
    assert desk.served.ended() is None


def test_no_script_runs_in_the_page_that_is_shown(desk: OpenDesk) -> None:
    desk.enter()
    desk.page.wait_for_selector("#page iframe")
    desk.page.wait_for_timeout(500)
    desk.page.evaluate(_SCRIPTS)
    desk.page.wait_for_timeout(500)
    assert desk.page.evaluate("window.ran") is None
