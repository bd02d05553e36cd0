"""Chinese input: an input method's composition is never cut, in either editor."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.support.desk_page import OpenDesk

DRAFT = (
    "清溪区工作快报\n\n第12期\n\n清溪区创建办　2026年3月5日\n\n【要闻】\n\n"
    "白河镇清理河道　近日，白河镇组织志愿者清理河道3公里,清运垃圾。（白河镇）\n"
)
WRONG = "3公里,"  # a half-width comma, which is found
STEPS = ("z", "zh", "zhi", "zhi y", "zhi yuan")
EDITORS = ("codemirror", "plain")
TOUCHING = ("/api/read", "/api/draft", "/api/unsaved")  # what redraws, and what saves

_WATCH = """() => {
  window.composed = [];
  for (const name of ["compositionstart", "compositionend"]) {
    document.addEventListener(name, () => composed.push([name, performance.now()]), true);
  }
  const observer = new MutationObserver(() => composing() && redrawn.push(performance.now()));
  window.redrawn = [];
  window.composing = () => composed.length % 2 === 1;
  for (const pane of ["findings", "outline"]) {
    observer.observe(document.getElementById(pane), { childList: true, subtree: true });
  }
  observer.observe(document.querySelector("#page iframe").contentDocument.body, {
    childList: true, subtree: true, characterData: true,
  });
}"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one composes: keys that lead there, and the text around it."""

    name: str
    text: str
    before: str  # what stands before the caret, once, in the text
    chosen: str = ""  # what is selected after it
    typed: str = ""  # keys before the composition


PLACES = (
    _Place("first character", "", ""),
    _Place("beginning", DRAFT, ""),
    _Place("middle", DRAFT, "近日，白河镇"),
    _Place("over a selection", DRAFT, "近日，白河镇组织", "志愿者清理"),
    _Place("after a finding", DRAFT, WRONG),
    _Place("before a finding", DRAFT, "河道3公里"),
    _Place("completion", DRAFT, "（白河镇）\n", typed="【"),
)


@pytest.mark.parametrize("editor", EDITORS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name.replace(" ", "-"))
def test_a_composition_is_not_cut(desk: OpenDesk, place: _Place, editor: str) -> None:
    name = f"{editor}-{PLACES.index(place)}.txt"
    (desk.served.folder / name).write_text(place.text, encoding="utf-8")
    desk.open(name, editor)
    at = place.text.index(place.before) + len(place.before)
    desk.select(at, len(place.chosen))
    desk.page.keyboard.type(place.typed)
    if place.typed and editor == "codemirror":
        desk.page.wait_for_selector(".cm-tooltip-autocomplete")
    desk.settle()
    desk.page.evaluate(_WATCH)
    asked = len(desk.requests)
    desk.compose(STEPS, "志愿")
    during = desk.requests[asked:]
    desk.page.keyboard.type("，")

    rest = place.text[at + len(place.chosen) :]
    assert desk.text() == place.text[:at] + place.typed + "志愿，" + rest
    events = desk.page.evaluate("composed.map(([name]) => name)")
    assert events == ["compositionstart", "compositionend"]
    assert desk.page.evaluate("redrawn") == []
    assert [each for each in during if any(name in each for name in TOUCHING)] == []
    desk.settle()
    assert "志愿，" in desk.sheet()


@pytest.mark.parametrize("editor", EDITORS)
def test_saving_waits_for_the_input_method(desk: OpenDesk, editor: str) -> None:
    name = f"save-{editor}.txt"
    (desk.served.folder / name).write_text("", encoding="utf-8")
    desk.open(name, editor)
    keys = desk.page.context.new_cdp_session(desk.page)
    for step in ("q", "qing", "qing xi"):
        end = len(step)
        keys.send(
            "Input.imeSetComposition", {"text": step, "selectionStart": end, "selectionEnd": end}
        )
    desk.page.keyboard.press("Control+s")
    desk.page.wait_for_timeout(1100)  # longer than it takes to keep what is not saved
    assert desk.saved(name) == ""
    assert not [each for each in desk.requests if each.startswith("PUT")]
    keys.send("Input.insertText", {"text": "清溪"})
    expect(desk.page.locator("#state")).to_contain_text("已保存")
    assert desk.saved(name) == "清溪"
    assert desk.text() == "清溪"
