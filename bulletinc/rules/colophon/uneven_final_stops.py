"""C004: lines of distribution of which some end with a full stop and others do not."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import line_after
from bulletinc.text.source import Span

_STOPS = ("。", "．", ".")

_NEAR = 8


@rule("C004")
def uneven_final_stops(context: CheckContext) -> Iterator[Finding]:
    """报、送、发各行，有的末尾有句号，有的没有。

    同一版记里要么都有，要么都没有。照多数行改；一样多的，都加上句号（GB/T 9704—2012，7.4.2：最后一
    个抄送机关后标句号）。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        报：区委、区政府领导
        发：各镇街。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        报：区委、区政府领导。
        发：各镇街。

    English: Of the lines of distribution all end with a full stop, or none. Do as most of them do;
    where they are even, write the stop (GB/T 9704-2012, 7.4.2).
    """
    colophon = context.document.colophon
    texts = [
        line.text
        for line in (colophon.distribution if colophon else ())
        if line.text.text
        and line_after(context.text, line.text.span.end, _NEAR).lstrip()[:1] not in ("；", ";")
    ]  # 报：区领导；送：各镇。 is one line
    stopped = [text for text in texts if text.text.endswith(_STOPS)]
    if len(stopped) in (0, len(texts)):
        return
    if 2 * len(stopped) >= len(texts):
        for text in texts:
            if text not in stopped:
                end = Span(text.span.end, text.span.end)
                yield Finding(
                    end,
                    _("The full stop is missing with which other lines of distribution end."),
                    _("Write it, or delete it from the others."),
                    Fix(_("Write the full stop."), (Edit(end, "。"),)),
                )
    else:
        for text in stopped:
            last = Span(
                text.span.end - len(text.text) + len(text.text.rstrip("".join(_STOPS))),
                text.span.end,
            )
            yield Finding(
                last,
                _("Other lines of distribution end without a full stop."),
                _("Delete it, or write it on the others as well."),
                Fix(_("Delete the full stop."), (Edit(last, ""),)),
            )
