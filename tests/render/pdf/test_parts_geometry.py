"""Tables, annexes, sign-offs and contents on paper, measured (GB/T 9704-2012, 7.3.4 to 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bulletinc.syntax import Block, Document, SignOff
from bulletinc.text.source import Span
from bulletinc.theme import load_theme
from tests.support.engines import cached_by_engine
from tests.support.geometry import EM, FOOT, LEFT, MIDDLE, PITCH, RIGHT, near, numbers, row
from tests.support.pages import POINT, Line, Page, read
from tests.support.trees import (
    CONTEXT,
    SALES,
    SENTENCE,
    annex,
    annex_list,
    as_pdf,
    closing_note,
    contents,
    instruction,
    masthead,
    paragraph,
    section,
    sign_off,
    table,
    text,
)

pytestmark = pytest.mark.usefixtures("each_engine")
LONG = "重点任务分解方案和责任清单以及各镇街各部门完成时限一览表及其说明（征求意见稿）"


def document(*blocks: Block) -> Document:
    return Document(
        Span(0, 100_000), "kuaibao", masthead=replace(masthead(), span=Span(0, 1)), body=blocks
    )


def pages(made: Document) -> tuple[Page, ...]:
    return read(as_pdf(made).data)


def find(found: Sequence[Page], text: str) -> Line:
    """The first line that begins with these words."""
    return next(line for page in found for line in page.lines if line.text.startswith(text))


@cached_by_engine
def with_table() -> tuple[Page, ...]:
    return pages(
        document(
            paragraph(SENTENCE),
            table(*SALES, caption="表1　完成情况", unit="单位：万元", notes=("注：初步统计。",)),
            paragraph("其后。"),
        )
    )


def test_a_table_is_as_wide_as_the_type_area_and_ruled() -> None:
    rules = [rule for rule in with_table()[0].rules if rule.top > 110]
    assert len(rules) == len(SALES) + 1
    for rule in rules:
        assert (rule.left, rule.right) == (near(LEFT), near(RIGHT))
    assert rules[0].thickness == near(0.75 * POINT, 0.02)
    assert rules[1].thickness == near(0.5 * POINT, 0.02)


def test_a_caption_is_centred_and_the_unit_at_the_right() -> None:
    caption, unit = find(with_table(), "表1"), find(with_table(), "单位：万元")
    assert (caption.left + caption.right) / 2 == near(MIDDLE)
    assert (caption.faces, caption.sizes) == ({"HeiTi"}, {15})
    assert (unit.right, unit.sizes) == (near(RIGHT), {12})


def test_figures_stand_at_the_right_of_their_cells() -> None:
    ends = {
        round(find(with_table(), name).part(figure).right, 1)
        for name, figure in (("白河镇", "1,200"), ("柳荫街道", "860"), ("合计", "2,060"))
    }
    assert len(ends) == 1


def test_text_below_a_table_stands_on_the_grid_again() -> None:
    line = find(with_table(), "其后")
    assert row(line) == near(round(row(line)), 0.03)


def test_a_head_is_repeated_on_each_page_and_no_row_is_parted() -> None:
    rows = [f"白河镇{number}|{number * 3}|{SENTENCE * (number % 3)}" for number in range(30)]
    found = pages(document(table("镇街|完成数|说明", *rows), paragraph("其后。")))
    with_head = [page for page in found if any(line.text.startswith("镇街") for line in page.lines)]
    assert len(with_head) > 2
    for page in with_head[1:]:
        assert page.lines[0].text.startswith("镇街")
    for page in with_head:
        table_rules = [rule for rule in page.rules if rule.colour == page.rules[-1].colour]
        assert table_rules[-1].bottom < FOOT + 0.3
    line = find(found, "其后")
    assert row(line) == near(round(row(line)), 0.03)


def test_a_wide_table_has_turned_pages_with_the_number_where_it_stands_on_others() -> None:
    cells = "|".join(["白河镇示范点"] * 12)
    found = pages(
        document(
            paragraph("其前。"), table(*[cells] * 40, caption="表2　总表"), paragraph("其后。")
        )
    )
    turned = [page for page in found if page.width > page.height]
    assert [page.number for page in turned] == [2, 3, 4, 5]
    for page in turned:
        assert (page.width, page.height) == (near(297, 0.01), near(210, 0.01))
        # On the sheet as it is bound the left edge is the foot: the type area ends 35 mm from it.
        marks = [line for line in page.lines if line.right < 35]
        assert str(page.number) in "".join(line.text for line in marks)
        assert min(rule.left for rule in page.rules) > 35 - 0.3
        assert max(rule.right for rule in page.rules) < 297 - 37 + 0.3
    assert len([page for page in found if numbers(page) and page not in turned]) == 2


def test_an_annex_begins_a_page_with_its_title_on_the_third_line() -> None:
    made = replace(
        document(paragraph(SENTENCE)), annexes=(annex("附件1", "考核评分表", paragraph(SENTENCE)),)
    )
    found = pages(made)
    label, title = find(found, "附件1"), find(found, "考核评分表")
    assert (label.page, title.page) == (2, 2)
    assert (row(label), label.left) == (near(0, 0.03), near(LEFT))
    assert (label.faces, label.sizes) == ({"HeiTi"}, {15.75})
    assert row(title) == near(2, 0.03)
    assert (title.left + title.right) / 2 == near(MIDDLE)
    assert (title.faces, title.sizes) == ({"XiaoBiaoSong"}, {22})


def test_names_of_an_annex_list_are_aligned() -> None:
    made = replace(
        document(paragraph(SENTENCE)), annex_list=annex_list(f"1. {LONG}", "2. 考核评分表")
    )
    found = pages(made)
    text = next(line for line in found[0].lines if line.text.endswith(SENTENCE[-4:]))
    first = find(found, "附件：")
    second = find(found, "2.")
    turn_over = next(
        line for line in found[0].lines if line.text in LONG and line.middle > first.middle
    )
    assert row(first) == near(row(text) + 2, 0.03)
    assert first.left == near(LEFT + 2 * EM)
    assert turn_over.left == near(first.part("重点").left)
    assert second.part("考核").left == near(first.part("重点").left)
    assert second.left == near(first.part("1.").left)


def _signed(node: SignOff, theme: str = "official") -> tuple[Page, ...]:
    context = replace(CONTEXT, theme=load_theme(theme))
    last = replace(node, span=Span(99_999, 100_000))
    return read(as_pdf(replace(document(paragraph(SENTENCE)), sign_off=last), context).data)


def test_a_day_begins_two_characters_right_of_its_organ() -> None:
    found = _signed(sign_off("清溪区创建全国文明城市指挥部", day="2026年3月5日"))
    organ, day = find(found, "清溪区创建全国"), found[0].lines[-2]
    assert day.text == "2026年3月5日"
    assert organ.right == near(RIGHT - 2 * EM)
    assert day.left == near(organ.left + 2 * EM)
    assert row(day) == near(row(organ) + 1, 0.03)


def test_a_day_that_is_longer_than_its_organ_stands_two_characters_from_the_edge() -> None:
    found = _signed(sign_off("镇委", day="2026年12月15日"))
    organ, day = find(found, "镇委"), find(found, "2026年12月")
    assert day.right == near(RIGHT - 2 * EM)
    assert organ.left == near(day.left - 2 * EM)


def test_several_organs_end_at_one_place() -> None:
    found = _signed(sign_off("清溪区创建全国文明城市指挥部", "清溪区文明办", day="2026年3月5日"))
    first, second = find(found, "清溪区创建全国"), find(found, "清溪区文明办")
    assert (first.right, second.right) == (near(RIGHT - 2 * EM), near(RIGHT - 2 * EM))


def test_a_sealed_day_stands_four_characters_from_the_edge_its_organ_over_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "layout.toml").write_text('[sign-off]\nform = "sealed"\n', encoding="utf-8")
    found = _signed(sign_off("清溪区创建全国文明城市指挥部", day="2026年12月15日"), str(tmp_path))
    organ, day = find(found, "清溪区创建全国"), find(found, "2026年12月")
    assert day.right == near(RIGHT - 4 * EM)
    assert (organ.left + organ.right) / 2 == near((day.left + day.right) / 2)


@pytest.mark.parametrize("lines", range(8, 16))
def test_a_sign_off_never_stands_alone_on_a_page(lines: int) -> None:
    made = replace(
        document(paragraph("字" * (28 * lines - 2))),
        sign_off=sign_off("清溪区创建办", day="2026年3月5日"),
    )
    assert any("字字" in line.text for line in pages(made)[-1].lines)


@pytest.mark.parametrize("lines", range(8, 16))
def test_what_is_attached_stays_with_the_text_and_the_sign_off(lines: int) -> None:
    made = replace(
        document(paragraph("字" * (28 * lines - 2))),
        annex_list=annex_list("1. 考核评分表", "2. 任务分解表"),
        sign_off=sign_off("白河镇文明办", day="2026年3月5日"),
        closing_notes=(closing_note("（此件公开发布）"),),
    )
    found = pages(made)
    assert find(found, "附件：").page == find(found, "2.").page == find(found, "白河镇文明办").page
    assert find(found, "（此件").page == find(found, "白河镇文明办").page
    assert any("字字" in line.text for line in found[-1].lines)


def test_a_document_without_masthead_begins_with_title_number_and_addressee() -> None:
    front = text("关于清理河道的通知"), text("清政发〔2026〕12号"), text("各镇人民政府：")
    title, number, addressee = front
    made = replace(
        document(paragraph(SENTENCE)),
        masthead=None,
        title=title,
        document_number=number,
        salutation=addressee,
    )
    found = pages(made)
    rows = [row(find(found, words)) for words in (*(each.text for each in front), SENTENCE[:10])]
    assert rows == [near(1, 0.03), near(3, 0.03), near(5, 0.03), near(6, 0.03)]
    below, first = find(found, "清政发"), find(found, "各镇")
    assert (below.left + below.right) / 2 == near(MIDDLE)
    assert (first.left, first.sizes) == (near(LEFT), {15.75})


def test_remarks_stand_between_the_red_rule_and_the_text() -> None:
    found = pages(
        document(
            instruction("领导批示", ("请学习借鉴。", "周明远", "4月19日")), paragraph(SENTENCE)
        )
    )
    heading, text, signed = (find(found, words) for words in ("领导批示", "请学习", "周明远"))
    assert (heading.left, heading.faces) == (near(LEFT), {"HeiTi"})
    assert (text.left, text.faces) == (near(LEFT + 2 * EM), {"KaiTi"})
    assert signed.right == near(RIGHT - 2 * EM)
    assert heading.middle > found[0].rules[0].bottom


def test_contents_show_the_page_that_each_entry_is_on() -> None:
    names = ["破解停车难", "清理河道", "举办灯会"]
    found = pages(
        document(
            contents(*(f"{number}. {name}" for number, name in enumerate(names, 1))),
            *(section(name, paragraph(SENTENCE * 12)) for name in names),
        )
    )
    for number, name in enumerate(names, 1):
        entry = find(found, f"{number}. {name}")
        shown = re.fullmatch(rf"{number}\. {name}\.{{6,}} ?(\d+)", entry.text)
        assert shown, entry.text
        assert int(shown[1]) == find(found, f"【{name}】").page
        assert entry.right == near(RIGHT)


def test_a_day_that_has_no_room_beside_its_issuer_stands_whole_below_it() -> None:
    long = text("江城外国语学校保持共产党员先进性教育活动领导小组办公室")
    head = replace(masthead(), span=Span(0, 1), issuer=long, issuer_text=long)
    found = pages(replace(document(paragraph(SENTENCE)), masthead=head))
    assert head.date_text
    day = next(line for line in found[0].lines if line.text == head.date_text.text)
    assert day.middle > find(found, long.text[:4]).middle + PITCH / 2
    assert day.right == near(RIGHT - EM, 1.5)


@pytest.mark.parametrize("lines", range(5, 13))
def test_no_page_parts_a_short_table(lines: int) -> None:
    rows = [f"白河镇{number}|{number}" for number in range(5)]
    found = pages(
        document(
            paragraph("字" * (28 * lines - 2)),
            table("镇街|完成数", *rows, caption="表1　完成情况"),
            paragraph("其后。"),
        )
    )
    caption, first = find(found, "表1"), find(found, "白河镇0")
    assert caption.page == first.page == find(found, "白河镇4").page
    line = find(found, "其后")
    assert row(line) == near(round(row(line)), 0.03)
