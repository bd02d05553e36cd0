"""The next issue of a bulletin, to be written: what stays, with the next number and date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

from bulletinc.diagnostics import Edit
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import Issue, issues
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span

_NUMERAL = re.compile(r"\d+|[〇○零一二两三四五六七八九十百]+")
_DATE = re.compile(r"(?<!\d)(\d{4})(\D?)(\d{1,2})(\D?)(\d{1,2})(?!\d)")
_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_DIGITS = "〇一二三四五六七八九"
_LARGEST = 99  # that is written in Chinese numerals


def next_issue(drafts: Sequence[CheckContext], day: dt.date) -> tuple[CheckContext, str, str]:
    """Give the newest issue of these drafts, and file name and text of the next one, on this day.

    What has to be written says 待填写, which the check finds, so that it cannot go to print. Raises
    :class:`BulletinError` where no draft shows how the issues are numbered.
    """
    found = issues(drafts)
    plain = [issue for issue in found if not issue.label] or found
    if not plain:
        raise BulletinError(
            _(
                "There is no issue here with a name, a number and a date that the next one "
                "could follow."
            ),
            _("Write the first issue yourself, or name the folder of the issues."),
        )
    newest = max(plain, key=lambda issue: (issue.year, issue.number, issue.date or ""))
    series = [issue for issue in plain if issue.name == newest.name]
    number = 1 if day.year > newest.year and _restarts(series) else newest.number + 1
    parts = (_masthead(newest, number, day), *_body(newest.context), _colophon(newest.context, day))
    return (
        newest.context,
        _file_name(newest, series, number, day),
        "\n\n".join(part for part in parts if part) + "\n",
    )


def _restarts(series: Sequence[Issue]) -> bool:
    """Whether the numbers have begun at 1 again with an earlier year."""
    years = [
        [issue.number for issue in group]
        for _year, group in groupby(series, key=lambda issue: issue.year)
    ]
    return any(min(after) <= max(before) for before, after in pairwise(years))


def _masthead(newest: Issue, number: int, day: dt.date) -> str:
    """The newest masthead as it was typed, with another number, total number, year and date."""
    masthead = newest.context.document.masthead
    if masthead is None:
        return ""
    edits = [_renumbered(newest, newest.number_span(), number)]
    if newest.total is not None:
        edits.append(_renumbered(newest, newest.total_span(), newest.total + 1))
    if masthead.issue_year is not None:
        typed = re.compile(rf"(?<!\d){masthead.issue_year}(?!\d)")
        years = (typed.search(newest.context.text, *part.span) for part in masthead.issue)
        edits += [Edit(Span(*year.span()), str(day.year)) for year in years if year]
    if masthead.date_text:
        edits.append(Edit(masthead.date_text.span, _written(day)))
    return _edited(newest.context, masthead.span, edits)


def _renumbered(newest: Issue, span: Span, number: int) -> Edit:
    typed = _NUMERAL.search(newest.context.text, *span)
    return (
        Edit(Span(*typed.span()), _like(typed[0], number))
        if typed
        else Edit(Span(span.start, span.start), "")
    )


def _like(typed: str, number: int) -> str:
    """A number in the form of another: 008 → 009, 十二 → 十三."""
    if typed.isdigit() or number > _LARGEST:
        return str(number).zfill(len(typed) if typed.startswith(("0", "０")) else 0)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _edited(draft: CheckContext, span: Span, edits: Sequence[Edit]) -> str:
    text, end = "", span.start
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start >= end:
            text += draft.text[end : edit.span.start] + edit.text
            end = edit.span.end
    return "\n".join((text + draft.text[end : span.end]).splitlines())


def _body(draft: CheckContext) -> list[str]:
    """The sections of the project, else those of the draft, each with a text to be written."""
    headings = [section.heading.text for section in draft.sections if section.marker == "【】"]
    names = draft.project.sections or tuple(dict.fromkeys(squeeze(name) for name in headings))
    if not names:
        return ["标题（待填写）", "正文（待填写）。"]
    return [part for name in names for part in (f"【{name}】", "内容（待填写）。")]


def _colophon(draft: CheckContext, day: dt.date) -> str:
    colophon = draft.document.colophon
    if not colophon:
        return ""
    printed = _DAY.search(draft.text, *colophon.imprint.span) if colophon.imprint else None
    return _edited(
        draft, colophon.span, [Edit(Span(*printed.span()), _written(day))] if printed else []
    )


def _written(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _file_name(newest: Issue, series: Sequence[Issue], number: int, day: dt.date) -> str:
    """Name the new file as the newest one is named.

    With a date in the name: the new date (2026-03-05.txt). With the number in it: number, total
    number and year, with leading zeros if the series has them (012.txt). Else 第12期.txt.
    """
    name = Path(newest.context.source.name)
    date = _DATE.search(name.stem)
    if (
        date
        and newest.date == f"{int(date[1]):04}-{int(date[3]):02}-{int(date[5]):02}"
        and (len(date[0]) == 8 or (date[2] and date[4]))
    ):
        month, of_month = str(day.month).zfill(len(date[3])), str(day.day).zfill(len(date[5]))
        new = f"{day.year}{date[2]}{month}{date[4]}{of_month}"
        return f"{name.stem[: date.start()]}{new}{name.stem[date.end() :]}{name.suffix}"
    if newest.number not in map(int, re.findall(r"\d+", name.stem)):
        return f"第{number}期{name.suffix}"
    changes = (
        {newest.year: day.year}
        | ({newest.total: newest.total + 1} if newest.total else {})
        | {newest.number: number}
    )
    filled = any(re.search(r"(?<!\d)0\d", Path(issue.context.source.name).stem) for issue in series)

    def _changed(found: re.Match[str]) -> str:
        value = changes.get(int(found[0]))
        return found[0] if value is None else str(value).zfill(len(found[0]) if filled else 0)

    return re.sub(r"\d+", _changed, name.stem) + name.suffix
