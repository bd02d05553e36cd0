"""Nothing that a draft or a theme says becomes more than text, and templates come to an end."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import bulletinc
from bulletinc.errors import BulletinError
from bulletinc.render import css
from bulletinc.render.formats import html as html_format
from bulletinc.theme import load_theme

DRAFT = """• 索引号：{0}

清溪区{0}　工作快报

第1期{0}

清溪区创建办{0}

2026年3月5日

编者按：{0}供参考。

本期要目

● 柳荫街道{0}

【生活{0}】

柳荫街道{0}破解停车难　一是摸清底数{0}，登记车辆120辆；**二是{0}共享**。（柳荫街道{0}）

一、主要做法{0}

1.近日，{0}志愿者清理河道。

【简讯】

【文明实践{0}】　白河镇：近日{0}，举办灯会。（白河镇）

编辑：陆佳禾{0}

报：区委{0}、区政府
"""
REPORT = """• 索引号：{0}
• {1}：有效
• 公开类型：主动公开
• 成文日期：2026-01-12

澄川市清溪区政府工作报告{0}

各位代表{0}：

一、工作回顾{0}

近日，{0}白河镇清理河道。

名词解释

【三清一改{0}】清理垃圾{0}。
"""
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</main><iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>甲</a>",
    "<meta http-equiv=refresh content=0;url=https://example.org>",
    '" style="background:url(https://example.org/x)',
    "<!-- ",
    "]]><!--><script>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "{{ 7 * 7 }}{% include '/etc/hostname' %}",
    "<style>@import url(https://example.org/x.css)</style>",
    "<base href=https://example.org/>",
    "`${alert(1)}`",
]
ELEMENTS = set(
    "html head meta title style body main header h1 h2 h3 h4 h5 h6 p span div section article "
    "aside b strong nav ul li footer time dfn img a table colgroup col thead tbody tr th td".split()
)
ATTRIBUTES = set(
    "lang charset name content class style datetime data-marker src alt id href data-place scope "
    "colspan".split()
)
ADDRESSES = ("http://", "https://", "mailto:", "#p")


class Reader(HTMLParser):
    """What a browser sees of a page: its elements, their attributes, the text of its scripts."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: bytes) -> Reader:
    found = Reader(page)
    assert found.elements <= ELEMENTS
    assert set(found.attributes) <= ATTRIBUTES
    assert all(source.startswith("data:image/") for source in found.attributes.get("src", ()))
    assert all(place.startswith(ADDRESSES) for place in found.attributes.get("href", ()))
    styles = found.attributes.get("style", set())
    assert not any(sign in style for style in styles for sign in "(<>\\")
    return found


@pytest.mark.parametrize("words", MARKUP)
@pytest.mark.parametrize("draft", [DRAFT, REPORT], ids=["issue", "report"])
def test_markup_in_a_draft_is_text_on_the_page(draft: str, words: str) -> None:
    page = bulletinc.build(draft.format(words, "有效性"))["html"]
    found = read(page)
    assert "".join(words.split()) in "".join(found.text.split())


@pytest.mark.parametrize("words", [words for words in MARKUP if "：" not in words])
def test_the_name_of_a_field_is_an_attribute_and_no_more(words: str) -> None:
    read(bulletinc.build(REPORT.format("甲", words))["html"])


@pytest.mark.parametrize(
    "name", ["viewport", "Viewport", "view\u200bport", "referrer", "robots", "theme-color"]
)
def test_a_draft_does_not_tell_a_browser_what_to_do(name: str) -> None:
    page = bulletinc.build(REPORT.format("甲", name))["html"]
    assert "索引号" in read(page).attributes["name"]
    assert page.count(b'name="viewport"') == 1
    assert not {"referrer", "robots", "theme-color"} & read(page).attributes["name"]


def _png() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "1;}</style><script>alert(1)</script>.png",
        "#fff}</style><script>alert(1)</script>.png",
        ".5mm;}body{display:none}.png",
        "-1;}@import url(x);.png",
        "9px url(x).png",
        '2" onerror="alert(1).png',
        "3'><script>alert(1)</script>.png",
        "4\\00003c/style>.png",
        "5--><script>.png",
        "6{{ 7 * 7 }}.png",
    ],
)
def test_the_name_of_a_picture_is_not_on_the_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / "theme" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(_png())
    value = name.replace("\\", "\\\\").replace('"', '\\"')
    (tmp_path / "theme/layout.toml").write_text(f'[masthead]\nimage = "{value}"\n', "utf-8")
    page = bulletinc.build(DRAFT.format(""), theme=tmp_path / "theme")["html"]
    found = read(page)
    assert page.count(b"</style>") == 2
    assert "img" in found.elements
    assert Path(name).name.encode() not in page


@pytest.mark.parametrize(
    "value",
    [
        "1;}",
        "1mm;",
        "1mm}",
        "#fff;color:red",
        "#ggg",
        "1 mm",
        "1mm\n",
        "url(x)",
        "calc(1mm)",
        "-",
        ".",
        "",
        "1mm<",
        "1e9mm(",
    ],
)
def test_what_is_more_than_an_amount_is_none(value: str) -> None:
    assert not css.is_amount(value)
    assert not list(css.variables({"masthead": {"rule": value}}))


@given(st.text())
def test_an_escaped_text_is_one_string_of_css_and_ends_no_element(text: str) -> None:
    escaped = css.escape_string(text)
    assert not set(escaped) & set("\"'<>&{};\n\r\f")
    (token,) = tinycss2.parse_component_value_list(f'"{escaped}"')
    assert token.type == "string"
    # CSS has no NUL and no lone surrogate: both are read as U+FFFD.
    wanted = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    assert token.value == wanted


def test_an_ordinary_family_is_written_as_it_is() -> None:
    for families in load_theme().layout["faces"].values():
        assert [css.escape_string(family) for family in families] == families


# -- templates come to an end


LOOP = "{% for i in range(100000) %}"
END = "{% endfor %}"


@pytest.mark.parametrize(
    "template",
    [
        LOOP * 4 + END * 4,
        LOOP * 3 + "甲" + END * 3,
        "{% macro m(n) %}{{ n and m(n - 1) ~ m(n - 1) }}{% endmacro %}{{ m(60) }}",
        LOOP + "{{ show(node) if false else parts(node, 'name')|length }}" + LOOP + END + END,
        "{% for i in [60] recursive %}{{ i and loop([i - 1]) ~ loop([i - 1]) }}{% endfor %}",
        LOOP * 2 + '{% include "official/macros.j2" %}' + END * 2,
        LOOP + "{% set x = range(100000)|list %}{% set y = x|sum %}" + END,
        LOOP + "{% for j in range(100000) if j < 0 %}{% endfor %}" + END,
    ],
)
def test_a_template_that_does_not_end_is_stopped_with_its_place(
    template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.setattr(html_format, "_LEAST_TIME_S", 0.2)
    (tmp_path / "nodes").mkdir()
    file = tmp_path / "nodes/Masthead.html.j2"
    file.write_text(f"<p>\n{template}", encoding="utf-8")
    with pytest.raises(BulletinError) as error:
        bulletinc.build(DRAFT.format(""), theme=tmp_path)
    assert error.value.message.startswith(f"{file}:2:")
    assert "longer than a page may take" in error.value.message


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 10**9 }}",
        "{{ 10**6 * ['x'] * 2 }}",
        "{{ 9**(9**9) }}",
        "{{ 9.0**101 }}",
        "{{ (10**90)**90 }}",
        "{{ 2 * 10**10 }}",
        "{{ ('x' * 1000) * 1001 }}",
        "{{ (1, 2) * 600000 }}",
        "{{ lipsum(10000) }}",
    ],
)
def test_a_product_that_would_fill_the_memory_is_refused(template: str, tmp_path: Path) -> None:
    (tmp_path / "page.css.j2").write_text(template, encoding="utf-8")
    with pytest.raises(BulletinError, match=r"page\.css\.j2:1"):
        bulletinc.build(DRAFT.format(""), theme=tmp_path)


def test_a_template_may_multiply_loop_and_call_as_much_as_a_page_needs(tmp_path: Path) -> None:
    (tmp_path / "page.css.j2").write_text(
        '{% include "official/page.css.j2" %}'
        "{% for i in range(1000) %}{{ i * 2 }}{{ '-' * 20 }}{{ 2 ** 10 }}{% endfor %}",
        encoding="utf-8",
    )
    page = bulletinc.build(DRAFT.format(""), theme=tmp_path)["html"].decode()
    assert f"1998{'-' * 20}1024" in page


def test_a_time_that_was_used_up_by_one_page_is_not_missing_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "page.css.j2").write_text('{% include "official/page.css.j2" %}', "utf-8")
    first = bulletinc.build(DRAFT.format(""), theme=tmp_path)["html"]
    assert bulletinc.build(DRAFT.format(""), theme=tmp_path)["html"] == first


def test_a_template_that_is_huge_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "page.css.j2").write_text('{% include "huge.txt" %}', encoding="utf-8")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(2_000_000)
    with pytest.raises(BulletinError, match=r"huge\.txt"):
        bulletinc.build(DRAFT.format(""), theme=tmp_path)
