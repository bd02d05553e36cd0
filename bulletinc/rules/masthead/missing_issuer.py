"""M003: a masthead that does not say who issues it."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.parser.candidates.masthead import ISSUERS_END
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.dates import is_signed
from bulletinc.text.source import Span

# A name with one of these in it is the issuer's own: 清溪区志愿者协会简报.
_BODIES = (
    "协会",
    "学会",
    "商会",
    "委员会",
    "学院",
    "大学",
    "医院",
    "法院",
    "检察院",
    "公司",
    "集团",
)


@rule("M003", Severity.ERROR)
def missing_issuer(context: CheckContext) -> Iterator[Finding]:
    """报头没有编发单位。

    读者要知道材料由谁编发、有事找谁。在期号下面写上编发单位，可以独占一行，也可以同日期写在一行，中
    间空开。刊名里已经单独写明单位的（“清溪区政府办公室　简报”），或者文末有落款、印发单位的，不必再
    写。

    错：
        清溪区工作快报

        第12期（总第86期）

        2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The masthead does not say who issues the bulletin. Write the office below the issue
    number, on a line of its own or before the date with a gap between. Not needed where the name
    begins with the office, or the text is signed at its end.
    """
    masthead = context.document.masthead
    if (
        not masthead
        or not masthead.name
        or masthead.issuer
        or "issuer" not in context.kind.requires
    ):
        return
    named = any(part.endswith(ISSUERS_END) for part in masthead.name.text.split()[:-1]) or any(
        body in masthead.name.text for body in _BODIES
    )
    if not named and not is_signed(context):
        end = max(part.span.end for part in (masthead.name, *masthead.issue))
        yield Finding(
            Span(end, end),
            _("The masthead does not say who issues the bulletin."),
            _(
                "Write the office on a line of its own below the issue number, or before the "
                "date with a gap between."
            ),
        )
