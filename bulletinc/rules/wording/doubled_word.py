"""W009: a word typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, found, places_of
from bulletinc.text.characters import is_han
from bulletinc.text.lexicon import borders, tagged
from bulletinc.text.patterns import Match, pattern
from bulletinc.text.source import Span

_TWICE = pattern(r"(..)\1")
_PARTICLE = pattern(
    "的(?<![目有打是标]的)的(?![确哥士])|了(?<![为除甚目不明]了)了(?![解却结然事断不])"
)
_SMALL = tuple(character * 2 for character in "在和是要被与及将从向由于并也已使以其就都")
_AROUND = 6
_MOST = 200  # places that are asked of the lexicon
# What people do twice on purpose: 商量商量.
_ON_PURPOSE = frozenset(
    "商量 意思 代表 研究 讨论 学习 考虑 交流 了解 检查 打扫 收拾 整理 休息 活动 分析 总结 锻炼 "
    "体验 宣传 介绍 帮助 照顾 准备 清理 参观 比较 熟悉 合计 琢磨 掂量 摸索 指导 教育".split()
)
# 研究研究, 一个一个 and 服务服务对象 are right, so the words that cannot stand twice are named. The
# first cannot anywhere: no word that could follow them begins like them. The second can where they
# begin the next word, and so not before a sign.
_NOWHERE = frozenset(
    "以及 通过 对于 关于 根据 按照 为了 同时 其中 因此 但是 并且 而且 或者 已经 正在 目前 近日 "
    "我们 他们 进行 开展 召开 举办 加强 推进 推动 完善 确保 坚持 深入 积极 切实 不断 持续 全面 "
    "认真 严格 及时 相关 有关 各类".split()
)
_AT_END = frozenset(
    "建设 工作 情况 问题 会议 行动 任务 项目 工程 措施 机制 制度 体系 水平 能力 干部 群众 "
    "社区 街道 单位 部门 政府 企业 环境 城市 文明 安全 生产 管理 服务 治理 发展 创建 整治 "
    "提升 落实 实施 监督 保障 改革 创新 培训 教育 "
    "宣传 执法 居民 村民 成果 成效 经验 作用 条件 基础 重点".split()
)
# … and before these, which begin no compound with them: 街道街道完成, but 社区社区服务中心.
_PREDICATES = tuple(
    "完成 开展 组织 召开 举办 举行 印发 启动 联合 邀请 通过 积极 认真 及时 已经 全部 正在".split()
)
_COMPOUNDS = frozenset("再率会器地")  # 通过通过率, 推进推进会; 坚持坚持再坚持
_SIGNS = frozenset("，。、；：！？,;:”）)\n")


@rule("W009")
def doubled_word(context: CheckContext) -> Iterator[Finding]:
    """词语重复。

    同一个词连写了两遍，多是改稿或者转换文件时留下的。删去一遍。“研究研究”“一个一个”“服务服务对象”这
    样本来就重叠的不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，推进河道建设建设，200人参加。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，推进河道建设，200人参加。

    English: A word is typed twice in a row. Take one out.
    """
    for match in (*found(_TWICE, context), *found(_PARTICLE, context)):
        again = Span((match.start() + match.end()) // 2, match.end())
        word, after = context.written(again), context.text[match.end() : match.end() + 1]
        if (
            len(word) == 1
            or (word in _NOWHERE and after not in _COMPOUNDS)
            or (word in _AT_END and _ends(context.text, match.end()))
            or _is_noun_or_counted(context.text, match)
        ):
            yield _finding(word, Span(*match.span()))
    for doubled in _SMALL:
        for at in islice(places_of(doubled, context.text), _MOST):
            if _are_apart(context.text, at) and at not in foreign_places(context):
                yield _finding(doubled[0], Span(at, at + 2))


def _finding(word: str, span: Span) -> Finding:
    again = Span(span.start + len(word), span.end)
    return Finding(
        span,
        _("“{word}” is written twice.").format(word=word),
        _("Delete one of them."),
        Fix(_("Delete the second one."), (Edit(again, ""),), safe=False),
    )


def _is_noun_or_counted(text: str, match: Match) -> bool:
    """Whether a noun is doubled (商户商户), or a verb before a number (取消取消26项)."""
    word, after = match[1], text[match.end() : match.end() + 1]
    if len(set(word)) < 2 or word in _ON_PURPOSE or not all(map(is_han, word)):
        return False
    if not (after.isdecimal() or after in _SIGNS or text.startswith(_PREDICATES, match.end())):
        return False
    kinds = [tag for _word, tag in tagged(word)]
    return kinds == ["n"] or (after.isdecimal() and kinds in (["v"], ["vn"]))


def _are_apart(text: str, at: int) -> bool:
    """Whether both of two characters stand alone, by the lexicon: 在|在|镇, but 和|和平."""
    start = max(0, at - _AROUND)
    near = text[start : at + 2 + _AROUND]
    return {at - start, at - start + 1, at - start + 2} <= borders(near)


def _ends(text: str, at: int) -> bool:
    """Whether a phrase ends there: before a sign, or before what says something of it."""
    return not text[at : at + 1] or text[at] in _SIGNS or text.startswith(_PREDICATES, at)
