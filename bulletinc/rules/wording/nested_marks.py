"""W016: title marks inside title marks, quotation marks inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_TITLES = pattern(r"《[^《》\n]{0,100}(?:《[^《》\n]{1,100}》[^《》\n]{0,100}){1,9}》")
_QUOTED = pattern(r"“[^“”\n]{0,200}(?:“[^“”\n]{1,200}”[^“”\n]{0,200}){1,9}”")
_SINGLE = str.maketrans("《》“”", "〈〉‘’")


@rule("W016")
def nested_marks(context: CheckContext) -> Iterator[Finding]:
    """书名号、引号里面又用了同样的书名号、引号。

    书名号里面还有书名号时，里面的用单书名号〈〉；引号里面还有引号时，里面的用单引号‘’（GB/T 1583
    4—2011）。同样的符号套在一起，看不出哪一半配哪一半。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，印发《关于印发《河道管理办法》的通知》。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，印发《关于印发〈河道管理办法〉的通知》。

    English: Title marks stand inside title marks, or quotation marks inside quotation marks. The
    inner ones are single: 〈〉, ‘’ (GB/T 15834-2011).
    """
    for sought in (_TITLES, _QUOTED):
        for match in found(sought, context):
            inner = [
                offset
                for offset in range(match.start() + 1, match.end() - 1)
                if context.text[offset] in "《》“”"
            ]
            if any(sign in "〈〉‘’" for sign in match[0]):
                continue
            yield Finding(
                Span(inner[0], inner[1] + 1),
                _("Title marks stand inside title marks.")
                if match[0][0] == "《"
                else _("Quotation marks stand inside quotation marks."),
                _("Write the inner ones as “{single}”.").format(
                    single="〈〉" if match[0][0] == "《" else "‘’"
                ),
                Fix(
                    _("Make the inner signs single."),
                    tuple(
                        Edit(Span(at, at + 1), context.text[at].translate(_SINGLE)) for at in inner
                    ),
                    safe=match[0][0] == "《",
                ),
            )
