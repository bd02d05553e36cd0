"""Numbered lines of one run (一、二、三、 or 1. 2. 3.) are read alike: all as headings, or all as
points of a list.

A heading stands on its own line, or runs in: it is then the first sentence of the line, and the
text goes on. A point is a sentence, or several on one line. Each member of a run votes; the votes
are costs, and the run has their mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import Line, trimmed, visible
from bulletinc.parser.numerals import number_in
from bulletinc.text.patterns import pattern

LEVELS: dict[str, tuple[int, str]] = {
    "CHAPTER": (1, "一、"),
    "PART": (2, "（一）"),
    "POINT": (3, "1."),
    "SUBPOINT": (4, "（1）"),
    "CIRCLED": (5, "①"),
}
_LONGEST = 60  # characters of a heading on its own line
_LONGEST_RUN_IN = 50
_SHORT = 30  # a first sentence of so many characters may well be a heading
_LONGEST_LABEL = 12  # （1）整改措施：…
_TEXT_FORMS = frozenset(
    ("paragraph", "bullet", "row", "caption", "brief", "signed", "figure", "table_note")
)
_PLAIN_LABEL = pattern(
    r".{0,4}(?:时间|地点|人员|对象|日期|联系人|电话|方式|内容|名称|单位|地址|邮箱|费用|范围|数量)"
)
# 先进个人名单如下：
_LIST = pattern(r"(?:名单|名册|清单|一览表?)(?:如下)?\s?(?:[（(][^（()）]{1,20}[）)])?\s?[：:]?\Z")
_SENTENCE = pattern(r"[。；！？，]")
_BREAKS = frozenset(("section", "contents", "editor_note", "annex"))
_AGAIN = {
    "CHAPTER": pattern(r"[。；;，]\s*[二三四五六]、"),
    "PART": pattern(r"[。；;，：]\s*[（(][二三四五六][）)]"),
    "POINT": pattern(r"[。；;，\s]\s*[2-9][.．、](?!\d)"),
    "SUBPOINT": pattern(r"[。；;，]\s*[（(][2-6][）)]"),
    "CIRCLED": pattern(r".[②-⑩]"),
}


class Heading(NamedTuple):
    """A heading, and the text that goes on after it in the same line.

    ``stop``: a full stop closes it, which belongs to neither; a colon belongs to the heading.
    """

    level: int
    marker: str
    title: tuple[Token, ...]
    stop: bool
    rest: tuple[Token, ...]


class Votes(NamedTuple):
    """What reading a line, or a run on average, as a heading and as a point costs.

    ``several``: points on one line. ``listed``: the run is a list of names.
    """

    heading: float
    point: float
    several: bool = False
    listed: bool = False


def split(line: Line) -> Heading | None:
    """The heading that a numbered line is or begins with; ``None`` where it cannot be one."""
    if line.opening is None or line.form != "heading":
        return None
    level, marker = LEVELS[line.opening.kind]
    if line.pieces and line.pieces[0].kind == "strong" and line.pieces[0].text.endswith("。**"):
        return None  # 1.**…。**…: a bold lead, not a heading
    kinds = [piece.kind for piece in line.pieces]
    if "STOP" not in kinds:
        if not visible(line.pieces).strip():
            return None
        return Heading(level, marker, line.pieces, stop=False, rest=())
    stop = kinds.index("STOP")
    title, sign = line.pieces[:stop], line.pieces[stop].text
    rest = trimmed(line.pieces[stop + 1 :])
    if not visible(title).strip():
        return None
    if sign == "。":
        return Heading(level, marker, title, stop=True, rest=rest)
    if sign in "：:" and not rest:
        return Heading(level, marker, line.pieces, stop=False, rest=())
    if sign in "：:" and len(visible(title)) <= _LONGEST_LABEL and "，" not in visible(title):
        return Heading(level, marker, line.pieces[: stop + 1], stop=False, rest=rest)
    return None


def runs(lines: Sequence[Line], ends: Collection[int]) -> dict[int, Votes]:
    """What the run of each numbered line costs as headings and as points.

    Text does not go on over ``ends``: the lines that a rule or the colophon begins.
    """
    found: dict[int, Votes] = {}
    open_runs: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    closed: list[list[int]] = []
    for index, line in enumerate(lines):
        if line.form in _BREAKS or (line.hashes and line.form != "heading"):
            closed += open_runs.values()
            open_runs = {}
        if line.form != "heading" or line.opening is None:
            continue
        level, _marker = LEVELS[line.opening.kind]
        for deeper in [each for each in open_runs if each > level]:
            closed.append(open_runs.pop(deeper))
        number = number_in(line.opening.text) or ord(line.opening.text[0]) - ord("①") + 1
        if level in open_runs and number in (last[level] + 1, last[level]):
            open_runs[level].append(index)
        else:
            if level in open_runs:
                closed.append(open_runs.pop(level))
            open_runs[level] = [index]
        last[level] = number
    for run in [*closed, *open_runs.values()]:
        listed = _is_listed(lines, run)
        votes = [_vote(lines, at, ends) for at in run]
        heading = sum(vote.heading for vote in votes) / len(votes)
        point = sum(vote.point for vote in votes) / len(votes)
        for at, vote in zip(run, votes, strict=True):
            found[at] = Votes(heading, point, vote.several, listed)
    return found


def _is_listed(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether a run is names, one a line, below a line that says so: 抽查合格名单."""
    above = lines[run[0] - 1].text.rstrip() if run[0] else ""
    return (
        len(run) > 1
        and run[-1] - run[0] == len(run) - 1
        and _LIST.search(above) is not None
        and not any(_SENTENCE.search(lines[at].text) for at in run)
    )


def _vote(lines: Sequence[Line], at: int, ends: Collection[int]) -> Votes:
    line = lines[at]
    kind = line.opening.kind if line.opening else ""
    if _AGAIN[kind].search(line.text):
        return Votes(4, 0, several=True)  # （一）倒排工期。（二）加快拨付。
    heading = split(line)
    if line.hashes:
        return Votes(0, 4)
    if heading is None:
        return Votes(4, 0)  # 1.继续加密巡查，每2小时上报一次；
    level = heading.level
    title = visible(heading.title).strip()
    if heading.rest:
        return _run_in_vote(heading, title)
    if not heading.stop:
        return _own_line_vote(lines, at, title, level, ends)
    # （一）管理主体不明确。 with text below; （一）继续执行双人双岗，撤岗时间由18时延至20时。
    if _has_text_below(lines, at, ends) and len(title) <= _SHORT and "，" not in title:
        return Votes(0.5, 1.5)
    # 1.关于“…”的问题。 with （1）整改措施：… below
    return Votes(0.3, 2) if _level(lines, at + 1) > level else Votes(3, 0)


def _level(lines: Sequence[Line], at: int) -> int:
    """The level of a numbered line, 0 for any other."""
    line = lines[at] if at < len(lines) else None
    return LEVELS[line.opening.kind][0] if line and line.form == "heading" and line.opening else 0


def _run_in_vote(heading: Heading, title: str) -> Votes:
    if heading.stop and len(title) > _LONGEST_RUN_IN:
        return Votes(4, 0)
    if heading.stop and len(title) > _SHORT:
        return Votes(2, 0.5)
    if not heading.stop:  # （1）整改措施：建立制度。 but 一、时间：3月5日
        plain = _PLAIN_LABEL.fullmatch(title.rstrip("：:")) or "。" not in visible(heading.rest)
        return Votes(2, 0) if plain else Votes(0.5, 1)
    return Votes(0, 3 if heading.level < 3 else 2.5)


def _own_line_vote(
    lines: Sequence[Line], at: int, title: str, level: int, ends: Collection[int]
) -> Votes:
    if title[-1] in "，,、；;" or len(title) > _LONGEST:
        return Votes(4, 0)
    if _has_text_below(lines, at, ends):
        return Votes(0, 3)
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and below.form == "heading" and below.opening:
        deeper = LEVELS[below.opening.kind][0]
        if deeper > level or (level < 3 and deeper != level):
            return Votes(0, 3)
        return Votes(2, 0.5)  # 1. 暑期夏令营 / 2. 换届选举
    if below is None or at + 1 in ends:
        return Votes(2, 1)
    return Votes(1 if level < 3 else 1.5, 1)


def _has_text_below(lines: Sequence[Line], at: int, ends: Collection[int]) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) and at + 1 not in ends else None
    return below is not None and below.form in _TEXT_FORMS
