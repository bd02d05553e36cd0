"""I004: an indicator's name that is not the one of its code."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule, tags
from bulletinc.rules.context import CheckContext


@rule("I004", Severity.ERROR)
def name_of_another_code(context: CheckContext) -> Iterator[Finding]:
    """指标名称和编号对不上。

    按本单位的指标表，这个编号是另一个名称；没有给出指标表的不查。先弄清写错的是编号还是名称，再照指
    标表改正。名称不是表里任何指标的，可以自动换成表里的名称；名称属于另一个编号的，不自动改。

    bulletin.toml：
        [indicators]
        "Ⅲ-50" = "公益活动"
        "Ⅲ-58" = "城市精细化管理"

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-58 公益活动）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-58 城市精细化管理）

    English: By the office's own table this code has another name. Find out which of the two is
    wrong. A name that no code has can be replaced by the table's; if it belongs to another code,
    either may be the slip, and nothing is replaced.
    """
    table = tags.table(context)
    for use in tags.contrary_to_table(context, table) if table else ():
        if use.code not in table:
            continue
        right = table[use.code]
        owners = tags.codes_of(use.name, table)
        hint = _("The table calls it “{name}”.").format(name=right)
        yield Finding(
            use.name_span,
            _("“{name}” is not the name of {code}.").format(
                name=context.written(use.name_span), code=use.code
            ),
            " ".join([hint, tags.owner(use.name, table)]) if owners else hint,
            None
            if owners or "、" in use.name
            else Fix(
                _("Write “{name}”.").format(name=right), (Edit(use.name_span, right),), safe=False
            ),
        )
