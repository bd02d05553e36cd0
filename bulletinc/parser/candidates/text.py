"""Running text, and what closes it: points, names, tags, attributions."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.parser import attribution, headline
from bulletinc.parser.lines import Line, visible
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern

_ENDS = "。！？；!?;…：:"
_CLOSERS = "”’）)】》"
_SHORT = 25  # characters of a line that may be no sentence
_LONGEST_ENTRY = 50
_LONGEST_CREDIT = 60
_RANKED = pattern(r"(?:第[\d一二三四五六七八九十]{1,3}名|[\d]{1,2}[.．、]|[^\W\d_]{1,8}奖[:：])")
_SHAPES = pattern(
    r"(第[\d一二三四五六七八九十]+名.*)|(.*[）)])|([^\W\d_a-zA-Z]{1,10}[:：].+)"
    r"|(\S+(?:\u3000|\s{2,})\S.*)|([…⋯.]+)"
)
_NO_SHAPE, _DOTS = 0, 5  # else the number of a shape's group
_GAP = pattern(r"\S(?:\u3000{2}|[^\S\n]{3})")
_ATTENDANCE = pattern(r"(?:出席|列席|参加|主持|请假|缺席|参会|记录)(?:人员)?\s*[:：]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CIRCLED_ROW = pattern(r"[①-⑳](?:[^。；①-⑳]*\S)?(?:\s{2,}|\u3000)[①-⑳]")


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """Running text is possible for every line."""
    line = survey.lines[index]
    text = line.text.strip()
    last = text[-1]
    ended = last in _ENDS or (last in _CLOSERS and ("。" in text or len(text) > 40))
    if line.form == "heading":
        yield _point(survey, index)
    elif ended and survey.is_prose(index):
        yield candidate("text")
    else:
        yield _running(survey, index, text, ended=ended)
    if line.form == "bullet":
        yield candidate("point")
    if text[0] in _CIRCLED and _CIRCLED_ROW.match(text):
        yield candidate("entry", "in a row")
    elif _may_be_entry(survey, index):
        yield from _entry(survey, index, text)
    yield from _closing(survey, index, text)


def suggest_prose(survey: Survey, index: int) -> Iterator[Candidate]:
    """A long paragraph that can be nothing else."""
    text = survey.lines[index].text.rstrip()
    yield candidate("text", text[-1] not in _ENDS + _CLOSERS and "no end")
    if survey.closes(index):
        yield from _closing(survey, index, text)


def _running(survey: Survey, index: int, text: str, *, ended: bool) -> Candidate:
    line = survey.lines[index]
    whole = text[0] in "（(［〔【" and text[-1] in "）)］〕】"
    return candidate(
        "text",
        *(_short_question(survey, index, text) if ended else (_unended(text, whole=whole),)),
        whole and "all in brackets",
        line.form in ("section", "brief") and "brackets",
        line.form in ("row", "figure", "contents", "glossary") and "other form",
        index in survey.row and "columns",
        line.form in ("signed", "bullet") and "sign",
        line.hashes > 0 and "hashes",
        index in survey.echoes.named and "named in the contents",
        not ended and _GAP.search(text) is not None and "gap",
    )


def _unended(text: str, *, whole: bool) -> str | bool:
    """What a line without a stop at its end says against text."""
    if len(text) > _SHORT:
        return "no end"
    return not whole and "short, no end"


def _short_question(survey: Survey, index: int, text: str) -> Iterator[str | bool]:
    """老旧小区如何“逆生长”？ may be a headline."""
    if len(text) <= _SHORT and text[-1] in "？！" and survey.is_bare(index):
        yield "short question"
        yield survey.closes(index - 1) and "starts an item"


def _point(survey: Survey, index: int) -> Candidate:
    """A numbered line as a point of a list: with the votes of its run."""
    votes = survey.votes[index]
    found = candidate("text", index in survey.row and "columns")
    if votes.several:
        return found
    return Candidate("text", found.cost + votes.point, (*found.evidence, "siblings"))


def _may_be_entry(survey: Survey, index: int) -> bool:
    line = survey.line(index)
    if (
        line is None
        or line.form not in ("paragraph", "heading")
        or len(line.text) > _LONGEST_ENTRY
        or line.hashes
    ):
        return False
    if line.form == "heading" and not (line.opening and line.opening.kind == "POINT"):
        return False
    text = line.text
    return not (survey.is_sentence(index) or "，" in text or "！" in text or "？" in text)


def _entry(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    """One of several names, one a line: 汉语言文学专业　方　婷."""
    line, shape = survey.lines[index], _shape(text)
    near = any(
        _may_be_entry(survey, at) and _alike(line, shape, survey.lines[at])
        for at in (index - 1, index + 1)
    )
    if not near or attribution.is_credit_line(text):
        return
    above = survey.line(index - 1)
    listed = line.form == "heading" and survey.votes[index].listed
    attendance = _is_attendance(text, above)
    yield candidate(
        "entry",
        bool(_RANKED.match(text)) and "ranked",
        attendance and "attendance",
        not attendance and index in survey.labelled and "label of the colophon",
        above is not None and _introduces(above) and "introduced",
        shape == _NO_SHAPE and not attendance and not listed and "no shape",
        line.form == "heading" and not listed and "numbered",
        index in survey.row and "columns",
        headline.begins_text(text) and "begins with a time",
    )


def _is_attendance(text: str, above: Line | None) -> bool:
    """出席：林知远, and the names below it."""
    below = above is not None and _ATTENDANCE.match(above.text) is not None and "：" not in text
    return below or _ATTENDANCE.match(text) is not None


def _introduces(line: Line) -> bool:
    """先进个人名单如下：, or 一、先进个人."""
    return line.text.rstrip().endswith(("：", ":")) or line.form == "heading"


def _alike(line: Line, shape: int, other: Line) -> bool:
    return (
        shape == _DOTS
        or _shape(other.text.strip()) in (shape, _DOTS)
        or bool(_ATTENDANCE.match(line.text) or _ATTENDANCE.match(other.text))
    )


def _shape(text: str) -> int:
    found = _SHAPES.fullmatch(text)
    return (found.lastindex or _NO_SHAPE) if found else _NO_SHAPE


def _closing(survey: Survey, index: int, text: str) -> Iterator[Candidate]:
    """（柳荫街道）, 来源：…, （Ⅲ-58 …） alone on its line."""
    line = survey.lines[index]
    if line.form != "paragraph":
        return
    if len(text) <= _LONGEST_CREDIT and attribution.is_credit_line(text):
        yield candidate("closing", "credit", not survey.itemised and "no items")
        return
    found = survey.closing(index)
    if found and not visible(found.text).strip():
        yield candidate("closing", line.indent > 11 and "far right")
