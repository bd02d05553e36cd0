"""Web pages of many layouts: what they are about is in the draft, all else in the report."""

from __future__ import annotations

import random

import pytest

from bulletinc import readers
from bulletinc.readers.importing import make_draft
from bulletinc.text.characters import squeeze
from tests.support.web_layouts import Page, pages

PAGES = list(pages())
_INLINE = ("b", "i", "span", "font", "em", "u", "a href=x", "label", "small", "sup")
_BLOCK = (
    *("div", "p", "section", "article", "center", "blockquote", "form", "main", "header"),
    *("footer", "aside", "nav", "ul", "li", "h2", "h5", "details", "address", "pre", "dd"),
    *("div class=footer", "div class=share", "div hidden", "div style='display:none'"),
    *("div class=comments", "div role=search", "button", "table", "tr", "td", "th", "caption"),
    *("s", "ruby", "noscript", "option", "textarea", "dialog", "math", "o:p", "ins"),
)


def imported(data: bytes) -> tuple[str, str]:
    """The draft of a page and all that is reported, without blanks."""
    text, notes = make_draft(readers.read(data, "网页.html"), "网页.html")
    return squeeze(text), squeeze("".join(note.message for note in notes))


def test_there_are_enough_layouts() -> None:
    assert len({page.name for page in PAGES}) == len(PAGES) >= 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_text_of_a_page_is_in_the_draft_and_the_site_in_draft_or_report(page: Page) -> None:
    draft, report = imported(page.data)
    assert [each for each in page.text if squeeze(each) not in draft] == []
    assert [each for each in page.around if squeeze(each) not in draft + report] == []


@pytest.mark.parametrize("page", PAGES[::7], ids=lambda page: page.name)
def test_what_belongs_to_the_site_is_not_taken_for_text(page: Page) -> None:
    draft, _report = imported(page.data)
    for each in ("首页政务公开", "备案号：X123", "版权所有", "搜索", "相关新闻一相关新闻二"):
        assert each not in draft


def tree(chance: random.Random, words: list[str], depth: int) -> str:
    """Random markup, with a word of its own in each place where text can stand."""
    pieces = []
    for _each in range(chance.randint(1, 4)):
        words.append(f"词{len(words)}尾")
        pieces.append(words[-1])
        if depth:
            tag = chance.choice(_INLINE if chance.random() < 0.4 else _BLOCK)
            inner = tree(chance, words, depth - 1)
            pieces.append(f"<{tag}>{inner}</{tag.partition(' ')[0]}>")
    return "".join(pieces)


@pytest.mark.parametrize("seed", range(60))
def test_no_word_of_random_markup_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    words: list[str] = []
    markup = tree(chance, words, 4)
    draft, report = imported(f"<!doctype html><body><p>前言。</p>{markup}".encode())
    assert [word for word in words if word not in draft + report] == []


@pytest.mark.parametrize(
    ("markup", "text", "said"),
    [
        ("<html><body><p>正文。</p></body></html>尾", "正文。尾", ""),
        ("<p>正文。</p><select><optgroup label=组><option>甲</select>", "正文。", "组甲"),
        ("<p>来源</p><div style='visibility:hidden'>近日开工。</div>", "来源近日开工。", ""),
        ("<p>前言。</p><div class='main footer-fixed'>报：区委</div>", "前言。报：区委", ""),
        ("<ul><li><h2>近日情况</h2><p>开工。</p></li></ul>", "近日情况开工。", ""),
    ],
    ids=["after the end", "label of a group", "shown later", "name of the text", "list as frame"],
)
def test_nothing_of_a_page_is_left_behind(markup: str, text: str, said: str) -> None:
    draft, report = imported(f"<!doctype html>{markup}".encode())
    assert draft.replace("#", "") == text
    assert said in report


def test_footnotes_without_a_mark_and_text_between_rules_stay_in_markdown() -> None:
    for typed in ("正文。\n\n[^1]: 脚注", "---\n正文。脚注\n---\n后文"):
        draft, _notes = make_draft(readers.read(typed.encode(), "稿.md"), "稿.md")
        assert "脚注" in draft
