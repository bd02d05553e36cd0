"""I010: a report that begins with one unit and is attributed to another."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule, units
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Item, Text
from bulletinc.text.source import Span


@rule("I010")
def contradicting_unit(context: CheckContext) -> Iterator[Finding]:
    """标题写的是一个单位，来源注的是另一个单位。

    多半是套用上一条时来源没有改。核对来源。镇、街道的稿件注明由部门报送的，标题和正文提到了报送单位
    的，来源是本刊、融媒体中心等编采单位的，都不算错。认得的单位，是 bulletin.toml 的 [sources] 下
    units 里的，和这一期别处作过来源的。

    bulletin.toml：
        [sources]
        units = ["柳荫街道", "白河镇"]

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【生活环境建设】

        柳荫街道多措并举破解停车难　一是摸清底数。二是共享车位。（柳荫街道）

        白河镇以“小积分”撬动村庄“大环境”　一是规则由村民定。二是分数由村民评。（柳荫街道）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【生活环境建设】

        柳荫街道多措并举破解停车难　一是摸清底数。二是共享车位。（柳荫街道）

        白河镇以“小积分”撬动村庄“大环境”　一是规则由村民定。二是分数由村民评。（白河镇）

    English: A headline begins with one unit and the attribution names another: mostly an
    attribution left from the report before. Joint reports, towns reported of by departments, and
    the bulletin's own editors are let pass.
    """
    known = tuple(
        {
            *context.project.units,
            *(source.text for item in context.items for source in item.sources),
        }
    )
    masthead = context.document.masthead
    issuer = masthead.issuer if masthead else None
    for item in context.items:
        if not item.attribution or item.lead:
            continue
        begun = _begun(item, known)
        sources = [source.text for source in item.sources]
        if not begun or not _contradict(begun, sources):
            continue
        text = units.text_of(context, item)
        if any(_is_named(source, text, issuer) for source in sources):
            continue
        yield Finding(
            Span(item.sources[0].span.start, item.sources[-1].span.end),
            _("The report begins with {unit}, but its attribution says {source}.").format(
                unit=begun[0], source=_(", ").join(sources)
            ),
            _("Check which unit the report comes from."),
        )


def _contradict(begun: list[str], sources: list[str]) -> bool:
    """Whether the units that a report begins with are surely others than its sources."""
    # 柳荫街道 and 柳荫街道办事处
    if any(units.agree(source, each) for source in sources for each in begun):
        return False
    # 区融媒体中心 reports of all
    if any(units.reports_of_all(source) for source in sources):
        return False
    # 白河镇 and 区城管委: what a department does in a town
    return all(
        units.is_unit(source) and units.is_town(source) == units.is_town(begun[0])
        for source in sources
    )


def _is_named(source: str, text: str, issuer: Text | None) -> bool:
    """Whether the report itself names its source: 白河镇…（区水务局） with 区水务局 in it."""
    if source in text or source.removeprefix("区") in text:
        return True
    return issuer is not None and units.agree(source, issuer.text)


def _begun(item: Item, known: tuple[str, ...]) -> list[str]:
    """The unit that the headline, the label or the text begins with."""
    opening = item.headline or item.label
    if opening and opening.text.startswith(known):
        return [max((unit for unit in known if opening.text.startswith(unit)), key=len)]
    lead = next(units.leads(item), None)
    return [name.text for name in units.names(lead[0])] if lead and lead[1] else []
