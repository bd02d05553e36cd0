"""K003: something that ended before it began."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DAY = pattern("([0-9](?<![0-9].)[0-9]?)月([0-9]{1,2})日(?![电讯—至到])")
_STARTS = ("开工", "动工", "启动", "进场", "立案", "受理", "收到", "接到", "发现")
_ENDS = (
    "完工",
    "竣工",
    "结束",
    "办结",
    "验收",
    "交付",
    "投用",
    "通车",
    "完成整改",
    "整改完成",
    "整改到位",
)
_OTHER_YEAR = ("年", "次", "翌", "明", "上月", "下月", "前", "将", "拟", "计划", "预计")
_NEAR = 14
_YEAR_ENDS, _YEAR_BEGINS = 10, 3


@rule("K003")
def end_before_start(context: CheckContext) -> Iterator[Finding]:
    """结束的日期早于开始的日期。

    一句话里，先说哪一天开工、受理、发现，再说哪一天完工、办结、整改到位，后面的日期反而在前，必有一个
    写错了。核对后改正。跨年的（12月至次年1月）不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：清淤工程2月9日开工，2月8日完工，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：清淤工程2月9日开工，2月28日完工，志愿者清理河道。

    English: A sentence says that something began on a day, and ended on an earlier one. Check both
    dates. Over the end of a year it does not count.
    """
    text = context.text
    if not any(word in text for word in _ENDS):
        return
    for match in _DAY.finditer(text):
        sentence = text[match.end() :].partition("\n")[0][:80].partition("。")[0]
        second = _DAY.search(sentence)
        if second is None:
            continue
        between, after = (
            sentence[: second.start()],
            sentence[second.end() :][:_NEAR].partition("，")[0],
        )
        first_day, last_day = ((int(each[1]), int(each[2])) for each in (match, second))
        if (
            last_day < first_day
            and not (first_day[0] >= _YEAR_ENDS and last_day[0] <= _YEAR_BEGINS)
            and any(word in between[:_NEAR] for word in _STARTS)
            and any(word in after for word in _ENDS)
            and not any(word in between or word in after for word in _OTHER_YEAR)
            and match.start() not in foreign_places(context)
        ):
            end = match.end() + second.end()
            yield Finding(
                Span(match.end() + second.start(), end),
                _("This is before {day}, when it began.").format(day=match[0]),
                _("Check both dates."),
            )
