"""N001: numbers of issues that a folder skips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _, ngettext
from bulletinc.rules import series_rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, years


@series_rule("N001")
def missing_issue(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """同一年的期号断了，中间缺期。

    不是漏编了号，就是缺了一份稿子，归档时对不上。查清楚：漏编的，改期号；缺稿的，补进来。不同刊名分
    开算，增刊、专刊可以补上空缺的期号，单独编号的除外。缺的比有的还多时，看作文件夹里只收了一部分，不提示。

    错：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第13期

        清溪区创建办　2026年3月5日

    对：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

    English: The issues of one name and year skip a number: either one was not given out, or a draft
    is missing in the folder. Where more are missing than there are, the folder is taken for a
    selection, and nothing is said.
    """
    for issues in years(contexts):
        plain = [issue for issue in issues if not issue.label]
        numbers = _numbers_of_the_row(issues)
        gaps = [
            (
                issue,
                before.last,
                len([number for number in numbers if before.last < number < issue.number]),
            )
            for before, issue in pairwise(plain)
        ]
        missing = [
            (issue, before, issue.number - before - 1 - there)
            for issue, before, there in gaps
            if issue.number - before - 1 > there
        ]
        if sum(count for _issue, _before, count in missing) > len(issues):
            continue
        for issue, before, count in missing:
            yield (
                issue.place,
                Finding(
                    issue.number_span(),
                    ngettext(
                        "Between issue {before} and this one, {count} issue is missing.",
                        "Between issue {before} and this one, {count} issues are missing.",
                        count,
                    ).format(before=before, count=count),
                    _("Correct the number, or put the missing draft into the folder."),
                ),
            )


def _numbers_of_the_row(issues: Sequence[Issue]) -> set[int]:
    """The numbers that are there, and those of special issues that fill places of the row.

    Special issues of one label that share a number with the row have numbers of their own.
    """
    by_label: dict[str, set[int]] = {"": set()}
    for issue in issues:
        numbers = range(issue.number, issue.last + 1)
        by_label.setdefault(issue.label, set()).update(numbers)
    row = by_label[""]
    return row.union(*(numbers for numbers in by_label.values() if numbers.isdisjoint(row)))
