"""Word documents read: what each thing that other programs write becomes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from bulletinc import fmt, readers
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import located
from bulletinc.text.numerals import numeral
from bulletinc.text.source import Source
from tests.support.word import (
    archive,
    document,
    letter_art,
    level,
    numbered,
    paragraph,
    run,
    table,
    text_box,
)

_BOLD = "<w:b/>"
_MASTHEAD = (
    "清溪区创建全国文明城市工作快报\n\n第12期（总第86期）\n\n清溪区创城办\n\n2026年3月5日\n\n"
)
_BODY = paragraph("【生活环境】") + paragraph(
    "柳荫街道抓好停车管理　近日，柳荫街道走访商户。（柳荫街道）"
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def draft(data: bytes) -> str:
    """The draft as it is read, before it is formatted."""
    return write_draft(readers.read(data, "稿.docx"), "稿.docx").source.text


def told(data: bytes) -> list[str]:
    intermediate = readers.read(data, "稿.docx")
    return [f"{located(intermediate.unit, note)}: {note.message}" for note in intermediate.notes]


def means(data: bytes, text: str) -> bool:
    """Whether a document is imported to the tree of a typed draft."""
    made, _remarks = make_draft(readers.read(data, "稿.docx"), "稿.docx")
    assert fmt.meaning(parse(Source(made))) == fmt.meaning(parse(Source(text))), made
    return True


def test_a_paragraph_is_a_line_and_blank_ones_set_it_apart() -> None:
    assert (
        draft(document(paragraph("甲") + paragraph("乙") + paragraph() + paragraph("丙")))
        == "甲\n乙\n\n丙"
    )


def test_bold_within_a_paragraph_is_marked_whatever_runs_it_is_typed_in() -> None:
    body = paragraph(
        run("一是", _BOLD), run(" ", ""), run("摸底。", _BOLD), "二是", run("，整改", _BOLD), "。"
    )
    assert draft(document(body)) == "**一是 摸底。**二是，**整改**。"


def test_bold_that_a_style_or_a_switch_takes_back_is_none() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="强"><w:name '
        'w:val="强"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = paragraph(
        run("甲", '<w:rStyle w:val="强"/>'),
        run("乙", '<w:rStyle w:val="强"/><w:b w:val="0"/>'),
        run("丙", '<w:b w:val="false"/>'),
    )
    assert draft(document(body, styles=styles)) == "**甲**乙丙"


def test_heavy_faces_are_the_bold_of_official_pages() -> None:
    body = paragraph(run("一是摸底。", '<w:rFonts w:eastAsia="黑体"/>'), "走访商户。")
    assert draft(document(body)) == "**一是摸底。**走访商户。"


def test_a_headline_in_bold_has_no_marks() -> None:
    assert draft(document(paragraph(run("白河镇清理河道", _BOLD)))) == "白河镇清理河道"
    assert (
        draft(document(paragraph(run("白河镇清理河道", _BOLD), "　近日，清理河道。")))
        == "白河镇清理河道　近日，清理河道。"
    )


def test_bold_that_holds_an_asterisk_cannot_be_marked() -> None:
    assert draft(document(paragraph(run("张**局长", _BOLD), "到场。"))) == "张**局长到场。"


def test_headings_by_style_get_their_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading '
        '1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="甲"><w:name w:val="甲"/><w:basedOn '
        'w:val="1"/></w:style>'
    )
    assert (
        draft(document(paragraph("经验", properties='<w:pStyle w:val="甲"/>'), styles=styles))
        == "# 经验"
    )


def test_headings_directly_above_others_are_the_sections_of_an_issue() -> None:
    styles = "".join(
        (
            f'<w:style w:type="paragraph" w:styleId="{at}"><w:name '
            f'w:val="{at}级"/><w:pPr><w:outlineLvl w:val="{at - 1}"/></w:pPr></w:style>'
        )
        for at in (1, 2)
    )

    def heading(at: int, text: str) -> str:
        return paragraph(text, properties=f'<w:pStyle w:val="{at}"/>')

    body = (
        heading(1, "经验")
        + heading(2, "白河镇抓整治")
        + paragraph("近日，整治。")
        + heading(1, "简讯")
        + paragraph("近日，夜谈。")
    )
    head = paragraph("清溪区工作快报") + paragraph("第12期")
    assert draft(document(head + body, styles=styles)).split()[2:] == [
        "【经验】",
        "##",
        "白河镇抓整治",
        "近日，整治。",
        "【简讯】",
        "近日，夜谈。",
    ]
    assert "【" not in draft(document(body, styles=styles))  # of no issue
    chapters = heading(1, "关于整治的报告") + heading(2, "一、做法") + paragraph("近日，整治。")
    assert "【" not in draft(document(head + chapters, styles=styles))


def test_a_red_head_in_text_boxes_is_read_once_and_from_the_top_down() -> None:
    name, number = paragraph("清溪区创建全国文明城市工作快报"), paragraph("第12期（总第86期）")
    boxes = paragraph(
        text_box(number, top=25),
        text_box(name, top=-40),
        text_box(paragraph("清溪区创城办　2026年3月5日"), top=28),
    )
    assert draft(document(boxes + _BODY)).splitlines()[:3] == [
        "清溪区创建全国文明城市工作快报",
        "第12期（总第86期）",
        "清溪区创城办　2026年3月5日",
    ]
    assert means(
        document(boxes + _BODY),
        _MASTHEAD + "【生活环境】\n\n柳荫街道抓好停车管理　近日，柳荫街道走访商户。（柳荫街道）",
    )


def test_a_text_box_at_the_foot_of_the_page_is_read_after_its_paragraph() -> None:
    foot = text_box(paragraph("报：区委") + paragraph("送：各镇街"), top=640, of="page")
    assert draft(document(paragraph(foot, "近日，走访商户。"))).split() == [
        "近日，走访商户。",
        "报：区委",
        "送：各镇街",
    ]


def test_a_name_drawn_as_art_is_text() -> None:
    body = paragraph(letter_art("清溪区工作快报")) + paragraph("第12期")
    assert draft(document(body)).split() == ["清溪区工作快报", "第12期"]


def test_a_masthead_in_tables_of_one_cell_is_no_table() -> None:
    head = table(
        (paragraph("清溪区创建全国文明城市工作快报") + table((paragraph("第12期（总第86期）"),)),),
        (paragraph("清溪区创城办"),),
    )
    data = document(head + paragraph("2026年3月5日") + _BODY)
    assert means(
        data,
        _MASTHEAD + "【生活环境】\n\n柳荫街道抓好停车管理　近日，柳荫街道走访商户。（柳荫街道）",
    )
    assert told(data) == []


def test_a_table_of_facts_is_a_table_of_the_draft() -> None:
    data = document(
        paragraph("情况如下。")
        + table(
            (paragraph(run("镇街", "<w:b/>")), paragraph("处数")),
            (paragraph("一、平原镇"),),
            (paragraph("白河|镇") + paragraph() + paragraph("枫林镇"), paragraph("3处")),
            (paragraph("石桥街道"), paragraph()),
        )
        + paragraph("其后。")
    )
    assert draft(data).split("\n\n") == [
        "情况如下。",
        "| 镇街 | 处数 |\n|---|\n| 一、平原镇 |\n| 白河｜镇 枫林镇 | 3处 |\n| 石桥街道 | |",
        "其后。",
    ]
    assert told(data) == []


def test_a_table_whose_first_row_has_figures_has_no_head() -> None:
    rows = (paragraph("白河镇"), paragraph("3处")), (paragraph("石桥街道"), paragraph("4处"))
    data = document(table(*rows))
    assert draft(data).splitlines() == ["| 白河镇 | 3处 |", "| 石桥街道 | 4处 |"]


def test_merged_cells_of_a_table_leave_empty_ones() -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, begins, goes_on = (
        f"<w:{name}/>" for name in ('gridSpan w:val="2"', 'vMerge w:val="restart"', "vMerge")
    )
    rows = (
        cell("镇街", "") + cell("处数", "") + cell("备注", ""),
        cell("白河镇", begins) + cell("3", "") + cell("甲", ""),
        cell("", goes_on) + cell("合并", wide),
    )
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    data = document(f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>")
    assert draft(data).splitlines()[2:] == ["| 白河镇 | 3 | 甲 |", "| | 合并 | |"]


def test_a_table_in_a_cell_is_one_and_the_other_a_frame() -> None:
    inner = table((paragraph("镇街"), paragraph("处数")), (paragraph("白河镇"), paragraph("3")))
    outer = table((paragraph("左栏"), inner + paragraph()), (paragraph("说明"), paragraph("其他")))
    assert "| 镇街 | 处数 |\n|---|\n| 白河镇 | 3 |" in draft(document(outer))


def test_caption_head_of_two_rows_and_notes_of_a_table() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, whole = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="4"/>'
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("表1　考核情况", whole),
        cell("单位：分", whole),
        cell("镇街", begins) + cell("一季度", wide) + cell("备注", begins),
        cell("", goes_on) + cell("1月") + cell("2月") + cell("", goes_on),
        cell("白河镇") + cell("96.5") + cell("97") + cell(""),
        cell("街道", whole),
        cell("柳荫街道") + cell("90") + cell("") + cell("新增"),
        cell("注：数据由考核办提供。", whole),
    )
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    data = document(f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>")
    assert draft(data).splitlines() == [
        *("表1　考核情况", "单位：分", "| 镇街 | 一季度1月 | 一季度2月 | 备注 |", "|---|"),
        *("| 白河镇 | 96.5 | 97 | |", "| 街道 |", "| 柳荫街道 | 90 | | 新增 |"),
        "注：数据由考核办提供。",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("第12期", "2026年3月5日"), ("清溪区创城办", "签发人：张三")),
        (("报：区委", "送：各镇街"), ("编辑：张三", "校对：李四")),
        (("左栏" * 150, "右栏"), ("左", "右")),
    ],
)
def test_frames_become_a_paragraph_a_row_and_that_is_told(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    data = document(table(*(tuple(map(paragraph, row)) for row in rows)))
    assert draft(data).split("\n\n") == ["　".join(row) for row in rows]
    assert told(data) == ["paragraph 1: a table became text, one paragraph for each row (rows: 2)"]


def test_a_row_is_one_line_whatever_its_cells_hold() -> None:
    rows = (
        (paragraph("白河镇") + paragraph() + paragraph("枫林镇"), paragraph("3处")),
        (paragraph("合计") + paragraph("另计"), paragraph()),
    )
    data = document(
        table(
            *rows, (paragraph("一"), paragraph("二", run("甲", '<w:vertAlign w:val="subscript"/>')))
        )
    )
    assert draft(data).splitlines() == [
        "| 白河镇 枫林镇 | 3处 |",
        "| 合计 另计 | |",
        "| 一 | 二甲 |",
    ]
    assert told(data)[0] == "paragraph 3, character 8: a subscript became plain text: 甲"


def test_automatic_numbers_become_text_level_by_level() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "chineseCountingThousand", "（%2）")
        + level(2, "decimal", "%3.")
        + level(3, "decimalEnclosedCircle", "%4")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    places = [0, 1, 1, 2, 2, 3, 0, 1]
    body = "".join(paragraph("甲", properties=numbered(1, at)) for at in places)
    assert draft(document(body, numbering=numbering)).split() == [
        "一、甲",
        "（一）甲",
        "（二）甲",
        "1.甲",
        "2.甲",
        "①",
        "甲",
        "二、甲",
        "（一）甲",
    ]


def test_a_list_begins_anew_where_it_is_told_to_and_counts_on_elsewhere() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num '
        'w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph("甲", properties=numbered(identity)) for identity in (1, 1, 2, 2, 2))
    assert draft(document(body, numbering=numbering)).split() == [
        "1.甲",
        "2.甲",
        "1.甲",
        "2.甲",
        "3.甲",
    ]


def test_numbers_that_a_style_brings_count_and_zero_switches_them_off() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="章"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="节"/><w:isLgl/>')
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name '
        f'w:val="{name}"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        "</w:style>"
        for name in "章节"
    )
    body = "".join(
        paragraph("甲", properties=f'<w:pStyle w:val="{style}"/>{extra}')
        for style, extra in [("章", ""), ("节", ""), ("章", numbered(0)), ("节", ""), ("章", "")]
    )
    assert draft(document(body, numbering=numbering, styles=styles)).split() == [
        "一、甲",
        "1.1",
        "甲",
        "甲",
        "1.2",
        "甲",
        "二、甲",
    ]


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = paragraph(
        "近日，",
        f"<w:ins>{run('柳荫街道')}</w:ins>",
        "<w:del><w:r><w:delText>白河镇</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>",
        "。",
    )
    assert draft(document(body)) == "近日，柳荫街道移来。"
    assert told(document(body)) == [
        "paragraph 1: tracked changes were taken as accepted; replaced: 白河镇移走 → 柳荫街道移来",
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = paragraph("近日，", properties="<w:rPr><w:del/></w:rPr>")
    assert draft(document(gone + paragraph("走访商户。"))) == "近日，走访商户。"


def test_comments_are_listed_with_author_text_and_characters() -> None:
    comments = (
        '<w:comment w:id="3" '
        f'w:author="张主任">{paragraph("请核实")}{paragraph("数字")}</w:comment>'
    )
    body = paragraph("甲") + paragraph(
        "近日，",
        '<w:commentRangeStart w:id="3"/>',
        "走访",
        '<w:commentRangeEnd w:id="3"/>',
        "商户。",
    )
    assert told(document(body, comments=comments)) == [
        "paragraph 2, characters 4–5: comment by 张主任: 请核实 数字 [on “走访”]"
    ]
    assert draft(document(body, comments=comments)) == "甲\n近日，走访商户。"


def test_notes_below_the_text_are_told_whole() -> None:
    footnotes = (
        '<w:footnote w:id="0" w:type="separator"/><w:footnote '
        f'w:id="2">{paragraph("据统计局")}</w:footnote>'
    )
    body = paragraph("增长5%", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。")
    assert told(document(body, footnotes=footnotes)) == [
        "paragraph 1, character 4: a footnote was left out: 据统计局"
    ]


def test_fields_give_their_result_and_hidden_text_is_left_out() -> None:
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{after}' for kind, after in [
        ("begin", '<w:r><w:instrText>DATE \\@ "yyyy"</w:instrText></w:r>'),
        ("separate", run("2026年3月5日")),
        ("end", ""),
    ])  # fmt: skip
    body = paragraph(
        field, f'<w:fldSimple w:instr="AUTHOR">{run("甲")}</w:fldSimple>', run("密", "<w:vanish/>")
    )
    assert draft(document(body)) == "2026年3月5日甲"
    assert told(document(body)) == ["paragraph 1: hidden text was left out: 密"]


def test_superscripts_and_subscripts_keep_their_meaning_or_are_told() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="上"><w:name w:val="上"/><w:rPr><w:vertAlign '
        'w:val="superscript"/></w:rPr></w:style>'
    )
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    body = paragraph(
        "10",
        run("8", '<w:rStyle w:val="上"/>'),
        "吨H",
        run("2", lowered),
        "O",
        run("a", raised),
        run("甲乙", lowered),
    )
    assert draft(document(body, styles=styles)) == "10⁸吨H₂Oa甲乙"
    assert told(document(body, styles=styles)) == [
        "paragraph 1, character 8: a superscript became plain text: a",
        "paragraph 1, characters 9–10: a subscript became plain text: 甲乙",
    ]


def test_struck_out_text_is_left_out_and_told() -> None:
    body = paragraph("甲") + paragraph(
        "乙 ",
        run("一", "<w:strike/>"),
        run("二", "<w:dstrike/>"),
        run(" 丙", '<w:strike w:val="0"/>'),
    )
    assert draft(document(body)) == "甲\n乙 丙"
    assert told(document(body)) == ["paragraph 2: struck-out text was left out: 一二"]


def test_reading_aids_are_left_out_and_told() -> None:
    body = paragraph(
        f"<w:r><w:ruby><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby></w:r>",
        "字",
    )
    assert draft(document(body)) == "汉字"
    assert told(document(body)) == [
        "paragraph 1, character 1: a pronunciation guide was left out: hàn"
    ]


def test_a_bullet_without_a_sign_is_none() -> None:
    blank = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", " ")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert (
        draft(document(paragraph("甲的第二段", properties=numbered(1)), numbering=blank))
        == "甲的第二段"
    )


def test_a_field_inside_what_a_field_computes_is_not_shown() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = f"{mark('begin')}{mark('separate')}{run('9')}{mark('end')}"
    body = paragraph(f"{mark('begin')}{inner}{mark('separate')}{run('结果')}{mark('end')}")
    assert draft(document(body)) == "结果"


def test_pictures_are_told() -> None:
    picture = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:gra"
        "phic></wp:inline></w:drawing></w:r>"
    )
    assert told(document(paragraph("甲") + paragraph(picture) + paragraph("乙"))) == [
        "paragraph 1: a picture was left out"
    ]
    assert (
        draft(document(paragraph("见图 ", picture, " 乙") + paragraph(picture, " 丙")))
        == "见图 乙\n丙"
    )


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    section = (
        '<w:headerReference w:type="default" r:id="header1"/><w:footerReference '
        'w:type="default" r:id="footer1"/>'
    )
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    data = document(
        paragraph("清溪区工作快报") + paragraph("第12期"),
        section=section,
        header1=paragraph("清溪区工作快报"),
        footer1=paragraph("— ", number, " —"),
    )
    assert draft(data) == "清溪区工作快报\n第12期"
    assert told(data) == [
        ": the header was left out: 清溪区工作快报",
        ": page numbers were left out",
    ]


def test_a_masthead_that_only_the_header_has_is_taken() -> None:
    section = '<w:headerReference w:type="first" r:id="header1"/><w:titlePg/>'
    data = document(
        paragraph("近日，走访商户。"),
        section=section,
        header1=paragraph("清溪区工作快报") + paragraph("第12期"),
    )
    assert draft(data).split() == ["清溪区工作快报", "第12期", "近日，走访商户。"]


def test_the_strict_form_of_the_standard_is_read_as_well() -> None:
    usual = document(paragraph(run("甲", _BOLD), "乙"))
    with zipfile.ZipFile(BytesIO(usual)) as opened:
        files = {name: opened.read(name).decode() for name in opened.namelist()}
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in files.items()
    }
    assert draft(archive(dict(strict))) == "**甲**乙"


@pytest.mark.parametrize(("count", "form", "text"), [
    (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"),
    (101, "chineseCounting", "一百零一"),
    (110, "chineseCounting", "一百一十"), (1001, "chineseCounting", "一千零一"),
    (10, "ideographDigital", "一〇"), (12, "chineseLegalSimplified", "壹拾贰"),
    (105, "chineseLegalSimplified", "壹佰零伍"), (20, "decimalEnclosedCircle", "⑳"),
    (21, "decimalEnclosedCircle", "21"),
    (4, "upperRoman", "IV"),
    (28, "lowerLetter", "bb"), (3, "ideographTraditional", "丙"), (7, "decimalZero", "07"),
    (7, "of no standard", "7"),
])  # fmt: skip
def test_numerals(count: int, form: str, text: str) -> None:
    assert numeral(count, form) == text


def test_a_document_without_text_or_pictures_is_called_empty() -> None:
    with pytest.raises(BulletinError, match="this file is empty"):
        make_draft(readers.read(document(paragraph()), "稿.docx"), "稿.docx")
