"""What the page of the desk does: with the mouse, by keys alone, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.desk_page import OpenDesk

AXE: Any = Axe  # it ships no types

EDITORS = ("codemirror", "plain")
DRAFT = (
    "清溪区工作快报\n\n第12期\n\n清溪区创建办　2026年3月5日\n\n【要闻】\n\n"
    "白河镇清理河道　近日，白河镇组织志愿者清理河道3公里,清运垃圾。（白河镇）\n\n"
    "石桥街道开展义诊　5日，石桥街道在广场开展义诊。（石桥街道）\n"
)


@pytest.fixture(params=EDITORS)
def opened(desk: OpenDesk, request: pytest.FixtureRequest) -> OpenDesk:
    """The draft in each editor."""
    name = f"{request.node.name}.txt"
    (desk.served.folder / name).write_text(DRAFT, encoding="utf-8")
    desk.open(name, request.param)
    return desk


def test_all_changes_can_be_undone(opened: OpenDesk) -> None:
    page = opened.page
    page.get_by_role("button", name="改正", exact=True).click()
    opened.settle()
    assert "3公里，清运" in opened.text()
    page.get_by_role("button", name="规范化").click()
    expect(page.locator("#notices")).to_contain_text("已规范化")
    tidy = opened.text()
    assert tidy != DRAFT
    page.keyboard.press("Control+f")
    page.get_by_label("查找内容").fill("石桥街道")
    page.get_by_label("替换为").fill("柳荫街道")
    page.get_by_role("button", name="全部替换").click()
    assert opened.text() == tidy.replace("石桥街道", "柳荫街道")
    for _ in range(9):
        page.get_by_role("button", name="撤销").click()
    assert opened.text() == DRAFT


def test_a_click_on_the_page_sets_the_caret(opened: OpenDesk) -> None:
    words = opened.page.frame_locator("#page iframe").get_by_text("在广场开展义诊")
    box = words.bounding_box()
    assert box
    words.click(position={"x": box["width"] - 30, "y": box["height"] / 2})
    opened.page.keyboard.type("⚑")
    before, after = opened.text().split("⚑")
    assert "5日，石桥街道在" in before
    assert "。（石桥街道）" in after


def test_the_page_follows_the_caret(opened: OpenDesk) -> None:
    name = "长.txt"
    items = "".join(
        f"白河镇清理河道　{day}日，志愿者清理河道。（白河镇）\n\n" for day in range(1, 99)
    )
    (opened.served.folder / name).write_text(DRAFT + "".join(items), encoding="utf-8")
    opened.page.click(f"#issues [data-path='{name}']", timeout=20_000)
    expect(opened.page.locator("#page iframe").content_frame.get_by_text("98日")).to_be_attached()
    opened.settle()
    opened.page.focus("#text .cm-content, #text textarea")
    opened.page.keyboard.press("Control+End")
    last = opened.page.frame_locator("#page iframe").get_by_text("98日")
    expect(last).to_be_in_viewport()
    opened.page.keyboard.press("Control+Home")
    expect(last).not_to_be_in_viewport()


def test_what_another_program_saves_appears(opened: OpenDesk) -> None:
    (name,) = opened.served.folder.glob("test_what_another*.txt")
    name.write_text(DRAFT.replace("义诊", "普法"), encoding="utf-8")
    expect(opened.page.frame_locator("#page iframe").get_by_text("在广场开展普法")).to_be_visible()
    assert opened.text() == DRAFT.replace("义诊", "普法")
    name.unlink()


def test_findings_and_what_is_sought_are_marked_under_the_words(opened: OpenDesk) -> None:
    page = opened.page
    expect(page.locator("#text .finding", has_text=re.compile("^,$"))).to_have_count(1)
    page.keyboard.press("Control+f")
    page.keyboard.type("白河镇")
    found = page.locator("#text .found")
    expect(found).to_have_text(["白河镇"] * DRAFT.count("白河镇"))
    expect(page.locator("#text .found-here")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#text .found-here")).to_have_count(1)
    expect(page.locator("#text .found-here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)


def test_the_desk_is_worked_by_keys_alone(opened: OpenDesk) -> None:
    page = opened.page
    reached = set()
    for _ in range(5):
        page.keyboard.press("F6")
        reached.add(page.evaluate("document.activeElement.closest('[id]').id"))
    assert len(reached) == 5
    page.keyboard.press("F8")
    page.keyboard.press("Control+.")
    opened.settle()
    assert "3公里，清运" in opened.text()
    page.keyboard.press("Control+b")
    expect(page.locator("#issues")).to_be_hidden()


def test_axe_finds_no_fault(opened: OpenDesk) -> None:
    states: dict[str, Callable[[], object]] = {
        "draft": lambda: None,
        "outline": lambda: opened.page.get_by_role("tab", name="提纲").click(),
        "find": lambda: opened.page.get_by_role("button", name="查找", exact=True).click(),
        "new": lambda: opened.page.get_by_role("button", name="新建一期").click(),
        "settings": lambda: opened.page.get_by_role("button", name="设置").click(),
        "narrow": lambda: opened.page.set_viewport_size({"width": 683, "height": 384}),
    }
    for name, show in states.items():
        show()
        faults = AXE().run(opened.page).response["violations"]
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in faults] == []
        opened.page.keyboard.press("Escape")
