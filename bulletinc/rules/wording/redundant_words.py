"""W037: words that say the same twice, or deny themselves."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

# What is written, and what says it once; the longer ones first.
_TWICE = dict(
    pair.split("=")
    for pair in (
        "胜利凯旋归来=凯旋 胜利凯旋=凯旋 凯旋归来=凯旋 凯旋而归=凯旋 切忌不要=切忌 目前当前=目前 "
        "当前目前=当前 首次第一次=首次 第一次首次=首次 破天荒第一次=破天荒 亲眼目睹看到=亲眼看到 "
        "无疑肯定=无疑 过半数以上=过半数 全部都统统=全部 统统全部=全部 出乎意料之外=出乎意料 "
        "更加变本加厉=变本加厉 互相彼此=彼此 各自分别=分别 一致公认=公认 十分酷爱=酷爱 "
        "非常酷爱=酷爱 被应邀=应邀 "
        "莘莘学子们=莘莘学子 众多莘莘学子=莘莘学子 提前预支=预支 截至目前为止=截至目前 "
        "付诸于=付诸 诉诸于=诉诸 见诸于=见诸 报刊杂志=报刊 原因是由于=原因是"
    ).split()
)
_PREVENTING = ("防止", "避免", "杜绝", "防范", "切忌")
_REACH = 14


@rule("W037")
def redundant_words(context: CheckContext) -> Iterator[Finding]:
    """词语重复赘余，或者意思正好相反。

    “凯旋”就是胜利归来，“切忌”就是千万不要，“付诸”里已经有“于”，不必再说一遍。“防止……不再发
    生”是要它再发生，应当说“防止……再次发生”。只查一定重复的。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者切忌不要下河，防止事故不再发生。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者切忌下河，防止事故再次发生。

    English: Words say the same twice (胜利凯旋), or say the contrary of what is meant
    (防止…不再发生). Write it once.
    """
    text = context.text
    found: dict[int, tuple[int, str]] = {}
    for twice, once in _TWICE.items():
        for at in places_of(twice, text):
            found.setdefault(at, (at + len(twice), once))
    for at in places_of("不再", text):
        before = text[max(0, at - _REACH) : at]
        start = max(before.rfind(word) for word in _PREVENTING)
        if start >= 0 and not any(sign in before[start:] for sign in "，。；：、！？\n"):
            found[max(0, at - _REACH) + start] = (at + 2, "")
    last = 0
    for at, (end, once) in sorted(found.items()):
        if at in foreign_places(context) or at < last:
            continue
        last, span = end, Span(at, end)
        if not once:
            yield Finding(
                span,
                _("“{first}” and “不再” deny each other, which says the contrary.").format(
                    first=text[at : at + 2]
                ),
                _("Delete “不”, or write 再次."),
            )
            continue
        yield Finding(
            span,
            _("“{wrong}” says the same twice.").format(wrong=text[at:end]),
            _("Write “{right}”.").format(right=once),
            Fix(_("Say it once."), (Edit(span, once),), safe=False),
        )
