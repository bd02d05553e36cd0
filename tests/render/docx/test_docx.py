"""The Word document: what is in the file. How it looks on paper is in test_word_pages."""

from __future__ import annotations

import datetime as dt
import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

import bulletinc
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.render import RenderContext
from bulletinc.render.formats import docx as render_docx
from bulletinc.syntax import Document, Field, Invalid, Item, Masthead, Paragraph, Section, Text
from bulletinc.text.source import Source, Span
from bulletinc.theme import load_theme
from tests.support.geometry import SOURCES
from tests.support.office_draft import DRAFT, SENTENCE

NOWHERE = Span(0, 0)
POINT = 12700  # in the units of python-docx


def text(words: str) -> Text:
    return Text(NOWHERE, words)


def made(document: Document | str, theme: Path | None = None) -> bytes:
    bulletin = parse(Source(document)) if isinstance(document, str) else document
    return render_docx.render(
        bulletin, RenderContext(load_theme(theme) if theme else load_theme())
    ).data


@cache
def opened(document: Document | str, theme: Path | None = None) -> Any:
    return docx.Document(io.BytesIO(made(document, theme)))


def themed(folder: Path, *lines: str) -> Path:
    folder.mkdir()
    (folder / "layout.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def said(word: Any) -> list[tuple[str, str]]:
    """Each paragraph that says something: its style and its text."""
    return [
        (paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.text
    ]


def runs(word: Any) -> list[tuple[str, str]]:
    """Each piece of text that has a style of its own: the style's name and the text."""
    return [
        (piece.style.name, piece.text)
        for paragraph in word.paragraphs
        for piece in paragraph.runs
        if piece._r.rPr is not None and piece.text
    ]


def style_of(word: Any, name: str) -> Any:
    return word.styles[name]


def face(style: Any) -> str:
    """The East Asian face that a style sets, or the one below it, or that of the document."""
    while style is not None:
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            return str(fonts.get(qn("w:eastAsia")))
        below, style = style, style.base_style
    fonts = below.element.getparent().find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    return str(fonts.get(qn("w:eastAsia")))


def outline(style: Any) -> int | None:
    level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return None if level is None else int(level.get(qn("w:val")))


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Any:
    return docx.Document(io.BytesIO(bulletinc.build(request.param, ("docx",))["docx"]))


# -- nothing but styles


def roots(word: Any) -> Iterator[Any]:
    yield word.element.body
    section = word.sections[0]
    yield from (section.footer._element, section.even_page_footer._element)


def test_nothing_is_formatted_but_by_styles(example: Any) -> None:
    """A frame's place is not how the text looks; and the styles of its paragraphs have the same."""
    for root in roots(example):
        for form in root.iter(qn("w:pPr")):
            assert {child.tag for child in form} <= {qn("w:pStyle"), qn("w:framePr")}
            frame = form.find(qn("w:framePr"))
            if frame is not None:
                style = next(
                    each
                    for each in example.styles
                    if each.style_id == form.find(qn("w:pStyle")).get(qn("w:val"))
                )
                assert dict(style.element.find(f"{qn('w:pPr')}/{qn('w:framePr')}").attrib) == dict(
                    frame.attrib
                )
        for form in root.iter(qn("w:rPr")):
            assert [child.tag for child in form] == [qn("w:rStyle")]


def test_every_style_in_the_text_is_defined_and_has_a_chinese_name(example: Any) -> None:
    names = {style.style_id: style.name for style in example.styles}
    used = {
        element.get(qn("w:val"))
        for root in roots(example)
        for tag in ("w:pStyle", "w:rStyle")
        for element in root.iter(qn(tag))
    }
    assert used
    assert used <= {*names}
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in names[each]) for each in used)


def test_no_style_is_there_but_ours_and_the_few_of_words_own_that_they_rest_on(
    example: Any,
) -> None:
    words_own = {style.name for style in example.styles if style.builtin}
    assert words_own <= {"Normal", *(f"Heading {level}" for level in range(1, 10))}
    assert all(
        style.base_style is None or style.base_style.name in words_own for style in example.styles
    )


def test_the_styles_that_the_elements_of_a_bulletin_have() -> None:
    word = opened(
        DRAFT.format(text=SENTENCE + "**二是查**。", far="").replace("编辑", "秘密\n\n编辑")
    )
    assert said(word)[:6] == [
        ("报头机关", "清溪区创建全国文明城市 "),
        ("报头", "工作快报"),
        ("期号", "第12期（总第86期）"),
        ("编发", "清溪区创城办\t2026年3月5日"),
        ("章节", "【检查督导】"),
        ("条目", f"柳荫街道破解停车难　一是摸清底数。{SENTENCE}二是查。（柳荫街道）"),
    ]
    assert [style for style, _ in said(word)[-4:]] == ["编审", "分发1字", "份数", "印发"]
    assert {
        ("条目标题 字符", "柳荫街道破解停车难　"),
        ("序词", "一是"),
        ("加粗", "二是"),
        ("来源 字符", "（柳荫街道）"),
    } <= {*runs(word)}


# -- the page


def test_the_page_and_its_grid(example: Any) -> None:
    section = example.sections[0]
    page = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    ]
    assert [round(length.mm, 1) for length in page] == [210, 297, 37, 26, 35, 28]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    height = (section.page_height - section.top_margin - section.bottom_margin) / POINT
    assert height / 22 - 0.05 < pitch <= height / 22  # a hair more, and only 21 lines would fit


def test_28_characters_fill_a_line(example: Any) -> None:
    """Word has 3号 as 16 pt; what is too much for 28 of them is taken from between them."""
    letters = example.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    size, spacing = (int(letters.find(qn(tag)).get(qn("w:val"))) for tag in ("w:sz", "w:spacing"))
    assert size / 2 == 16
    assert size / 2 + spacing / 20 == 15.75


def test_odd_and_even_pages_have_their_number_as_a_field() -> None:
    word = opened(DRAFT)
    assert word.settings.odd_and_even_pages_header_footer
    for footer, style in (
        (word.sections[0].footer, "单页页码"),
        (word.sections[0].even_page_footer, "双页页码"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.style.name == style
        assert "".join(part.text for part in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")).split() == ["PAGE"]


def test_a_number_in_the_middle_is_the_same_on_all_pages(tmp_path: Path) -> None:
    word = opened(DRAFT, themed(tmp_path / "theme", "[number]", 'place = "centre"'))
    assert not word.settings.odd_and_even_pages_header_footer
    assert word.sections[0].even_page_footer.is_linked_to_previous
    assert (
        word.sections[0].footer.paragraphs[0].style.paragraph_format.alignment
        == WD_ALIGN_PARAGRAPH.CENTER
    )


def test_the_numbers_are_those_of_the_theme(tmp_path: Path) -> None:
    theme = themed(
        tmp_path / "theme",
        '[page]\nmargin-left = "30mm"\n[grid]\nlines = 20',
        '[body]\nsize = "14pt"\nindent = "3em"\nkeep-lines = 1\n[colour]\nred = "#c00"',
        '[masthead]\nkind-largest = "40pt"\nrule = "2pt"\n[title]\nsize = "20pt"',
        '[colophon]\nsize = "12pt"\nrule = "0.5mm"',
        '[faces]\nheiti = ["SimHei", "微软雅黑"]\nkaiti = ["Own Kai"]',
    )
    word = opened(DRAFT, theme)
    body, name, rule = (style_of(word, each) for each in ("公文正文", "报头", "红线"))
    assert round(word.sections[0].left_margin.mm) == 30
    assert int(word.sections[0]._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch"))) == 12756 // 20
    assert body.paragraph_format.first_line_indent.pt == 3 * 14
    assert word.styles["Normal"].element.find(f".//{qn('w:widowControl')}").get(qn("w:val")) == "0"
    assert (name.font.size.pt, str(name.font.color.rgb)) == (40, "CC0000")
    assert rule.element.find(f".//{qn('w:top')}").get(qn("w:sz")) == "16"  # eighths of a point
    assert style_of(word, "文章标题").font.size.pt == 20
    assert style_of(word, "份数").font.size.pt == 12
    assert style_of(word, "版记末线").paragraph_format.line_spacing.mm == pytest.approx(
        0.5, abs=0.02
    )
    assert (face(style_of(word, "章节")), face(style_of(word, "来源"))) == ("微软雅黑", "Own Kai")


# -- letters


FACES = {
    **dict.fromkeys(["报头机关", "报头", "文章标题"], "方正小标宋简体"),
    **dict.fromkeys(
        ["密级", "紧急程度", "要目标题", "章节", "一级标题", "条目标题", "名词解释标题"], "黑体"
    ),
    **dict.fromkeys(
        ["加粗", "单位", "标签", "按语标签", "名词", "条目标题 字符", "一级标题 字符"], "黑体"
    ),
    **dict.fromkeys(
        [
            "副标题行",
            "署名",
            "按语",
            "二级标题",
            "来源",
            "签发人姓名",
            "来源 字符",
            "二级标题 字符",
        ],
        "楷体_GB2312",
    ),
    **dict.fromkeys(
        [
            "期号",
            "编发",
            "公文正文",
            "条目",
            "三级标题",
            "四级标题",
            "五级标题",
            "编审",
            "分发1字",
            "编号",
        ],
        "仿宋_GB2312",
    ),
    **dict.fromkeys(["单页页码", "双页页码"], "宋体"),
}


@pytest.mark.parametrize("name", FACES)
def test_each_element_has_the_face_that_offices_call_it_by(name: str) -> None:
    assert face(style_of(opened(DRAFT), name)) == FACES[name]


def test_all_scripts_have_the_same_face_and_the_language_is_chinese(example: Any) -> None:
    for fonts in example.styles.element.iter(qn("w:rFonts")):
        assert len({fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}) == 1
    (language,) = example.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    assert example.core_properties.language == "zh-CN"


def test_the_font_table_names_what_may_stand_in() -> None:
    with zipfile.ZipFile(io.BytesIO(made(DRAFT))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert (
        '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong_GB2312,FangSong,STFangsong,'
        "Bulletinc FangSong," in table
    )


@pytest.mark.parametrize("wrong", ["\x00", "\x0c", "\ud800", "\ufffe", "\uffff", "\u202e"])
def test_characters_that_xml_has_not_do_not_break_the_file(wrong: str) -> None:
    words = f"甲{wrong}乙"
    document = Document(
        NOWHERE,
        "kuaibao",
        metadata=(Field(NOWHERE, words, text(words)),),
        masthead=Masthead(NOWHERE, name=text(words), name_lines=(text(words),), issuer=text(words)),
        title=text(words),
        body=(
            Invalid(NOWHERE, words),
            Item(NOWHERE, headline=text(words), children=(Paragraph(NOWHERE, (text(words),)),)),
        ),
    )
    word = opened(document)
    assert (
        "".join(letter for _, words in said(word) for letter in words if letter in "甲乙")
        == "甲乙" * 6
    )
    assert wrong not in "".join(words for _, words in said(word))


# -- structure


def test_headings_have_levels_and_what_stands_under_them_is_deeper(example: Any) -> None:
    levels = [outline(paragraph.style) for paragraph in example.paragraphs]
    found = [level for level in levels if level is not None]
    assert found
    assert found[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(found))
    for paragraph in example.paragraphs:
        level = outline(paragraph.style)
        if level is not None:
            assert paragraph.style.base_style.name == f"Heading {level + 1}"


def test_a_title_is_one_paragraph_with_its_blanks_at_its_line_ends() -> None:
    words = "清溪区创建全国文明城市总指挥部办公室　关于印发二〇二六年重点工作任务分解方案的通知"
    (title,) = (
        paragraph
        for paragraph in opened(Document(NOWHERE, "tongyong", title=text(words))).paragraphs
        if paragraph.text
    )
    assert title.style.name == "文章标题"
    assert title.text.count("\n") >= 1
    assert title.text.replace("\n", "").replace(" ", "　") == words


def test_a_name_typed_on_two_lines_differs_from_one_with_a_gap() -> None:
    one = Masthead(NOWHERE, name=text("清溪区 快报"), name_lines=(text("清溪区　快报"),))
    two = replace(one, name_lines=(text("清溪区"), text("快报")))
    assert [words for _, words in said(opened(Document(NOWHERE, "kuaibao", masthead=one)))] == [
        "清溪区 ",
        "快报",
    ]
    assert [words for _, words in said(opened(Document(NOWHERE, "kuaibao", masthead=two)))] == [
        "清溪区",
        "快报",
    ]


def test_a_row_of_the_name_of_which_nothing_shows_is_none() -> None:
    name = text("清溪区 \u200b")
    assert said(
        opened(
            Document(NOWHERE, "kuaibao", masthead=Masthead(NOWHERE, name=name, name_lines=(name,)))
        )
    ) == [("报头", "清溪区")]


def test_the_letters_of_a_spaced_word_are_apart_but_for_the_room_behind_the_last() -> None:
    word = opened(DRAFT)
    assert ("报头末字", "报") in runs(word)
    spacing = [
        int(
            style_of(word, name)
            .element.find(f".//{qn('w:spacing')}[@{qn('w:val')}]")
            .get(qn("w:val"))
        )
        for name in ("报头", "报头末字")
    ]
    assert spacing == [27 * 20, 0]


def test_the_masthead_is_in_official_order_however_it_was_typed() -> None:
    masthead = Masthead(
        NOWHERE,
        date_text=Text(Span(0, 1), "2026年3月5日"),
        name=Text(Span(1, 2), "快报"),
        name_lines=(text("快报"),),
        secrecy=Text(Span(3, 4), "秘密"),
        serial_text=Text(Span(5, 6), "编号：7"),
        urgency=text("特急"),
        signer=text("周某"),
        signer_text=text("签发人：周某"),
        issue=(text("第1期"), text("总第9期")),
    )
    word = opened(Document(NOWHERE, "kuaibao", masthead=masthead))
    assert said(word) == [
        ("密级", "秘密\t编号：7"),
        ("紧急程度", "特急"),
        ("报头", "快报"),
        ("期号", "第1期　总第9期"),
        ("签发人", "签发人：周某"),
        ("编发", "\t2026年3月5日"),
    ]
    assert {("编号", "编号：7"), ("签发人姓名", "周某"), ("期号间隔", "　")} <= {*runs(word)}


def test_run_in_headings_are_told_apart_from_those_on_a_line_of_their_own() -> None:
    inner = Paragraph(NOWHERE, (text("正文。"),))
    heading = Section(
        NOWHERE, text("甲"), 1, "（一）", text("（一）"), stop=True, children=(inner,)
    )
    run_in = replace(heading, run_in=True)
    assert said(opened(Document(NOWHERE, "tongyong", body=(heading,)))) == [
        ("二级标题", "（一）甲。"),
        ("公文正文", "正文。"),
    ]
    word = opened(Document(NOWHERE, "tongyong", body=(run_in,)))
    assert said(word) == [("公文正文", "（一）甲。正文。")]
    assert runs(word) == [("二级标题 字符", "（一）甲")]


def test_a_picture_stands_for_the_name_and_says_it(tmp_path: Path) -> None:
    theme = themed(tmp_path / "theme", "[masthead]", 'image = "name.png"')
    (theme / "name.png").write_bytes(png(1200, 200))
    word = opened(DRAFT, theme)
    (shape,) = word.inline_shapes
    assert (round(shape.width.mm), round(shape.height.mm)) == (156, 26)  # as wide as the type area
    assert shape._inline.docPr.get("descr") == "清溪区创建全国文明城市 工作快报"
    assert said(word)[0][0] == "期号"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    lines = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def test_fields_of_the_colophon_are_never_broken_but_fill_their_rows() -> None:
    fields = "\n".join(f"{name}：{'王' * 9}" for name in ("编辑", "校对", "核签"))
    word = opened(DRAFT.replace("编辑：王某", fields))
    assert [words for style, words in said(word) if style == "编审"] == [
        f"编辑：{'王' * 9}　校对：{'王' * 9}",
        f"核签：{'王' * 9}",
    ]


def test_an_empty_bulletin_is_a_document() -> None:
    assert [paragraph.text for paragraph in opened("").paragraphs] == [""]


# -- properties


def test_the_properties_are_those_of_the_bulletin() -> None:
    properties = opened(
        DRAFT.format(text="近日，清路。（Ⅲ-58 城市精细化管理）", far="")
    ).core_properties
    assert properties.title == "清溪区创建全国文明城市 工作快报 第12期（总第86期）"
    assert properties.author == "清溪区创城办"
    assert properties.keywords == "Ⅲ-58城市精细化管理"
    assert properties.created.date() == properties.modified.date() == dt.date(2026, 3, 5)
    assert properties.last_modified_by == ""


def test_without_a_date_nothing_is_said_of_time() -> None:
    properties = opened(DRAFT.replace("2026年3月5日\n", "")).core_properties
    assert (properties.created, properties.modified) == (None, None)


def test_metadata_are_custom_properties_each_with_a_name_of_its_own() -> None:
    fields = tuple(
        Field(NOWHERE, name, text(value))
        for name, value in (("索引号", "11A"), ("标题", ""), ("索引号", "12&B"))
    )
    with zipfile.ZipFile(
        io.BytesIO(made(Document(NOWHERE, "gongzuo_baogao", metadata=fields)))
    ) as file:
        kept = docx.oxml.parse_xml(file.read("docProps/custom.xml"))
    assert [(each.get("name"), each.get("pid"), each[0].text or "") for each in kept] == [
        ("索引号", "2", "11A"),
        ("标题", "3", ""),
        ("索引号（2）", "4", "12&B"),
    ]


# -- the file


def test_the_same_document_gives_the_same_bytes_at_another_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = made(DRAFT)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert made(DRAFT) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {(entry.date_time, entry.create_system) for entry in file.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0)
        }


def test_nothing_of_the_template_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(made(DRAFT))) as file:
        names = set(file.namelist())
        whole = b"".join(file.read(name) for name in names)
    assert not any(
        "theme" in name or "thumbnail" in name or "customXml" in name or "app.xml" in name
        for name in names
    )
    assert b"python-docx" not in whole
    assert b"rsid" not in whole


def test_the_file_is_valid_against_the_standard(tmp_path: Path) -> None:
    audit = pytest.importorskip(
        "openxml_audit", reason="the validator of Office Open XML is not installed"
    )
    theme = themed(tmp_path / "theme", "[masthead]", 'rule-form = "star"')
    documents = {path.stem: bulletinc.build(path, ("docx",))["docx"] for path in SOURCES} | {
        "star": made(DRAFT, theme)
    }
    for name, data in documents.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        found = audit.OpenXmlValidator().validate(file).errors
        # A theme part is not needed: the styles name their faces.
        assert [str(each) for each in found if "relationships/theme" not in str(each)] == []


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    for name in [name for name in sys.modules if name.startswith("bulletinc.render.formats.docx.")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(render_docx, name.rpartition(".")[2], raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(BulletinError) as error:
        render_docx.render(Document(NOWHERE, "kuaibao"), RenderContext())
    assert "bulletinc[word]" in f"{error.value.remedy}"


@pytest.mark.parametrize(
    ("typed", "created"),
    [
        ("2026年3月5日", "2026-03-05"),
        ("2026年3月", "2026-03-01"),
        ("2026年03月", "2026-03-01"),
        ("2026年12月", "2026-12-01"),
        ("二〇二六年三月", "2026-03-01"),
        ("2026 年 3 月", "2026-03-01"),
        ("２０２６年３月", "2026-03-01"),
        ("1601年1月", "1601-01-01"),
        ("1500年1月", None),
        ("2026年2月30日", None),
        ("2026年13月", None),
        ("2099年12月31日", "2099-12-31"),
    ],
)
def test_an_issue_is_created_on_its_day_or_at_the_beginning_of_its_month(
    typed: str, created: str | None
) -> None:
    draft = (
        f"清溪区创建办　工作快报\n\n第1期\n\n清溪区创建办\n\n{typed}\n\n【简讯】\n\n白河镇清淤。"
    )
    found = opened(draft).core_properties.created
    assert (found and found.date().isoformat()) == created
