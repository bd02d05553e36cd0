"""C002: lines of distribution that are not in the order 报, 送, 发."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.labels import label_at
from bulletinc.syntax import Distribution
from bulletinc.text.source import Span

_ORDERS = (("报", "送", "发"), ("主报", "主送"), ("抄报", "抄送", "抄发"))


@rule("C002")
def distribution_order(context: CheckContext) -> Iterator[Finding]:
    """报、送、发的次序颠倒了。

    对上级是“报”，对平级是“送”，对下级是“发”，从上到下依次排列；抄报、抄送、抄发也是这样。把靠上的一
    行移到前面。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        发：各镇街
        报：区委、区政府领导

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        报：区委、区政府领导
        发：各镇街

    English: The record names those above first (报), then equals (送), then those below (发);
    likewise 抄报, 抄送, 抄发.
    """
    colophon = context.document.colophon
    for order in _ORDERS:
        lines = [line for line in colophon.distribution if line.label in order] if colophon else []
        ranked = sorted(lines, key=lambda line: order.index(line.label))
        if ranked == lines:
            continue
        late = next(
            line
            for before, line in pairwise(lines)
            if order.index(line.label) < order.index(before.label)
        )
        label = label_at(context, late.span)
        yield Finding(
            label.span if label else late.span,
            _("“{label}” comes too late.").format(label=late.label),
            _("The order is {order}.").format(
                order=_(", ").join(
                    each for each in order if any(line.label == each for line in lines)
                )
            ),
            _exchange(context, lines, ranked),
        )


def _exchange(
    context: CheckContext, lines: Sequence[Distribution], ranked: Sequence[Distribution]
) -> Fix | None:
    """The lines in their order, each in the place of another; ``None`` where several stand on one
    line.
    """
    spans = [_bare(context, line.span) for line in lines]
    if not all(_alone(context, span) for span in spans):
        return None
    edits = tuple(
        Edit(span, context.written(_bare(context, line.span)))
        for span, old, line in zip(spans, lines, ranked, strict=True)
        if old is not line
    )
    return Fix(_("Put the lines in order."), edits, safe=False)


def _bare(context: CheckContext, span: Span) -> Span:
    typed = context.written(span)
    return Span(span.end - len(typed.lstrip()), span.start + len(typed.rstrip()))


def _alone(context: CheckContext, span: Span) -> bool:
    """Whether nothing else stands on the lines of a span."""
    source = context.source
    first, last = (source.lines()[source.position(at).line - 1] for at in span)
    before, after = context.text[first.start : span.start], context.text[span.end : last.end]
    return not before.strip() and not after.strip()
