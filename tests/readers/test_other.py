"""Web pages, Markdown, plain text and PDFs read."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from bulletinc import compiler, fmt, readers
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.formats import pdf
from bulletinc.readers.formats.pdf.line_joining import joined
from bulletinc.readers.formats.pdf.page_lines import DrawnText, lines_of
from bulletinc.readers.imported_pictures import without_pictures
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import IntermediateDocument, located
from bulletinc.syntax import Residue, Text, walk
from bulletinc.text.source import Source
from tests.support.places import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def draft(intermediate: IntermediateDocument) -> str:
    return write_draft(without_pictures(intermediate), "稿").source.text


def page(body: str) -> str:
    return draft(
        readers.read(f"<!doctype html><html><body>{body}</body></html>".encode(), "网页.html")
    )


def told(intermediate: IntermediateDocument) -> list[str]:
    return [f"{located(intermediate.unit, note)}: {note.message}" for note in intermediate.notes]


# ---------------------------------------------------------------- web pages

ARTICLE = """
<div class="top-nav"><a>首页</a> 今天是星期四 欢迎光临本站</div>
<ul class="breadcrumb"><li>您的位置</li><li>工作动态</li></ul>
<div class="wrap"><div class="box">
<h1>清溪区工作快报</h1>
<div class="info">发布时间：2026-03-05　浏览次数：33</div>
<div class="text"><p>第12期</p>
<p>　　近日，柳荫街道走访沿街商户四百余家，核定车辆三千余辆。</p>
<p>　　<b>一是摸底。</b>逐楼走访，连续两周清点。</p></div>
</div><div class="right-list"><p><a>相关链接一</a></p><p>热点</p></div></div>
<footer>版权所有</footer><script>var a = "代码";</script><div style="display:none">隐藏</div>
"""


def test_of_a_page_the_article_is_kept_with_its_headline() -> None:
    intermediate = readers.read(f"<html><body>{ARTICLE}</body></html>".encode(), "网页.html")
    assert draft(intermediate).replace("　　", "").split("\n\n") == [
        "# 清溪区工作快报",
        "发布时间：2026-03-05　浏览次数：33",
        "第12期",
        "近日，柳荫街道走访沿街商户四百余家，核定车辆三千余辆。",
        "**一是摸底。**逐楼走访，连续两周清点。",
    ]
    assert told(intermediate) == [
        (
            "paragraph 1: what belongs to the web site was left out:"
            " 首页 今天是星期四 欢迎光临本站 您的位置 工作动态"
        ),
        "paragraph 5: what belongs to the web site was left out: 相关链接一 热点 版权所有",
        "paragraph 5: hidden text was left out: 隐藏",
    ]


def test_what_a_web_page_says_of_itself_is_kept_and_its_buttons_are_dropped_and_told() -> None:
    html = f"<html><body>{ARTICLE}<p>【打印本页】【关闭窗口】</p></body></html>"
    text, notes = make_draft(readers.read(html.encode(), "网页.html"), "网页.html")
    fields = parse(Source(text)).metadata
    assert [(field.name, field.value.text) for field in fields] == [
        ("发布时间", "2026-03-05"),
        ("浏览次数", "33"),
    ]
    assert "打印本页" not in text
    assert any("打印本页" in note.message for note in notes)


def test_a_headline_above_the_part_that_holds_the_text_is_found() -> None:
    text = "<p>近日，柳荫街道走访沿街商户四百余家。</p>" * 9
    body = f"<div><div><h1>柳荫街道抓停车</h1></div><div>{text}</div></div><p>热点</p>"
    assert page(body).startswith("# 柳荫街道抓停车\n\n近日")


def test_lines_lists_weights_and_tables_of_a_page() -> None:
    assert (
        page("<p>甲<br>乙</p><ol start=3><li>丙<li>丁</ol><ul><li>戊</ul>")
        == "甲\n\n乙\n\n3.丙\n4.丁\n\n· 戊"
    )
    assert page(
        '<p><span style="font-weight: 700">一是摸底。</span>再查。<strong>二是<span '
        'style="font-weight:normal">整改</span></strong></p>'
    ) == ("**一是摸底。**再查。**二是**整改")
    assert (
        page('<p><span style="font-weight:bold">一是摸底。</span>再查。</p>')
        == "**一是摸底。**再查。"
    )
    assert page('<p><span style="font-weight:²">一是摸底。</span></p>') == "一是摸底。"
    assert (
        page("<table><tr><td>报：<td>区委</tr><tr><td colspan=2>送：各镇街</table>")
        == "报：　区委\n\n送：各镇街"
    )
    assert page("<table><tr><td><p>甲<p>乙<td>丙</table>") == "甲 乙　丙"
    assert page("<table><tr><td><h2>甲</h2><p>乙<td>丙</table>") == "## 甲\n\n乙\n\n丙"
    assert page("<h2>关于强降雨<br>防范应对情况的报告</h2>") == "## 关于强降雨\n防范应对情况的报告"


def notes(body: str) -> tuple[str, list[str]]:
    intermediate = readers.read(
        f"<!doctype html><html><body>{body}</body></html>".encode(), "网页.html"
    )
    return draft(intermediate), told(intermediate)


def test_superscripts_and_subscripts_of_a_page_keep_their_meaning_or_are_told() -> None:
    assert notes("<p>10<sup>8</sup>吨H<sub>2</sub>O，10<sup><b>-3</b></sup>") == (
        "10⁸吨H₂O，10**⁻³**",
        [],
    )
    assert notes('<p>前言</p><p>x<sup>a</sup>y<span style="vertical-align: sub">甲</span>') == (
        "前言\n\nxay甲",
        [
            "paragraph 2: a superscript became plain text: a",
            "paragraph 2: a subscript became plain text: 甲",
        ],
    )


@pytest.mark.parametrize(("there", "note"), [
    (
        '<a href="#fn1" class="footnote-ref"><sup>1</sup></a>',
        '<ol><li id="fn1"><p>据统计局。<a href="#fnref1">↩︎</a></p></li></ol>',
    ),
    ('<sup><a class="sdfootnoteanc" name="a" href="#sdfootnote1sym"><sup>1</sup></a></sup>',
     (
'<div id="sdfootnote1"><p><a class="sdfootnotesym" '
'href="#sdfootnote1anc">1</a>据统计局。</p></div>'
)),
    (
        '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
        '<p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>据统计局。</p>',
    ),
])  # fmt: skip
def test_footnotes_of_a_page_are_told_from_its_figures(there: str, note: str) -> None:
    text, said = notes(f"<p>增长5{there}倍。</p>{note}")
    assert text.split("\n\n")[0] == "增长5〔1〕倍。"
    assert text.split("\n\n")[1] in ("1.据统计局。", "〔1〕据统计局。")
    assert [each.partition("：")[0].rpartition(": ")[0] for each in said] == [
        "paragraph 1: the mark of a footnote is now plain text",
        "paragraph 2: the text of a footnote was kept as a paragraph",
    ]


def test_a_raised_link_is_the_mark_of_a_footnote_whatever_it_is_called() -> None:
    assert (
        page('<p>增长<sup><a href="#z1">②</a></sup>倍，见<a href="#z2">3</a>。')
        == "增长〔②〕倍，见3。"
    )


def test_numbers_of_lists_are_those_that_a_browser_shows() -> None:
    assert (
        page("<ol><li><p>甲</p><p>又</p></li><li></li><li><h2>乙</h2></ol><p>后")
        == "1.甲\n\n又\n\n## 3.乙\n\n后"
    )
    assert page("<ol><li>甲<li></ol>后") == "1.甲\n\n后"
    assert page("<ol type=A><li>甲<ol type=a><li>子<li>丑</ol><li>乙</ol>").split() == [
        "A.甲",
        "a.子",
        "b.丑",
        "B.乙",
    ]
    assert page("<ol type=I start=4><li>甲<li value=9>乙</ol>").split() == ["IV.甲", "IX.乙"]
    assert page('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>').split() == [
        "一、甲",
        "二、乙",
    ]
    assert page('<ol reversed><li>甲<li>乙</ol><ol style="list-style: none"><li>1. 丙</ol>').split(
        "\n"
    ) == ["2.甲", "1.乙", "", "1. 丙"]


def test_what_is_struck_out_on_a_page_is_left_out_and_told_with_its_place() -> None:
    text, said = notes(
        "<p>甲</p><p>乙<s>一</s><strike>二</strike><del>三</del><span "
        'style="text-decoration: line-through">四</span>丙</p><p><s>五</s>'
    )
    assert text == "甲\n\n乙丙"
    assert said == [f"paragraph 2: struck-out text was left out: {sign}" for sign in "一二三四五"]


def test_what_was_inserted_on_a_page_is_kept_and_told() -> None:
    assert notes("<p>甲<ins>乙</ins>") == (
        "甲乙",
        ["paragraph 1: tracked changes were taken as accepted; inserted: 乙"],
    )


def test_reading_aids_and_formulas_of_a_page_are_told() -> None:
    assert notes("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字") == (
        "汉字",
        ["paragraph 1: a pronunciation guide was left out: hàn"],
    )
    formula = (
        "<math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation>x^2</annotation></semant"
        "ics></math>"
    )
    assert notes(f"<p>取{formula}值") == (
        "取x2值",
        ["paragraph 1: a formula became plain text: x2"],
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16", "big5"])
def test_a_page_is_decoded_by_what_it_says_of_itself(encoding: str) -> None:
    said = "gb2312" if encoding == "gb18030" else encoding
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={said}"></head>'
    data = f"<html>{head}<body><p>近日走訪。</p></body></html>".encode(encoding)
    assert draft(readers.read(data, "网页.htm")) == "近日走訪。"


def test_a_page_under_another_name_and_one_saved_with_its_pictures() -> None:
    html = "<html><body><p>近日，走访商户。</p></body></html>"
    assert draft(readers.read(html.encode(), "稿.doc")) == "近日，走访商户。"
    head = "From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    archive = f"{head}--x\nContent-Type: text/html; charset=utf-8\n\n{html}\n--x--\n"
    assert draft(readers.read(archive.encode(), "网页.mht")) == "近日，走访商户。"
    with pytest.raises(BulletinError, match="there is no page in this web archive"):
        readers.read(archive.replace("text/html", "text/css").encode(), "网页.mht")


def test_control_characters_in_a_page_do_no_harm() -> None:
    assert (
        page("<p>甲\x01乙&#2;<nav>栏目</nav>丙\x03</p>")
        .replace("\x01", "")
        .replace("\x02", "")
        .replace("\x03", "")
        == "甲乙\n\n丙"
    )


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(BulletinError, match="nested too deeply"):
        page("<div>" * 3000 + "近日")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_of_ours_gives_back_all_its_sentences(path: Path) -> None:
    source = Source(path.read_text(encoding="utf-8"))
    html = compiler.build(source, BuildOptions()).outputs["html"]
    text = "".join(make_draft(readers.read(html, "页.html"), "页.html")[0].split())
    document = parse(source)
    for node in walk(document):
        if (
            isinstance(node, Text)
            and len(node.text) > 20
            and node not in {field.value for field in document.metadata}
        ):
            assert "".join(node.text.split()) in text


# ---------------------------------------------------------------- Markdown

MARKDOWN = """\
# 清溪区工作快报

第12期
2026年3月5日

## 【要闻】

近日，**一是**摸底。二是\\*整改\\*，见[附件](a.docx)。

3. 甲
4. 乙

* 丙

| 镇街 | 处数 |
|---|---|
| 白河镇 | 3 |

![图](a.png)

<div>代码</div>

    缩进的一段
"""


def test_markdown() -> None:
    intermediate = readers.read(MARKDOWN.encode(), "稿.md")
    assert draft(intermediate).split("\n") == [
        *("# 清溪区工作快报", "", "第12期", "2026年3月5日", "", "## 【要闻】", ""),
        *(
            "近日，**一是**摸底。二是*整改*，见附件。",
            "",
            "3.甲",
            "4.乙",
            "",
            "· 丙",
            "",
            *("| 镇街 | 处数 |", "| --- | --- |", "| 白河镇 | 3 |"),
            "",
            "代码",
            "",
            "缩进的一段",
        ),
    ]
    assert told(intermediate) == [
        "line 8: the address of a link was left out: a.docx",
    ]


def test_lines_of_prose_go_on_in_markdown_and_other_lines_do_not() -> None:
    text = (
        "近日，柳荫街道对小巷\n逐条排查。\n下一步，建立台账。  \n硬换行后。\n报：区委\n\n"
        "第12期\n2026年3月"
    )
    assert draft(readers.read(text.encode(), "稿.md")).split("\n") == [
        "近日，柳荫街道对小巷逐条排查。下一步，建立台账。",
        "硬换行后。",
        "报：区委",
        "",
        "第12期",
        "2026年3月",
    ]


def test_settings_above_markdown_are_told_and_items_count_up() -> None:
    text = "---\ntitle: 快报\n---\n\n1. 甲\n1. 乙\n\n见注[^a]。\n\n[^a]: 据统计。\n"
    intermediate = readers.read(text.encode(), "稿.md")
    assert draft(intermediate).split("\n") == ["1.甲", "2.乙", "", "见注〔1〕。", "", "1.据统计。"]
    assert told(intermediate)[0] == (
        "line 1: what stands above the text as settings was left out: title: 快报"
    )


def test_bold_that_markdown_does_not_see_before_han_is_kept() -> None:
    assert (
        draft(readers.read("**“三个强化”。**一是摸底。".encode(), "稿.md"))
        == "**“三个强化”。**一是摸底。"
    )


@pytest.mark.parametrize(("typed", "text", "said"), [
    ("甲~~作废~~乙", "甲乙", "struck-out text was left out: 作废"),
    ("甲 ~~作废~~ 乙", "甲 乙", "struck-out text was left out: 作废"),
    ("甲<del>作**废**</del>乙", "甲乙", "struck-out text was left out: 作废"),
    ("10<sup>8</sup>吨x<sub>甲</sub>", "10⁸吨x甲", "a subscript became plain text: 甲"),
    ("见[这里](https://a.cn/甲)", "见这里", "the address of a link was left out: https://a.cn/甲"),
])  # fmt: skip
def test_what_markdown_says_and_plain_text_cannot_is_told(typed: str, text: str, said: str) -> None:
    intermediate = readers.read(f"前言\n\n{typed}".encode(), "稿.md")
    assert draft(intermediate) == f"前言\n\n{text}"
    assert told(intermediate) == [f"line 3: {said}"]


def test_an_address_that_is_shown_is_not_told() -> None:
    assert told(readers.read("见<https://a.cn>和<a@b.cn>。3~5天".encode(), "稿.md")) == []


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_any_encoding_with_page_numbers_taken_out(encoding: str) -> None:
    text = (
        "清溪区工作快报\r\n第12期\r\n\r\n— 1 —\r\n【打印本页】 【关闭窗口】\r\n"
        "近日，走访商户。\r\n第 2 页 共 3 页\r\n"
    )
    made, notes = make_draft(readers.read(text.encode(encoding), "稿.txt"), "稿.txt")
    assert made == "清溪区工作快报\n\n第12期\n\n近日，走访商户。\n"
    assert [(note.place, note.message) for note in notes] == [
        (4, "a page number was left out: — 1 —"),
        (5, "remains of a web page were left out: 【打印本页】 【关闭窗口】"),
        (7, "a page number was left out: 第 2 页 共 3 页"),
    ]


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(BulletinError, match="this file has no text"):
        make_draft(readers.read("— 1 —\n".encode(), "稿.txt"), "稿.txt")


@pytest.mark.parametrize(
    "name", ["稿.txt", "稿.docx", "稿.pdf", "稿.html", "稿.md", "稿.doc", "稿"]
)
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\ufeff\n".encode("utf-16")])
def test_an_empty_file_is_called_empty(name: str, data: bytes) -> None:
    with pytest.raises(BulletinError, match="this file is empty") as caught:
        readers.read(data, name)
    assert (
        caught.value.remedy
        == "Check that it was saved, and that it arrived complete; otherwise ask for it again."
    )


def test_text_of_gaps_or_page_numbers_alone_is_called_no_scan() -> None:
    with pytest.raises(BulletinError, match="this file is empty"):
        make_draft(readers.read("\u3000\u3000\n".encode(), "稿.txt"), "稿.txt")
    with pytest.raises(BulletinError, match="this file has no text") as caught:
        make_draft(readers.read("— 1 —\n".encode(), "稿.txt"), "稿.txt")
    assert caught.value.remedy == "Check that it is the right file. Nothing was written."


# ---------------------------------------------------------------- PDF


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    options = BuildOptions(("pdf",), shipped_fonts=True)
    texts = {path.stem: Source(path.read_text(encoding="utf-8"), path.name) for path in EXAMPLES}
    return {
        name: compiler.build(texts[name], options, Path(f"{name}.txt")).outputs["pdf"]
        for name in ("jianbao", "tongyong")
    }


def without_draft(data: bytes) -> bytes:
    """A PDF of ours as one that another program made: printed, it has no draft inside."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for key in ("/AF", "/Names"):
        writer.root_object.pop(key, None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_of_ours_gives_back_its_draft(built: dict[str, bytes]) -> None:
    path = next(path for path in EXAMPLES if path.stem == "jianbao")
    assert readers.read(built["jianbao"], "期.pdf").source == ("jianbao.txt", path.read_bytes())


@pytest.mark.parametrize("name", ["jianbao", "tongyong"])
def test_a_pdf_without_its_draft_is_read_to_the_same_tree(
    name: str, built: dict[str, bytes]
) -> None:
    intermediate = readers.read(without_draft(built[name]), "期.pdf")
    text, _remarks = make_draft(intermediate, "期.pdf")
    document = parse(
        Source(next(path for path in EXAMPLES if path.stem == name).read_text(encoding="utf-8"))
    )
    assert not any(isinstance(node, Residue) for node in walk(document))
    assert fmt.meaning(parse(Source(text))) == fmt.meaning(document), text
    assert told(intermediate) == [": page numbers were left out"]


def line(
    text: str, x: float, y: float, size: float = 16.0, *, heavy: bool = False
) -> list[DrawnText]:
    return [DrawnText(text, x, y, size, heavy)]


def test_lines_are_joined_and_what_belongs_to_the_page_is_taken_off() -> None:
    full = "近日柳荫街道走访沿街商户四百余家核定车辆三千余辆并新建停"
    head = line("内部刊物", 80, 800)
    name, first, second = (
        line("清溪区工作快报", 150, 700, 30),
        line("近日" + full[:-4], 112, 600),
        line(full, 80, 571),
    )
    third, next_one = line("车场。", 80, 542), line("第二段" + full[:-5], 112, 513)
    foot = [*line("报：", 80, 671), *line("区委", 128, 671)]
    pages = [
        [*head, *name, *first, *second, *third, *next_one, *line("— 1 —", 260, 60)],
        [*head, *line("还没有完。", 80, 700), *foot, *line("— 2 —", 260, 60)],
    ]
    intermediate = joined([lines_of(each) for each in pages])
    assert [paragraph.text for paragraph in intermediate.paragraphs] == [
        "清溪区工作快报",
        f"近日{full[:-4]}{full}车场。",
        f"第二段{full[:-5]}还没有完。",
        "报：区委",
    ]
    assert [paragraph.place for paragraph in intermediate.paragraphs] == [1, 1, 1, 2]
    assert told(intermediate) == [
        "page 1: a running head or foot was left out: 内部刊物",
        ": page numbers were left out",
    ]


def test_a_line_that_opens_something_does_not_go_on_with_the_one_above() -> None:
    full = "近日柳荫街道走访沿街商户四百余家核定车辆三千余辆并新建停"
    page = [
        *line(full, 80, 600),
        *line(full, 80, 571),
        *line("【简讯】", 80, 542),
        *line(full, 80, 513),
        *line("一、做法", 80, 484),
    ]
    assert [paragraph.text for paragraph in joined([lines_of(page)]).paragraphs] == [
        full + full,
        "【简讯】",
        full,
        "一、做法",
    ]


def test_pieces_side_by_side_are_a_line_and_gaps_are_seen() -> None:
    (row,) = lines_of(
        [
            DrawnText("清溪区创城办", 80, 500, 16),
            DrawnText("2026", 300, 500.3, 16),
            DrawnText("年", 332, 500, 16),
        ]
    )
    assert row.text == "清溪区创城办　2026年"
    (row,) = lines_of(
        [DrawnText("一是", 80, 500, 16, heavy=True), DrawnText("摸底", 80, 500, 16)]
    )  # drawn in one go, so told one place
    assert (row.text, row.runs[0]) == ("一是摸底", ("一是", True))


def row(y: float, *cells: tuple[str, float], size: float = 10.5) -> list[DrawnText]:
    return [DrawnText(text, x, y, size) for text, x in cells]


def test_rows_of_a_table_stay_apart_and_that_is_told() -> None:
    full = "近日柳荫街道走访沿街商户四百余家核定车辆三千余辆并新建停"
    texts = [line(full, 80, 700 - 28 * at) for at in range(4)]
    rows = [
        row(580 - 18 * at, (name, 80), (count, 280), ("已经按期全部完成", 480))
        for at, (name, count) in enumerate([("白河镇", "3"), ("石桥街道", "14")])
    ]
    intermediate = joined([lines_of([piece for each in [*texts, *rows] for piece in each])])
    assert [paragraph.text for paragraph in intermediate.paragraphs] == [
        full * 4,
        "白河镇　3　已经按期全部完成",
        "石桥街道　14　已经按期全部完成",
    ]
    assert told(intermediate) == [
        (
            "page 1: a table became text, one paragraph for each line; compare it with the "
            "page: 白河镇 3 已经按期全部完成"
        )
    ]


def test_rows_as_large_as_the_text_and_as_wide_stay_apart_as_well() -> None:
    full = "近日柳荫街道走访沿街商户四百余家核定车辆三千余辆并新建停"
    rows = [
        row(560 - 28 * at, ("白河镇", 80), ("已经按期全部整改完成", 368), size=16.0)
        for at in range(3)
    ]
    intermediate = joined(
        [
            lines_of(
                [
                    *line(full, 80, 616),
                    *line(full, 80, 588),
                    *rows[0],
                    *rows[1],
                    *rows[2],
                    *line("各镇街", 80, 476),
                ]
            )
        ]
    )
    assert [paragraph.text for paragraph in intermediate.paragraphs] == [
        full * 2,
        *["白河镇　已经按期全部整改完成"] * 3,
        "各镇街",
    ]


def test_what_stands_small_in_the_upper_margin_is_left_out_and_told() -> None:
    full = "近日柳荫街道走访沿街商户四百余家核定车辆三千余辆并新建停"
    body = [*line(full, 80, 700), *line(full, 80, 672)]
    head = joined([lines_of([*line("清溪区内部资料", 80, 790, 10.5), *body])], [842.0])
    assert [paragraph.text for paragraph in head.paragraphs] == [full * 2]
    assert told(head) == ["page 1: text in the upper margin was left out: 清溪区内部资料"]
    for kept in (
        line("清溪区工作快报", 80, 790, 30),
        line("机密★1年", 80, 790, 10.5),
        line("清溪区工作快报", 80, 760, 10.5),
    ):
        assert len(joined([lines_of([*kept, *body])], [842.0]).paragraphs) == 2


def test_what_justification_spreads_is_no_gap() -> None:
    spread = [
        DrawnText("水位高出水位", 80, 500, 16),
        DrawnText("0.35", 190, 500, 16),
        DrawnText("米，", 230, 500, 16),
        DrawnText("28", 264.3, 500, 16),
        DrawnText("日", 289, 500, 16),
    ]
    (one,) = lines_of(spread)
    assert one.text == "水位高出水位0.35米，28日"
    (two,) = lines_of([DrawnText("水位 ", 80, 500, 16), DrawnText("抬高", 130, 500, 16)])
    assert two.text == "水位 抬高"


def test_a_scan_is_told_and_so_is_what_is_no_whole_pdf(built: dict[str, bytes]) -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BulletinError, match="this file is empty"):
        readers.read(out.getvalue(), "空.pdf")
    picture = pypdf.generic.StreamObject()
    picture.update({pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Image")})
    pictures = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Im"): writer._add_object(picture)}
    )
    page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/XObject"): pictures}
    )
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(
        BulletinError, match=r"there is no text in this PDF, only pictures of pages \(a scan\)"
    ):
        readers.read(out.getvalue(), "扫描.pdf")
    with pytest.raises(BulletinError, match=r"damaged or incomplete|no text in this PDF"):
        readers.read(built["tongyong"][:3000], "残.pdf")
    with pytest.raises(BulletinError, match="this is not a PDF, despite its name"):
        readers.read(b"no PDF", "稿.pdf")


def test_a_protected_pdf_is_told(built: dict[str, bytes]) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(built["tongyong"]))
    writer.encrypt("秘密", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BulletinError, match="protected by a password"):
        readers.read(out.getvalue(), "密.pdf")


def test_a_pdf_that_unpacks_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, built: dict[str, bytes]
) -> None:
    monkeypatch.setattr(pdf, "_LARGEST_STREAM", 2000)
    with pytest.raises(BulletinError, match="has more content than any bulletin"):
        readers.read(without_draft(built["tongyong"]), "大.pdf")
