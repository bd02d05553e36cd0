"""W031: points of one enumeration that end with different signs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.points import EnumeratedPoint, passages
from bulletinc.text.source import Span

_ENDS = frozenset("；。，")
_INSIDE = "；。！？\n"


@rule("W031")
def uneven_point_ends(context: CheckContext) -> Iterator[Finding]:
    """一是、二是、三是各项末尾的标点不一致。

    各项都是一个分句的，项末都用分号，最后一项用句号；不要有的用分号，有的用句号、逗号（GB/T 15834—
    2011）。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，一是抓排查；二是抓整改。三是抓落实。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，一是抓排查；二是抓整改；三是抓落实。

    English: The points of one enumeration (一是, 二是) end with different signs, though none of
    them has a full stop inside. End all of them with the same sign.
    """
    for passage in passages(context):
        for run in _runs(passage.points):
            pieces = [
                context.text[first.span.end : second.span.start] for first, second in pairwise(run)
            ]
            ends = [piece[-1:] for piece in pieces]
            if (
                len(set(ends)) < 2
                or not _ENDS.issuperset(ends)
                or any(sign in piece[:-1] for piece in pieces for sign in _INSIDE)
            ):
                continue
            usual = max("；。，", key=ends.count)
            for end, point in zip(ends, run[1:], strict=True):
                if end != usual:
                    span = Span(point.span.start - 1, point.span.start)
                    yield Finding(
                        span,
                        _("The points end with “{usual}”, this one with “{sign}”.").format(
                            usual=usual, sign=end
                        ),
                        _("Write “{right}”.").format(right=usual),
                        Fix(_("Write the same sign."), (Edit(span, usual),), safe=False),
                    )


def _runs(points: list[EnumeratedPoint]) -> Iterator[list[EnumeratedPoint]]:
    """The points that count on, one after another."""
    run: list[EnumeratedPoint] = []
    for point in points:
        if run and (point.number != run[-1].number + 1 or point.sign != run[-1].sign):
            yield run
            run = []
        run.append(point)
    yield run
