"""An editor's morning at the desk, from an empty folder to an issue in Word and PDF."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect

from tests.support.desk_page import OpenDesk, ServedDesk

CELLS = (
    "<table><tr><td>单位</td><td>清运垃圾（车）</td></tr>"
    "<tr><td>白河镇</td><td>12</td></tr><tr><td>石桥街道</td><td>9</td></tr></table>"
)
PLAIN_CELLS = "单位\t清运垃圾（车）\n白河镇\t12\n石桥街道\t9"

_COPY = """async (kinds) => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(
  kinds.map(([type, data]) => [type, new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))],
  { type })])))])"""
_DROP = """([name, data]) => {
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer: given, cancelable: true }));
}"""


@pytest.fixture
def morning(browser: Browser, tmp_path: Path) -> Iterator[OpenDesk]:
    folder = tmp_path / "期刊"
    folder.mkdir()
    served = ServedDesk(folder)
    served.start()
    with browser.new_context(
        locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        context.set_default_timeout(20_000)
        yield OpenDesk(context.new_page(), served)
    served.close()


def test_an_editors_morning(morning: OpenDesk) -> None:
    desk, page = morning, morning.page
    desk.enter()
    name = _begin_an_issue(page)
    _write_an_item(desk)
    _mend_a_finding(desk)
    _paste_a_table_and_a_picture(desk)
    _save(desk, name)
    _take_a_word_file_in(desk)
    page.click(f"#issues [data-path='{name}']")
    _meet_a_conflict(desk, name)
    _read_what_was_built(desk)
    _lose_the_program(desk, name)


def _begin_an_issue(page: Page) -> str:
    page.get_by_role("button", name="新建一期").click()
    page.get_by_label("日期").fill("2026-03-05")
    page.get_by_role("textbox", name="刊名").fill("清溪区工作快报")
    page.get_by_role("dialog").get_by_role("button", name="新建", exact=True).click()
    row = page.locator("#issues .issue[aria-current]")
    expect(row).to_contain_text("清溪区工作快报")
    return row.get_attribute("data-path") or ""


def _write_an_item(desk: OpenDesk) -> None:
    desk.page.focus("#text .cm-content")
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.type("清溪区工作快报\n第1期\n清溪区创建办　2026年3月5日\n【要闻】\n")
    desk.compose(("q", "qing", "qing li"), "白河镇清理河道")
    desk.page.keyboard.press("Enter")
    desk.compose(("j", "jin ri"), "近日，白河镇组织志愿者清理河道3公里")
    desk.page.keyboard.type(",")
    desk.compose(("q", "qing yun"), "清运垃圾12车。（白河镇）")
    desk.page.keyboard.press("Enter")
    desk.settle()
    assert "清运垃圾12车。" in desk.sheet()


def _mend_a_finding(desk: OpenDesk) -> None:
    row = desk.page.locator(".finding-row", has_text="半角")
    row.get_by_role("button", name="改正").click()
    desk.settle()
    expect(row).to_have_count(0)
    assert "3公里，清运" in desk.text()


def _paste_a_table_and_a_picture(desk: OpenDesk) -> None:
    desk.page.keyboard.press("Control+End")
    _copy(desk.page, ("text/html", CELLS.encode()), ("text/plain", PLAIN_CELLS.encode()))
    desk.page.keyboard.press("Control+v")
    frame = desk.page.frame_locator("#page iframe")
    expect(frame.locator("table td", has_text="石桥街道")).to_be_visible()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.press("Enter")
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "#336699").save(picture, "PNG")
    _copy(desk.page, ("image/png", picture.getvalue()))
    desk.page.keyboard.press("Control+v")
    expect(frame.locator("img")).to_be_visible()
    assert list(desk.served.folder.glob("**/*.png"))


def _copy(page: Page, *kinds: tuple[str, bytes]) -> None:
    page.evaluate(_COPY, [[kind, base64.b64encode(data).decode()] for kind, data in kinds])


def _save(desk: OpenDesk, name: str) -> None:
    desk.page.keyboard.press("Control+s")
    expect(desk.page.locator("#state")).to_contain_text("已保存")
    assert "白河镇清理河道" in desk.saved(name)
    assert "石桥街道" in desk.saved(name)


def _take_a_word_file_in(desk: OpenDesk) -> None:
    document = Document()
    for line in ("清溪区工作快报", "第2期", "【简讯】", "石桥街道开展义诊活动。（石桥街道）"):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    desk.page.evaluate(_DROP, ["来稿.docx", base64.b64encode(data.getvalue()).decode()])
    expect(desk.page.locator("#issues .issue[aria-current]")).to_have_attribute(
        "data-path", "来稿.txt"
    )
    desk.settle()
    assert "石桥街道开展义诊活动" in desk.sheet()


def _meet_a_conflict(desk: OpenDesk, name: str) -> None:
    expect(desk.page.locator("#text")).to_contain_text("白河镇清理河道")
    desk.settle()
    desk.select(len("清溪区工作快报"))
    desk.page.keyboard.type("我")
    theirs = desk.saved(name).replace("12车", "15车")
    (desk.served.folder / name).write_text(theirs, encoding="utf-8")
    desk.page.keyboard.press("Control+s")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("15")
    assert desk.saved(name) == theirs
    dialog.get_by_role("button", name="留我的").click()
    expect(desk.page.locator("#state")).to_contain_text("已保存")
    assert "快报我\n" in desk.saved(name)
    assert "12车" in desk.saved(name)


def _read_what_was_built(desk: OpenDesk) -> None:
    pdf = _built(desk.page, "PDF")
    with pdfplumber.open(pdf.path()) as printed:
        assert "白河镇清理河道" in printed.pages[0].extract_text()
    word = _built(desk.page, "Word")
    paragraphs = [each.text for each in Document(str(word.path())).paragraphs]
    assert any("白河镇清理河道" in each for each in paragraphs)
    for download in (pdf, word):
        beside = desk.served.folder / download.suggested_filename
        assert beside.read_bytes() == Path(download.path()).read_bytes()


def _built(page: Page, name: str) -> Download:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value


def _lose_the_program(desk: OpenDesk, name: str) -> None:
    page = desk.page
    desk.select(len("清溪区工作快报我"))
    with page.expect_request_finished(lambda asked: "/api/unsaved" in asked.url):
        page.keyboard.type("停电前")
    desk.served.kill()
    page.keyboard.type("停电后")
    expect(page.get_by_role("alert")).to_contain_text("程序没有应答")
    page.close()
    desk.served.start_again()
    again = page.context.new_page()
    again.goto(desk.served.address)
    again.click(f"#issues [data-path='{name}']")
    expect(again.locator("#notices")).to_contain_text("已恢复")
    expect(again.locator("#text")).to_contain_text("快报我停电前停电后")
    again.keyboard.press("Control+s")
    expect(again.locator("#state")).to_contain_text("已保存")
    assert "快报我停电前停电后\n" in desk.saved(name)
