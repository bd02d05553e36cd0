"""What fails is told in plain words with its remedy, and no text is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.desk import DRAFT
from tests.support.desk_page import OpenDesk, ServedDesk

NAME = "1.txt"


@pytest.fixture
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk of its own with a draft open, and the caret at its beginning."""
    folder = tmp_path_factory.mktemp("desk") / "期刊"
    folder.mkdir()
    (folder / "bulletin.toml").touch()
    (folder / NAME).write_text(DRAFT.format(number=1), encoding="utf-8")
    served = ServedDesk(folder)
    served.start()
    with browser.new_context(locale="zh-CN") as context:
        context.set_default_timeout(15_000)
        opened = OpenDesk(context.new_page(), served)
        opened.open(NAME)
        yield opened
        assert not opened.troubles
    served.close()


def _state(desk: OpenDesk) -> Locator:
    return desk.page.locator("#state")


def _alert(desk: OpenDesk) -> Locator:
    return desk.page.get_by_role("alert")


def _type(desk: OpenDesk, text: str) -> None:
    desk.page.focus("#text .cm-content")
    desk.page.keyboard.type(text)


def _save(desk: OpenDesk) -> None:
    desk.page.keyboard.press("Control+s")


def _is_saved(desk: OpenDesk, start: str) -> None:
    """The failure is over: the text is saved, and nothing says otherwise."""
    _save(desk)
    expect(_state(desk)).to_contain_text("已保存")
    expect(desk.page.locator("#notices")).not_to_contain_text("。")
    assert desk.saved(NAME).startswith(f"{start}清溪区工作快报\n")


def test_a_disk_that_takes_nothing(desk: OpenDesk) -> None:
    before = desk.saved(NAME)
    for error, typed, words in (
        ("ENOSPC", "满", "磁盘"),
        ("EACCES", "只", "权限"),
        ("EROFS", "读", "只读"),
    ):
        desk.served.disk.write_text(error, encoding="ascii")
        _type(desk, typed)
        _save(desk)
        expect(_alert(desk)).to_contain_text(words)
        expect(_alert(desk)).to_contain_text("文字还在页面上")
        expect(_alert(desk).get_by_role("button", name="下载文稿副本")).to_be_visible()
        expect(_state(desk)).to_contain_text("未保存")
        assert desk.saved(NAME) == before
        desk.served.disk.write_text("", encoding="ascii")
    with desk.page.expect_download() as waiting:
        _alert(desk).get_by_role("button", name="下载文稿副本").click()
    copy = waiting.value.path().read_text(encoding="utf-8")
    assert copy.startswith("满只读清溪区工作快报")
    # Where the program can keep nothing, the browser keeps the text over a crash of both.
    desk.served.disk.write_text("ENOSPC", encoding="ascii")
    _type(desk, "后")
    expect(desk.page.locator("#text")).to_contain_text("满只读后")
    desk.page.wait_for_function(f"() => localStorage['desk.kept.{NAME}']?.includes('满只读后')")
    desk.served.kill()
    desk.served.disk.unlink()
    desk.served.start_again()
    desk.page.reload()
    expect(desk.page.locator("#text")).to_contain_text("满只读后清溪区工作快报")
    _is_saved(desk, "满只读后")


def test_a_folder_and_a_draft_that_are_gone(desk: OpenDesk) -> None:
    folder = desk.served.folder
    folder.rename(folder.with_name("别处"))
    _type(desk, "甲")
    _save(desk)
    expect(_alert(desk)).to_contain_text("已经不在了")
    expect(_state(desk)).to_contain_text("未保存")
    folder.with_name("别处").rename(folder)
    _is_saved(desk, "甲")
    (folder / NAME).unlink()
    expect(_alert(desk)).to_contain_text("这份文稿的文件不见了")
    _type(desk, "乙")
    _save(desk)
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("文字还在")
    dialog.get_by_role("button", name="保存", exact=True).click()
    _is_saved(desk, "甲乙")


def test_a_browser_that_is_shut_out_and_a_program_that_is_gone(desk: OpenDesk) -> None:
    context = desk.page.context
    context.clear_cookies()
    _type(desk, "甲")
    expect(_alert(desk)).to_contain_text("请打开 bulletinc 窗口里打印的网址")
    _save(desk)
    expect(_alert(desk)).to_contain_text("请打开 bulletinc 窗口里打印的网址")
    expect(_alert(desk)).to_contain_text("您的文字还在本页")
    context.add_cookies(desk.served.visa)  # the printed address, opened in another tab
    _is_saved(desk, "甲")
    desk.served.kill()
    _type(desk, "乙")
    expect(_alert(desk)).to_contain_text("重新打开程序")
    desk.served.start_again()
    expect(_alert(desk)).to_have_count(0)
    expect(_state(desk)).to_contain_text("未保存")
    _type(desk, "丙")
    desk.settle()
    assert "甲乙丙清溪区工作快报" in desk.sheet()
    _is_saved(desk, "甲乙丙")
