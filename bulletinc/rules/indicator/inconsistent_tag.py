"""I005: one code with two names, or one name with two codes, in one draft."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule, tags
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Indicator


@rule("I005")
def inconsistent_tag(context: CheckContext) -> Iterator[Finding]:
    """同一期里，一个指标编号有两个名称，或者一个名称有两个编号。

    必有一处写错，照测评体系核对后改正。指出的是次数少的写法；次数一样多，都指出来。不同级的指标
    （Ⅱ、Ⅲ）可以同名，不算错。本单位给出了指标表的，直接按表查对，不用这一条。

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）

        【文明培育】　近日，志愿者走访老人。（Ⅲ-17 志愿者服务活动）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）

        【文明培育】　近日，志愿者走访老人。（Ⅲ-17 志愿服务活动）

    English: In one issue a code has two names, or a name two codes of the same level. The rarer is
    pointed at; if none is rarer, all are. Where the office has settled its table of indicators,
    tags are held to that instead.
    """
    if context.project.indicators or _is_consistent(context):
        return
    for use, other in tags.contradictions(tags.uses(context)):
        place = context.source.describe_line(other.span.start)
        if use.code == other.code:
            message = _("{code} is called “{name}” here, and “{other}” in {place}.")
            span = use.name_span
        else:
            message = _("“{name}” has the code {code} here, and {other} in {place}.")
            span = use.code_span
        yield Finding(
            span,
            message.format(
                code=use.code,
                name=context.written(use.name_span),
                other=context.written(other.name_span) if use.code == other.code else other.code,
                place=place,
            ),
            _("Look it up in the assessment table, and write one name for one code."),
        )


def _is_consistent(context: CheckContext) -> bool:
    """Whether there surely is nothing to find, as in most drafts: as many codes as names, and as
    pairs of them.
    """
    pairs = {(each.level, each.number, each.name) for each in context.all(Indicator)}
    return len(pairs) == len({pair[:2] for pair in pairs}) == len(
        {pair[2] for pair in pairs}
    ) and all(number for _, number, _ in pairs)
