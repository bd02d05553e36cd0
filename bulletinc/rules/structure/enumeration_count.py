"""S011: “五强化” in the headline, four points in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.parser.numerals import number_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.neighbours import blocks
from bulletinc.rules.numbering import runs
from bulletinc.rules.points import EnumeratedPassage, EnumeratedPoint, clause, passages
from bulletinc.syntax import Document, Item, Section, Strong, Text
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_NUMERALS = "两二三四五六七八九十"
_NUMBER = (
    f"(?P<number>(?<![第周期初高老排一{_NUMERALS}百千0-9.．/·~～-])"
    f"(?:[{_NUMERALS}](?![一{_NUMERALS}百千万亿])|[2-9](?![0-9.．·])))"
)
# Words that are counted only to say how many points follow. 三农, 四好农村路, 五落实 and their like
# are names.
_MEASURES = (
    "举措|措施|实招|硬招|妙招|新招|招数|招式|招(?![商聘生募标牌收])|着力点|发力点|切入点|关键点|抓手|维度|方面|步走|步法|步曲|部曲"
    "|管齐下|字诀|强化|聚焦|突出|注重|着力|加强|优化|细化|提升|抓(?!手)|(?<=[个“‘])办(?![公事法理学证])"
)
# What is named so has been settled elsewhere: 落实“三聚焦”要求, “三步走”战略.
_ELSEWHERE = pattern(
    r"(?:落实|贯彻|执行|学习|宣传|宣讲|践行|对照|对标|按照|围绕|根据|解读|出台|印发|发布|制定|颁布|下发)[^，。、]{0,5}\Z"
)
_NAMES = (
    "行动|工程|计划|战略|方案|活动|专项|要求|规定|制度|条例|精神|部署|会议|任务|规划|政策|清单|年"
)
_CLAIM = pattern(
    f"{_NUMBER}(?:"
    f"[个项大]?(?:务实|有力|具体|创新|暖心|关键)?[“‘]?(?P<measure>{_MEASURES})(?![”’]?(?:{_NAMES}))[”’]?"
    f"|(?<=“.)[个项大]?(?P<word>[^\\W0-9A-Za-z_{_NUMERALS}]{{1,3}})”"
    f"|[个大]“(?P<marked_word>[^\\W0-9A-Za-z_{_NUMERALS}]{{1,3}})”)"
)
# Names that hold a number and are no count.
_KNOWN = frozenset("两会 两委 两新 两山 三农 三资 三公 三会 四史 四风 五社 六保 六稳".split())
_ANOTHER = pattern(f"[^\\W0-9A-Za-z_]?[、和]?[一{_NUMERALS}]")
_STEM = {"管齐下": "管"}  # 三管齐下: 管好规划, 管好秩序 …
_POINT = pattern(f"[一{_NUMERALS}]{{1,3}}[是要]")
_MOST_SENTENCES_BEFORE = 2
_FEWEST = 2


class _Claim(NamedTuple):
    """How many points a headline says that there are. ``certain``: by a word that is used for
    nothing else.
    """

    number: int
    word: str
    certain: bool
    span: Span


@rule("S011", Severity.ERROR)
def enumeration_count(context: CheckContext) -> Iterator[Finding]:
    """标题里的数目与正文列的条数不符。

    标题写“五强化”，正文只有“一是”到“四是”，或者反过来。数一数正文的条数：改标题的数目，或者补上漏掉
    的一条。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“三强化”改善村庄环境　一是强化宣传引导。二是强化日常巡查。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“三强化”改善村庄环境　一是强化宣传引导。二是强化日常巡查。三是强化督促整改。（白河镇）

    English: The headline gives a number of measures (三举措, “五强化”), and the text enumerates
    more or fewer. Correct the number, or add the point that is missing.
    """
    claims = [
        (owner, claim) for owner, title in _titles(context) if (claim := _claim(context, title))
    ]
    if not claims:
        return
    found = passages(context)
    for owner, claim in claims:
        counted = _count_points(context, owner, claim, found)
        if counted is not None:
            yield Finding(
                claim.span,
                _("“{claim}” says {said}, but {counted} points follow.").format(
                    claim=context.written(claim.span).replace("“", "").replace("”", ""),
                    said=claim.number,
                    counted=counted,
                ),
                _("Count again: correct the number, or add the point that is missing."),
            )


def _titles(context: CheckContext) -> Iterator[tuple[Document | Section | Item, Text]]:
    if context.document.title:
        yield context.document, context.document.title
    for item in context.items:
        if item.headline:
            yield item, item.headline
    for section in context.sections:
        if section.numbering:
            yield section, section.heading


def _claim(context: CheckContext, title: Text) -> _Claim | None:
    """The one claim of a title; none where it has several, or where its number belongs to a
    name.
    """
    text = context.written(title.span)
    found = list(_CLAIM.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    start, end = match.span()
    if (
        _ELSEWHERE.search(text[:start].rstrip("“"))
        or _ANOTHER.match(text[end:].lstrip("”")[:3])
        or _is_one_of_two(text, start, end)
    ):
        return None
    if "".join(re.findall(r"\w", match[0])) in _KNOWN:
        return None
    word = match["measure"] or match["word"] or match["marked_word"]
    end -= text[end - 1] == "”" and text.count("“", start, end) == 0
    return _Claim(
        number_in(match["number"]) or 0,
        _STEM.get(word, word),
        match["measure"] is not None,
        Span(title.span.start + start, title.span.start + end),
    )


def _is_one_of_two(text: str, start: int, end: int) -> bool:
    """Whether another number stands right next to the claim, or in its quotation: “三强化两提升”,
    “一核三抓”.
    """
    opened = max(text.rfind("“", 0, start), text.rfind("”", 0, start))
    closed = text.find("”", end - 1)
    if opened >= 0 and text[opened] == "“" and closed >= 0:
        inside = text[opened + 1 : start] + text[end:closed]
        return re.search(f"[一{_NUMERALS}0-9]", inside) is not None
    return (
        re.search(f"[一{_NUMERALS}][^\\W0-9A-Za-z_]?[、和]?\\Z", text[max(0, start - 3) : start])
        is not None
    )


class _Group(NamedTuple):
    """Points of one sort that follow each other, each by its first clause. ``ends``: they do not go
    on in the next text.
    """

    clauses: tuple[str, ...]
    points: tuple[EnumeratedPoint, ...] = ()  # of an enumeration
    ends: bool = True

    def may_be(self, number: int) -> bool:
        """Whether there are so many, or were, before one was left out: 一是, 二是, 四是."""
        return number == len(self.clauses) or (
            bool(self.points) and len(self.clauses) < number == self.points[-1].number
        )


def _count_points(
    context: CheckContext,
    owner: Document | Section | Item,
    claim: _Claim,
    found: Sequence[EnumeratedPassage],
) -> int | None:
    """How many points there are, where that is not what is claimed; ``None`` also where it cannot
    be reported.
    """
    enumerations = list(_enumerations(context, owner, found))
    groups = [*enumerations, *_leads(context, owner), *_headings(context, owner)]
    if any(
        group.may_be(claim.number) or not group.ends for group in groups
    ) or _counts_in_quotations(context, owner, claim):
        return None
    groups = [group for group in groups if len(group.clauses) >= _FEWEST]
    echoing = [
        group
        for group in groups
        if all(each.startswith(claim.word) or each.endswith(claim.word) for each in group.clauses)
    ]
    if len(echoing) == 1:
        return len(echoing[0].clauses)
    if (
        claim.certain
        and len(groups) == len(enumerations) == 1
        and _opens(context, owner, enumerations[0].points[0])
    ):
        return len(enumerations[0].clauses)
    return None


def _enumerations(
    context: CheckContext, owner: Document | Section | Item, found: Sequence[EnumeratedPassage]
) -> Iterator[_Group]:
    """The enumerations of a text."""
    here = range(len(found)) if isinstance(owner, Document) else _places(found, owner)
    for index in here:
        passage = found[index]
        following = (
            {point.number for point in found[index + 1].points[:1]}
            if index + 1 < len(found)
            else set()
        )
        for sign in "是要":
            points = [point for point in passage.points if point.sign == sign]
            for run in runs([point.number for point in points]):
                members = tuple(points[each] for each in run)
                if len(members) >= _FEWEST:
                    yield _Group(
                        tuple(clause(context, point) for point in members),
                        members,
                        len(members) + 1 not in following,
                    )


def _places(found: Sequence[EnumeratedPassage], owner: Section | Item) -> Sequence[int]:
    """The index of the passage that is the owner's own, if it has one."""
    index = bisect_left(
        found,
        owner.span.start,
        key=lambda passage: -1 if isinstance(passage.owner, Document) else passage.owner.span.start,
    )
    return [index] if index < len(found) and found[index].owner is owner else []


def _leads(context: CheckContext, owner: Document | Section | Item) -> Iterator[_Group]:
    """What stands in bold at the beginning of sentences."""
    if isinstance(owner, Item):
        bold = [
            node.span
            for each in owner.paragraphs
            for node in each.inlines
            if isinstance(node, Strong)
        ]
        leads = [
            span for span in bold if context.text[span.start - 1] not in "是要"
        ]  # 一是**强化宣传**。
        clauses = [context.written(span).strip("*。：，") for span in leads]
        yield _Group(tuple(each for each in clauses if not _POINT.match(each)))


def _headings(context: CheckContext, owner: Document | Section | Item) -> Iterator[_Group]:
    """Headings of one sort that follow each other."""
    if isinstance(owner, Item):
        return
    for several in [owner.children] if isinstance(owner, Section) else blocks(context):
        sections = [block for block in several if isinstance(block, Section) and block.numbering]
        for _marker, group in groupby(sections, key=lambda section: section.marker):
            yield _Group(tuple(section.heading.text for section in group))


def _counts_in_quotations(
    context: CheckContext, owner: Document | Section | Item, claim: _Claim
) -> bool:
    """Whether the text names as many in quotations: “四个关键点”, then “出发点”, “着力点”,
    “落脚点”, “支撑点”.
    """
    start = (
        owner.headline.span.end if isinstance(owner, Item) and owner.headline else owner.span.start
    )
    named = re.findall(f"“[^“”\n]{{1,8}}{claim.word[-1]}”", context.text[start : owner.span.end])
    return len(set(named)) == claim.number


def _opens(context: CheckContext, owner: Document | Section | Item, point: EnumeratedPoint) -> bool:
    """Whether an enumeration is what the text consists of: hardly anything stands before it."""
    title = (
        owner.headline
        if isinstance(owner, Item)
        else owner.heading
        if isinstance(owner, Section)
        else owner.title
    )
    start = title.span.end + 1 if title else owner.span.start
    return context.text.count("。", start, point.span.start) <= _MOST_SENTENCES_BEFORE
