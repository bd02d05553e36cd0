"""What the page asks of a running desk, and what it is told."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest

import bulletinc
from bulletinc.readers.embedded import embedded_source
from tests.support.desk import DRAFT, RunningDesk
from tests.support.drawn_pictures import drawn

_PICTURE = drawn()
_WIDE = DRAFT.format(number=1).replace("3日，", "3日,").replace("全区", "𠮷林区")


def _read(desk: RunningDesk, path: str, text: str, **more: Any) -> Any:
    value = {"path": path, "text": text, "version": 1, "client": path, **more}
    return desk.post("/api/read", value) | desk.post("/api/check", value)


def _cut(text: str, place: dict[str, int]) -> str:
    """A part of a text by UTF-16 offsets, as a browser cuts it."""
    return text.encode("utf-16-le")[place["from"] * 2 : place["to"] * 2].decode("utf-16-le")


def test_a_text_is_read_for_page_findings_outline_and_colours(desk: RunningDesk) -> None:
    read = _read(desk, "read.txt", _WIDE, version=7)
    assert (read["version"], read["kind"], read["error"]) == (7, "kuaibao", None)
    (comma,) = (each for each in read["findings"] if each["code"] == "W001")
    assert _cut(_WIDE, comma) == ","
    assert [_cut(_WIDE, edit) for edit in comma["fix"]["edits"]] == [","]
    outline = {each["type"]: _cut(_WIDE, each) for each in read["outline"]}
    assert outline["section"].startswith("【要闻】\n\n𠮷林区召开动员会　")
    colours = {name: _cut(_WIDE, {"from": start, "to": end}) for start, end, name in read["spans"]}
    assert colours["headline"] == "𠮷林区召开动员会"
    assert colours["attribution"] == "（区创建办）"
    assert read["counts"] == {"characters": bulletinc.count(_WIDE).words, "items": 1}


def test_each_part_of_the_page_says_where_it_stands_in_the_text(desk: RunningDesk) -> None:
    from lxml import html

    page = _read(desk, "places.txt", _WIDE)["page"]
    assert page["within"] == "main"
    body = html.fromstring(f"<main>{''.join(page['blocks'])}</main>")
    marked = [element for element in body.iter() if element.get("data-from") is not None]
    places = zip(page["places"][::2], page["places"][1::2], strict=True)
    typed = {}
    for element, (start, end) in zip(marked, places, strict=True):
        typed[element.get("class")] = _cut(_WIDE, {"from": start, "to": end})
        shown = "".join(element.text_content().split())
        assert shown.strip("★")[:4] == "".join(typed[element.get("class")].split())[:4]
    lines = ("name", "issue", "issuer", "date", "headline")
    assert [typed[name] for name in lines] == [
        "清溪区工作快报",
        "第1期",
        "清溪区创建办",
        "2026年3月5日",
        "𠮷林区召开动员会",
    ]


def test_the_style_of_the_page_is_served_by_its_name(desk: RunningDesk) -> None:
    page = _read(desk, "style.txt", DRAFT.format(number=1))["page"]
    answer = desk.http.get("/api/style", params={"id": page["style"]})
    assert answer.headers["content-type"].startswith("text/css")
    assert "--page-width" in answer.text
    assert desk.http.get("/api/style", params={"id": "none"}).status_code == 404
    assert _read(desk, "style.txt", DRAFT.format(number=2))["page"]["style"] == page["style"]


def test_the_faces_of_the_page_come_with_the_program(desk: RunningDesk) -> None:
    page = _read(desk, "style.txt", DRAFT.format(number=1))["page"]
    style = desk.http.get("/api/style", params={"id": page["style"]}).text
    addresses = re.findall(r'"Bulletinc \w+".*? src: url\("(/api/font[^"]+)"\)', style)
    assert len(addresses) == 5
    for address in addresses:
        face = desk.http.get(address)
        assert face.content.startswith(b"\0\1\0\0")
        assert "immutable" in face.headers["cache-control"]
    for name in ("README.md", "../layout.toml", "/etc/passwd", ""):
        assert desk.http.get("/api/font", params={"name": name}).status_code == 404


def test_a_draft_is_opened_saved_and_protected(desk: RunningDesk) -> None:
    file = desk.folder / "save.txt"
    file.write_bytes(DRAFT.format(number=1).replace("\n", "\r\n").encode("gb18030"))
    opened = desk.get("/api/draft", path="save.txt")
    assert (opened["text"], opened["encoding"]) == (DRAFT.format(number=1), "gb18030")
    change = {"path": "save.txt", "text": DRAFT.format(number=2), "stamp": opened["stamp"]}
    saved = desk.http.put("/api/draft", json=change).json()
    assert file.read_bytes() == DRAFT.format(number=2).replace("\n", "\r\n").encode("gb18030")
    late = desk.http.put("/api/draft", json=change)
    assert (late.status_code, late.json()["stamp"]) == (409, saved["stamp"])
    assert late.json()["text"] == DRAFT.format(number=2)


def test_a_saved_draft_is_not_kept_as_unsaved_any_more(desk: RunningDesk) -> None:
    (desk.folder / "kept.txt").write_text("旧的", encoding="utf-8")
    opened = desk.get("/api/draft", path="kept.txt")
    typed = {"path": "kept.txt", "text": "写了一半", "stamp": opened["stamp"]}
    assert desk.http.put("/api/unsaved", json=typed).json() == {}
    assert desk.get("/api/draft", path="kept.txt")["unsaved"]["text"] == "写了一半"
    rows = {row["path"]: row for row in desk.get("/api/folder")["issues"]}
    assert rows["kept.txt"]["unsaved"] is True
    desk.http.put("/api/draft", json=typed)
    assert desk.get("/api/draft", path="kept.txt")["unsaved"] is None


def test_the_list_says_what_is_known_of_each_issue(desk: RunningDesk) -> None:
    (desk.folder / "list.txt").write_text(DRAFT.format(number=41), encoding="utf-8")
    (desk.folder / "broken.txt").write_bytes(b"PK\x03\x04")
    row: dict[str, Any] = {}
    while not row.get("known"):
        rows = {row["path"]: row for row in desk.get("/api/folder")["issues"]}
        row = rows["list.txt"]
        time.sleep(0.05)
    assert (row["number"], row["date"], row["kind"]) == (41, "2026-03-05", "kuaibao")
    assert (row["title"], row["errors"], row["built"]) == ("清溪区工作快报 第41期", 0, [])
    while not (rows := {row["path"]: row for row in desk.get("/api/folder")["issues"]})[
        "broken.txt"
    ]["known"]:
        time.sleep(0.05)
    assert "not plain text" in rows["broken.txt"]["error"]["message"]


def test_a_text_is_put_right(desk: RunningDesk) -> None:
    fixed = desk.post("/api/fix", {"path": "fix.txt", "text": _WIDE})
    assert fixed["text"] == _WIDE.replace(",", "，")
    assert [(_cut(_WIDE, edit), edit["text"]) for edit in fixed["edits"]] == [(",", "，")]
    untidy = _WIDE.replace("\n\n", "\n").replace("3月5日", " 3 月 5 日")
    tidy = desk.post("/api/fmt", {"path": "fix.txt", "text": untidy})
    units = untidy.encode("utf-16-le")
    for edit in reversed(tidy["edits"]):
        new = edit["text"].encode("utf-16-le")
        units = units[: edit["from"] * 2] + new + units[edit["to"] * 2 :]
    assert units.decode("utf-16-le") == tidy["text"]
    assert "2026年3月5日\n\n【要闻】" in tidy["text"]


def test_items_are_found_by_their_words_where_they_stand(desk: RunningDesk) -> None:
    text = "𠮷\r\n" + DRAFT.format(number=8).replace("动员会", "垃圾分类会").replace("\n", "\r\n")
    (desk.folder / "sub").mkdir()
    (desk.folder / "sub/第8期.txt").write_text(text, encoding="utf-8", newline="")
    found = desk.get("/api/search", q="垃圾分类")
    (hit,) = found["results"]
    assert (hit["path"], found["count"]) == ("sub/第8期.txt", 1)
    assert _cut(text.replace("\r", ""), hit).startswith("全区召开垃圾分类会")
    assert desk.get("/api/folder")["capabilities"]["search"] is True
    assert desk.http.get("/api/search", params={"q": " "}).status_code == 422


def test_a_rule_is_explained(desk: RunningDesk) -> None:
    manual = desk.get("/api/explain", code="W001")
    assert manual["name"] == "half-width-punctuation"
    assert "full width" in manual["text"].lower().replace("-", " ")
    assert desk.http.get("/api/explain", params={"code": "W999"}).status_code == 422


def test_two_versions_are_compared(desk: RunningDesk) -> None:
    (desk.folder / "diff.txt").write_text(DRAFT.format(number=1), encoding="utf-8")
    found = desk.post("/api/diff", {"path": "diff.txt", "text": DRAFT.format(number=2)})
    (change,) = found["changes"]
    assert (change["kind"], found["count"]) == ("changed", "1 change.")
    assert ["added", "2"] in [list(piece) for piece in change["pieces"]] or any(
        kind == "added" and "2" in text for kind, text in change["pieces"]
    )


def test_what_is_pasted_becomes_text(desk: RunningDesk) -> None:
    def paste(form: str, data: bytes) -> Any:
        asked = {"path": "第3期.txt", "type": form}
        answer = desk.http.post("/api/paste", params=asked, content=data)
        assert answer.is_success, answer.text
        return answer.json()["text"]

    cells = '项目\t数量\r\n"河道\n清理"\t3\r\n'
    table = paste("text/tab-separated-values", cells.encode())
    assert table == "| 项目 | 数量 |\n| --- | --- |\n| 河道清理 | 3 |"
    web = "<p>白河镇<b>清理</b>河道。</p><script>alert(1)</script><p>柳荫街道整治。</p>"
    assert paste("text/html", web.encode()) == "白河镇**清理**河道。\n\n柳荫街道整治。"
    line = paste("image/png", _PICTURE)
    name = line.removeprefix("【插图：").removesuffix("】")
    assert name.startswith("第3期-图/")
    assert (desk.folder / name).read_bytes() == _PICTURE
    assert paste("image/png", _PICTURE) == line
    text = DRAFT.format(number=3).replace("编辑：", f"{line}\n\n编辑：")
    page = _read(desk, "第3期.txt", text)["page"]
    (source,) = [each.partition('"')[0] for each in "".join(page["blocks"]).split('<img src="')[1:]]
    picture = desk.http.get(source)
    assert picture.headers["content-type"] in {"image/png", "image/jpeg"}
    asked = {"path": "第3期.txt", "type": "image/png"}
    refused = desk.http.post("/api/paste", params=asked, content=b"<svg onload=alert(1)>")
    assert refused.status_code == 422


def test_a_file_is_imported_beside_another_of_its_name(desk: RunningDesk) -> None:
    def take_in(text: str) -> Any:
        data = f"<html><body><p>{text}</p></body></html>".encode()
        answer = desk.http.post("/api/import", params={"name": "../来文.html"}, content=data)
        assert answer.status_code == 201, answer.text
        return answer.json()

    first = take_in("白河镇清理河道。")
    assert (first["path"], first["unchanged"]) == ("来文.txt", False)
    assert take_in("白河镇清理河道。") == {**first, "unchanged": True}
    assert take_in("柳荫街道整治。")["path"] == "来文-2.txt"
    assert (desk.folder / "来文.txt").read_text(encoding="utf-8") == "白河镇清理河道。\n"
    empty = desk.http.post("/api/import", params={"name": "a.docx"}, content=b"")
    assert empty.status_code == 422


def test_the_next_issue_is_begun(desk: RunningDesk) -> None:
    folder = desk.folder / "new"
    folder.mkdir()
    answer = desk.http.post("/api/new", json={"date": "2026-04-01", "name": "河湖简报"})
    assert answer.status_code == 201, answer.text
    path = answer.json()["path"]
    assert "2026年4月1日" in (desk.folder / path).read_text(encoding="utf-8")
    wrong = desk.http.post("/api/new", json={"date": "1. April"})
    assert (wrong.status_code, "not a date" in wrong.json()["message"]) == (400, True)
    kinds = {kind["name"]: kind["title"] for kind in desk.get("/api/kinds")["kinds"]}
    assert kinds["kuaibao"] == "快报"


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_page_is_built_downloaded_and_saved(desk: RunningDesk, name: str) -> None:
    (desk.folder / "第5期.txt").write_text(DRAFT.format(number=5), encoding="utf-8")
    job = _built(desk, {"path": "第5期.txt", "format": name})
    assert (job["state"], job["file"], job["error"]) == ("done", f"第5期.{name}", None)
    answer = desk.http.get("/api/file", params={"path": job["file"]})
    assert answer.content == (desk.folder / f"第5期.{name}").read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment;")
    rows = {row["path"]: row for row in desk.get("/api/folder")["issues"]}
    built = {"format": name, "path": f"第5期.{name}", "stale": False}
    assert built in rows["第5期.txt"]["built"]


def test_a_file_of_somebody_else_is_replaced_only_when_asked(desk: RunningDesk) -> None:
    (desk.folder / "第6期.txt").write_text(DRAFT.format(number=6), encoding="utf-8")
    (desk.folder / "第6期.html").write_text("mine", encoding="utf-8")
    job = _built(desk, {"path": "第6期.txt", "format": "html"})
    assert (job["state"], job["error"]["overwrite"]) == ("failed", True)
    assert (desk.folder / "第6期.html").read_text(encoding="utf-8") == "mine"
    job = _built(desk, {"path": "第6期.txt", "format": "html", "overwrite": True})
    assert (job["state"], job["error"]) == ("done", None)


def _built(desk: RunningDesk, value: dict[str, Any]) -> Any:
    answer = desk.http.post("/api/build", json=value)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    while job["state"] == "running":
        time.sleep(0.05)
        job = desk.get("/api/build", job=job["job"])
    return job


def test_only_pages_and_drafts_of_the_folder_are_handed_out(desk: RunningDesk) -> None:
    (desk.folder / "secret.docx.key").write_text("secret", encoding="utf-8")
    (desk.folder.parent / "out.pdf").write_bytes(b"%PDF-")
    for path in ("bulletin.toml", "secret.docx.key", "../out.pdf", ".bulletinc-cache"):
        assert desk.http.get("/api/file", params={"path": path}).status_code == 403
        assert desk.http.get("/api/draft", params={"path": path}).status_code == 403
    for path in ("/static/../desk.py", "/static/%2e%2e/desk.py", "/static//etc/passwd"):
        assert desk.http.get(path).status_code in {403, 404}


def test_a_request_of_another_form_is_refused_in_words(desk: RunningDesk) -> None:
    for content in (b"", b"[]", b"{", b"[" * 100_000, b'{"path": 1}', b"\xff"):
        answer = desk.http.post("/api/read", content=content)
        assert answer.status_code == 400
        assert answer.json()["message"]
    huge = json.dumps({"path": "a.txt", "text": "字" * 4_000_000}).encode()
    assert desk.http.post("/api/read", content=huge).status_code == 413
    lines = {"path": "a.txt", "text": "字\n" * 50_000, "version": 1, "client": "a"}
    assert desk.http.post("/api/read", json=lines).status_code == 422


def test_a_mistake_in_the_settings_leaves_a_page(desk: RunningDesk) -> None:
    folder = desk.folder / "office"
    folder.mkdir()
    (folder / "bulletin.toml").write_text("unknown = 1\n", encoding="utf-8")
    read = _read(desk, "office/1.txt", DRAFT.format(number=1))
    assert "unknown" in read["error"]["message"]
    assert "动员会" in "".join(read["page"]["blocks"])


def test_other_programs_saves_are_told(desk: RunningDesk) -> None:
    with desk.http.stream("GET", "/api/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert next(lines).startswith("retry")
        (desk.folder / "other.txt").write_text(DRAFT.format(number=9), encoding="utf-8")
        changed: list[str] = []
        for line in lines:
            if line.startswith("data: ") and "changed" in line:
                changed += json.loads(line.removeprefix("data: "))["changed"]
            if "other.txt" in changed:
                break


def test_the_draft_inside_a_built_page_is_the_saved_one(desk: RunningDesk) -> None:
    text = DRAFT.format(number=7)
    (desk.folder / "第7期.txt").write_text(text, encoding="utf-8")
    job = _built(desk, {"path": "第7期.txt", "format": "pdf"})
    assert job["state"] == "done", job
    page = (desk.folder / "第7期.pdf").read_bytes()
    assert embedded_source(page, "第7期.pdf")[1] == text.encode()
