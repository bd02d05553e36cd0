"""Each part that a bulletin can have is shown by all outputs, in the same order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletinc.render.item_lines import item_lines
from bulletinc.render.signature_form import annex_list_form
from bulletinc.render.table_form import table_form
from bulletinc.syntax import Colophon, Distribution, Document, Item, Text
from bulletinc.text.source import Span
from bulletinc.theme import load_theme
from tests.support.html_text import page_letters
from tests.support.letters import printed, written
from tests.support.trees import (
    SALES,
    SENTENCE,
    annex_list,
    as_html,
    as_pdf,
    as_word,
    masthead,
    paragraph,
    section,
    table,
    text,
    whole_issue,
)

LAYOUT = load_theme().layout


def test_html_pdf_and_word_say_the_same_of_every_part() -> None:
    document = whole_issue()
    said = page_letters(as_html(document).data.decode())
    assert written(as_word(document).data) == said
    assert printed(as_pdf(document).data) == said
    for words in (
        "领导批示：请各镇街学习借鉴。抓好落实。周明远4月19日",
        "△柳荫街道破解停车难——“三举措”记事柳荫街道办事处",
        "表1完成情况单位：万元镇街任务数（万元）",
        "合计2,0602,093.5101.6%注：数据为初步统计。●登记车辆120辆●共享车位（柳荫街道）",
        "图片/1.png图1清理后的河道（此处插图）◆其他",
        "附件：1.考核评分表2.重点任务分解方案清溪区创建办清溪区文明办2026年3月5日",
        "（此件公开发布）附件1考核评分表",
    ):
        assert words in said


def test_annexes_stand_before_the_colophon_wherever_they_were_typed() -> None:
    above = Span(0, 1)
    early = Colophon(above, distribution=(Distribution(above, "报", Text(above, "区委")),))
    html = as_html(replace(whole_issue(), colophon=early))
    assert page_letters(html.data.decode()).endswith("报：区委")


def test_an_attribution_closes_the_last_paragraph_also_under_a_heading() -> None:
    item = Item(
        Span(0, 1),
        children=(section("做法", paragraph(SENTENCE), marker="一、"),),
        attribution=text("（白河镇）"),
    )
    (line,) = item_lines(item)
    assert line.closing[0].name == "attribution"
    document = Document(Span(0, 1), "kuaibao", masthead=masthead(), body=(item,))
    html = as_html(document).data.decode()
    assert '建议。</p><span class="attribution">（白河镇）</span></div>' in html


def test_a_label_before_a_table_has_a_line_of_its_own() -> None:
    item = Item(Span(0, 1), label=text("文明实践"), children=(table(*SALES),))
    assert [(line.block is None, line.opens) for line in item_lines(item)] == [
        (True, True),
        (False, False),
    ]


# Tables


def test_rows_of_a_table_are_whole_and_know_what_they_are() -> None:
    form = table_form(table(*SALES), LAYOUT)
    assert [row.role for row in (*form.head, *form.rows)] == [
        "head",
        "group",
        "row",
        "row",
        "group",
        "row",
        "total",
    ]
    assert {sum(cell.columns for cell in row.cells) for row in (*form.head, *form.rows)} == {4}
    assert [cell.align for cell in form.rows[1].cells] == ["text", "figure", "figure", "figure"]


def test_cells_that_a_row_lacks_are_empty() -> None:
    form = table_form(table("甲|乙|丙", "子|丑"), LAYOUT)
    assert len(form.rows[0].cells) == 3
    assert form.rows[0].cells[2].cell.inlines == ()


def test_without_a_head_the_first_column_heads_the_rows() -> None:
    form = table_form(table("白河镇|12", "石门乡|9", heads=0), LAYOUT)
    assert [cell.scope for cell in form.rows[0].cells] == ["row", ""]


@pytest.mark.parametrize(
    ("columns", "size", "turned"),
    [
        (4, 14, False),
        (7, 12, False),
        (8, 10.5, False),
        (9, 14, True),
        (12, 10.5, True),
        (60, 10.5, True),
    ],
)
def test_a_table_is_set_smaller_and_then_turned(columns: int, size: float, turned: bool) -> None:
    rows = ["|".join(["甲乙丙丁"] * columns)] * 3
    form = table_form(table(*rows), LAYOUT)
    assert (form.size, form.turned) == (size, turned)
    width = 225 if turned else 156
    assert form.width * form.size * 25.4 / 72 <= width + 0.1


def test_names_of_annexes_begin_at_one_place() -> None:
    form = annex_list_form(annex_list("1. 考核评分表", "2.分解方案"))
    assert [(entry.number, entry.name) for entry in form.entries] == [
        ("1.", "考核评分表"),
        ("2.", "分解方案"),
    ]
    assert (form.label_width, form.number_width) == (3, 1.5)
