"""W030: one measure written as two units in one item."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

# Units that say the same; the first is the one that is written in running text.
_SAME = (
    ("平方米", "㎡", "m²"),
    ("公里", "千米", "km"),
    ("公斤", "千克", "kg"),
    ("立方米", "m³"),
)
_BEFORE = frozenset("0123456789万亿余多")


@rule("W030")
def mixed_units(context: CheckContext) -> Iterator[Finding]:
    """同一条里，一种计量单位有两种写法。

    面积写了平方米，就不再写㎡；路程写了公里，就不再写千米。同一条里统一成一种。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道300㎡，铺草皮200平方米。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道300平方米，铺草皮200平方米。

    English: One measure is written as two units in the same item (㎡ and 平方米). Write one of
    them.
    """
    text, found = context.text, dict[int, tuple[str, str]]()
    for units in _SAME:
        if sum(unit in text for unit in units) < 2:
            continue
        for item in context.items:
            found.update(_others(text, item.span, units))
    for at, (unit, other) in sorted(found.items()):
        if at in foreign_places(context):
            continue
        span = Span(at, at + len(unit))
        yield Finding(
            span,
            _("“{unit}” is used here, and “{other}” in the same item.").format(
                unit=unit, other=other
            ),
            _("Write “{right}” in both places.").format(right=other),
            Fix(_("Write the same unit."), (Edit(span, other),), safe=False),
        )


def _others(text: str, span: Span, units: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where an item has another of the units than the one that it has most often."""
    item = text[span.start : span.end]
    used = {
        unit: [
            at
            for at in places_of(unit, item)
            if item[at - 1 : at] in _BEFORE and item[at + len(unit) : at + len(unit) + 1] != "/"
        ]
        for unit in units
    }
    most = max(units, key=lambda unit: len(used[unit]))
    for unit in units:
        if unit != most:
            yield from ((span.start + at, (unit, most)) for at in used[unit])
