"""I012: a code without a name, in a draft whose other tags have names."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule, tags
from bulletinc.rules.context import CheckContext
from bulletinc.rules.tags import Use
from bulletinc.text.source import Span


@rule("I012")
def unnamed_code(context: CheckContext) -> Iterator[Finding]:
    """指标只有编号，没有名称。

    同一期里别的指标都写了名称，读者不会去查这一个编号。在编号后面空一格，写上名称。全期都只写编号
    的，当作本单位的习惯，不算错。

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）

        【文明培育】　近日，志愿者走访老人。（Ⅲ-17）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）

        【文明培育】　近日，志愿者走访老人。（Ⅲ-17 志愿服务活动）

    English: A code stands without its name, though most codes of the issue have theirs. Write the
    name behind it, after a space.
    """
    if all(each.name for item in context.items for each in item.indicators):
        return
    found = tags.uses(context)
    unnamed = [use for use in found if not use.name]
    if len(unnamed) * 2 > len(found):
        return
    named: dict[str, list[Use]] = {}
    for use in found:
        if use.name:
            named.setdefault(use.code, []).append(use)
    lines = {(use.code, context.source.position(use.span.start).line) for use in found if use.name}
    gap = (
        " " if any(use.name_span.start > use.code_span.end for use in found if use.name) else ""
    )  # as the draft has it
    for use in unnamed:
        if (use.code, context.source.position(use.span.start).line) in lines:
            continue  # the tag has it twice
        names = {other.name: context.written(other.name_span) for other in named.get(use.code, ())}
        name = tags.table(context).get(use.code) or (
            next(iter(names.values())) if len(names) == 1 else None
        )
        end = use.code_span.end
        yield Finding(
            use.code_span,
            _("{code} has no name here.").format(code=use.code),
            _("Write “{name}” after it.").format(name=name)
            if name
            else _("Write its name after it, with a space between."),
            Fix(
                _("Write “{name}” after it.").format(name=name),
                (Edit(Span(end, end), f"{gap}{name}"),),
                safe=False,
            )
            if name
            else None,
        )
