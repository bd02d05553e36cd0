"""N006: a report that an earlier issue has already printed, nearly word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, issues
from bulletinc.rules.near_texts import near_texts
from bulletinc.rules.printed_reports import PrintedReport, printed_reports

_SHORTEST = 30


@series_rule("N006")
def item_repeated_with_edits(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """同一条信息，前面的一期已经登过，这里只改了少数字句。

    多半是旧稿改头换面又报了一次，或者从上一期复制后没有改完。删去这一条；确有新进展的，只写新进展。
    相同的部分占八成才算，可以在 bulletin.toml 里改：[check] repeats = 0.9；写 1 就不查。空格、标点
    和标题、署名不参加比较，不满三十字的不比较，不同刊名之间也不比较。一字不差的归 N005。

    错：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        【简讯】

        【文明实践】　白河镇：近日，组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，村民爱看。

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：3日，组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，村民爱看。

    对：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        【简讯】

        【文明实践】　白河镇：近日，组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，村民爱看。

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：6日，在镇文化站举办剪纸、面塑培训班，非遗传承人现场示范，村民参加。

    English: An earlier issue of the same name has nearly the same report: at least 80 % of it, or
    the share that repeats in the table check of bulletin.toml says; 1 turns this off. Headline,
    attribution, spaces and punctuation are not compared, and neither are reports of fewer than
    thirty characters.
    """
    for _name, group in groupby(issues(contexts), key=lambda issue: issue.name):
        yield from _repeated(list(group))


def _repeated(publication: Sequence[Issue]) -> Iterator[tuple[int, Finding]]:
    reports = [
        report
        for issue in publication
        for report in printed_reports(issue)
        if len(report.text) >= _SHORTEST
    ]
    least = min((each.context.project.repeats for each in publication), default=1.0)
    if least >= 1 or len(publication) < 2:
        return
    for pair in near_texts([report.text for report in reports], least):
        later, earlier = reports[pair.later], reports[pair.earlier]
        if (
            later.text != earlier.text
            and not later.issue.is_same(earlier.issue)
            and pair.share >= later.issue.context.project.repeats
        ):
            yield later.issue.place, _finding(later, earlier, pair.share)


def _finding(later: PrintedReport, earlier: PrintedReport, share: float) -> Finding:
    source = earlier.issue.context.source
    return Finding(
        later.opening,
        _("{share} % of this report was already printed in issue {number}.").format(
            share=int(share * 100), number=earlier.issue.number
        ),
        _("Compare with {file}:{line}; delete the report, or write only what is new.").format(
            file=source.name, line=source.position(earlier.opening.start).line
        ),
    )
