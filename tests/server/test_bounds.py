"""What is sent is bounded, and no name leads out of the folder, however it is written."""

from __future__ import annotations

import select
import socket
from pathlib import Path
from urllib.parse import quote

import pytest

from bulletinc.server import running
from tests.support.desk import DRAFT, RunningDesk

_CHUNK = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
_MB = 2**20


def test_it_listens_on_this_machine_alone() -> None:
    with running._listener(None) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("POST", "/api/read", 8 * _MB),
        ("PUT", "/api/draft", 8 * _MB),
        ("PUT", "/api/unsaved", 8 * _MB),
        ("POST", "/api/paste?path=1.txt&type=image/png", 20 * _MB),
        ("POST", "/api/import?name=a.docx", 64 * _MB),
    ],
)
def test_what_is_sent_without_an_end_is_cut_off(
    desk: RunningDesk, method: str, path: str, most: int
) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in desk.http.cookies.items())
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {cookie}\r\n"
        f"Origin: http://127.0.0.1:{desk.port}\r\nX-Bulletinc: 1\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as page:
        page.sendall(head.encode())
        sent = 0
        while not select.select([page], [], [], 0)[0]:
            page.sendall(_CHUNK)
            sent += len(_CHUNK)
            assert sent < most + 16 * _MB  # what lies between both programs
        assert page.recv(64).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "%2e%2e%2fsecret.txt",
        "..\\secret.txt",
        "..／secret.txt",
        "．．/secret.txt",
        "‥/secret.txt",
        "a/../../secret.txt",
        "/{top}/secret.txt",
        "file:///{top}/secret.txt",
        "C:/secret.txt",
        "\\\\server\\secret.txt",
        "link/secret.txt",
        "link.txt",
        "secret.txt\0.txt",
    ],
)
def test_no_name_leads_out_of_the_folder(desk: RunningDesk, name: str) -> None:
    top = desk.folder.parent
    (top / "secret.txt").write_text(DRAFT.format(number=9), encoding="utf-8")
    (top / "secret.pdf").write_bytes(b"%PDF-1.7")
    for link, target in (("link", top), ("link.txt", top / "secret.txt")):
        if not (desk.folder / link).is_symlink():
            (desk.folder / link).symlink_to(target)
    path = name.replace("{top}", str(top).strip("/"))
    typed = {"path": path, "text": "我的", "stamp": ""}
    asked = [
        desk.http.get("/api/draft", params={"path": path}),
        desk.http.get(f"/api/draft?path={quote(quote(path))}"),
        desk.http.get("/api/file", params={"path": path.replace(".txt", ".pdf")}),
        desk.http.post("/api/read", json={**typed, "version": 1, "client": "a"}),
        desk.http.post("/api/build", json={**typed, "format": "pdf"}),
        desk.http.post("/api/diff", json=typed),
        desk.http.post("/api/fix", json=typed),
        desk.http.get(f"/static/{quote(path, safe='')}"),
        desk.http.get(f"/static/..%2f{quote(path)}"),
    ]
    assert not any("动员会" in answer.text or "%PDF" in answer.text for answer in asked)
    saved = desk.http.put("/api/draft", json=typed)
    assert saved.is_error or not Path(path).is_absolute()
    assert (top / "secret.txt").read_text(encoding="utf-8") == DRAFT.format(number=9)
    assert {each.name for each in top.iterdir() if each.suffix} == {"secret.txt", "secret.pdf"}


@pytest.mark.parametrize("name", ["../../x.docx", "..\\x.docx", "C:\\x.docx", "/x.docx", ".."])
def test_what_is_imported_lands_in_the_folder(desk: RunningDesk, name: str) -> None:
    before = set(desk.folder.parent.iterdir())
    text = "清溪区工作快报\n第1期\n【要闻】\n白河镇清理河道。（白河镇）\n"
    answer = desk.http.post("/api/import", params={"name": f"{name}.txt"}, content=text.encode())
    assert answer.status_code in {201, 422}
    if answer.is_success:
        assert (desk.folder / answer.json()["path"]).parent == desk.folder
    assert set(desk.folder.parent.iterdir()) == before
