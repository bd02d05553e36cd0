"""The units that reports come from, as rules see them: which names stand for a unit, and when two
names are one unit's.
"""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Item, Paragraph, Strong, Text, UnitLead
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_NAME = pattern(r"[^\s、，,；;]+")
_TOWNS = ("镇", "乡", "街道")
_BELOW = tuple(
    "社区 村 支队 大队 中队 队 所 站 科 室 中心 办 校 学校 中学 小学 院 馆 分局 公司".split()
)
_NO_UNIT = pattern(r"本刊|本报|本站|本台|记者|通讯员|供稿|摄|[\s/／:：（(等]")
_EDITORS = pattern("综合|融媒|传媒|媒体|电视|广播|日报|晚报|新闻|报社|宣传|文明办|创城|创建|信息")


def is_unit(name: str) -> bool:
    """Whether a name is that of one unit, and not of the bulletin itself, of people, or of a whole
    list (等).
    """
    return len(name) > 2 and not _NO_UNIT.search(name)


def reports_of_all(name: str) -> bool:
    """Whether it is a unit that edits and reports, so that what it writes of others contradicts
    nothing.
    """
    return _EDITORS.search(name) is not None


def agree(one: str, other: str) -> bool:
    """Whether two names can be those of one unit, whole or short: 柳荫街道 and 柳荫街道办事处,
    区城管委 and 城管委.
    """
    return one in other or other in one


def belongs(name: str, units: tuple[str, ...]) -> bool:
    """Whether a name is one of the units, or of an office or village below one, or of two:
    柳荫街道槐荫巷社区, 白河镇和枫林镇.
    """
    return name in units or (
        name.endswith((*_BELOW, *units))
        and any(len(unit) > 2 and name.startswith(unit) for unit in units)
    )


def is_town(name: str) -> bool:
    """Whether it is a town or a street office. A department's work goes on in them, not theirs in
    another.
    """
    return name.endswith(_TOWNS)


def leads(item: Item) -> Iterator[tuple[UnitLead, bool]]:
    """The unit leads of an item, and whether each opens a paragraph or is bold: then it surely is
    one.
    """
    for paragraph in item.paragraphs:
        for index, inline in enumerate(paragraph.inlines):
            bold = isinstance(inline, Strong)
            lead = inline.inlines[0] if isinstance(inline, Strong) and inline.inlines else inline
            if isinstance(lead, UnitLead):
                yield lead, bold or index == 0


def names(text: UnitLead | Text) -> Iterator[Text]:
    """The units that a lead names: 枫林镇、东浦街道."""
    for name in _NAME.finditer(text.text):
        start = text.span.start + name.start()
        yield Text(Span(start, text.span.start + name.end()), name[0])


def text_of(context: CheckContext, item: Item) -> str:
    """Headline and text of an item, without its attribution."""
    parts: list[Text | Paragraph] = [each for each in (item.label, item.headline) if each]
    return "\n".join(context.written(each.span) for each in (*parts, *item.paragraphs))
