"""W022: a range whose first number has no percent sign."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_RANGE = pattern(
    r"[—–～~-](?<=[0-9].)(?P<last>[0-9]{1,4}(?:\.[0-9]{1,3})?)(?P<sign>[%％‰]|[万亿](?=[元个人户亩吨名份株只]|平方米))"
)
_FIRST = pattern(r"(?<![0-9A-Za-z.,，%％—–～~/-])[0-9]{1,4}(?:\.[0-9]{1,3})?\Z")
_REACH = 12


@rule("W022")
def range_without_percent(context: CheckContext) -> Iterator[Finding]:
    """数值范围，前一个数少了百分号或者“万”“亿”。

    20—30%，说的是20到30%，还是20%到30%，读的人可以有两种理解，前后两个数都要带上百分号（GB/T 1583
    5—2011第5.1.4条）：20%—30%。万、亿也一样：3万—5万元，不写3—5万元。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，垃圾减少20—30%。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，垃圾减少20%—30%。

    English: In a range the sign % (or 万, 亿) stands after the last number only, so that it can be
    read in two ways. Write it after both (GB/T 15835-2011).
    """
    for match in found(_RANGE, context):
        before = context.text[max(0, match.start() - _REACH) : match.start()]
        first = _FIRST.search(before)
        if first is None:
            continue
        at, sign = match.start(), match["sign"]
        span = Span(at - len(first[0]), match.end())
        yield Finding(
            span,
            _("The first number of the range has no “{sign}”.").format(sign=sign),
            _("Write “{right}”.").format(right=first[0] + sign + match[0]),
            Fix(_("Write the sign after both."), (Edit(Span(at, at), sign),), safe=False),
        )
