"""Every link of the pages leads somewhere, and from the README every page is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import ROOT

PAGES = sorted(
    page
    for pattern in ("*.md", "docs/*.md", "desk/*.md", "templates/**/*.md", "examples/**/*.md")
    for page in ROOT.glob(pattern)
)
STARTS = ("README.md", "README.zh-CN.md")

_FENCED = re.compile(r"^( *)(```+)\w*\n.*?^\1\2$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\((?P<link>[^)\s]+)\)|(?:href|src)=\"(?P<html>[^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ELSEWHERE = re.compile(r"https?://|mailto:")
_NAMED = re.compile(r"`((?:docs|scripts|benchmarks|examples|templates|grammar|desk)/[^`\s]+\.\w+)`")
_NEW = ("ARCHITECTURE.md", "docs/recipes.md")  # recipes name files that they add


def links_of(page: Path) -> Iterator[str]:
    """What a page links to on this disk, outside of code."""
    text = _CODE.sub("", _FENCED.sub("", page.read_text(encoding="utf-8")))
    for found in _LINK.finditer(text):
        link = found["link"] or found["html"]
        if not _ELSEWHERE.match(link):
            yield link


def target(page: Path, link: str) -> Path:
    """The file that a link leads to."""
    path = link.partition("#")[0]
    return (page.parent / path).resolve() if path else page


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub, GitLab and Gitee make them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    found: list[str] = []
    for heading in _HEADING.findall(text):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", shown.lower()).strip().replace(" ", "-")
        same = sum(re.fullmatch(rf"{re.escape(name)}(-\d+)?", each) is not None for each in found)
        found.append(f"{name}-{same}" if same else name)
    return set(found)


def name(page: Path) -> str:
    """A page's name in the checkout."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading_of_it(page: Path) -> None:
    broken = []
    for link in links_of(page):
        file, anchor = target(page, link), link.partition("#")[2]
        if not file.exists() or not file.is_relative_to(ROOT):
            broken.append(link)
        elif anchor and anchor not in anchors(file):
            broken.append(f"{link}: there is {sorted(anchors(file))}")
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_of_the_checkout_that_a_page_names_are_there(page: Path) -> None:
    if name(page) not in _NEW:
        named = _NAMED.findall(page.read_text(encoding="utf-8"))
        assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_picture_is_shown_on_a_page() -> None:
    shown = {target(page, link) for page in PAGES for link in links_of(page)}
    assert sorted(map(name, {*ROOT.glob("docs/*.png")} - shown)) == []


def language(page: Path) -> str:
    """The language of a page that stands in both, or nothing."""
    if page.name.endswith(".zh-CN.md"):
        return "zh"
    return "en" if page.with_suffix(".zh-CN.md").exists() else ""


@pytest.mark.parametrize("start", STARTS)
def test_from_the_readme_every_page_of_its_language_is_reached(start: str) -> None:
    own = {page for page in PAGES if language(page) in {language(ROOT / start), ""}}
    reached: set[Path] = set()
    new = [ROOT / start]
    while new:
        page = new.pop()
        reached.add(page)
        files = {target(page, link) for link in links_of(page)}
        new += (files & own) - reached
    assert sorted(map(name, own - reached)) == []
