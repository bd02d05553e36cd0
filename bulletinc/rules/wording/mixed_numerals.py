"""W021: figures and Chinese numerals mixed in one number."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.parser.numerals import number_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, places_of
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LENGTH = 4
_YEAR = pattern(
    rf"年(?<=[〇一二三四五六七八九0-9OoＯ○]{{{_LENGTH}}}年)"
    rf"(?<![〇一二三四五六七八九零○0-9OoＯ].{{{_LENGTH}}}年)(?!级)"
)
_PER_CENT = pattern("百分之([0-9]{1,3}(?:[.][0-9]{1,4})?)(?![0-9])")
_GROUPS = pattern("([0-9](?<![0-9.].)[0-9]?)([万千])([0-9])([千百])(?![0-9])")
_RANGE = pattern(
    "([二三四五六七八九十](?<![一二三四五六七八九十百千万〇初周期第—-].))至(?=[0-9]{1,2}[个名项家月日年户])"
)
_TENS = frozenset("二三四五六七八九十")
_PLAIN = {"千": 1000, "百": 100, "万": 10000}
_RIGHT = frozenset("〇一二三四五六七八九")
_HAN = str.maketrans("0123456789OoＯ○", "〇一二三四五六七八九〇〇〇〇")
_FIGURES = str.maketrans("〇一二三四五六七八九OoＯ○", "01234567890000")


@rule("W021")
def mixed_numerals(context: CheckContext) -> Iterator[Finding]:
    """一个数里，汉字数字和阿拉伯数字混用。

    用汉字数字写年份，零写作〇：二〇二六年；写成二0二六年、二O二六年、2〇26年，都是把两套数字混在一
    个数里（GB/T 15835—2011）。全用汉字，或者全用阿拉伯数字。百分之20、3万5千、1千5百、三至5个也是
    这样：写成20%、3.5万、1500、3至5个。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：二0二六年三月，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：二〇二六年三月，志愿者清理河道。

    English: A number mixes figures and Chinese numerals (二0二六). Write 二〇二六 or 2026 (GB/T
    15835-2011).
    """
    yield from _mixed_years(context)
    text = context.text
    if "百分之" in text:
        for match in found(_PER_CENT, context):
            yield _finding(Span(*match.span()), f"{match[1]}%")
    if any(
        text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
        for sign in "万千"
        for at in places_of(sign, text)
    ):
        for match in found(_GROUPS, context):
            high, low = _PLAIN[match[2]], _PLAIN[match[4]]
            if high == 10 * low:
                yield _finding(
                    Span(*match.span()),
                    f"{match[1]}.{match[3]}万"
                    if match[2] == "万"
                    else str(int(match[1]) * high + int(match[3]) * low),
                )
    if any(
        text[at + 1 : at + 2].isdecimal() and text[at - 1 : at] in _TENS
        for at in places_of("至", text)
    ):
        for match in found(_RANGE, context):
            yield _finding(Span(*match.span(1)), str(number_in(match[1])))


def _finding(span: Span, right: str) -> Finding:
    return Finding(
        span,
        _("Figures and Chinese numerals are mixed in one number."),
        _("Write “{right}”.").format(right=right),
        Fix(_("Write figures throughout."), (Edit(span, right),)),
    )


def _mixed_years(context: CheckContext) -> Iterator[Finding]:
    """二0二六年, 2〇26年."""
    for match in found(_YEAR, context):
        span = Span(match.start() - _LENGTH, match.start())
        year = context.written(span)
        if _RIGHT.isdisjoint(year) or _RIGHT.issuperset(year):
            continue
        han, figures = year.translate(_HAN), year.translate(_FIGURES)
        yield Finding(
            span,
            _("Figures and Chinese numerals are mixed in one number.")
            if any(digit.isascii() and digit.isdecimal() for digit in year)
            else _("The zero in this year is not 〇."),
            _("Write “{han}” or “{figures}”.").format(han=han, figures=figures),
            Fix(_("Write Chinese numerals throughout."), (Edit(span, han),)),
        )
