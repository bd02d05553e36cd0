"""Lines that the parser could as well have read as something else.

A line is unsure where the best reading of the whole draft that gives it another role costs hardly
more, or where it opens as one part of a bulletin does and was still read as running text. What is
typed in canonical form is sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _, language
from bulletinc.parser import read_roles
from bulletinc.parser.doubts import doubts
from bulletinc.parser.lines import Line
from bulletinc.parser.weights import role_name
from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

Family: TypeAlias = Literal["headline", "label", "number", "part"]

# The other reading counts as near when the whole would cost less than this more with it. Pairs that
# are not here differ in nothing that an editor could type otherwise.
_NEAR: dict[tuple[str, str], tuple[Family, float]] = {
    ("headline", "text"): ("headline", 0.6),  # 在急难险重中锻造“码头铁军”, among short lines
    ("headline", "section"): ("headline", 0.6),  # 基层动态
    ("headline", "issuer"): ("headline", 0.6),  # 暴雨将影响我区, below the name
    ("headline", "colophon"): ("headline", 0.4),  # 编　辑：王某某　责　编：李某某
    ("headline", "figure-caption"): ("headline", 0.2),  # below a picture
    ("headline-more", "byline"): ("headline", 0.4),  # 石桥镇党政办公室, below a headline
    ("section", "headline"): ("headline", 0.6),
    ("issuer", "headline"): ("headline", 0.4),
    ("text", "headline"): ("headline", 0.6),
    ("text", "headline-more"): ("headline", 0.4),
    ("text", "issuer"): ("headline", 0.4),
    ("text", "run-in"): ("headline", 0.6),
    ("run-in", "text"): ("headline", 0.6),
    ("called", "text"): ("label", 0.4),  # 温馨提示：梅雨将至，…
    ("called", "glossary-entry"): ("label", 0.4),
    ("text", "called"): ("label", 0.6),
    ("heading", "text"): ("number", 0.5),  # 3.夜间施工噪声扰民，市城管局已查处。
    ("text", "heading"): ("number", 0.2),
    ("text", "heading+text"): ("number", 0.2),  # 四、加强预报工作。超过警戒时，…
    ("above", "text"): ("part", 0.4),
    ("text", "annex-label"): ("part", 0.4),  # 附件2：, inside a text
    ("text", "instruction-heading"): ("part", 0.6),  # 区领导批示
    ("text", "colophon"): ("part", 0.6),  # 填报人：王某某　电话：…
    ("text", "entry"): ("part", 0.4),
    ("text", "table-caption"): ("part", 0.3),
    ("text", "addressee"): ("part", 0.8),
    ("entry", "headline-more"): ("part", 0.5),
    ("entry", "colophon"): ("part", 0.3),
    ("entry", "colophon-more"): ("part", 0.3),
    ("table-caption", "annex-title"): ("part", 0.4),  # 招生计划表
    ("table-caption", "entry"): ("part", 0.7),
}

_UNIT = pattern(r"(?:[县区市镇乡村旗州]|街道|社区|局|委|办|院|校|会|中心|公司|[^\W\d]站)\Z")
_DAY = pattern(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[至—-](?:\d{1,2}月)?\d{1,2}日)?\Z")
_COLUMNS = pattern(r"\S(?:[ \t]{2,}|\t)\S.*\S(?:[ \t]{2,}|\t)\S")
_GAP = pattern(r"\u3000|[ \t]{2,}")
_STOP = pattern("[。！？；…]")
_BOLD_HEAD = pattern(r"\*\*[^*]{4,50}[。：:]\*\*\s*\S[^\n]*[）)]\Z")
_NOTE = pattern(r"[〔\[【]?\s?编\s?者\s?按")
_SOURCE = pattern(r"[。”](?:[（(])(?!.{0,3}[图表完略见])[^（()）。，；：、\d]{2,16}[）)]\Z")
_BRIEF = pattern(r"[^\W\d]{2,8}[：:]\s?[^\s“”]")
_TO = pattern(r"各[^。；]{2,200}[：:]\Z")
_ANNEXED_TABLE = pattern(r"附表\s*[：:]")
_PICTURE = pattern(r"[\[［（(【].{0,6}图.{0,60}[\]］）)】]\Z")
# Forms of the grammar that open a part, and the role that they stand for.
_FORMS = {
    "editor_note": "note",
    "instruction": "instruction-heading",
    "table_note": "table-note",
    "annex": "annex-label",
}
# Roles below which an item begins, and no byline stands.
_OPEN_ITEMS = frozenset(("name", "mark", "issuer", "section"))
_LONGEST_HEADING = 40
_LONGEST_SCRAP = 40
_SHORTEST_HEADLINE = 5
_NO_SCRAP = ("：", ":", "—", "）", ")", "，", "、")  # what follows belongs to it


class Unsure(NamedTuple):
    """A line that was read as ``taken`` and could be ``other``, roles of the parser both."""

    span: Span
    taken: str
    other: str
    family: Family


@lru_cache(maxsize=1)
def unsure(context: CheckContext) -> tuple[Unsure, ...]:
    """The unsure lines of a draft, in order."""
    return tuple(_unsure(context))


def is_unsure(context: CheckContext, at: int, *others: str) -> bool:
    """Whether a place is in an unsure line, which could be one of ``others``; they may be left out.

    What such a line is, other rules need not judge.
    """
    lines = unsure(context)
    index = bisect_right(lines, at, key=lambda line: line.span.start) - 1
    line = lines[index] if index >= 0 else None
    return line is not None and at < line.span.end and (not others or line.other in others)


def _unsure(context: CheckContext) -> Iterator[Unsure]:
    reading = read_roles(context.source)
    near = {doubt.span: doubt for doubt in doubts(context.source)}
    roles = ["start", *reading.roles, "end"]
    for line, (before, role, after) in zip(
        reading.survey.lines, zip(roles, roles[1:], roles[2:], strict=False), strict=False
    ):
        doubt = near.get(line.span)
        if doubt and (doubt.taken, doubt.other) in _NEAR:
            family, limit = _NEAR[doubt.taken, doubt.other]
            plain = _is_plain(context, line, doubt.taken, doubt.other, (before, after))
            if doubt.margin < limit and not plain:
                yield Unsure(line.span, doubt.taken, doubt.other, family)
                continue
        found = (
            _opened(context, line)
            if role == "text"
            else _looks(context, line, role, (before, after))
        )
        if not found and role == "text" and before == "called":
            found = _goes_on_as_brief(context, line)
        if found:
            yield Unsure(line.span, role, found[1], found[0])


def _is_plain(
    context: CheckContext, line: Line, taken: str, other: str, beside: tuple[str, str]
) -> bool:
    """Whether the way in which it is typed leaves no doubt, or another rule reports it.

    ``beside``: the roles of the lines above and below.
    """
    typed = context.written(line.span)
    if (taken, other) == ("run-in", "text"):
        return _looks(context, line, taken, beside) is None
    if (taken, other) == ("issuer", "headline"):  # between the issue number and the date
        return beside == ("mark", "mark")
    if "called" in (taken, other):
        return _UNIT.search(typed.partition("：")[0].partition(":")[0].strip("*")) is not None
    return False


def _opened(context: CheckContext, line: Line) -> tuple[Family, str] | None:
    """The family and the role that the opening of a line of text stands for."""
    typed = context.written(line.span)
    if line.form in _FORMS:
        return "part", _FORMS[line.form]
    if line.form == "heading" and typed[0] not in "0123456789①②③④⑤⑥⑦⑧⑨":
        short = len(typed) <= _LONGEST_HEADING and not _STOP.search(typed)
        chinese = any(sign in "一二三四五六七八九十" for sign in typed[:3])
        return ("number", "heading") if short and chinese else None  # （一）经济账：花费2.7万元
    if _BOLD_HEAD.match(typed) and line.span.start in _without_headline(context):
        # **区总工会召开全委会。**5月20日，…（区总工会）
        return "headline", "run-in"
    if _TO.match(typed):  # 各银行机构，分局各科：
        return "part", "addressee"
    if _ANNEXED_TABLE.match(typed):  # 附表：8月4日—10日停电计划
        return "part", "table-caption"
    if _PICTURE.match(typed):  # [此处图片缺：用电.jpg]
        return "part", "figure"
    if _SOURCE.search(typed) and line.span.end not in _attributed(context):
        # …配1名专职教师。（区残联　王某）
        return "part", "closing"
    scrap = len(typed) <= _LONGEST_SCRAP and not _STOP.search(typed)
    if scrap and line.form != "heading" and not typed.endswith(_NO_SCRAP):
        return "headline", "headline"  # 执法：开展渣土车夜查“利剑”行动
    return None


@lru_cache(maxsize=1)
def _attributed(context: CheckContext) -> frozenset[int]:
    """Where attributions end."""
    return frozenset(item.attribution.span.end for item in context.items if item.attribution)


@lru_cache(maxsize=1)
def _without_headline(context: CheckContext) -> frozenset[int]:
    """Where items begin that have neither headline nor label."""
    return frozenset(
        item.span.start for item in context.items if not item.headline and not item.label
    )


def _looks(
    context: CheckContext, line: Line, role: str, beside: tuple[str, str]
) -> tuple[Family, str] | None:
    """The same for a line that was read as a headline, between lines of two other roles."""
    before, after = beside
    typed = context.written(line.span)
    if role == "run-in":
        if _NOTE.match(typed):  # 〔编者按〕今年是…
            return "part", "note"
        if _COLUMNS.search(typed) and not _STOP.search(typed):  # 清溪线    8月5日    清溪路
            return "part", "table-row"
        head = _GAP.split(typed.lstrip("*# "), maxsplit=1)[0]
        if _DAY.match(head) or len(head) < _SHORTEST_HEADLINE:  # 1月11日　《清溪年鉴》首发
            return "headline", "text"
    plain = role == "headline" and not line.hashes and line.form == "paragraph"
    if plain and len(squeeze(typed)) < _SHORTEST_HEADLINE:  # 史海钩沉 / 一张领米证; 沙　白
        if after == "headline":
            return "headline", "section"
        return None if before in _OPEN_ITEMS else ("headline", "byline")
    return None


def _goes_on_as_brief(context: CheckContext, line: Line) -> tuple[Family, str] | None:
    """高桥区：… was read as a brief, 云台区： 组织… below it was not."""
    return ("label", "called") if _BRIEF.match(context.written(line.span)) else None


def findings(context: CheckContext, family: Family) -> Iterator[Finding]:
    """A finding for each unsure line of a family."""
    for line in unsure(context):
        if line.family == family:
            yield Finding(
                line.span,
                _("This line was read as “{taken}”; it could also be “{other}”.").format(
                    taken=role_name(line.taken), other=role_name(line.other)
                ),
                _how(line.other),
            )


def _how(role: str) -> str:
    """How a role is typed so that it is not doubted."""
    return _ways(language()).get(role) or _(
        "For running text: end it with a stop, and leave no gaps in it."
    )


@cache
def _ways(_language: str) -> dict[str, str]:
    """How each role is typed, in a language."""
    ways = {
        "addressee": _("For an addressee: put it directly below the title, before all text."),
        "annex-label": _("For an annex: write 附件 and its number alone on a line, such as 附件1."),
        "annex-title": _("For the title of an annex: put it directly below 附件1."),
        "byline": _("For a byline: put it below the headline, a wide space before the name."),
        "called": _("For a brief: write its label in brackets, such as 【文明实践】."),
        "closing": _("For a source: put it in brackets, alone on the line below."),
        "colophon": _("For the colophon: move it to the end, to the lines such as 编辑：."),
        "entry": _("For a list: write “· ” before each entry."),
        "figure": _("For a picture: write 【插图：图片/1.png】, alone on a line."),
        "figure-caption": _("For a caption: begin it with 图1 or 图为, below the picture."),
        "glossary-entry": _("For a glossary: write 名词解释 above, and the term in 【】."),
        "heading": _("For a heading: put it on a line of its own, without a stop at its end."),
        "heading+text": _("For a heading: close it by 。 and type all its siblings alike."),
        "headline": _("For a headline: put it on a line of its own, blank lines around it."),
        "instruction-heading": _("For an instruction: write 领导批示： alone, above the title."),
        "issuer": _("For the issuer: put it between the issue number and the date."),
        "note": _("For an editor's note: begin it with 编者按：, above the title or sections."),
        "run-in": _("For a headline: put one full-width space between it and its text."),
        "section": _("For a section: write its name in 【】, alone on a line."),
        "table-caption": _("For a table: write 表1 before its title, and its rows with |."),
        "table-note": _("For a note: put it directly below the table, without a blank line."),
        "table-row": _("For a table: write | before, between and after the cells."),
    }
    ways["colophon-more"], ways["headline-more"] = ways["colophon"], ways["headline"]
    return ways
