"""I003: a code that the office's table of indicators does not have."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule, tags
from bulletinc.rules.context import CheckContext


@rule("I003", Severity.ERROR)
def unknown_code(context: CheckContext) -> Iterator[Finding]:
    """指标编号不在本单位的指标表里。

    指标表由本单位在 bulletin.toml 的 indicators 里给出；没有给出指标表的不查，因为各版测评体系的编
    号不同。照指标表改正编号；如果测评体系换了新版，更新指标表。

    bulletin.toml：
        [indicators]
        "Ⅲ-17" = "志愿服务活动"
        "Ⅲ-58" = "城市精细化管理"

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-85 城市精细化管理）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-58 城市精细化管理）

    English: The office's own table of indicators, named in bulletin.toml, has no such code. Without
    a table nothing is held to be unknown, because codes differ between editions.
    """
    table = tags.table(context)
    for use in tags.contrary_to_table(context, table) if table else ():
        if use.code in table:
            continue
        right = tags.codes_of(use.name, table)
        fix = (
            Fix(
                _("Write {code}.").format(code=right[0]),
                (Edit(use.code_span, right[0]),),
                safe=False,
            )
            if len(right) == 1
            else None
        )
        yield Finding(
            use.code_span,
            _("The table of indicators has no {code}.").format(code=use.code),
            tags.owner(use.name, table),
            fix,
        )
