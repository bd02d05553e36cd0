"""The HTML page: all that the tree says, in the order of the printed page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from bulletinc import syntax
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.render import RenderContext, formats, renderer
from bulletinc.render.formats.html import render
from bulletinc.render.order import name_rows
from bulletinc.resources import template_folder
from bulletinc.syntax import (
    Block,
    Colophon,
    Distribution,
    Document,
    EditorNote,
    Enumerator,
    Field,
    Indicator,
    Inline,
    Invalid,
    Item,
    Masthead,
    Paragraph,
    Residue,
    Section,
    Strong,
    Text,
    UnitLead,
)
from bulletinc.text.source import Source, Span, decode
from tests.support.html_text import page_body, page_letters
from tests.support.places import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
OFFICIAL = template_folder("official")
NOWHERE = Span(0, 0)


def text(words: str, at: int = 0) -> Text:
    return Text(Span(at, at + len(words)), words)


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(
        NOWHERE, tuple(text(inline) if isinstance(inline, str) else inline for inline in inlines)
    )


def page(document: Document) -> str:
    return render(document, RenderContext()).data.decode()


def body(*blocks: Block) -> str:
    """The body of a page with these blocks."""
    return page_body(page(Document(NOWHERE, "kuaibao", body=blocks)))


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


# -- the whole page


@pytest.mark.parametrize("node", get_args(syntax.Node), ids=lambda node: node.__name__)
def test_every_node_has_a_template(node: type) -> None:
    assert (OFFICIAL / f"nodes/{node.__name__}.html.j2").is_file()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_says_all_that_its_source_says_in_order(path: Path) -> None:
    source = decode(path.read_bytes(), path.name)
    document = parse(source)
    start = document.metadata[-1].span.end if document.metadata else 0
    marks = r"\*\*|(?m:^\s*·)|(?<=名词解释)：|(?m:^\|[ |-]+$)|【插图：|(?<=png)】|\||\s"
    said = re.sub(marks, "", source.text[start:])
    assert said
    assert page_letters(page(document)) == said


def test_one_file_without_script_or_anything_from_outside() -> None:
    html = page(parse(decode(EXAMPLES[0].read_bytes(), "x")))
    elements = Elements(html).found
    assert ("html", {"lang": "zh-CN"}) in elements
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(tag for tag, _ in elements)
    assert not any(
        key.startswith("on") or key in {"src", "href"}
        for _, attributes in elements
        for key in attributes
    )
    assert "url(" not in html
    assert "@import" not in html


def test_the_same_document_gives_the_same_bytes() -> None:
    document = parse(decode(EXAMPLES[0].read_bytes(), "x"))
    assert render(document, RenderContext()) == render(document, RenderContext())


def test_users_text_is_never_markup() -> None:
    evil = "<script>\"&'</script>"
    document = Document(
        NOWHERE,
        "kuaibao",
        metadata=(Field(NOWHERE, evil, text(evil)),),
        masthead=Masthead(
            NOWHERE,
            name=text(evil),
            name_lines=(text(evil),),
            issuer=text(evil),
            date_text=text(evil),
        ),
        title=text(evil),
        body=(
            Item(
                NOWHERE,
                label=text(evil),
                headline=text(evil),
                children=(paragraph(evil, Strong(NOWHERE, (text(evil),))),),
            ),
        ),
        colophon=Colophon(NOWHERE, distribution=(Distribution(NOWHERE, evil, text(evil)),)),
    )
    html = page(document)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 14


def test_the_head_has_title_issuer_date_and_metadata() -> None:
    masthead = Masthead(
        NOWHERE,
        name=text("甲区 快报"),
        name_lines=(text("甲区 快报"),),
        issue=(text("第 3 期"),),
        issuer=text("甲办"),
        date="2026-03-05",
    )
    html = page(
        Document(
            NOWHERE,
            "kuaibao",
            metadata=(Field(NOWHERE, "索引号", text("A1")), Field(NOWHERE, "文号", text(""))),
            masthead=masthead,
        )
    )
    assert "<title>甲区 快报 第3期</title>" in html
    assert '<meta name="author" content="甲办">' in html
    assert '<meta name="dcterms.created" content="2026-03-05">' in html
    assert '<meta name="索引号" content="A1">' in html
    assert '<meta name="文号" content="">' in html
    assert "A1" not in page_body(html)
    assert "<title>关于甲的通知</title>" in page(
        Document(NOWHERE, "tongyong", masthead=masthead, title=text("关于甲的通知"))
    )


def test_an_empty_document_is_a_page_with_a_title() -> None:
    html = page(Document(NOWHERE, "tongyong"))
    assert "<title>无标题</title>" in html
    assert page_letters(html) == ""


def test_no_length_stands_in_a_stylesheet() -> None:
    """Numbers live in layout.toml. What remains says "all of it", "nothing" or "one character"."""
    for sheet in ("page.css.j2", "browser.css.j2"):
        lengths = set(
            re.findall(
                r"(?<![\w.-])-?[\d.]*\d(?:pt|px|mm|cm|rem|em|vw|vh|%)",
                (OFFICIAL / sheet).read_text(encoding="utf-8"),
            )
        )
        assert lengths <= {"100%", "100vw", "0em", "1em", "-1em"}


# -- order and headings


def test_blocks_that_were_typed_before_the_title_stand_before_it() -> None:
    document = Document(
        NOWHERE,
        "gongzuo_baogao",
        title=text("标题", 10),
        subtitle=(text("——副题", 20),),
        byline=text("某某", 30),
        salutation=text("各位代表：", 40),
        body=(
            Invalid(Span(0, 2), "前言"),
            Residue(Span(5, 7), "展开"),
            Paragraph(Span(50, 52), (text("正文", 50),)),
        ),
    )
    assert page_letters(page(document)) == "前言标题——副题某某各位代表：正文"


def test_headings_go_down_one_level_at_a_time_to_h6() -> None:
    section: Block = Item(NOWHERE, headline=text("题"), headline_form="line")
    for _ in range(6):
        section = Section(NOWHERE, text("节"), 1, "一、", text("一、"), children=(section,))
    masthead = Masthead(NOWHERE, name=text("快报"), name_lines=(text("快报"),))
    levels = re.findall(
        r"<h(\d)",
        page(Document(NOWHERE, "kuaibao", masthead=masthead, title=text("标题"), body=(section,))),
    )
    assert levels == ["1", "2", "3", "4", "5", "6", "6", "6", "6"]


def test_without_masthead_the_title_is_the_first_heading() -> None:
    html = page(
        Document(
            NOWHERE,
            "tongyong",
            title=text("通知"),
            body=(Section(NOWHERE, text("节"), 1, "一、", text("一、")),),
        )
    )
    assert re.findall(r"<h(\d)", html) == ["1", "2"]


# -- masthead


def test_masthead_parts_stand_in_their_official_order_wherever_they_were_typed() -> None:
    masthead = Masthead(
        NOWHERE,
        name=text("甲区 工作快报", 20),
        name_lines=(text("甲区 工作快报", 20),),
        issue=(text("第3期", 40), text("总第9期", 60)),
        issuer=text("甲办", 50),
        issuer_text=text("甲办　编", 50),
        date="2026-03-05",
        date_text=text("2026 年 3 月 5 日", 44),
        secrecy=text("秘密", 0),
        serial=text("0012", 8),
        serial_text=text("编号：0012", 5),
        signer=text("王某", 74),
        signer_text=text("签发人：王某", 70),
        unplaced=(Invalid(Span(80, 82), "余言"),),
    )
    html = page(Document(NOWHERE, "kuaibao", masthead=masthead))
    assert (
        page_letters(html)
        == "秘密编号：0012甲区工作快报第3期总第9期签发人：王某余言甲办编2026年3月5日"
    )
    assert '<time datetime="2026-03-05">2026年3月5日</time>' in html
    assert '<span class="organisation"' in html
    assert 'class="bulletin kuaibao"' in html


def test_a_date_that_does_not_exist_is_no_time_element() -> None:
    html = page(Document(NOWHERE, "kuaibao", masthead=Masthead(NOWHERE, date_text=text("2月30日"))))
    assert "2月30日" in html
    assert "<time" not in html


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["清溪区情况简报"], ("清溪区情况简报",)),
        (["清溪区创建全国文明城市　工作快报"], ("清溪区创建全国文明城市", "工作快报")),
        (["清溪区 文明办 快报"], ("清溪区 文明办", "快报")),
        (["清溪区担保体系", "简   报"], ("清溪区担保体系", "简报")),
        (["简 报"], ("简报",)),
        ([], ()),
    ],
)
def test_rows_of_the_name(lines: list[str], rows: tuple[str, ...]) -> None:
    name = text(" ".join(lines)) if lines else None
    assert name_rows(Masthead(NOWHERE, name=name, name_lines=tuple(map(text, lines)))) == rows


def test_a_name_may_be_asked_for_on_one_line() -> None:
    name = text("清溪区创建全国文明城市　工作快报")
    assert name_rows(Masthead(NOWHERE, name=name, name_lines=(name,)), "single") == (
        "清溪区创建全国文明城市工作快报",
    )


def test_a_long_title_is_set_in_rows_and_a_short_one_is_not() -> None:
    long = "清溪区召开创建全国文明城市工作推进会暨“百日攻坚”动员部署会"
    html = page(Document(NOWHERE, "kuaibao", title=text(long), subtitle=(text("——短"),)))
    assert len(re.findall('<span class="row">', html)) == 2
    assert page_letters(html) == f"{long}——短"
    assert '<p class="subtitle">——短</p>' in html


def test_the_signers_name_stands_apart_from_its_label() -> None:
    masthead = Masthead(NOWHERE, signer=text("周秉衡", 4), signer_text=text("签发人：周秉衡"))
    assert '<p class="signer">签发人：<span>周秉衡</span></p>' in page(
        Document(NOWHERE, "kuaibao", masthead=masthead)
    )


def test_the_indicators_are_the_keywords_each_once() -> None:
    one, other = (
        Indicator(NOWHERE, "Ⅲ", 5, "甲", "III-5甲"),
        Indicator(NOWHERE, "Ⅱ", 27, "乙", "Ⅱ-27乙"),
    )
    html = page(
        Document(
            NOWHERE,
            "kuaibao",
            body=(Item(NOWHERE, indicators=(one, other)), Item(NOWHERE, indicators=(one,))),
        )
    )
    assert '<meta name="keywords" content="Ⅲ-5甲, Ⅱ-27乙">' in html
    assert "keywords" not in page(Document(NOWHERE, "kuaibao"))


# -- body


@pytest.mark.parametrize(
    ("form", "html"),
    [
        ("line", '<h2 class="headline">题</h2>\n<div class="paragraph"><p>文。</p></div>'),
        ("gap", '<div class="paragraph"><h2 class="headline">题&#x3000;</h2><p>文。</p></div>'),
        ("stop", '<div class="paragraph"><h2 class="headline">题</h2>。<p>文。</p></div>'),
    ],
)
def test_headline_forms(form: syntax.HeadlineForm, html: str) -> None:
    assert html in body(
        Item(NOWHERE, headline=text("题"), headline_form=form, children=(paragraph("文。"),))
    )


ITEM = Item(
    NOWHERE,
    label=text("创建"),
    headline=text("题"),
    headline_form="gap",
    lead=text("本刊综合"),
    children=(paragraph("甲。"), paragraph("乙。")),
    tag=text("（Ⅲ-5 某某）", 10),
    attribution=text("（某局）", 20),
)


def test_an_item_shows_all_its_parts_in_order() -> None:
    assert page_letters(body(ITEM)) == "【创建】题本刊综合：甲。乙。（Ⅲ-5某某）（某局）"
    assert (
        page_letters(body(replace(ITEM, headline_form="line")))
        == "【创建】题本刊综合：甲。乙。（Ⅲ-5某某）（某局）"
    )
    assert (
        page_letters(body(replace(ITEM, children=()))) == "【创建】题本刊综合：（Ⅲ-5某某）（某局）"
    )
    assert "<article" in body(ITEM)


def test_an_attribution_alone_has_a_line_of_its_own() -> None:
    assert '<span class="attribution">（某局）</span></div>' in body(ITEM)
    assert '<p class="attribution">（某局）</p>' in body(replace(ITEM, attribution_alone=True))
    assert '<span class="tag">（Ⅲ-5某某）</span></div>' in body(
        replace(ITEM, attribution_alone=True)
    )


def test_section_headings_by_marker() -> None:
    assert ">【简讯】</h2>" in body(Section(NOWHERE, text("简 讯"), 1, "【】")).replace(
        "简 讯", "简讯"
    )
    assert ">一、回顾</h2>" in body(Section(NOWHERE, text("回顾"), 1, "一、", text("一、")))


def test_a_run_in_heading_is_closed_by_a_stop_and_its_paragraph_goes_on() -> None:
    section = Section(
        NOWHERE,
        text("集中力量"),
        2,
        "（一）",
        text("（一）"),
        stop=True,
        run_in=True,
        children=(paragraph("始终"), paragraph("另段")),
    )
    assert "（一）集中力量</h2>。<p>始终</p></div>\n<p>另段</p>" in body(section)
    assert (
        page_letters(body(replace(section, children=(Invalid(NOWHERE, "丙"),))))
        == "（一）集中力量。丙"
    )


def test_a_heading_with_a_stop_on_a_line_of_its_own_keeps_both() -> None:
    section = Section(
        NOWHERE,
        text("进展"),
        2,
        "（一）",
        text("（一）"),
        stop=True,
        children=(paragraph("1.完成；"),),
    )
    assert "（一）进展。</h2>\n<p>1.完成；</p>" in body(section)


def test_inlines() -> None:
    inlines = (
        UnitLead(NOWHERE, "区民政局"),
        Strong(NOWHERE, (Enumerator(NOWHERE, "一是"), text("抓"))),
        Indicator(NOWHERE, "Ⅲ", 5, "某", "III-5 某"),
    )
    assert (
        '<p><b class="unit">区民政局</b><strong><span class="enumerator">一是</span>抓</strong>'
        '<span class="indicator">III-5某</span></p>' in body(paragraph(*inlines))
    )


def test_spaces_where_two_inlines_meet_and_at_both_ends_are_not_shown() -> None:
    assert "<p>近日<strong>12</strong>日，ok</p>" in body(
        paragraph("　近日 ", Strong(NOWHERE, (text("12"),)), " 日，", " ok ")
    )


def test_residue_is_not_shown_and_what_fits_nowhere_is() -> None:
    html = body(Residue(NOWHERE, "展开"), Invalid(NOWHERE, "？？"))
    assert "展开" not in html
    assert '<p class="invalid">？？</p>' in html


def test_an_editors_note_without_paragraphs_still_shows_its_label() -> None:
    assert page_letters(body(EditorNote(NOWHERE, text("编者按")))) == "编者按："


def test_a_glossary_has_its_terms_in_brackets() -> None:
    entry = syntax.Entry(Span(10, 20), text("两区", 10), paragraph("指甲和乙。"))
    html = page(
        Document(NOWHERE, "gongzuo_baogao", glossary_heading=text("名词解释", 2), glossary=(entry,))
    )
    assert page_letters(html) == "名词解释【两区】指甲和乙。"
    assert "<dfn>【两区】</dfn>" in html


# -- colophon


def test_colophon_lines_stand_as_typed_and_the_record_between_rules() -> None:
    colophon = Colophon(
        NOWHERE,
        staff=(Field(Span(0, 5), "编辑", text("甲")), Field(Span(20, 25), "核稿", text("乙"))),
        contacts=(Field(Span(10, 15), "电话", text("1")), Field(Span(60, 65), "传真", text("2"))),
        distribution=(
            Distribution(Span(30, 35), "报", text("丙")),
            Distribution(Span(36, 39), "发", text("丁")),
        ),
        copies_text=text("共印 16 份", 40),
        printer=text("某办", 50),
        printed_on="2026-03-06",
        imprint=text("某办　2026年3月6日印发", 50),
        unplaced=(Invalid(Span(70, 72), "余言"),),
    )
    html = page(Document(NOWHERE, "kuaibao", colophon=colophon))
    assert (
        page_letters(html)
        == "编辑：甲电话：1核稿：乙报：丙发：丁共印16份某办2026年3月6日印发传真：2余言"
    )
    above, _, record = html.partition('<div class="record">')
    assert "核稿" in above
    assert "报：丙" in record
    assert record.count('class="distribution"') == 1
    assert '<time datetime="2026-03-06">2026年3月6日印发</time>' in record


def test_a_colophon_of_contacts_alone_has_no_rules() -> None:
    html = page(
        Document(
            NOWHERE,
            "kuaibao",
            colophon=Colophon(NOWHERE, contacts=(Field(NOWHERE, "电话", text("1")),)),
        )
    )
    assert 'class="record"' not in html
    assert "电话：1" in html


# -- formats


def test_formats_are_found_by_looking_into_the_folder() -> None:
    assert set(formats()) >= {"html", "json", "pdf"}
    assert renderer("html").SUFFIX == ".html"


@pytest.mark.parametrize("name", ["papyrus", "", "__init__", "HTML"])
def test_an_unknown_format_is_an_error_that_names_the_known(name: str) -> None:
    with pytest.raises(BulletinError) as error:
        renderer(name)
    assert all(known in (error.value.remedy or "") for known in formats())


def test_any_scrap_of_text_makes_a_page() -> None:
    for scrap in ("", "甲", "\x00\ufeff\u202e", "【】", "）（", "\ud800"):
        assert render(parse(Source(scrap)), RenderContext()).data.endswith(b"</html>")
