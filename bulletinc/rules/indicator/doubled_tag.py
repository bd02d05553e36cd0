"""I006: the same indicator twice in one report's tag."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule, tags
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span


@rule("I006")
def doubled_tag(context: CheckContext) -> Iterator[Finding]:
    """同一条稿件的指标标注里，一个指标写了两次。

    按指标统计时会重复计数。删去后一个；如果本来要写的是另一个指标，就改成那一个。

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动、Ⅲ-50 公益活动、Ⅲ-17 志愿服务活动）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动、Ⅲ-50 公益活动）

    English: A report's tag has the same indicator twice. Delete the second, or write the one that
    was meant.
    """
    for item in context.items:
        if len(item.indicators) < 2:
            continue
        found = tags.uses(context, item.indicators)
        before: dict[str, set[str]] = {}
        for number, use in enumerate(found):
            doubled = use.code in before and use.name in ("", *before[use.code])
            before.setdefault(use.code, set()).add(use.name)
            if doubled:
                parted = Span(found[number - 1].span.end, use.span.start)
                # Between two brackets there is more than a separator: what to delete is then for
                # the editor to see.
                alone = tags.SEPARATOR.fullmatch(context.text, *parted)
                fix = (
                    Fix(
                        _("Delete the second one."),
                        (Edit(Span(parted.start, use.span.end), ""),),
                        safe=False,
                    )
                    if alone
                    else None
                )
                yield Finding(
                    use.span,
                    _("The tag has {code} twice.").format(code=use.code),
                    _("Delete the second one, or write the indicator that was meant."),
                    fix,
                )
