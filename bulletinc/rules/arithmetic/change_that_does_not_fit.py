"""A001: a change that does not fit the numbers before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.rules.quantity import NUMBER, SCALE, UNIT, Quantity, quantity, shown
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_UP = "提高|提升|增长|增加|增至|增到|上升|升至|升到|上涨|涨至|涨到|扩大|扩展|拓展|增|升|涨"
_DOWN = "下降|减少|降低|降至|降到|减至|减到|缩短|压缩|压减|缩减|回落|下调|减轻|降|减|缩"
_CHANGE = pattern(
    rf"(?:由|从)(?P<lead>[^，。；、\n0-9]{{0,14}})(?P<n1>{NUMBER})(?P<s1>{SCALE})(?P<u1>{UNIT}|)"
    rf"(?P<way>[^，。；、\n0-9]{{0,10}}?(?:(?:{_UP}|{_DOWN})(?:了)?(?:[到至为]|(?<=[至到])))"
    rf"[^，。；、\n0-9]{{0,8}})(?P<n2>{NUMBER})(?P<s2>{SCALE})(?P<u2>{UNIT}|)"
    rf"(?:[，、（(；](?P<label>净|共|总体|整体|累计|)(?P<verb>{_UP}|{_DOWN}|涨幅|升幅)"
    rf"(?P<by>了|幅达|幅为|幅|率为|率达|达|为|超过|近|约|)"
    rf"(?P<n3>{NUMBER})(?P<s3>{SCALE})(?P<u3>{UNIT}|))?"
)
_UP_WORDS = pattern(_UP)
_DOWN_WORDS = pattern(_DOWN)
_ROUGH = frozenset(("近", "约", "超过"))
_FOLLOWS = pattern(f"{_UP}|{_DOWN}|到|至")
_HALF = Decimal("0.5")


@rule("A001", Severity.ERROR)
def change_that_does_not_fit(context: CheckContext) -> Iterator[Finding]:
    """升降的数目和前后两个数对不上。

    由87%提高到96%，是提高9个百分点；从1200个增加到1320个，是增长10%。前后两个数、升降的数，三个里面
    必有一个错了。四舍五入造成的出入不算。“由96%提高到87%”这样升降说反了的，也算。请逐个核对。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率由87%提高到96%，提高8个百分点。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率由87%提高到96%，提高9个百分点。

    English: A change does not fit the numbers before and after it
    (“由87%提高到96%，提高8个百分点”), or goes the other way. What
    rounding can explain is left alone. Check all three.
    """
    for match in found(_CHANGE, context):
        first = quantity(match["n1"], match["s1"] or _borrowed(match), match["u1"] or match["u2"])
        second = quantity(match["n2"], match["s2"], match["u2"] or match["u1"])
        if first.unit != second.unit or not first.value or not _is_told(match):
            continue
        message = _turned(match, first, second) or _unfit(match, first, second)
        if message:
            yield Finding(Span(*match.span()), message, _("Check all the numbers."))


def _is_told(match: re.Match[str]) -> bool:
    """Whether nothing but the change stands after the first number: no unit that is unknown here,
    as in 从80美元增至1万美元.
    """
    return bool(match["u1"]) or _FOLLOWS.match(match["way"]) is not None


def _borrowed(match: re.Match[str]) -> str:
    """The scale of the first number where only the second one has it: 从3.2增至4.1万元."""
    return match["s2"] if not match["u1"] else ""


def _turned(match: re.Match[str], first: Quantity, second: Quantity) -> str | None:
    """What to say where a rise falls, or a fall rises."""
    up = _UP_WORDS.search(match["way"]) is not None
    down = _DOWN_WORDS.search(match["way"]) is not None
    if up == down or match["lead"] or first.value == second.value:
        return None
    if up == (second.value > first.value):
        return None
    return _("From {first} to {second} is no such change.").format(
        first=_said(match, 1), second=_said(match, 2)
    )


def _unfit(match: re.Match[str], first: Quantity, second: Quantity) -> str | None:
    """What to say where the change is another than the difference, or the rate."""
    if not match["n3"] or match["by"] in _ROUGH:
        return None
    said = quantity(match["n3"], match["s3"], match["u3"])
    difference = abs(second.value - first.value)
    if first.unit in ("%", "‰") and said.unit.endswith("百分点"):
        right, slack = difference, _slack(first, second, said)
    elif said.unit == "%" and first.unit not in ("%", "‰", ""):
        right = difference / first.value * 100
        slack = said.step * _HALF + _rate_slack(first, second)
    elif said.unit == first.unit and said.unit not in ("%", "‰", ""):
        right, slack = difference, _slack(first, second, said)
    else:
        return None
    if abs(right - said.value) <= slack:
        return None
    right = right.quantize(min(said.step, Decimal(1))) if said.unit == "%" else right
    return _("From {first} to {second} it is {right}{unit}, not {said}.").format(
        first=_said(match, 1),
        second=_said(match, 2),
        right=shown(right),
        unit=match["u3"] if not match["s3"] else "",
        said=_said(match, 3),
    )


def _slack(first: Quantity, second: Quantity, said: Quantity) -> Decimal:
    """How far a difference may be off by rounding; whole numbers are not rounded."""
    steps = [each.step for each in (first, second, said)]
    return max(steps) if any(each.is_rounded for each in (first, second, said)) else Decimal(0)


def _rate_slack(first: Quantity, second: Quantity) -> Decimal:
    """How far a rate may be off because the two numbers were rounded."""
    steps = [each.step * _HALF if each.is_rounded else Decimal(0) for each in (first, second)]
    return (steps[1] + steps[0] * second.value / first.value) / first.value * 100


def _said(match: re.Match[str], which: int) -> str:
    """A number with its scale and unit, as typed."""
    return match[f"n{which}"] + match[f"s{which}"] + match[f"u{which}"]
