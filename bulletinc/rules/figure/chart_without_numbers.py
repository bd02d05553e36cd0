"""G002: a chart that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.charts import read
from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.pictures.picture_file import PictureError
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Chart, Table
from bulletinc.text.source import Span


@rule("G002", Severity.ERROR)
def chart_without_numbers(context: CheckContext) -> Iterator[Finding]:
    """图表画不出来：没有这张表，或者表里没有能画的数。

    图表写成“【图表：表1 柱状】”，画的是同一篇稿件里的表。画法有柱状、分组柱状、折线、占比四种，后面
    可以再写要画的栏：“【图表：表1 折线 办结数】”。不写表名，画上面最近的一张表。表找不到，栏里不
    是数，或者一张图里要画的太多分不清，页面上就只有一个写着这句话的空框。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        三个镇街清理河道

        近日，三个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 公里 |
        | --- | --- |
        | 白河镇 | 20 |
        | 石桥街道 | 15 |
        | 枫林镇 | 10 |

        【图表：表2 柱状】

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        三个镇街清理河道

        近日，三个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 公里 |
        | --- | --- |
        | 白河镇 | 20 |
        | 石桥街道 | 15 |
        | 枫林镇 | 10 |

        【图表：表1 柱状】

    English: A chart cannot be drawn: there is no such table, no such column, or no number in it, or
    more than can be told apart. The page shows a frame instead.
    """
    tables = context.all(Table)
    for chart in context.all(Chart):
        try:
            read(chart, tables)
        except PictureError as error:
            said = [text.span for text in (chart.table, chart.form, *chart.columns) if text]
            place = Span(said[0].start, said[-1].end) if said else chart.span
            message = _("This chart is not drawn. {reason}").format(reason=error.reason)
            yield Finding(place, message, error.remedy)
