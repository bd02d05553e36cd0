"""M008: an issue number with half-width brackets, full-width digits, spaces or the wrong brackets
around the year.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = pattern(r"[(（\[［【]\s{0,4}((?:19|20)\d\d)\s{0,4}[)）\]］】]\s{0,4}(?=第)")
_NUMERAL = "0-9〇○零一二三四五六七八九十百千"
_SPACES = pattern(
    rf"(?<=第)\s+(?=[{_NUMERAL}])|(?<=[{_NUMERAL}])\s+(?=[期号])|(?<=总)\s+(?=第)|(?<=〕)\s+(?=第)"
    rf"|(?<=[0-9])\s+(?=年)"
    r"|(?<=（)\s+|(?<=\S)\s+(?=）)"
)


@rule("M008")
def issue_number_form(context: CheckContext) -> Iterator[Finding]:
    """期号写得不规范。

    期号用半角数字、全角圆括号，中间不空格：“第12期（总第86期）”。年份用六角括号：“〔2026〕第7期”，
    不用方括号、方头括号或者圆括号。各期写法一致，归档和查找才不会漏。

    错：
        清溪区工作快报

        第 12 期(总第86期)

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The issue number is written with ASCII digits and full-width brackets and without
    spaces, 第12期（总第86期）, and a year stands in tortoise shell brackets: 〔2026〕第7期.
    """
    masthead = context.document.masthead
    for issue in masthead.issue if masthead else ():
        typed = context.written(issue.span)
        usual = _usual(typed)
        if usual != typed:
            yield Finding(
                issue.span,
                _("The issue number is not in the usual form."),
                _("Write {number}.").format(number=usual.replace("**", "")),
                Fix(_("Write the issue number in the usual form."), (Edit(issue.span, usual),)),
            )


def _usual(typed: str) -> str:
    year = _YEAR.sub(r"〔\1〕", typed.translate(_DIGITS))
    return _SPACES.sub("", year.replace("(", "（").replace(")", "）"))
