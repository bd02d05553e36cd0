"""W026: 的, 地 or 得 where another of them belongs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.lexicon import tagged
from bulletinc.text.source import Span

_ADVERBS = frozenset(
    "有序 不断 切实 积极 认真 深入 扎实 全面 及时 一步 逐步 逐渐 大力 努力 主动 严格 充分 有力 "
    "有效 稳步 持续 广泛 深刻 坚决 牢固 着力 精心 圆满 顺利 妥善 逐个 逐一 热情 耐心 仔细 准确 "
    "迅速 高效 极大 明显 显著 反复 再三".split()
)
# What is done with its end in it (抓好), or has been done (了): no noun, so an adverb precedes it.
_DONE = (
    *"抓好 做好 办好 搞好 管好 用好 建好 解决好 处理好 完成好 安排好 组织好 抓实 做实 落实到 "
    "夯实 压实 抓紧 走进 走到 走向 走出".split(),
    *(
        f"{verb}了"
        for verb in (
            "推动 推进 促进 提高 提升 改善 增强 解决 完成 加强 维护 保障 开展 加快 激发 调动 遏制 "
            "掌握 介绍 讲解 回答 传达 部署 回顾 总结 打击 缓解 扩大 减轻 宣传 展示 "
            "清理 整治 压实 落实"
        ).split()
    ),
)
_MOODS = frozenset(
    "高兴 激动 自豪 感慨 深情 动情 欣慰 兴奋 骄傲 严肃 诚恳 坚定 欣喜 感激 无奈 愧疚 认真 耐心 "
    "热情".split()
)
_SAID = tuple(
    word + sign
    for word in "说 表示 介绍 介绍说 回答 回答说 告诉记者 对记者说".split()
    for sign in "，："
)
_ACTS = frozenset("做抓干办说讲写管学跑搞建修睡吃过玩走来")
_LONGER_ACTS = frozenset("完成 开展 落实 推进 执行 整改 处理 解决 掌握 表现 发展".split())
_NO_ACT = frozenset("所要能来是由")  # 所做的好
_RESULTS = frozenset("好实细严快慢多少早晚远稳准")
_SIGNS = frozenset("，。；！")
_HOW = (
    *(
        degree + result
        for degree in "很 非常 十分 比较 更 更加 越来越 特别 相当".split()
        for result in "好快实细严稳顺"
    ),
    *"很不错 很到位 很扎实 很顺利 很出色 很彻底 更到位 更扎实 有声有色 井井有条".split(),
)
# A verb of one character whose 得 is typed 的, before these; and what it ends when it is none.
_VERBS = {
    "变": (
        tuple("更 越来越 十分 非常 整洁 干净 宽敞 明亮 顺畅".split()),
        frozenset("改转质嬗突应"),
    ),
    "值": (tuple("注意 关注 肯定 学习 推广 借鉴 思考".split()), frozenset("价数产均比总市峰")),
    "取": (
        tuple("了明显 了显著 了良好 了积极 了较好 了阶段 了初步 了新 了好 了很 了一定".split()),
        frozenset("选采获争听夺录"),
    ),
}
_QUALITIES = frozenset(
    "美丽 重要 良好 优美 整洁 宽敞 崭新 巨大 突出 幸福 美好 和谐 浓厚 坚实 宝贵 广大 优秀 "
    "先进".split()
)
_THINGS = tuple(
    "环境 家园 作用 城市 成绩 成效 意义 贡献 道路 群众 干部 生活 氛围 基础 条件 精神 力量 乡村 "
    "经验 支撑 保障 居民 党员 基层 市民 职工 村民 创建氛围".split()
)
_CLAUSE = 24
_PLAIN = (
    *_HOW,
    *"很漂亮 清楚 明白 漂亮 整洁 干净 清澈 透彻 精彩 出色 扎实 仔细 宽敞 明亮 平整".split(),
)
_SPOKEN = frozenset("办做说讲写变搞管学跑")
_PLACES = frozenset("举承主协产")  # 承办地
# 忙的团团转, 洗的干干净净: nothing but how.
_EXTENTS = tuple(
    "顾不上 团团转 不可开交 合不拢嘴 喘不过气 说不出话 睡不着 热泪盈眶 干干净净 整整齐齐 "
    "漂漂亮亮 清清楚楚 明明白白 红红火火 平平整整 严严实实 井井有条".split()
)
_REACHED = tuple(
    f"到{word}" for word in "彻底 有效 及时 妥善 根本 圆满 充分 全面 进一步 明显".split()
)
_REACHED_WHAT = tuple("解决 改善 提升 缓解 落实 处理 治理 发挥 保障 控制 满足".split())
_OBJECTS = tuple("各项 各类 全区 全县 全市 全镇 我区 我县 我市 本区 一批 一系列".split())
_GAINED = frozenset("获得 得到 受到 成为 变成 迎来 赢得 取得 出现 发生".split())


@rule("W026")
def wrong_particle(context: CheckContext) -> Iterator[Finding]:
    """“的”“地”“得”用错。

    修饰动作的用“地”（积极地推动了），补充说明动作怎么样的用“得”（抓得实），修饰名词的用“的”（美丽
    的家园）。只查语法上一定错的，两可的（“积极的推动作用”“不断的努力”）不查。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者积极的推动了河道清理，工作抓的实。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者积极地推动了河道清理，工作抓得实。

    English: 的, 地 or 得 stands where the grammar surely wants another of them: 地 before what is
    done, 得 after it and before how, 的 before a noun.
    """
    text = context.text
    found = [(at, right) for at in places_of("的", text) if (right := _instead_of_de(text, at))]
    found += [
        (at, "的")
        for at in places_of("地", text)
        if text[max(0, at - 2) : at] in _QUALITIES and text.startswith(_THINGS, at + 1)
    ]
    found += [
        (at, "得")
        for at in places_of("地", text)
        if text[at - 1 : at] in _SPOKEN
        and text[max(0, at - 2) : at - 1] not in _PLACES
        and text.startswith(_PLAIN, at + 1)
    ]
    found += [
        (at, right)
        for at in places_of("得", text)
        if (right := _instead_of_get(text[max(0, at - 2) : at], text, at))
    ]
    for at, right in found:
        if at in foreign_places(context):
            continue
        yield Finding(
            Span(at, at + 1),
            _("Here “{right}” is right, not “{wrong}”.").format(right=right, wrong=text[at]),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the right particle."), (Edit(Span(at, at + 1), right),), safe=False),
        )


def _instead_of_get(before: str, text: str, at: int) -> str:
    """What belongs there instead of 得: 的 in 广大得居民, 地 in 迅速得完成了."""
    if before in _QUALITIES and text.startswith(_THINGS, at + 1):
        return "的"
    return "地" if before in _ADVERBS and text.startswith(_DONE, at + 1) else ""


def _instead_of_de(text: str, at: int) -> str:
    """What belongs there instead of 的; empty where nothing surely does."""
    before = text[max(0, at - 2) : at]
    if len(before) < 2 or before[0] in "的\n":
        return ""
    if (before in _ADVERBS or before[0] == before[1]) and _is_done(text, at + 1):
        return "地"
    if before in _MOODS and text.startswith(_SAID, at + 1):
        return "地"
    return "得" if _is_how(before, text, at + 1) else ""


def _is_done(text: str, at: int) -> bool:
    """Whether something is done there, and named by no noun: 抓好, 推动了, 推进各项."""
    if text.startswith(_DONE, at):
        return True
    act = text[at : at + 2]
    if act in _GAINED or not act.isalpha():
        return False
    if text.startswith(_OBJECTS, at + 2):
        clause = text[at : at + _CLAUSE].partition("，")[0].partition("。")[0]
        return _is_verb(act) and "的" not in clause
    return text[at + 2 : at + 3] == "了" and _is_verb(act)


def _is_verb(word: str) -> bool:
    return [tag[:1] for _word, tag in tagged(word)] == ["v"]


def _is_how(before: str, text: str, at: int) -> bool:
    """Whether what follows says how something is done: 做的很好, 抓的实。"""
    act = before in _LONGER_ACTS or (before[1] in _ACTS and before[0] not in _NO_ACT)
    if (act and text.startswith(_HOW, at)) or text.startswith(_EXTENTS, at):
        return True
    if act and before[1] in _ACTS and text[at : at + 1] in _RESULTS:
        return text[at + 1 : at + 2] in _SIGNS
    if text.startswith(_REACHED, at):
        return any(word in text[at + 3 : at + 6] for word in _REACHED_WHAT)
    words, no_verb = _VERBS.get(before[1], ((), frozenset()))
    return bool(words) and before[0] not in no_verb and text.startswith(words, at)
