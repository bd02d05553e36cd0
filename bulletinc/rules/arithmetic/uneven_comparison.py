"""A007: two numbers of one comparison that are not written alike."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.rules.quantity import NUMBER, SCALE, UNIT, quantity, scale_of
from bulletinc.text.patterns import Match, pattern
from bulletinc.text.source import Span

_THOUSAND = 1000


_SIDES = pattern(
    rf"[由从][^，。；、\n0-9]{{0,14}}(?P<n1>{NUMBER})(?P<s1>{SCALE})(?P<u1>{UNIT}|)"
    rf"[^，。；、\n0-9至到为]{{0,10}}[至到为][^，。；、\n0-9]{{0,4}}"
    rf"(?P<n2>{NUMBER})(?P<s2>{SCALE})(?P<u2>{UNIT}|)"
)


@rule("A007")
def uneven_comparison(context: CheckContext) -> Iterator[Finding]:
    """比较的两个数，写法不一样。

    前后两个数放在一起比，写法应当一致：都用“万”或者都不用，都有千位分隔号或者都没有，百分比的小数
    位数相同。“由9800万元增至1.2亿元”这样跨了一级的不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者由1.2万人增至13500人。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者由1.2万人增至1.35万人。

    English: The two numbers of a comparison are written in different ways: one with 万 and one
    without, one with thousands separators and one without, or with more decimals.
    """
    for match in found(_SIDES, context):
        message = _uneven(match)
        if message:
            yield Finding(
                Span(*match.span()),
                message,
                _("Write both numbers in the same way."),
            )


def _uneven(match: Match) -> str | None:
    unit = match["u2"]
    if match["u1"] not in ("", unit):
        return None
    first = quantity(match["n1"], match["s1"] or ("" if match["u1"] else match["s2"]), unit)
    second = quantity(match["n2"], match["s2"], unit)
    scales = {match["s1"] or ("" if match["u1"] else match["s2"]), match["s2"]}
    largest = max(scale_of(scale) for scale in scales)
    smaller = min(first.value, second.value)
    if len(scales) > 1 and smaller >= largest:
        return _("One number is written with 万 or 亿, the other one is not.")
    if ("," in match["n1"]) != ("," in match["n2"]) and smaller >= _THOUSAND:
        return _("One number has thousands separators, the other one has none.")
    places = [len(match[name].partition(".")[2]) for name in ("n1", "n2")]
    if (
        second.unit == "%"
        and smaller >= 1
        and places[0] != places[1]
        and (all(places) or max(places) > 1)
    ):
        return _("One number has {first} decimals, the other one {second}.").format(
            first=places[0], second=places[1]
        )
    return None
