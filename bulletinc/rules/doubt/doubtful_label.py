"""D002: words before a colon that may be a label, or may be text."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import findings


@rule("D002")
def doubtful_label(context: CheckContext) -> Iterator[Finding]:
    """冒号前的几个字可能是简讯的栏目名，也可能是正文的开头。

    冒号前是单位、镇村的，看作一条简讯；是别的词的，看不准。是栏目名的，写进【】里，后面空一个全
    角空格。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        白河镇：近日，清理河道12公里。

        石桥镇：近日，清理村道9公里。

        温馨提示：梅雨将至，一楼住户请把杂物垫高。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        白河镇：近日，清理河道12公里。

        石桥镇：近日，清理村道9公里。

        【温馨提示】　梅雨将至，一楼住户请把杂物垫高。

    English: The words before a colon may be the label of a brief or the beginning of a sentence.
    Write a label in brackets.
    """
    return findings(context, "label")
