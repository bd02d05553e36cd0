"""The page on a screen is the page that is built, each element with its place in the draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletinc import compiler
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.render.formats.html import fragments
from bulletinc.text.source import Source
from tests.support.drawn_pictures import drawn
from tests.support.places import ROOT

_PLACES = re.compile(r' data-from="(\d+)" data-to="(\d+)"')
_EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
_SOURCES = re.compile(r'src="[^"]*"')
_LISTED = "目录\n白河镇清理河道\n柳荫街道整治\n\n"
_CONTENTS = f"""清溪区工作简报
第3期

{_LISTED}【要闻】

白河镇清理河道

近日清理河道三处。（白河镇）

柳荫街道整治

近日整治街道两条。（柳荫街道）
"""
_ITEM = "清溪区工作快报\n第3期\n\n【要闻】\n\n河道清理　白河镇{text}。\n"


def _on_screen(text: str, path: Path) -> str:
    source = Source(text, path.name)
    page, _notes = compiler.on_screen(source, parse(source), path, lambda offset: offset)
    body = "\n".join(page.blocks)
    assert body.count(" data-from") == len(page.places) // 2
    # A place in a body is put where the page's reader finds it.
    placed = iter(zip(page.places[::2], page.places[1::2], strict=True))
    body = re.sub(
        " data-from", lambda _mark: ' data-from="{}" data-to="{}"'.format(*next(placed)), body
    )
    return f"<main>\n{body}\n</main>"


def _built(text: str, path: Path) -> str:
    built = compiler.build(Source(text, path.name), BuildOptions(), path)
    body = built.outputs["html"].decode().partition("<body")[2].partition(">\n")[2]
    return _plain(body.partition("</body>")[0])


def _plain(page: str) -> str:
    """A page without its places and the addresses of its pictures."""
    page = re.sub(r"\s*\n\s*", "\n", _SOURCES.sub("src", _PLACES.sub("", page)))
    return page.strip()


def _typed(text: str) -> list[str]:
    """Versions of a draft as somebody types, moves and deletes in it."""
    third = text.index("。", len(text) // 3)
    paragraphs = text.split("\n\n")
    middle = len(paragraphs) // 2
    turned = [*paragraphs[:middle], *reversed(paragraphs[middle : middle + 3])]
    return [
        text,
        text[:third] + "，另清理河道" + text[third:],
        "\n\n" + text,
        text.replace("。", "。\n\n", 1),
        "\n\n".join([*turned, *paragraphs[middle + 3 :]]),
        text.replace("\n\n", "\n\n\n\n"),
        text[: third + 1],
        text,
    ]


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.stem)
def test_a_page_of_kept_pieces_is_the_page_that_is_built(path: Path) -> None:
    for text in _typed(path.read_text(encoding="utf-8")):
        assert _plain(_on_screen(text, path)) == _built(text, path)


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.stem)
def test_places_are_those_of_a_page_without_kept_pieces(path: Path) -> None:
    for text in _typed(path.read_text(encoding="utf-8")):
        kept = _on_screen(text, path)
        fragments.fragments_of.cache_clear()
        assert _on_screen(text, path) == kept
        for place in _PLACES.finditer(kept):
            assert 0 <= int(place[1]) <= int(place[2]) <= len(text)


def test_an_item_is_a_place_to_go_to_just_while_the_contents_name_it(tmp_path: Path) -> None:
    for text in (_CONTENTS.replace(_LISTED, ""), _CONTENTS, _CONTENTS.replace(_LISTED, "")):
        page = _on_screen(text, tmp_path / "1.txt")
        assert page.count('class="item" id="') == (2 if "目录" in text else 0)
        assert _plain(page) == _built(text, tmp_path / "1.txt")


def test_a_picture_that_was_changed_is_shown_anew(tmp_path: Path) -> None:
    text = _ITEM.format(text="清理河道") + "\n【插图：a.png】\n"
    (tmp_path / "a.png").write_bytes(drawn(600, 400))
    wide = _on_screen(text, tmp_path / "1.txt")
    (tmp_path / "a.png").write_bytes(drawn(400, 400))
    square = _on_screen(text, tmp_path / "1.txt")
    assert "--width" in wide
    assert wide != square
    (tmp_path / "a.png").unlink()
    assert "a.png" in _on_screen(text, tmp_path / "1.txt")


def test_a_chart_is_drawn_anew_when_its_table_changes(tmp_path: Path) -> None:
    table = "表1　办件量\n| 单位 | 件数 |\n| --- | --- |\n| 白河镇 | {} |\n| 枫林镇 | 7 |\n"
    text = (
        _ITEM.format(text="办件量见图")
        + "\n【图表：表1 柱状】\n\n另有三处。（白河镇）\n\n【附表】\n\n"
        + table
    )
    for number in (3, 30, 3):
        path = tmp_path / "1.txt"
        page = _on_screen(text.format(number), path)
        assert "<img" in page
        assert _plain(page) == _built(text.format(number), path)
        fragments.fragments_of.cache_clear()
        assert _on_screen(text.format(number), path) == page


def test_text_that_looks_like_a_place_stays_text(tmp_path: Path) -> None:
    text = _ITEM.format(text=' data-span="1,2"清理 <p data-span="3,4">')
    page = _on_screen(text, tmp_path / "1.txt")
    assert page == _on_screen(text, tmp_path / "1.txt")
    assert "data-span=&#34;1,2&#34;" in page
    assert 'data-span="' not in page
