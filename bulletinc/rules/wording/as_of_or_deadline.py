"""W027: 截止 and 截至 taken for each other."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_DAYS = (
    *"目前 今年 去年 上年 昨日 昨天 今日 今天 当前 现在 本月 上月 本周 上周 年底 月底".split(),
    *"0123456789",
)
_DEADLINES = ("日期", "时间", "期限", "时限")
_CLOSED = frozenset("，。；）、")
# 报名截止3月5日 says when it closes.
_CLOSING = tuple(
    "报名 申报 受理 征集 投票 登记 时间 日期 期限 有效 申请 投稿 缴费 提交 报送".split()
)
_REACH = 6


@rule("W027")
def as_of_or_deadline(context: CheckContext) -> Iterator[Finding]:
    """“截至”和“截止”用错。

    “截至”后面写时间，说的是统计到那一天：截至3月4日。“截止”说的是到期停止：报名3月4日截止、截止日期。
    “截止到3月4日”也可以，不查；“截至到”多了一个
    “到”字。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，截止3月4日，志愿者清理河道9处。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，截至3月4日，志愿者清理河道9处。

    English: 截止 says that something ends (报名3月5日截止, 截止日期), 截至 until when something is
    counted (截至3月5日). One stands for the other here.
    """
    text = context.text
    places = [
        at
        for at in places_of("截", text)
        if _is_wrong(text[at : at + 2], text[max(0, at - _REACH) : at], text[at + 2 : at + 4])
    ]
    for at in places:
        if at in foreign_places(context):
            continue
        span, wrong = Span(at, at + 2), text[at : at + 2]
        if text.startswith("截至到", at):
            yield _doubled(Span(at, at + 3))
            continue
        right = "截至" if wrong == "截止" else "截止"
        yield Finding(
            span,
            _("Here “{right}” is right, not “{wrong}”.").format(right=right, wrong=wrong),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the right word."), (Edit(span, right),), safe=False),
        )


def _doubled(span: Span) -> Finding:
    return Finding(
        span,
        _("“截至” says 到 already."),
        _("Write “{right}”.").format(right="截至"),
        Fix(_("Write the right word."), (Edit(span, "截至"),), safe=False),
    )


def _is_wrong(word: str, before: str, after: str) -> bool:
    if word == "截止":
        return after.startswith(_DAYS) and not any(each in before for each in _CLOSING)
    if word != "截至":
        return False
    if after[:1] == "到":
        return True
    return after.startswith(_DEADLINES) or (before[-1:] == "日" and after[:1] in _CLOSED)
