"""Lines that open an item and go on with its text: labels, leads, briefs, headlines that run in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.parser import headline
from bulletinc.parser.lines import Line, visible
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern

_OPENING = frozenset(("LEAD", "UNIT", "GAP", "strong"))
_LABEL = pattern(r"@?[^\W\d_][^，。；：:、,;“”《》（）()]{1,15}[:：](?=\S)")
_UNIT_LABEL = pattern(r"[^：:]{2,16}(?:[局办镇乡所站村队校院]|街道|社区)[:：]")
_BRACKET = pattern(r"[（(][^（()）]*[）)]")  # a source: 【文明实践】（白河镇）
_LEADING = pattern(
    r"(?:第[一二三四五六七八九十]|存在|主要|具体|下一步|为此|同时|其中|会议|建议|问题|注|备注|附件?|电话|联系|地点|时间|内容)"
)


def may_open(survey: Survey, index: int) -> bool:
    """Whether a long paragraph may begin with a headline, a lead or a unit."""
    line = survey.lines[index]
    if survey.itemised or line.bold:
        return True
    for piece in line.pieces:
        if piece.kind in _OPENING:
            return True
        if piece.kind == "STOP":
            return piece.text in "：:"
    return False


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The openings of an item that a line may be."""
    line = survey.lines[index]
    if line.form == "brief":
        rest = visible(line.pieces).strip()
        bare = not _BRACKET.fullmatch(rest) and _has_no_end(rest)
        yield candidate("label", "brackets", bare and len(rest) > 2 and "no end")
        if not bare:
            yield candidate("part", "label")
        if bare and 4 <= len(rest) <= 45:
            yield candidate(
                "label+headline",
                "brackets",
                not survey.is_sentence(index + 1) and "no text below",
                headline.begins_text(rest) and "begins with a time",
            )
    elif line.form == "signed" and survey.sign_rank(index) == "brief":
        yield candidate("brief", "sign", _has_sign_inside(line) and "sign inside")
    elif line.form == "paragraph" and line.pieces:
        if line.pieces[0].kind == "LEAD":
            yield candidate("lead", "known lead")
        yield from _called(survey, index)
    if line.form in ("paragraph", "signed", "heading") and not line.hashes:
        yield from _run_in(survey, index)


def _has_no_end(text: str) -> bool:
    """Whether it may be a headline: no stop is in it or ends it."""
    return "。" not in text and "；" not in text and text[-1:] not in "，、：:"


def _run_in(survey: Survey, index: int) -> Iterator[Candidate]:
    """A headline that a gap, a stop or a colon sets off from its text."""
    line = survey.lines[index]
    if line.form == "signed" and survey.sign_rank(index) == "section":
        return
    if line.form == "heading" and not _is_numbered_item(survey, index):
        return
    if line.pieces and line.pieces[0].kind == "LEAD":
        return
    found = headline.split(line.pieces, opens_item=True)
    if found is None:
        return
    if found.form == "stop":
        yield _run_in_at_stop(survey, index, found)
    else:
        yield _run_in_at_gap(survey, index, found)


def _run_in_at_stop(survey: Survey, index: int, found: headline.Split) -> Candidate:
    """◆白塔乡开展宣讲。近日，…: a stop ends the headline."""
    line = survey.lines[index]
    signed = line.form == "signed"
    starts = _starts_item(survey, index)
    return candidate(
        "run-in",
        "stop",
        signed and "sign",
        signed and _has_sign_inside(line) and "sign inside",
        not survey.itemised and "no items",
        line.form == "paragraph" and not starts and "inside an item",
        survey.itemised and starts and "starts an item",
        line.form == "heading" and "numbered",
        line.bold and "bold",
        any(piece.kind == "strong" for piece in found.headline) and "bold lead",
    )


def _run_in_at_gap(survey: Survey, index: int, found: headline.Split) -> Candidate:
    """白塔乡开展宣讲　近日，…; 白塔乡开展宣讲：近日，…: a gap or a colon ends the headline."""
    line = survey.lines[index]
    prose = _is_prose(visible(found.rest)) or survey.closes(index)
    return candidate(
        "run-in",
        found.form,
        found.form == "gap" and prose and _wide_gap(line, found) and "wide gap",
        not survey.itemised and found.form == "colon" and "no items",
        index in survey.row and "columns",
        index in survey.labelled and "label of the colophon",
        survey.is_marked(index) and "mark of the masthead",
        line.form == "heading" and "numbered",
        not prose and "no sentence",
        not prose and found.form == "gap" and _is_run_in(survey, index - 1) and "as the item above",
    )


def _is_run_in(survey: Survey, index: int) -> bool:
    """Whether a line is an item of one line: headline, gap, text with its source."""
    if not survey.closes(index):
        return False
    found = headline.split(survey.lines[index].pieces, opens_item=True)
    return found is not None and found.form == "gap"


def _has_sign_inside(line: Line) -> bool:
    """Whether the sign before a line comes again in it: ◆要闻◆近日，…"""
    return line.opening is not None and line.opening.text.strip() in visible(line.pieces)


def _is_numbered_item(survey: Survey, index: int) -> bool:
    """1.白塔乡开展宣讲。近日，…（白塔乡）: each of a run has its own source."""
    if not (survey.itemised and survey.closes(index)):
        return False
    neighbours = [survey.line(at) for at in (index - 1, index + 1)]
    return any(
        line is not None and line.form == "heading" and survey.closes(at)
        for line, at in zip(neighbours, (index - 1, index + 1), strict=True)
    )


def _wide_gap(line: Line, found: headline.Split) -> bool:
    """Whether the gap is more than one space."""
    return found.rest[0].start - found.headline[-1].end > 1 or "\u3000" in line.text


def _is_prose(text: str) -> bool:
    """Whether text has a sign of sentences, or is long."""
    return len(text) > 30 or re.search(r"[，。；]|[一二三四五]是", text) is not None


def _starts_item(survey: Survey, index: int) -> bool:
    """Whether a new item may well begin here: below a section, or where the item above is
    closed.
    """
    above = survey.line(index - 1)
    return (
        above is None
        or survey.closes(index - 1)
        or above.form in ("section", "brief", "signed", "contents")
        or index - 1 in survey.contents
        or index <= survey.limit
    )


def _called(survey: Survey, index: int) -> Iterator[Candidate]:
    """纱厂社区：4月17日，…: a unit or a name opens a brief; 各单位动态：古渡供电所：… has a lead
    above.
    """
    line = survey.lines[index]
    text = line.text.strip()
    unit = _begins_with_unit(line)
    label = _LABEL.match(text)
    if not (unit or label) or text[-1] in "：:":
        return
    rest = text[label.end() :] if label else text
    if label and _LABEL.match(rest) and _UNIT_LABEL.match(rest):
        # 各单位动态：古渡供电所：…
        yield candidate("lead", "units below a name")
        return
    near = sum(_is_called(survey.line(at)) for at in (index - 1, index + 1))
    if not unit and (not near or _LEADING.match(text)):
        return
    if "。" not in text and not survey.closes(index):
        return
    yield candidate(
        "called",
        "unit" if unit else "name",
        near > 0 and "one of several",
        not survey.itemised and "no items",
        text.count("：") > 1 and not near and "digest",
        not unit and index in survey.labelled and "label of the colophon",
    )


def _begins_with_unit(line: Line) -> bool:
    """纱厂社区：…, or **纱厂社区**：… ."""
    first = line.pieces[0]
    if first.kind == "strong" and first.parts:
        first = first.parts[0]
    return first.kind == "UNIT"


def _is_called(line: Line | None) -> bool:
    if line is None or line.form not in ("paragraph", "brief"):
        return False
    if line.form == "brief" or (_LABEL.match(line.text.strip()) is not None and "。" in line.text):
        return True
    found = headline.split(line.pieces, opens_item=False) if line.pieces else None
    return found is not None and "。" in line.text
