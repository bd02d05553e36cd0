"""What a sign before lines means (◆ ● ■ ▌ ▲ △ ★ …): the same sign is the same rank in a whole
issue.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias

from bulletinc.parser.lines import Line
from bulletinc.text.patterns import pattern

Rank: TypeAlias = Literal["section", "headline", "brief"]

_SENTENCE = pattern(r"[。；]")
_LONGEST_NAME = 9  # characters of a section's name on average: 要闻, 教学与科研, 需求响应排名


def ranks(lines: Sequence[Line], contents: Collection[int]) -> dict[str, Rank]:
    """The rank of each sign, from all lines that begin with it, but for those of the contents."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.form == "signed" and line.opening and index not in contents:
            # ▲高三学子与家长携手走过成人门 below a picture is its caption.
            if index and lines[index - 1].form == "figure":
                continue
            found.setdefault(line.opening.text.strip(), []).append(index)
    return {sign: _rank(lines, places) for sign, places in found.items()}


def _rank(lines: Sequence[Line], places: Sequence[int]) -> Rank:
    texts = [_words(lines[at]) for at in places]
    sentences = sum(bool(_SENTENCE.search(text)) for text in texts)
    if 2 * sentences >= len(texts):
        return "brief"  # △5月9日，食堂开展“光盘小卫士”评选。
    names = [text for text in texts if not _SENTENCE.search(text)]
    length = sum(len(text) for text in names) / len(names)
    above = sum(_heads_more(lines, at) for at in places)
    if length <= _LONGEST_NAME or 2 * above > len(places):
        return "section"  # ◆ 要闻, or ● … above bare headlines
    return "headline"  # ▲ 学校召开本科教学工作会议


def _words(line: Line) -> str:
    """A line without its sign, which may frame it: ◆◆◆ 本期关注 ◆◆◆."""
    sign = line.opening.text.strip() if line.opening else ""
    return line.text.strip().strip(sign).strip()


def _heads_more(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that looks like a headline stands directly below, with text below it."""
    if at + 2 >= len(lines):
        return False
    below, text = lines[at + 1], lines[at + 2]
    return (
        below.form == "paragraph"
        and not _SENTENCE.search(below.text)
        and len(below.text) <= 40
        and bool(_SENTENCE.search(text.text))
    )
