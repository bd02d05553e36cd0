"""I009: an attribution or a unit lead that names no unit of the office's list."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule, units
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Text


@rule("I009")
def unknown_unit(context: CheckContext) -> Iterator[Finding]:
    """单位名称不在本单位列出的名单里。

    名单由本单位在 bulletin.toml 的 [sources] 下用 units 给出；没有给出的不查。名称写错、用了机构改
    革前的旧名，按单位统计时就会漏掉。照名单改正；确实是新的单位，就加进名单。名单上单位的下属社区、
    村、站、所等可以直接写。

    bulletin.toml：
        [sources]
        units = ["柳荫街道", "白河镇"]

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（柳阴街道）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（柳荫街道）

    English: An attribution, or the name that a report begins with, is not among the units that
    bulletin.toml lists. Correct it, or add the unit.
    """
    listed = context.project.units
    if not listed:
        return
    own = (
        context.project.issuer,
        context.document.masthead
        and context.document.masthead.issuer
        and context.document.masthead.issuer.text,
    )
    near: dict[str, list[str]] = {}
    for name, sure in _find_names(context):
        if units.belongs(name.text, listed) or not units.is_unit(name.text) or name.text in own:
            continue
        if name.text not in near:
            near[name.text] = _near(name.text, listed)
        found = near[name.text]
        if not found and not sure:
            continue
        fix = (
            Fix(
                _("Write “{name}”.").format(name=found[0]), (Edit(name.span, found[0]),), safe=False
            )
            if len(found) == 1
            else None
        )
        yield Finding(
            name.span,
            _("“{name}” is not among the units of this bulletin.").format(name=name.text),
            _("Did you mean {names}?").format(names=_(" or ").join(f"“{unit}”" for unit in found))
            if found
            else _("Correct the name, or add the unit to bulletin.toml."),
            fix,
        )


def _find_names(context: CheckContext) -> Iterator[tuple[Text, bool]]:
    """The units that the draft names as its sources, in the order of the text, and whether they
    surely are units.

    In the midst of a paragraph, what ends like a unit before a colon may be a sentence:
    会议要求各社区：.
    """
    for item in context.items:
        for lead, opens in units.leads(item):
            for name in units.names(lead):
                yield name, opens or name.text.startswith(("区", "县", "市"))
        for source in item.sources:
            yield source, True


def _near(name: str, listed: tuple[str, ...]) -> list[str]:
    """Units that a slip could have made this name of: not more than one character in three is
    another. The nearest, or several.
    """
    from difflib import SequenceMatcher

    matcher, signs, ratios = SequenceMatcher(b=name, autojunk=False), set(name), []
    for unit in listed:
        if 3 * len(signs.intersection(unit)) < len(name) + len(unit) - 1:
            continue  # too little is the same, in whichever order
        matcher.set_seq1(unit)
        if (ratio := matcher.ratio()) > 0.65:
            ratios.append((ratio, unit))
    best = max((ratio for ratio, _unit in ratios), default=0)
    return [unit for ratio, unit in ratios if ratio == best][:3]
