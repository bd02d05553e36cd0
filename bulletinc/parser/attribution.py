"""Whether the bracket that ends a text is its attribution (（柳荫街道）). Decided here and nowhere else.

Many a final bracket is not: （村） completes a word, （详见附件） points elsewhere, （占比57.4%） adds a figure, （专刊）
names a sort. An attribution names units or people: no figure, no stop, no word that points elsewhere; and it stands after
a finished sentence, after a tag, or alone. Where the stop before it is missing, only names that end like a unit's are
believed.
"""

from __future__ import annotations

import re

from bulletinc.parser.automaton import Token
from bulletinc.syntax import Text
from bulletinc.text.source import Span

_NO_NAME_HAS = frozenset("0123456789０１２３４５６７８９%％。！？；：:“”《》℃〔〕~～")
_POINTS_ELSEWHERE = tuple(
    "见 详见 含 如 附 注 占 共 其中 以下 以上 上 下 未完 完 待 即 包括 不含 略 续 转 签 盖章 此件 此页 节选 摘要".split()
    + "讨论稿 征求意见稿 送审稿 审议稿 草案 试行 暂行 专刊 增刊 特刊 一 二 三 四 五 六 七 八 九 十".split()
)
_PEOPLE = tuple("通讯员 记者 供稿 来源 文/ 摄影 整理 作者 撰稿".split())
_UNITS_END = tuple(
    "局 委 办 镇 乡 街道 室 办事处 政府 中心 院 联 会 队 部 站 公司 集团 学校 中学 小学 大学 银行 社区 村 园区 党校".split()
    + "本刊 本报 专班 厅 处 科 组 所 馆 社 台 校 厂 行 区 县 市".split()
)
_LONGEST_NAME = 24
_CREDIT = re.compile(r"[（(]\s*(?:供稿|来源|稿源|撰稿|作者|通讯员|记者)(?:单位)?\s*[:：]\s*")
_NAME = re.compile(r"[^、，,；;\s（()）。](?:[^、，,；;（()）。]*[^、，,；;\s（()）。])?")


def is_attribution(bracket: Token, before: str) -> bool:
    """Whether a final bracket is an attribution. ``before`` is the visible text before it on its line, without tags."""
    if _CREDIT.match(bracket.text):
        return True
    names = _NAME.findall(bracket.text)
    if (
        not names
        or names[0].startswith(_POINTS_ELSEWHERE)
        or not _NO_NAME_HAS.isdisjoint(bracket.text)
    ):
        return False
    if names[0].startswith(_PEOPLE) or names[-1].endswith("供稿"):
        return True
    before = before.rstrip()
    like_units = all(name.endswith(_UNITS_END) and len(name) > 1 for name in names)
    if not before or before[-1] in "。！？!?…":
        return like_units or all(1 < len(name) <= _LONGEST_NAME for name in names)
    return like_units and (before[-1] in "”》）)" or "。" in before)


def sources(bracket: Token) -> tuple[Text, ...]:
    """The names in an attribution."""
    credit = _CREDIT.match(bracket.text)
    found = []
    for name in _NAME.finditer(bracket.text, credit.end() if credit else 0):
        text = name[0].removesuffix("供稿") or name[0]
        found.append(
            Text(Span(bracket.start + name.start(), bracket.start + name.start() + len(text)), text)
        )
    return tuple(found)
