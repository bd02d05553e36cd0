"""The archive as pages: what is on them, whose files they are, and how a browser finds them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from bulletinc.archive.query import question
from bulletinc.archive.search import find
from bulletinc.archive.site import survey
from bulletinc.archive.site.publishing import Published, publish
from bulletinc.options import BuildOptions
from tests.support.issues_on_disk import issue, write_issues
from tests.support.program import Run

COUNT = 5
ODD = "第9期 “#1?%22&.txt"
LINK = re.compile(r'(?:href|src|data-file)="([^"]*)"')
SIZES = [(1366, 768), (390, 844)]


def _write(archive: Path) -> None:
    """A few issues, one of them of an odd name."""
    write_issues(archive, COUNT)
    body = (
        "【要闻】\n\n<b>检修</b>路灯-1,2　近日，检修路灯120盏 & 更换<i>灯泡</i>。"
        "（Ⅲ-58 城市精细化管理）（区城管委）\n\n"
        "【一句话】\n\n本刊综合：白河镇：4日，开展巡河。枫林镇、区水务局：6日，拆除违建。\n"
    )
    (archive / "2025").mkdir()
    (archive / "2025" / ODD).write_text(issue(9, body, "2025年12月30日"), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few issues, not published yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _write(tmp_path / "issues")
    return tmp_path / "issues"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same issues, published to be looked at."""
    top = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(top / "cache"))
        _write(top / "issues")
        assert _publish(top / "issues", ("html", "docx")).errors == ()
    return top / "issues"


def _publish(folder: Path, formats: tuple[str, ...] = ("html",)) -> Published:
    return publish(folder, folder.parent / "site", BuildOptions(formats=formats))


def _text(folder: Path, path: str) -> str:
    return (folder.parent / "site" / path).read_text(encoding="utf-8")


def _page_of(folder: Path, kind: str, name: str) -> str:
    """The page of a group, by the link to it."""
    found = re.search(
        rf'href="({kind}s/\w+\.html)">{re.escape(name)}<', _text(folder, "index.html")
    )
    assert found
    return _text(folder, found[1])


def test_each_link_leads_to_a_file(published: Path) -> None:
    top = published.parent / "site"
    links = {
        (path, link)
        for path in top.rglob("*.html")
        if "issues" not in path.relative_to(top).parts
        for link in LINK.findall(path.read_text(encoding="utf-8"))
    }
    assert len(links) > 60
    outside = [link for _path, link in links if urlsplit(link).netloc or urlsplit(link).scheme]
    assert outside == []
    broken = [
        link
        for path, link in links
        if (address := urlsplit(link)).path and not (path.parent / unquote(address.path)).is_file()
    ]
    assert broken == []


def test_items_are_listed_by_year_section_unit_and_indicator(published: Path) -> None:
    folder = published
    assert "白河镇清理河道3处" in _text(folder, "years/2026.html")
    assert "第9期" in _text(folder, "years/2025.html")
    assert _page_of(folder, "section", "简讯").count("<time") == COUNT
    assert "检修" in _page_of(folder, "unit", "区城管委")
    assert "拆除违建" in _page_of(folder, "unit", "区水务局")
    assert "检修" in _page_of(folder, "indicator", "Ⅲ-58　城市精细化管理")


def test_what_was_adopted_is_counted(published: Path) -> None:
    page = _text(published, "statistics.html")
    assert 'href="statistics.html"' in _text(published, "index.html")
    assert re.findall(r"<h2>(按\w+)</h2>", page) == ["按单位", "按栏目", "按指标", "按月份"]
    assert re.search(r'<th scope="row">区城管委</th>.*', page)


def test_a_head_in_the_statistics_does_not_look_like_the_name_of_the_site(published: Path) -> None:
    page = _text(published, "statistics.html")
    style = _text(published, "site.css")
    classes = {*re.findall(r"<th[^>]* class=(\w+)", page)}
    assert classes
    assert not [each for each in classes if re.search(rf"^\.{each}\b", style, re.MULTILINE)]


def test_texts_are_no_markup(published: Path) -> None:
    folder = published
    page = _page_of(folder, "unit", "区城管委")
    assert "&lt;b&gt;检修&lt;/b&gt;路灯" in page
    assert "<b>检修" not in page


def test_what_has_not_changed_is_not_written_again(folder: Path) -> None:
    first = _publish(folder)
    assert (first.issues, first.built) == (COUNT + 1, COUNT + 1)
    again = _publish(folder)
    assert (again.built, again.written, again.removed) == (0, 0, 0)
    assert again.unchanged == first.written


def test_what_is_gone_is_removed(folder: Path) -> None:
    _publish(folder)
    (folder / "2025" / ODD).unlink()
    made = _publish(folder)
    assert (made.issues, made.errors) == (COUNT, ())
    left = {path.name for path in (folder.parent / "site").rglob("*.html")}
    assert not [name for name in left if name.startswith(("2025", "第9期"))]
    assert "区城管委" not in _text(folder, "units.html")


@pytest.mark.parametrize("name", ["index.html", "years/2026.html", "issues/0001.html", "site.css"])
def test_a_file_of_somebody_else_is_left_alone(folder: Path, name: str) -> None:
    foreign = folder.parent / "site" / name
    foreign.parent.mkdir(parents=True)
    foreign.write_text("<p>mine</p>", encoding="utf-8")
    made = _publish(folder)
    assert len(made.errors) == 1
    assert str(foreign) in str(made.errors[0])
    assert foreign.read_text(encoding="utf-8") == "<p>mine</p>"
    assert (folder.parent / "site" / "units.html").exists()


def test_files_beside_the_pages_stay(folder: Path) -> None:
    _publish(folder)
    for name in ("notes.html", "years/1999.html", "issues/letter.html"):
        (folder.parent / "site" / name).write_text("<p>mine</p>", encoding="utf-8")
    assert _publish(folder).removed == 0


def test_a_long_list_is_parted_and_full_pages_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "PER_PAGE", 6)
    _publish(folder)
    full = _text(folder, "years/2026-1.html")
    assert 'href="../years/2026-2.html"' in full
    write_issues(folder, 3, first=COUNT + 1)
    _publish(folder)
    assert _text(folder, "years/2026-1.html") == full
    assert _text(folder, "years/2026.html").index("第8期") < _text(folder, "years/2026.html").index(
        "第7期"
    )


def test_what_is_searched_is_parted_and_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "PER_FILE", 4)
    _publish(folder)
    files = re.findall(r'data-file="([^"]*)"', _text(folder, "search.html"))
    assert files == [*(f"search/2026{each}.js" for each in ("", "-2", "-1")), "search/2025.js"]
    assert {f"search/{each.name}" for each in (folder.parent / "site/search").iterdir()} == {*files}
    rows = [row for each in files for row in json.loads(_text(folder, each)[35:-3])]
    assert [row[2][-3:] for row in rows] == [
        *(f"第{number}期" for number in range(COUNT, 0, -1) for _item in range(2)),
        *["第9期"] * 2,
    ]


def test_a_file_name_that_is_no_text_has_a_page(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.txt")).write_text("检修路灯。\n", encoding="utf-8")
    (folder / os.fsdecode(b"\xfe.txt")).write_bytes(b"\xff\xfe\x00\xd8" * 9)
    assert len({str(error) for error in _publish(folder).errors}) == 1
    page = _text(folder, "years/undated.html")
    assert 'href="../issues/%FF.html"' in page
    assert ">\ufffd<" in page
    assert find(folder, question("检修路灯"), fresh=False).count == 2


def test_the_command_says_what_it_did(folder: Path, run: Run) -> None:
    out = folder.parent / "out"
    said = run("site", str(folder), "-o", str(out))
    assert (said.status, said.out) == (0, f"{out}/index.html\n")
    assert "6" in said.err
    (out / "index.html").write_text("mine", encoding="utf-8")
    assert run("site", str(folder), "-o", str(out)).status == 2


def test_a_folder_without_drafts_has_no_site(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    assert run("site", str(tmp_path / "empty"), "-o", str(tmp_path / "site")).status == 2
    assert not (tmp_path / "site").exists()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield opened
        opened.close()


def _opened(browser: Browser, folder: Path, path: str, size: tuple[int, int]) -> Page:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder.parent / "site" / path).as_uri())
    page.wait_for_load_state("networkidle")
    assert all(url.startswith("file://") for url in asked)
    return page


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_everybody_can_use_the_pages(
    browser: Browser, published: Path, size: tuple[int, int]
) -> None:
    unit = next((published.parent / "site/units").iterdir()).name
    for path in (
        "index.html",
        "years/2026.html",
        f"units/{unit}",
        "units.html",
        "statistics.html",
        "search.html",
    ):
        page = _opened(browser, published, path, size)
        faults = [(each["id"], each["help"]) for each in Axe().run(page).response["violations"]]
        assert (path, faults) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        page.close()


def test_the_script_finds_words(browser: Browser, published: Path) -> None:
    page = _opened(browser, published, "index.html", SIZES[0])
    page.fill("#words", "灯泡 路灯")
    page.press("#words", "Enter")
    page.wait_for_selector("#results li")
    assert page.locator("#results li").count() == 1
    assert page.locator("#results mark").all_inner_texts()[:1] == ["路灯"]
    assert "1" in page.inner_text("#state")
    page.click("#results a")
    assert "第9期" in page.title() or "工作快报" in page.inner_text("body")
