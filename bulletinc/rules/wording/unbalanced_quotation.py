"""W004: a quotation mark without its partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, halves_in_two_items, in_a_row
from bulletinc.rules.quotation import OPENING, STRAIGHT, Mark, quotations
from bulletinc.text.source import Span

_PARTNERS = dict(zip("“”‘’", "”“’‘", strict=True))
_LONG = 30


@rule("W004", Severity.ERROR)
def unbalanced_quotation(context: CheckContext) -> Iterator[Finding]:
    """引号只有一半，或者方向反了。

    引号成对使用，前引号“在前，后引号”在后。缺了一半或者方向反了，读的人分不清引的是哪几个字。补上另
    一半，或者把反了的改正。引文分成几段的，每段开头都用前引号，只在最后一段末尾用后引号，不算缺。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展“清洁河道“志愿服务。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展“清洁河道”志愿服务。

    English: A quotation mark has no partner, or is turned the wrong way round. Put in the other
    one, or turn it.
    """
    text = context.text
    lonely = [mark for mark in quotations(text).lonely if text[mark.at] not in STRAIGHT]
    apart = halves_in_two_items(context, quotations(text).spans)
    if not lonely and not apart:
        return
    foreign = foreign_places(context)
    groups = list(_groups(text, [mark for mark in lonely if mark.at not in foreign]))
    hint = _("Write the other quotation mark, or delete this one.")
    single = [group[0].at for group in groups if len(group) == 1]
    single += [at for at in apart if at not in foreign and text[at] not in STRAIGHT]
    for start, end in in_a_row(text, sorted(single)):
        sign = text[start]
        yield Finding(
            Span(start, end),
            _("The quotation mark {sign} has no {partner}.").format(
                sign=sign, partner=_PARTNERS[sign]
            ),
            hint,
        )
    for group in groups:
        if len(group) == 1:
            continue
        turned = [
            mark.at
            for mark, opens in zip(group, (True, False), strict=True)
            if (text[mark.at] in OPENING) is not opens
        ]
        yield Finding(
            Span(turned[0], turned[-1] + 1),
            _("The quotation mark is the wrong way round."),
            _("Write {first} before and {last} after.").format(
                first=_opening(text[group[0].at]), last=_PARTNERS[_opening(text[group[0].at])]
            ),
            Fix(
                _("Turn the quotation mark round."),
                tuple(Edit(Span(at, at + 1), _PARTNERS[text[at]]) for at in turned),
                safe=False,
            ),
        )


def _groups(text: str, lonely: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Lonely marks, two together where they stand like a quotation with a mark turned round."""
    waiting: Mark | None = None
    for mark in lonely:
        if waiting is None:
            waiting = mark
        elif _is_quotation(text, waiting, mark):
            yield waiting, mark
            waiting = None
        else:
            yield (waiting,)
            waiting = mark
    if waiting is not None:
        yield (waiting,)


def _is_quotation(text: str, first: Mark, last: Mark) -> bool:
    return (
        first.paragraph == last.paragraph
        and 1 < last.at - first.at <= _LONG
        and _opening(text[first.at]) == _opening(text[last.at])
        and "。" not in text[first.at : last.at - 1]
    )


def _opening(sign: str) -> str:
    return sign if sign in OPENING else _PARTNERS[sign]
