"""A003: parts that are more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, places_of
from bulletinc.rules.quantity import found_quantities, shown
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_AMONG = pattern("其中")
_OF_ALL = pattern(
    "(?<![0-9.])(?P<whole>[0-9]{1,5})(?P<unit>[个名户件家条项处栋座辆位])[^，。；：、0-9\n]{1,8}中，?"
    "(?:已经?|现|目前)?有(?P<part>[0-9]{1,5})(?P=unit)"
)
_AFTER_AMONG = frozenset("，已有现目")
_STOP = pattern("[。；！？\n]")
_REACH_BEFORE, _REACH_AFTER = 60, 160
_MOST = 6  # parts that are added up
# Groups of people overlap: of thirty, twenty may be members and fifteen women.
_OVERLAPPING = pattern(
    "党员|女|男|民族|本科|研究生|以上|以下|退役|代表|委员|岁|职称|学历|最|含|包括|具有|兼"
)
_AVERAGE = pattern("平均|均|每|最")
_LONGEST_LABEL = 8
_LABEL = pattern("[，、]|[0-9.]{1,12}")
_NEAR = 2  # sums beyond twice the whole count something else


@rule("A003")
def part_above_the_whole(context: CheckContext) -> Iterator[Finding]:
    """“其中”的数比总数还大。

    “共97个，其中整改98个”，其中的一项不会比总数大；各项不重叠时，加起来也不会比总数大。核对总数和
    各项。党员、女性这样会重叠的人数，只看单独一项。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：发现问题97个，其中现场整改81个、限期整改18个。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：发现问题97个，其中现场整改81个、限期整改16个。

    English: A part named after 其中 is larger than the whole, or the parts add up to more. Check
    them.
    """
    yield from _more_than_all(context)
    for among in found(_AMONG, context):
        before = _STOP.split(context.text[max(0, among.start() - _REACH_BEFORE) : among.start()])[
            -1
        ]
        after = _STOP.split(context.text[among.end() : among.end() + _REACH_AFTER])[0]
        wholes = found_quantities(before)
        if not wholes or len(before) - wholes[-1][0].end() > 2 or _AVERAGE.search(before[-20:]):
            continue
        whole = wholes[-1][1]
        parts = found_quantities(after)
        if not parts or any(part.unit != whole.unit or part.unit in "%‰" for _at, part in parts):
            continue
        total = sum((part.value for _at, part in parts), Decimal(0))
        labels = _LABEL.split(after[: parts[-1][0].end()])
        overlap = _OVERLAPPING.search(after) or max(map(len, labels)) > _LONGEST_LABEL
        if overlap or not 1 < len(parts) <= _MOST or total > whole.value * _NEAR:
            total = max(part.value for _at, part in parts)
        if total > whole.value + whole.step * whole.is_rounded:
            yield Finding(
                Span(among.end() + parts[0][0].start(), among.end() + parts[-1][0].end()),
                _("The parts are {part} together, more than the whole, {whole}.").format(
                    part=shown(total), whole=shown(whole.value)
                ),
                _("Check the parts and the sum."),
            )


def _more_than_all(context: CheckContext) -> Iterator[Finding]:
    """14个镇街中，已有15个完成: more than there are."""
    text = context.text
    if not any(text[at + 1 : at + 2] in _AFTER_AMONG for at in places_of("中", text)):
        return
    for match in found(_OF_ALL, context):
        whole, part = int(match["whole"]), int(match["part"])
        if part > whole:
            yield Finding(
                Span(*match.span()),
                _("The parts are {part} together, more than the whole, {whole}.").format(
                    part=part, whole=whole
                ),
                _("Check the parts and the sum."),
            )
