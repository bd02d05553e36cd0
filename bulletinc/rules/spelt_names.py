"""Names as a draft spells them: villages, offices and projects by the word that they end with,
titles and quotations whole, people by their posts. And which of them is a slip for which.

A name by its ending is looked at through windows, for where it begins is not known: the two, three
and four characters before the ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import places_of
from bulletinc.text.characters import is_han
from bulletinc.text.lexicon import tagged
from bulletinc.text.likeness_of_characters import is_easily_mistaken
from bulletinc.text.source import Span

_ENDINGS = tuple(
    "村 镇 乡 街道 社区 小区 局 委 公司 项目 工程 中心 学校 小学 中学 医院 公园 广场 大道 路 街 巷 "
    "河 水库 园区 合作社 集团 大队 支队 派出所".split()
)
_STEMS = (2, 3, 4)
_POSTS = tuple(
    "书记 区长 县长 市长 镇长 乡长 局长 主任 部长 主席 院长 校长 所长 站长 队长 会长 经理 "
    "董事长 常委 委员".split()
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "易常武乔贺赖龚文温庞樊兰殷施陶洪翟安颜倪严牛季俞章鲁葛韦申尤毕聂丛焦向柳邢骆岳齐梅莫庄辛管祝"
)
_OFTEN = 3
_MOST = 500  # names of one sort that are compared
_NAMES = ("nr", "ns", "nt", "nz")


class SpeltName(NamedTuple):
    """A name that is written rarely, and the one that it seems to be, which is written often:
    ``times``, the ``first`` time there. Or the one that the office has ``listed``.
    """

    span: Span
    often: str
    times: int = 0
    first: int = 0
    listed: str = ""


def slips(context: CheckContext) -> list[SpeltName]:
    """Names that differ by one character from one that the draft writes often; of several at one
    place, the longest.
    """
    found: list[SpeltName] = []
    for slip in sorted(_slips(context), key=lambda each: (each.span.start, -each.span.end)):
        if not found or slip.span.start >= found[-1].span.end:
            found.append(slip)
    return found


def _slips(context: CheckContext) -> Iterator[SpeltName]:
    text = context.text
    names, former = _listed(context)
    known = _windows_of(names) | _windows_of(former)
    yield from _windowed(text, known)
    yield from _unlike_listed(text, names, known)
    for opening, closing in ("《》", "“”"):
        if text.count(opening) > _OFTEN:
            yield from _whole(_enclosed(text, opening, closing))
    yield from _people(text, frozenset(each.name for each in context.project.people))


def _listed(context: CheckContext) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that the office has listed, and former ones: none of them is a slip."""
    units, organisations = context.project.units, context.project.organisations
    if not organisations:
        return units, ()
    return (
        (*units, *(name for each in organisations for name in (each.name, *each.short))),
        tuple(name for each in organisations for name in each.former),
    )


@lru_cache(maxsize=8)
def _windows_of(names: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        for ending in _ENDINGS:
            if name.endswith(ending):
                stem = name[: -len(ending)]
                found.update(stem[-length:] + ending for length in _STEMS)
    return frozenset(found)


def _windows(text: str) -> dict[int, dict[str, list[int]]]:
    """By the length of its stem, each window and where it stands; of endings with a stem that comes
    often.
    """
    found: dict[int, dict[str, list[int]]] = {length: {} for length in _STEMS}
    for ending in _ENDINGS:
        places = list(places_of(ending, text))
        if len(places) < _OFTEN:
            continue
        stems = [text[at - _STEMS[0] : at] for at in places]
        if len(stems) - len(set(stems)) < _OFTEN - 1:
            continue
        for at in places:
            for length in _STEMS:
                if at < length or not text[at - length : at].isalpha():
                    break
                window = text[at - length : at + len(ending)]
                found[length].setdefault(window, []).append(at - length)
    return found


def _windowed(text: str, known: frozenset[str]) -> Iterator[SpeltName]:
    """Slips in names by their endings. Over two characters any may be the slip; of a longer window,
    the first, for the shorter one has told of the others.
    """
    for length, windows in _windows(text).items():
        often = {window: places for window, places in windows.items() if len(places) >= _OFTEN}
        changes = range(length) if length == _STEMS[0] else range(1)
        gaps: dict[tuple[int, str, str], str] = {}
        for window in often:
            for gap in changes:
                gaps[gap, window[:gap], window[gap + 1 :]] = window
        for window, places in windows.items():
            if window in often or window in known or len(places) > 2:
                continue
            for gap in changes:
                other = gaps.get((gap, window[:gap], window[gap + 1 :]))
                if (
                    other is None
                    or not is_easily_mistaken(window[gap], other[gap])
                    or _is_word(window[:length])
                ):
                    continue
                before = {text[max(0, at - 1) : at] for at in often[other]}
                for at in places:
                    if gap or _begins(text, at, before):
                        yield SpeltName(
                            Span(at, at + len(window)), other, len(often[other]), often[other][0]
                        )


def _unlike_listed(text: str, names: tuple[str, ...], known: frozenset[str]) -> Iterator[SpeltName]:
    """Slips in names that the office has listed, however rarely it writes them."""
    endings, gaps = _gaps_of(names)
    for ending in endings:
        for at in places_of(ending, text):
            start, end = at - _STEMS[0], at + len(ending)
            window = text[max(0, start) : end]
            if start < 0 or window in known or not window.isalpha():
                continue
            for gap in range(_STEMS[0]):
                name = gaps.get((gap, window[:gap], window[gap + 1 :]), "")
                meant = name[-len(window) :]
                if (
                    name
                    and is_easily_mistaken(window[gap], meant[gap])
                    and (gap or _begins(text, start, set(name[: -len(window)][-1:])))
                    and not _is_word(window[: _STEMS[0]])
                    and text.count(window) < _OFTEN
                ):
                    yield SpeltName(Span(start, end), meant, listed=name)


@lru_cache(maxsize=8)
def _gaps_of(
    names: tuple[str, ...],
) -> tuple[tuple[str, ...], dict[tuple[int, str, str], str]]:
    """The endings that names have, and each name by what is around a character of its stem."""
    endings: dict[str, None] = {}
    gaps: dict[tuple[int, str, str], str] = {}
    for name in names:
        for ending in _ENDINGS:
            window = name[-len(ending) - _STEMS[0] :]
            if name.endswith(ending) and len(window) == len(ending) + _STEMS[0]:
                endings[ending] = None
                for gap in range(_STEMS[0]):
                    gaps[gap, window[:gap], window[gap + 1 :]] = name
    return tuple(endings), gaps


def _begins(text: str, at: int, before: set[str]) -> bool:
    """Whether a name begins there, as far as can be told: after a sign, or after the character that
    the other name stands behind as well.
    """
    return not at or not is_han(text[at - 1]) or text[at - 1] in before


def _is_word(stem: str) -> bool:
    """Whether the stem is, or begins with, a word of the language and no name: 实事 in 实事项目."""
    word, tag = tagged(stem)[0]
    return len(word) > 1 and not tag.startswith(_NAMES)


def _enclosed(text: str, opening: str, closing: str) -> dict[str, list[int]]:
    """The titles or quotations of a text and where each stands, without its signs."""
    found: dict[str, list[int]] = {}
    for at in places_of(opening, text):
        end = text.find(closing, at + 1, at + 60)
        name = text[at + 1 : end]
        if end > 0 and len(name) > 3 and name.isalnum() and len(found) < _MOST:
            found.setdefault(name, []).append(at + 1)
    return found


def _whole(names: dict[str, list[int]]) -> Iterator[SpeltName]:
    """Slips in names that are told whole: another character, one too many, one too few."""
    often = {name: places for name, places in names.items() if len(places) >= _OFTEN}
    for rare, places in names.items():
        if rare in often or len(places) > 1:
            continue
        for other, others in often.items():
            if _is_slip(rare, other):
                yield SpeltName(
                    Span(places[0], places[0] + len(rare)), other, len(others), others[0]
                )


def _is_slip(rare: str, other: str) -> bool:
    first = next(
        (at for at, (one, two) in enumerate(zip(rare, other, strict=False)) if one != two),
        min(len(rare), len(other)),
    )
    if len(rare) == len(other):
        return (
            is_easily_mistaken(rare[first], other[first])
            and rare[first + 1 :] == (other[first + 1 :])
        )
    longer, shorter = (rare, other) if len(rare) > len(other) else (other, rare)
    return (
        len(longer) == len(shorter) + 1
        and len(shorter) > 6
        and 0 < first < len(shorter)
        and longer[first] not in "一二三四五六七八九十副分总0123456789年"
        and longer[first + 1 :] == shorter[first:]
    )


def _people(text: str, known: frozenset[str]) -> Iterator[SpeltName]:
    """Slips in names of three characters behind a post."""
    found: dict[str, int] = {}
    for post in _POSTS:
        for at in places_of(post, text):
            start = at + len(post)
            name = text[start : start + 3]
            if name[:1] in _SURNAMES and len(name) == 3 and all(map(is_han, name)):
                found.setdefault(name, start)
    for rare, start in list(found.items())[:_MOST]:
        if rare in known or text.count(rare) > 1:
            continue
        for other, place in found.items():
            if (
                other != rare
                and other[0] == rare[0]
                and _is_slip(rare, other)
                and (times := text.count(other)) >= _OFTEN
                and _is_name(text[start : start + 6])
                and _is_name(text[place : place + 6])
            ):
                yield SpeltName(Span(start, start + 3), other, times, place)


def _is_name(text: str) -> bool:
    """Whether the first three may be a name: no word begins with the third (张伟|带队)."""
    at = 0
    for word, _tag in tagged(text):
        if at == 2 and len(word) > 1:
            return False
        at += len(word)
    return True


__all__ = ["SpeltName", "slips"]
