"""A004: a sum that differs from the parts before it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.rules.quantity import found_quantities, shown
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_SUM = pattern("(?:合计|共计|总计)(?:[^，。；、\n0-9]{0,8})(?=[0-9])")
_STOP = pattern("[。；！？\n：:]")
_CLAUSE = pattern("[，、]")
_REACH = 160
_FEWEST, _MOST = 2, 12


@rule("A004")
def sum_that_does_not_add_up(context: CheckContext) -> Iterator[Finding]:
    """“合计”和前面各项加起来的数对不上。

    “甲村3个，乙村4个，合计8个”，各项和合计里必有一个错了。只查同一句话里单位相同、一项一项列着
    的。请核对。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：白河村清理12处，青石村清理9处，合计23处。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：白河村清理12处，青石村清理9处，合计21处。

    English: A sum after 合计 or 共计 differs from the parts before it in the same sentence. Check
    them.
    """
    for match in found(_SUM, context):
        line = _STOP.split(context.text[max(0, match.start() - _REACH) : match.start()])[-1]
        rest = found_quantities(context.text[match.end() : match.end() + 24])
        if not rest or rest[0][0].start():
            continue
        total = rest[0][1]
        clauses = [clause for clause in _CLAUSE.split(line) if clause.strip()]
        parts = [found_quantities(clause) for clause in clauses]
        if not _FEWEST <= len(parts) <= _MOST or any(
            len(each) != 1 or each[0][1].unit != total.unit for each in parts
        ):
            continue
        value = sum((each[0][1].value for each in parts), Decimal(0))
        step = max(each.step for each in (total, *(part[0][1] for part in parts)))
        slack = step * len(parts) / 2 if total.is_rounded else 0
        if abs(value - total.value) > slack:
            yield Finding(
                Span(match.start(), match.end() + rest[0][0].end()),
                _("The parts add up to {sum}, not to {whole}.").format(
                    sum=shown(value), whole=shown(total.value)
                ),
                _("Check the parts and the sum."),
            )
