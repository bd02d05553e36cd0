"""The drawing of a chart, and what it says in words."""

from __future__ import annotations

from bulletinc.charts import ChartData, bars, line, shares
from bulletinc.charts.style import ChartStyle
from bulletinc.pictures.drawing import Drawing

_DRAW = {"bars": bars.draw, "groups": bars.draw, "line": line.draw, "shares": shares.draw}
_NAMES = {"bars": "柱状图", "groups": "分组柱状图", "line": "折线图", "shares": "占比图"}


def draw(data: ChartData, style: ChartStyle) -> Drawing:
    """The drawing of a chart."""
    return _DRAW[data.form](data, style)


def words_of(data: ChartData) -> str:
    """What stands for the chart where it is not seen: all its numbers, by their names."""
    unit = f"（单位：{data.unit}）" if data.unit else ""
    said = [
        (f"{series.name}：" if series.name else "")
        + "，".join(
            f"{name}{number.text if number else '—'}"
            for name, number in zip(data.names, series.numbers, strict=True)
        )
        for series in data.series
    ]
    title = f"，{data.title}" if data.title else ""
    return f"{_NAMES[data.form]}{title}{unit}。{'；'.join(said)}。"
