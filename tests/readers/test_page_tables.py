"""Tables of web pages as tables of the draft."""

from __future__ import annotations

import pytest

from bulletinc import readers
from bulletinc.parser import parse
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.fact_grid import FactGrid, GridCell
from bulletinc.syntax import Table, walk
from bulletinc.text.source import Source

TEXT = "<p>各镇街：现将5月份考核情况通报如下，请对照检查，认真整改。</p>"
PLAIN = "<tr><td>镇街<td>处数</tr><tr><td>白河镇<td>3</tr><tr><td>石桥街道<td>14</tr>"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def lines(body: str) -> list[str]:
    page = f"<!doctype html><html><body>{TEXT}{body}</body></html>".encode()
    return write_draft(readers.read(page, "页.html"), "页").source.text.split("\n")[2:]


def told(body: str) -> list[str]:
    page = f"<!doctype html><html><body>{TEXT}{body}</body></html>".encode()
    return [note.message for note in readers.read(page, "页.html").notes]


def test_a_table_of_facts_is_a_table_of_the_draft() -> None:
    assert lines(f"<table>{PLAIN}</table>") == [
        "| 镇街 | 处数 |",
        "| --- | --- |",
        "| 白河镇 | 3 |",
        "| 石桥街道 | 14 |",
    ]
    assert told(f"<table>{PLAIN}</table>") == []


def test_caption_unit_and_notes_stand_around_the_rows() -> None:
    assert lines(f"<table><caption>表1　整改情况</caption>{PLAIN}</table>")[:2] == [
        "表1　整改情况",
        "| 镇街 | 处数 |",
    ]
    rows = (
        "<tr><td colspan=2>附表　整改情况</tr><tr><td colspan=2>单位：处</tr>"
        f"{PLAIN}<tr><td colspan=2>注：数据截至5月31日。</tr>"
    )
    found = lines(f"<table>{rows}</table>")
    assert found == [
        *("附表　整改情况", "单位：处", "| 镇街 | 处数 |", "| --- | --- |"),
        *("| 白河镇 | 3 |", "| 石桥街道 | 14 |", "注：数据截至5月31日。"),
    ]
    (table,) = (node for node in walk(parse(Source("\n".join(found)))) if isinstance(node, Table))
    assert table.caption
    assert table.unit
    assert [note.text for note in table.notes] == ["注：数据截至5月31日。"]


def test_a_head_of_two_rows_becomes_one() -> None:
    rows = (
        "<tr><td rowspan=2>镇街</td><td colspan=2>一季度</td><td rowspan=2>备注</td></tr>"
        "<tr><td>任务</td><td>完成</td></tr><tr><td>白河镇</td><td>5</td><td>4</td><td></td></tr>"
    )
    assert lines(f"<table>{rows}</table>") == [
        "| 镇街 | 一季度任务 | 一季度完成 | 备注 |",
        "| --- | --- | --- | --- |",
        "| 白河镇 | 5 | 4 |  |",
    ]


def test_merged_cells_leave_empty_ones_and_a_row_across_heads_a_group() -> None:
    rows = (
        "<tr><th>片区<th>镇街<th>处数</tr><tr><td rowspan=2>东片<td>白河镇<td>3</tr>"
        "<tr><td>石桥街道<td></tr><tr><td colspan=3>西片</tr><tr><td>西片<td>柳荫街道<td>6</tr>"
    )
    assert lines(f"<table>{rows}</table>")[2:] == [
        *("| 东片 | 白河镇 | 3 |", "|  | 石桥街道 |  |"),
        *("| 西片 |", "| 西片 | 柳荫街道 | 6 |"),
    ]


def test_heads_are_what_the_page_says_or_a_row_without_figures() -> None:
    head = "<thead><tr><td>镇街<td>2026年</tr></thead><tr><td>白河镇<td>3</tr>"
    assert lines(f"<table>{head}</table>")[1] == "| --- | --- |"
    assert lines("<table><tr><td>白河镇<td>3</tr><tr><td>石桥街道<td>14</tr></table>") == [
        "| 白河镇 | 3 |",
        "| 石桥街道 | 14 |",
    ]


def test_a_cell_of_several_paragraphs_or_with_a_bar_stays_one_cell() -> None:
    rows = PLAIN.replace("白河镇", "<p>白河镇</p><p>东浦村</p>").replace("14", "1|4")
    assert lines(f"<table>{rows}</table>")[2:] == ["| 白河镇 东浦村 | 3 |", "| 石桥街道 | 1｜4 |"]


def test_a_table_in_a_frame_is_one_and_the_frame_is_none() -> None:
    found = lines(f"<table><tr><td><table>{PLAIN}</table></td><td>右边的文字。</td></tr></table>")
    assert found[0] == "| 镇街 | 处数 |"
    assert found[-2:] == ["", "右边的文字。"]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>报：<td>区委、区政府</tr><tr><td>送：<td>各镇街</tr>",
        "<tr><td>第12期<td>2026年3月5日</tr><tr><td>清溪区<td>创建办</tr>",
        "<tr><td>索引号<td>QX012<td>主题分类<td>其他</tr><tr><td>文号<td>无<td>状态<td>有效</tr>",
        "<tr><td>姓名：<td>林晓</tr><tr><td>电话：<td>555-0100</tr>",
        f"<tr><td>左栏<td>{'近日，白河镇清理河道。' * 20}</tr><tr><td>右栏<td>石桥街道</tr>",
        "<tr><td><h2>动态</h2><p>近日开展清理。</p><td>图片</tr><tr><td>甲<td>乙</tr>",
    ],
)
def test_layout_is_no_table(rows: str) -> None:
    assert not any(line.startswith("|") for line in lines(f"<table>{rows}</table>"))


def test_hidden_rows_are_told_and_text_between_rows_is_kept() -> None:
    hidden = PLAIN + "<tr style='display:none'><td>隐藏<td>9</tr>"
    assert "| 白河镇 | 3 |" in lines(f"<table>{hidden}</table>")
    assert told(f"<table>{hidden}</table>") == ["hidden text was left out: 隐藏 9"]


def test_notes_of_cells_stay_with_the_row() -> None:
    rows = PLAIN.replace("14", "<s>15</s>14")
    assert told(f"<table>{rows}</table>") == ["struck-out text was left out: 15"]


def test_spans_without_end_are_no_table() -> None:
    rows = [[GridCell(f"{number}", 9999, 63) for number in range(60)] for _row in range(100)]
    assert not FactGrid(rows).is_of_facts()
    found = lines(
        f"<table>{PLAIN.replace('<td>镇街', '<td rowspan=99999999 colspan=2³>镇街')}</table>"
    )
    assert found[0] == "| 镇街 | 处数 |"
