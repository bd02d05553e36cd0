"""Documents put together by hand, with a part of each sort, as a draft would give them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from bulletinc.options import BuildOptions
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats import docx, html, pdf
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Block,
    Cell,
    ClosingNote,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Inline,
    Instruction,
    Item,
    List,
    Masthead,
    Paragraph,
    Point,
    Remark,
    Row,
    Section,
    SignOff,
    Table,
    Text,
)
from bulletinc.text.source import Span
from tests.support.engines import chosen_engine

_NEXT = count(1)
CONTEXT = RenderContext(options=BuildOptions(shipped_fonts=True))


def as_html(document: Document, context: RenderContext = CONTEXT) -> Rendered:
    return html.render(document, context)


def as_pdf(document: Document, context: RenderContext = CONTEXT) -> Rendered:
    options = replace(context.options, engine=chosen_engine())
    return pdf.render(document, replace(context, options=options, made={}))


def as_word(document: Document, context: RenderContext = CONTEXT) -> Rendered:
    return docx.render(document, context)


def _span() -> Span:
    """The next place: parts stand in the order in which they are made."""
    at = next(_NEXT)
    return Span(at, at + 1)


def text(words: str) -> Text:
    return Text(_span(), words)


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(
        _span(), tuple(text(each) if isinstance(each, str) else each for each in inlines)
    )


def row(*cells: str) -> Row:
    return Row(_span(), tuple(Cell(_span(), (text(cell),) if cell else ()) for cell in cells))


def table(
    *rows: str,
    caption: str = "",
    unit: str = "",
    heads: int = 1,
    notes: tuple[str, ...] = (),
) -> Table:
    """A table whose rows are typed with ``|`` between the cells."""
    span = _span()
    above = text(caption) if caption else None, text(unit) if unit else None
    whole = tuple(row(*(cell.strip() for cell in line.split("|"))) for line in rows)
    return Table(span, *above, whole[:heads], whole[heads:], tuple(map(text, notes)))


def figure(path: str = "", caption: str = "") -> Figure:
    return Figure(_span(), text(path) if path else None, caption=text(caption) if caption else None)


def points(*words: str, marker: str = "●") -> List:
    return List(
        _span(),
        tuple(Point(_span(), text(marker) if marker else None, (text(each),)) for each in words),
    )


def instruction(heading: str, *remarks: tuple[str, str, str]) -> Instruction:
    """Remarks as text, name and day."""
    return Instruction(
        _span(),
        text(heading),
        tuple(
            Remark(_span(), text(words), text(person), None, text(day))
            for words, person, day in remarks
        ),
    )


def sign_off(*organs: str, day: str = "", date: str | None = None) -> SignOff:
    return SignOff(_span(), tuple(map(text, organs)), date, text(day) if day else None)


def annex_list(*entries: str) -> AnnexList:
    return AnnexList(_span(), text("附件"), tuple(map(text, entries)))


def closing_note(words: str) -> ClosingNote:
    return ClosingNote(_span(), words)


def contents(*entries: str, heading: str | None = "本期要目") -> Contents:
    return Contents(
        _span(),
        text(heading) if heading else None,
        tuple(ContentsEntry(_span(), entry) for entry in entries),
    )


def annex(label: str, title: str, *children: Block) -> Annex:
    front = Text(Span(0, 1), label), Text(Span(1, 2), title)
    return Annex(_span(), front[0], None, front[1], (), children)


def section(heading: str, *children: Block, marker: str = "【】", level: int = 1) -> Section:
    numbering = None if marker == "【】" else text(marker)
    return Section(_span(), text(heading), level, marker, numbering, children=children)


def masthead() -> Masthead:
    name = text("清溪区工作快报")
    return Masthead(
        _span(),
        name,
        (name,),
        (text("第12期"),),
        12,
        issuer=text("清溪区创建办"),
        date="2026-03-05",
        date_text=text("2026年3月5日"),
    )


SENTENCE = "近日，白河镇组织志愿者清理河道，核定固定车位，检修路灯，走访群众，收集意见建议。"

SALES = (
    "镇街|任务数（万元）|完成数（万元）|完成率",
    "一、平原镇",
    "白河镇|1,200|1,150.5|95.9%",
    "柳荫街道|860|901|104.8%",
    "二、山区镇",
    "石门乡|—|42|",
    "合计|2,060|2,093.5|101.6%",
)


def whole_issue() -> Document:
    """An issue with every sort of part."""
    return Document(
        Span(0, 10_000),
        "kuaibao",
        masthead=masthead(),
        body=(
            instruction("领导批示", ("请各镇街学习借鉴。\n抓好落实。", "周明远", "4月19日")),
            contents("柳荫街道破解停车难", "白河镇清理河道"),
            section(
                "工作动态",
                Item(
                    _span(),
                    sign=text("△"),
                    headline=text("柳荫街道破解停车难"),
                    headline_form="line",
                    subtitle=(text("——“三举措”记事"),),
                    byline=text("柳荫街道办事处"),
                    children=(
                        paragraph(SENTENCE),
                        section("主要做法", paragraph(SENTENCE), marker="一、"),
                        table(
                            *SALES,
                            caption="表1　完成情况",
                            unit="单位：万元",
                            notes=("注：数据为初步统计。",),
                        ),
                        points("登记车辆120辆", "共享车位"),
                    ),
                    attribution=text("（柳荫街道）"),
                ),
                figure("图片/1.png", "图1　清理后的河道"),
                figure(),
            ),
            section("其他", paragraph(SENTENCE), marker="◆"),
        ),
        annex_list=annex_list("1. 考核评分表", "2. 重点任务分解方案"),
        sign_off=sign_off("清溪区创建办", "清溪区文明办", day="2026年3月5日", date="2026-03-05"),
        closing_notes=(closing_note("（此件公开发布）"),),
        annexes=(annex("附件1", "考核评分表", paragraph(SENTENCE), table(*SALES)),),
    )
