"""W023: two words that both say about."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import Match, pattern
from bulletinc.text.source import Span

_NUMBER = r"[0-9一二两三四五六七八九十百千万亿.]{1,9}"
_UNIT = (
    "(?:[个名人位户家件处条次项辆台棵株亩元吨米年月天周岁份册场期批]|个?小时|个月|公里|平方米"
    "|分钟|万元|亿元|厘米)"
)
_TWICE = pattern(
    "(?P<first>[大约近将超不逾至最](?:(?<=大)约|(?<=将)近|(?<=超)过|(?<=不)[少低]于|(?<=至)少"
    "|(?<=最)[少多]|(?<=逾)|(?<=约)(?<![公契节合协条盟履如违特预要签订相失婉邀誓]约)"
    "|(?<=近)(?<![最附接靠邻将远亲新逼贴抵走拉]近)"
    f"(?!{_NUMBER}[余多]?(?:年|个?月|天|周|届|期))))"
    f"{_NUMBER}(?:(?P<more>[余多])(?={_UNIT})|{_UNIT}?(?P<about>左右|上下))"
)

_MORE = (
    pattern(f"(?P<first>[余多])(?<=[0-9十百千].)[万亿]?{_UNIT}(?P<second>左右|上下)"),
    pattern(
        "(?P<first>[近约])(?<![最附]近)(?P<second>[近约])(?=[0-9一二两三四五六七八九十百千万])"
    ),
    pattern(
        f"(?P<first>[至最不](?:(?<=不)[低少]于|(?<!不)少)){_NUMBER}[余多]?{_UNIT}(?P<second>以上)"
        f"|(?P<most>最多|至多|不超过){_NUMBER}{_UNIT}(?P<below>以[上下内])"
    ),
    pattern(
        "(?P<first>十几|几十|数十|几百|数百)(?P<second>[余多])(?=[个名人位户家件处条次项辆台])"
    ),
)
_SCREENS = (
    ("左右", "上下"),
    ("近约", "约近"),
    ("至少", "最少", "不低于", "不少于", "最多", "至多", "不超过"),
    ("十几", "几十", "数十", "几百", "数百"),
)


@rule("W023")
def doubled_approximation(context: CheckContext) -> Iterator[Finding]:
    """“约”“近”和“左右”“余”等重复使用。

    约、近、大约和左右、上下、余、多说的都是不精确，用了前面的，就不用后面的；超过、不少于和左右、余
    也不能同用，至少和以上、最多和以下也是。只留一个。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，约30名左右志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，约30名志愿者清理河道。

    English: Two words say that a number is not exact: 约30名左右, 近200余人. Keep one.
    """
    for match in found(_TWICE, context):
        name = "more" if match["more"] else "about"
        yield _finding(match, match["first"], name)
    for screen, sought in zip(_SCREENS, _MORE, strict=True):
        if not any(word in context.text for word in screen):
            continue
        for match in found(sought, context):
            if match["first"]:
                yield _finding(match, match["first"], "second")
            elif match.groupdict().get("most"):
                yield _finding(match, match["most"], "below")


def _finding(match: Match, first: str, name: str) -> Finding:
    return Finding(
        Span(*match.span()),
        _("“{first}” and “{second}” say the same: about.").format(first=first, second=match[name])
        if name in ("more", "about")
        else _("“{first}” and “{second}” do not go together.").format(
            first=first, second=match[name]
        ),
        _("Keep one of them."),
        Fix(_("Delete the second one."), (Edit(Span(*match.span(name)), ""),), safe=False),
    )
