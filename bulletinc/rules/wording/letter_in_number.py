"""W020: a letter among the digits of a number."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_NUMBER = pattern(
    r"[0-9OolI](?<![0-9A-Za-z.,_/-].)"
    r"(?:(?<=[0-9])(?=[0-9OolI]{0,2}[OolI])|(?<=[OolI])(?=[OolI]{0,2}[0-9]))[0-9OolI]{1,7}"
    r"(?=年|月|日|号|万|亿|元|人|个|户|件|条|处|家|次|名|余|%|％|公里|亩|吨|分|辆"
    r"|台|份|座|栋|盏|棵|株|起|场|米|平方|小时|天|周|岁)"
)
_DIGITS = str.maketrans("OolI", "0011")


@rule("W020", Severity.ERROR)
def letter_in_number(context: CheckContext) -> Iterator[Finding]:
    """数字里混进了字母。

    字母O、o、l、I和数字0、1样子相近，录入和识别扫描件时容易弄混，印出来看不大出，检索、核对却对不
    上。前后都是数字，后面跟着年、月、日或者量词的，改成数字；型号、编号里的字母不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：2O26年3月3日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：2026年3月3日，志愿者清理河道。

    English: A letter that looks like a digit (O, o, l, I) stands in a number. Write the digit.
    """
    for match in found(_NUMBER, context):
        span, right = Span(*match.span()), match[0].translate(_DIGITS)
        yield Finding(
            span,
            _("A letter stands among the digits of a number."),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the digit."), (Edit(span, right),), safe=False),
        )
