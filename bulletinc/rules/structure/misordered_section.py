"""S004: a section that is not in its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Section
from bulletinc.text.characters import squeeze


@rule("S004")
def misordered_section(context: CheckContext) -> Iterator[Finding]:
    """栏目没有按设定的顺序排。

    bulletin.toml 的 [sections] 里用 order 定下了栏目的先后，期期一样，读者才找得到。把这一栏连同内
    容移到它的位置。没有设定栏目的，不检查。

    bulletin.toml：
        [sections]
        order = ["检查督导", "常态创建", "简讯"]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        【常态创建】

        枫林镇“邻里帮”暖人心　近日，志愿者看望老人。（枫林镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        枫林镇“邻里帮”暖人心　近日，志愿者看望老人。（枫林镇）

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The sections are not in the order that bulletin.toml settles. Move this one to its
    place.
    """
    order = [squeeze(name) for name in context.project.sections]
    if not order:
        return
    first: dict[str, Section] = {}  # by name; a second one of the same name is a defect of its own
    for section in context.sections:
        if section.marker == "【】":
            first.setdefault(squeeze(section.heading.text), section)
    names = [name for name in first if name in order]
    ranks = [order.index(name) for name in names]
    stay = _longest_rise(ranks)
    edits = tuple(
        Edit(first[name].span, context.written(first[right].span))
        for name, right in zip(names, sorted(names, key=order.index), strict=True)
        if name != right
    )
    for index, name in enumerate(names):
        if index not in stay:
            yield Finding(
                first[name].heading.span,
                _("The section “{name}” is not in its place.").format(name=name),
                _("The order is: {names}.").format(
                    names=_(", ").join(sorted(names, key=order.index))
                ),
                Fix(_("Put the sections in their order."), edits, safe=False),
            )


def _longest_rise(ranks: Sequence[int]) -> set[int]:
    """The indices of the most numbers that stand in rising order: the fewest have to move."""
    ends: list[int] = []  # the last number of the best rise of each length, and where it stands
    places: list[int] = []
    before: list[int | None] = []
    for index, rank in enumerate(ranks):
        length = bisect_left(ends, rank)
        before.append(places[length - 1] if length else None)
        ends[length:], places[length:] = [rank, *ends[length + 1 :]], [index, *places[length + 1 :]]
    kept: set[int] = set()
    at = places[-1] if places else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
