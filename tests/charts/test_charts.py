"""Charts: what is drawn of a table, and where it stands in the drawing."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import bulletinc
from bulletinc.charts import ChartData, Series, read
from bulletinc.charts.cells import Number
from bulletinc.charts.drawing import draw, words_of
from bulletinc.charts.style import ChartStyle
from bulletinc.pictures.drawing import Drawing, Words, svg
from bulletinc.pictures.picture_file import PictureError
from bulletinc.syntax import Chart, Table, walk
from bulletinc.text.typography import ems

STYLE = ChartStyle(
    442.0, 250.0, 12.0, 0.5, "#000000", "#ffffff", "#bfbfbf",
    ("#595959", "#d9d9d9", "#8c8c8c", "#f2f2f2"), ("宋体", "serif"),
)  # fmt: skip
TABLE = """表1　信息采用情况

| 序号 | 镇街 | 采用条数 | 得分 | 采用率 |
| --- | --- | --- | --- | --- |
| 1 | 白河镇 | 1,200 | 30.5 | 60% |
| 2 | 石门乡 | 800件 | — | 40% |
| 3 | 柳荫街道 | 400 | 10 | 20% |
| 合计 | | 2,400 | 40.5 | |
"""
MONTHS = """表2　各月条数

| 镇街 | 1月 | 2月 | 3月 |
| --- | --- | --- | --- |
| 白河镇 | 12 | 8 | 20 |
| 石门乡 | 6 | — | 15 |
"""
HEAD = "清溪区工作快报\n\n第3期\n\n清溪区创建办　2026年3月5日\n\n【要闻】\n\n"


def drawn(tables: str, line: str) -> ChartData:
    document = bulletinc.parse(f"{HEAD}{tables}\n{line}\n")
    (chart,) = [node for node in walk(document) if isinstance(node, Chart)]
    return read(chart, [node for node in walk(document) if isinstance(node, Table)])


def said(data: ChartData) -> list[tuple[str, list[str]]]:
    return [
        (series.name, [number.text if number else "" for number in series.numbers])
        for series in data.series
    ]


def test_bars_draw_the_first_column_of_numbers_without_ranks_and_totals() -> None:
    data = drawn(TABLE, "【图表：表1 柱状】")
    assert data.names == ("白河镇", "石门乡", "柳荫街道")
    assert said(data) == [("采用条数", ["1,200", "800件", "400"])]
    assert [number.value for number in data.series[0].numbers if number] == [1200, 800, 400]


def test_groups_draw_the_columns_of_one_sort() -> None:
    data = drawn(TABLE, "【图表：表1 分组柱状】")
    assert said(data) == [("采用条数", ["1,200", "800件", "400"]), ("得分", ["30.5", "", "10"])]


def test_columns_may_be_named_by_the_beginning_of_their_heads() -> None:
    assert said(drawn(TABLE, "【图表：表1 占比 得】")) == [("得分", ["30.5", "", "10"])]


def test_a_chart_without_a_name_draws_the_table_above() -> None:
    assert drawn(TABLE + "\n" + MONTHS, "【图表：柱状】").title == "表2　各月条数"


def test_a_line_follows_time_where_the_head_has_it() -> None:
    data = drawn(MONTHS, "【图表：表2 折线图】")
    assert data.names == ("1月", "2月", "3月")
    assert said(data) == [("白河镇", ["12", "8", "20"]), ("石门乡", ["6", "", "15"])]


def test_what_stands_for_a_chart_has_all_its_numbers() -> None:
    assert (
        words_of(drawn(MONTHS, "【图表：表2 折线】"))
        == "折线图，表2　各月条数。白河镇：1月12，2月8，3月20；石门乡：1月6，2月—，3月15。"
    )


@pytest.mark.parametrize(
    "line", ["【图表：表3 柱状】", "【图表：表1 圆饼】", "【图表：表1 柱状 镇街】", "【图表：】"]
)
def test_a_chart_that_cannot_be_drawn_says_why(line: str) -> None:
    with pytest.raises(PictureError):
        drawn(TABLE, line)


# -- drawings


def made(form: Any, count: int, series: int = 1, name: str = "白河镇", **values: Any) -> Drawing:
    numbers = values.get("numbers") or [(at * 37) % 101 + 1 for at in range(count)]
    return draw(
        ChartData(
            form,
            "",
            "",
            tuple(f"{name}{at}" for at in range(count)),
            tuple(
                Series(f"第{each}组", tuple(Number(v * (each + 1), str(v)) for v in numbers))
                for each in range(series)
            ),
        ),
        STYLE,
    )


def _box(words: Words) -> tuple[float, float, float, float]:
    width = ems(words.text) * words.size
    left = words.place[0] - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    return left, words.place[1] - 0.75 * words.size, left + width, words.place[1] + 0.1 * words.size


@pytest.mark.parametrize(
    "drawing",
    [
        made("bars", 3),
        made("bars", 40, name="清溪区人力资源和社会保障局第"),
        made("bars", 4, numbers=[3, -2, 5, -8]),
        made("bars", 12, name="清溪区街道", numbers=[3, -2, 5, -8] * 3),
        made("groups", 4, 3),
        made("groups", 10, 4),
        made("line", 12),
        made("line", 60, 4),
        made("line", 3, numbers=[-1, -5, 0]),
        made("line", 2, numbers=[7, 7]),
        made("shares", 2),
        made("shares", 12, name="清溪区人力资源和社会保障局第"),
        made("shares", 12, numbers=[1000, *[1] * 11]),
    ],
)
def test_words_lie_in_the_drawing_and_not_on_each_other(drawing: Drawing) -> None:
    boxes = [(_box(words), words.text) for words in drawing.words]
    for (left, top, right, bottom), text in boxes:
        assert -0.5 < left < right < drawing.width + 0.5, text
        assert -1.5 < top < bottom < drawing.height + 0.5, text
    for (one, first), (other, second) in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (first, second)
    for shape in drawing.shapes:
        assert all(-0.5 <= x <= drawing.width + 0.5 for x, _y in shape.points)
        assert all(-1.5 <= y <= drawing.height + 0.5 for _x, y in shape.points)


def test_a_bar_is_as_high_as_its_number() -> None:
    drawing = made("bars", 3, numbers=[10, 20, 5])
    heights = [
        max(y for _x, y in shape.points) - min(y for _x, y in shape.points)
        for shape in drawing.shapes
        if shape.fill
    ]
    assert heights[1] == pytest.approx(2 * heights[0])
    assert heights[2] == pytest.approx(heights[0] / 2)


def test_svg_has_what_a_table_says_and_nothing_else() -> None:
    drawing = made("bars", 2, name='<script>&"')
    root = ET.fromstring(svg(drawing))
    assert {element.tag.partition("}")[2] for element in root.iter()} == {"svg", "path", "text"}
    assert '<script>&"0' in [element.text for element in root.iter()]
    assert svg(drawing) == svg(made("bars", 2, name='<script>&"'))
