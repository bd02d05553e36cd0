"""R001: a table, picture or annex that the text names and that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbered_parts import labels_there, named_in_text


@rule("R001")
def dangling_reference(context: CheckContext) -> Iterator[Finding]:
    """正文里说到的表、图或者附件，这一期里没有。

    删了一张表，后面的表都要重新编号，正文里也要改。改正编号，或者补上缺的表、图、附件。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1、见表2。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

    English: The text names a table, picture or annex by a number that none has. Correct the
    number, or add what is missing.
    """
    named = list(named_in_text(context))
    if not named:
        return
    there = labels_there(context)
    for name, span in named:
        if name not in there:
            yield Finding(
                span,
                _("The text names {name}, but there is no {name}.").format(name=name),
                _("Correct the number, or add what is missing."),
            )
