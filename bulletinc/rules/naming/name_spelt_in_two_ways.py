"""B005: a name that is written in two ways, one character apart."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places, foreign_places
from bulletinc.rules.spelt_names import slips
from bulletinc.syntax import UnitLead


@rule("B005")
def name_spelt_in_two_ways(context: CheckContext) -> Iterator[Finding]:
    """同一期里，一个名称有两种写法，只差一个字。

    村、社区、单位、项目、人名、书名号和引号里的名称，多处是一种写法，只有一两处换了一个同音或者形近
    的字，多半是写错了。和本单位名单（[sources] 的 units，[lists] 的 organisations）里的名称只差这样
    一个字的，出现一次也算。核对后统一。甲乙、东西、大小、一二这样区别名称的字不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，东浦村清运垃圾，东浦村修路，东浦村种树。志愿者到东埔村清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，东浦村清运垃圾，东浦村修路，东浦村种树。志愿者到东浦村清理河道。

    English: A name is written one way in several places, and once or twice with another character
    that sounds or looks alike. Check it, and write it one way.
    """
    found = list(slips(context))
    if not found:
        return
    foreign = foreign_places(context)
    sources = Places(  # they have a rule of their own
        (
            *(lead.span for lead in context.all(UnitLead)),
            *(source.span for item in context.items for source in item.sources),
        )
    )
    for slip in found:
        if slip.span.start in foreign or (slip.listed and slip.span.start in sources):
            continue
        rare = context.written(slip.span)
        yield Finding(
            slip.span,
            _("“{rare}” is “{name}” in the list of the office, one character apart.").format(
                rare=rare, name=slip.listed
            )
            if slip.listed
            else _(
                "“{rare}” is written “{often}” elsewhere ({times} times, first in {place}), "
                "one character apart."
            ).format(
                rare=rare,
                often=slip.often,
                times=slip.times,
                place=context.source.describe_line(slip.first),
            ),
            _("Check the name, and write it one way."),
            Fix(_("Write the name as elsewhere."), (Edit(slip.span, slip.often),), safe=False),
        )
