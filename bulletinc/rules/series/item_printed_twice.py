"""N005: a report that an earlier issue has already printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, issues
from bulletinc.rules.printed_reports import printed_reports

_SHORTEST = 30


@series_rule("N005")
def item_printed_twice(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """同一条信息，前面的一期已经登过。

    正文一字不差，多半是从上一期复制稿子时忘了删。删去这一条；有新进展的，写新进展。空格、标点和标
    题、署名不参加比较，不满三十字的不比较，不同刊名之间也不比较。

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

        【文明实践】　白河镇：近日，组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，村民爱看。

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

    English: An earlier issue of the same name has the same report, word for word, of thirty
    characters or more. It was probably left over when that issue was taken as a model. Headline,
    attribution, spaces and punctuation are not compared.
    """
    first: dict[tuple[str, str], Issue] = {}
    for issue in issues(contexts):
        for report in printed_reports(issue):
            if len(report.text) < _SHORTEST:
                continue
            other = first.setdefault((issue.name, report.text), issue)
            if not other.is_same(issue):
                yield (
                    issue.place,
                    Finding(
                        report.opening,
                        _("This report was already printed in issue {number}.").format(
                            number=other.number
                        ),
                        _("Compare with {file}; delete the report, or write what is new.").format(
                            file=other.context.source.name
                        ),
                    ),
                )
