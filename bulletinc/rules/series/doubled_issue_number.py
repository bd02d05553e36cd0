"""N002: two issues with one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, issues

_MOST_JOINED = 12  # issues in one


@series_rule("N002", Severity.ERROR)
def doubled_issue_number(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """两期用了同一个期号。

    同一刊名、同一年里一个期号只能有一期，否则引用、归档都分不清。多半是照上一期改稿时忘了改期号；
    如果是同一期的两个稿子，只留定稿。一份是增刊、专刊而另一份不是的，不算重号。

    错：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第11期

        清溪区创建办　2026年3月5日

    对：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

    English: Two issues of one name and year have the same number. Often the number was not changed
    when the last issue was taken as a model. Where they are two drafts of one issue, keep the final
    one.
    """
    first: dict[tuple[str, int, int, str], Issue] = {}
    for issue in issues(contexts):
        joined = range(issue.number, min(issue.last, issue.number + _MOST_JOINED) + 1)
        keys = [(issue.name, issue.year, number, issue.label) for number in joined]
        other = next((first[key] for key in keys if key in first), issue)
        first |= {key: issue for key in keys if key not in first}
        if other is not issue:
            yield (
                issue.place,
                Finding(
                    issue.number_span(),
                    _("There is already an issue {number}: {file}.").format(
                        number=issue.number, file=other.context.source.name
                    ),
                    _(
                        "Correct the number; if these are two drafts of one issue, keep the "
                        "final one."
                    ),
                ),
            )
