"""N004: a total number that does not follow from that of the issue before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, publications


@series_rule("N004", Severity.ERROR)
def total_number_does_not_add_up(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """总期数同前一期接不上。

    期号加几，总期数也该加几；跨了年，总期数也要接着往上编。有增刊、专刊占用总期数的，可以多加，不能
    少加。对照前一期改正；前一期错的，改前一期。

    错：
        清溪区工作快报

        第11期（总第85期）

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第12期（总第68期）

        清溪区创建办　2026年3月5日

    对：
        清溪区工作快报

        第11期（总第85期）

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

    English: From one issue to the next, the total number grows by as much as the issue number, in a
    new year as well; by more where supplements have taken some, never by less. Correct this issue
    or the one before.
    """
    for issues in publications(contexts):
        labelled = any(issue.label for issue in issues)
        counted = [issue for issue in issues if issue.total is not None and not issue.label]
        slips: set[int] = (
            set()
        )  # a single slip is passed over: the issue after it is held to the one before it
        for count, issue in enumerate(counted):
            before = next(
                (each for each in reversed(counted[:count]) if each.place not in slips), None
            )
            if before is None or _follows(before, issue, labelled=labelled):
                continue
            if count + 1 < len(counted) and _follows(before, counted[count + 1], labelled=labelled):
                slips.add(issue.place)
            yield (
                issue.place,
                Finding(
                    issue.total_span(),
                    _(
                        "The total number does not continue that of issue {number}, which is "
                        "{total}."
                    ).format(number=before.last, total=before.last_total),
                    _("Compare with {file}; one of the two is wrong.").format(
                        file=before.context.source.name
                    ),
                ),
            )


def _follows(before: Issue, issue: Issue, *, labelled: bool) -> bool:
    """Whether the total number has grown as it should. In a new year only that it has is
    certain.
    """
    grown = (issue.total or 0) - (before.last_total or 0)
    step = issue.number - before.last
    if issue.year != before.year:
        return grown > 0
    return step in (0, grown) or (labelled and grown > step)
