"""N003: an issue that is dated before the issue before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import years


@series_rule("N003", Severity.ERROR)
def date_going_back(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """期号在后，日期反而在前。

    多半是照上一期改稿时月份没有改，或者期号排错了。对照前后两期改正。同一天出两期不算错；增刊、专刊
    单独比较。

    错：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月12日

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年2月19日

    对：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月12日

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月19日

    English: An issue has a higher number than another of the same name and year, but an earlier
    date. Often the month was not changed when the last issue was taken as a model.
    """
    for issues in years(contexts):
        dated = sorted(
            (issue for issue in issues if issue.date and len(issue.date) == len("2026-03-05")),
            key=lambda issue: issue.label,
        )
        for _label, alike in groupby(dated, key=lambda issue: issue.label):
            for before, issue in pairwise(alike):
                if (issue.date or "") < (before.date or ""):
                    yield (
                        issue.place,
                        Finding(
                            issue.date_span(),
                            _("The date is before that of issue {number}.").format(
                                number=before.number
                            ),
                            _(
                                "Compare with {file}: {date}; one of the two dates or numbers is "
                                "wrong."
                            ).format(file=before.context.source.name, date=before.date),
                        ),
                    )
