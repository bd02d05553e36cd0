"""A desk begins, bears much, and ends in good order; nothing typed is lost by its end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from bulletinc.server import running
from tests.support.desk import DRAFT, RunningDesk, browser, opened, start
from tests.support.program import Run, program

_AT_ONCE = 1000


def test_it_ends_by_one_ctrl_c_while_a_page_listens(tmp_path: Path) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        with desk.http.stream("GET", "/api/events") as answer:
            lines = answer.iter_lines()
            next(lines)
            desk.process.send_signal(signal.SIGINT)
            assert "event: bye" in list(lines)
        assert desk.stop() == 0
        assert desk.said[-1] == "The desk is closed."
        assert "Traceback" not in "".join(desk.said)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_whatever_ends_it_is_noted(tmp_path: Path, name: str) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        desk.process.send_signal(getattr(signal, name))
        assert desk.stop() == 0
        assert desk.said[-1] == "The desk is closed."
    lines = (tmp_path / "state/bulletinc/desk/log.txt").read_text(encoding="utf-8").splitlines()
    assert ["begins", f"told to end: {name}", "good order"] == [
        word
        for word in ("begins", f"told to end: {name}", "good order")
        for line in lines
        if word in line
    ]


def test_a_page_may_end_it(tmp_path: Path) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        desk.post("/api/quit", {})
        assert desk.process.wait(60) == 0


def test_killed_and_started_again_it_knows_the_browser_and_the_text(tmp_path: Path) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        (desk.folder / "1.txt").write_text("旧的", encoding="utf-8")
        stamp = desk.get("/api/draft", path="1.txt")["stamp"]
        typed = {"path": "1.txt", "text": "写了一半", "stamp": stamp}
        assert desk.http.put("/api/unsaved", json=typed).is_success
        desk.process.kill()
        desk.process.wait()
        again = start(desk.folder, tmp_path / "state", desk.port)
        try:
            assert desk.get("/api/draft", path="1.txt")["unsaved"]["text"] == "写了一半"
            assert desk.get("/api/draft", path="1.txt")["text"] == "旧的"
        finally:
            again.stop()


def test_a_port_that_is_taken_is_told_of(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = program("--lang", "en", "serve", str(tmp_path), "--no-browser", "--port", port)
    assert (said.status, said.out) == (2, "")
    assert f"Port {port} cannot be used" in said.err
    assert "--port" in said.err


def test_without_a_port_the_next_free_one_is_taken() -> None:
    first = running._listener(None)
    second = running._listener(None)
    with first, second:
        numbers = [each.getsockname()[1] for each in (first, second)]
        assert numbers[0] != numbers[1]
        assert {each.getsockname()[0] for each in (first, second)} == {"127.0.0.1"}
        assert all(running.DEFAULT_PORT <= each < running.DEFAULT_PORT + 10 for each in numbers)


def test_a_folder_that_is_none_is_told_of(tmp_path: Path, run: Run) -> None:
    said = run("--lang", "en", "serve", str(tmp_path / "none"), "--no-browser")
    assert (said.status, said.out) == (2, "")
    assert "none: there is no such folder." in said.err


def test_missing_packages_are_told_of(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    said = run("--lang", "en", "serve", str(tmp_path), "--no-browser")
    assert said.status == 2
    assert 'pip install "bulletinc[desk]"' in said.err


def test_a_used_address_makes_it_print_a_new_one(tmp_path: Path) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        with browser(desk.port) as other:
            assert other.get(desk.address).status_code == 401
        desk.stop()
        new = next(line for line in desk.said if line.startswith("http"))
        assert new != desk.address
        assert new.startswith(f"http://127.0.0.1:{desk.port}/?token=")


def test_a_thousand_requests_at_once_are_all_answered(desk: RunningDesk) -> None:
    cookie = dict(desk.http.cookies)
    (desk.folder / "many.txt").write_text(DRAFT.format(number=1), encoding="utf-8")
    limits = httpx.Limits(max_connections=_AT_ONCE)
    own = dict(desk.http.headers)
    with httpx.Client(
        base_url=desk.http.base_url, cookies=cookie, headers=own, limits=limits, timeout=100
    ) as client:

        def ask(number: int) -> int:
            if number % 3 == 0 and number % 30:
                text = DRAFT.format(number=number)
                value = {"path": "many.txt", "text": text, "version": number, "client": "many"}
                return client.post("/api/read", json=value).status_code
            path = "/api/draft" if number % 3 == 1 else "/api/kinds"
            path = path if number % 30 else "/api/folder"
            return client.get(path, params={"path": "many.txt"}).status_code

        with ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(ask, range(_AT_ONCE)))
    assert set(answers) == {200}


def test_open_connections_that_say_nothing_keep_nobody_waiting(desk: RunningDesk) -> None:
    silent = [socket.create_connection(("127.0.0.1", desk.port)) for _each in range(200)]
    half = b"POST /api/read HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % desk.port
    try:
        for each in silent:
            each.sendall(half)
        for _time in range(20):
            assert desk.get("/api/kinds")["kinds"]
    finally:
        for each in silent:
            each.close()


def test_a_page_that_takes_its_answer_slowly_keeps_nobody_waiting(desk: RunningDesk) -> None:
    text = DRAFT.format(number=1) + "【动态】\n\n" + "白河镇清理河道，整治环境。\n\n" * 3000
    (desk.folder / "slow.txt").write_text(text, encoding="utf-8")
    cookie = "; ".join(f"{name}={value}" for name, value in desk.http.cookies.items())
    head = f"GET /api/draft?path=slow.txt HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n"
    with socket.create_connection(("127.0.0.1", desk.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.sendall(f"{head}Cookie: {cookie}\r\n\r\n".encode() * 20)
        for _time in range(20):
            assert desk.get("/api/kinds")["kinds"]
        assert slow.recv(64).startswith(b"HTTP/1.1 200")


def test_a_folder_that_is_gone_loses_no_text(tmp_path: Path) -> None:
    with opened(tmp_path / "issues", tmp_path / "state") as desk:
        (desk.folder / "1.txt").write_text(DRAFT.format(number=1), encoding="utf-8")
        stamp = desk.get("/api/draft", path="1.txt")["stamp"]
        desk.folder.rename(tmp_path / "moved")
        typed: dict[str, Any] = {"path": "1.txt", "text": "写了一半", "stamp": stamp}
        for answer in (
            desk.http.get("/api/folder"),
            desk.http.put("/api/draft", json=typed),
            desk.http.post("/api/read", json={**typed, "version": 1, "client": "a"}),
            desk.http.post("/api/new", json={}),
            desk.http.post("/api/import", params={"name": "a.html"}, content=b"<p>a</p>"),
            desk.http.post("/api/build", json={"path": "1.txt", "format": "html"}),
        ):
            assert answer.status_code == 410
            assert "issues: this folder is not there any more." in answer.json()["message"]
        assert not desk.folder.exists()
        assert desk.http.put("/api/unsaved", json=typed).is_success
        (tmp_path / "moved").rename(desk.folder)
        assert desk.get("/api/draft", path="1.txt")["unsaved"]["text"] == "写了一半"
        assert desk.http.put("/api/draft", json=typed).is_success


def test_the_desk_is_loaded_only_when_it_is_served() -> None:
    code = (
        "import sys; from bulletinc.cli.commands import serve; "
        "print([n for n in ('starlette', 'uvicorn', 'bulletinc.server.app') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
