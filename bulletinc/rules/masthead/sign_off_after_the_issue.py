"""M012: a sign-off that is dated after the issue."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import SignOff

_DAY = len("2026-03-05")


@rule("M012")
def sign_off_after_the_issue(context: CheckContext) -> Iterator[Finding]:
    """落款的日期晚于报头上的出刊日期。

    材料先签发、后刊出，落款不会在出刊之后，多半是有一个日期没有改。核对后改正其中一个。

    错：
        清溪区应急信息

        第12期（总第86期）

        清溪区应急局　2026年3月5日

        关于清溪河汛情的报告

        区委、区政府：

        3月4日，清溪河水位上涨，区应急局已组织巡查，情况见附件。

        附件：1．水位记录
        2．巡查名单

        清溪区应急局
        2026年3月9日

        附件1

        水位记录

        3月4日8时，水位为21米。

        附件2

        巡查名单

        王某某带队巡查清溪河右岸。

    对：
        清溪区应急信息

        第12期（总第86期）

        清溪区应急局　2026年3月5日

        关于清溪河汛情的报告

        区委、区政府：

        3月4日，清溪河水位上涨，区应急局已组织巡查，情况见附件。

        附件：1．水位记录
        2．巡查名单

        清溪区应急局
        2026年3月4日

        附件1

        水位记录

        3月4日8时，水位为21米。

        附件2

        巡查名单

        王某某带队巡查清溪河右岸。

    English: The text is signed with a date after that of the issue. Check both.
    """
    masthead = context.document.masthead
    if not masthead or not masthead.date or len(masthead.date) < _DAY:
        return
    for sign_off in context.all(SignOff):
        day = sign_off.date
        if sign_off.date_text and day and len(day) == _DAY and day > masthead.date:
            yield Finding(
                sign_off.date_text.span,
                _("This is signed after the issue's date, {date}.").format(date=masthead.date),
                _("Check both dates."),
            )
