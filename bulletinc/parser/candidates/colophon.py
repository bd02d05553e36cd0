"""Lines of the colophon: staff, contacts, distribution, copies, printing line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from bulletinc.parser.automaton import Token
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.patterns import pattern
from bulletinc.text.words import pattern_of, words

Sort: TypeAlias = Literal["staff", "contacts", "distribution", "keywords"]

_MAYBE = pattern(
    rf".{{0,16}}[:：]|\s*(?:{pattern_of('colophon.staff', 'colophon.contacts')})[\s\u3000]"
    r"|..热线[\s\u3000]"
    r"|.*(?:共\s?印|印数|日\s*印[发制刷])"
)
_SIGNS = pattern(r"[：: \u3000印]")
_FORMS = ("paragraph", "bullet", "caption", "table_note", "table_unit", "annex")
_MARKS = ("COPIES", "imprint")
_ADDRESS = pattern(r"[@\d]")
_LONGEST_TURNOVER = 80  # characters
_SHORT = 60  # characters of a line without sentences
_OPENS_A_BLOCK = "【#◆●■▌▲△★☆◇○□▶※·•"
_SOURCES = frozenset(("供稿", "来源", "撰稿", "作者", "执笔", "记者", "整理", "摄影"))


@cache
def label_sort(name: str) -> Sort | None:
    """Of what sort a label is: 本期责任编辑 is staff, 值班电话 a contact, 报 distribution; ``None``
    if unknown.
    """
    if name in words("colophon.distribution"):
        return "distribution"
    if name in words("colophon.keywords"):
        return "keywords"
    if name in words("colophon.staff") or name.endswith(words("colophon.staff_endings")):
        return "staff"
    if name in words("colophon.contacts") or name.endswith(words("colophon.contact_endings")):
        return "contacts"
    return None


def label_name(field: Token) -> str:
    """The name of a field without inner spaces, colon and marks of bold."""
    return "".join(field.parts[0].text.split()).strip("*：:/／|｜")


def suggest(survey: Survey, index: int) -> Iterator[Candidate]:
    """The colophon's lines."""
    if not _may_be_colophon(survey, index):
        return
    text = survey.lines[index].text.strip()
    parts = survey.colophon_parts(index)
    names = _label_names(parts)
    sorts = [label_sort(name) for name in names]
    if parts[0].kind in _MARKS or (sorts and sorts[0]):
        # 责任编辑：林知远, 共印50份, 报：区委办公室
        alone = len(names) == 1
        yield candidate(
            "colophon",
            alone and names[0] in _SOURCES and "source",
            bool(sorts) and _has_sentence(text, sorts[0]) and "sentence",
            index in survey.row and "columns",
            alone and parts[0].kind == "bare_field" and "bare label",
        )
    elif any(sorts) or _has_mark(parts):
        # 网站：example.gov.cn　责任编辑：林知远
        yield candidate("colophon", "unknown label", "。" in text and "sentence")
    elif sorts and len(text) <= _SHORT and parts[0].kind == "field":
        # 网站：example.gov.cn
        near = not survey.labelled.isdisjoint((index - 1, index + 1))
        yield candidate(
            "colophon", "unknown labels", near and "known label near", "。" in text and "sentence"
        )


def _may_be_colophon(survey: Survey, index: int) -> bool:
    """Whether a line has a label or a mark of the colophon: tested before the line is parsed."""
    line = survey.lines[index]
    return (
        line.form in _FORMS
        and _SIGNS.search(line.text.strip()) is not None
        and bool(_MAYBE.match(survey.source.text[line.span.start : line.span.end].strip("*> ")))
    )


def _label_names(parts: Sequence[Token]) -> list[str]:
    return [label_name(part) for part in parts if part.kind in ("field", "bare_field")]


def _has_mark(parts: Sequence[Token]) -> bool:
    """Whether a number of copies or a printing line is among the parts: （共印50份）."""
    return any(part.kind in _MARKS for part in parts)


def _has_sentence(text: str, sort: Sort | None) -> bool:
    """Whether a line is prose: 联系人：已到岗。

    A short list of recipients may end with a stop; an address may have a wrong one in it.
    """
    if sort == "distribution":
        return len(text) > _SHORT and "。" in text[:-1]
    if sort == "contacts" and "，" not in text and _ADDRESS.search(text):
        return False
    return "。" in text


def suggest_more(survey: Survey, index: int) -> Iterator[Candidate]:
    """A line that goes on with the colophon."""
    line = survey.lines[index]
    text = line.text.strip()
    if len(text) <= _LONGEST_TURNOVER and text[0] not in _OPENS_A_BLOCK:
        yield candidate(
            "colophon-more",
            line.indent < 4 and "no indent",
            "。" in text[:-1] and "sentence",
            line.apart and "blank line above",
        )
