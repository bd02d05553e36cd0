"""Lines of the colophon: staff, contacts, distribution, copies, printing line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, TypeAlias

from bulletinc.parser.automaton import Token
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate, candidate
from bulletinc.text.words import pattern_of, words

Sort: TypeAlias = Literal["staff", "contacts", "distribution", "keywords"]

_MAYBE = re.compile(
    rf".{{0,16}}[:：]|\s*(?:{pattern_of('colophon.staff', 'colophon.contacts')})[\s\u3000]|..热线[\s\u3000]"
    r"|.*(?:共\s?印|印数|日\s*印[发制刷])"
)
_LONGEST_TURNOVER = 80
_OPENS_A_BLOCK = "【#◆●■▌▲△★☆◇○□▶※·•"
_SOURCES = frozenset(("供稿", "来源", "撰稿", "作者", "执笔", "记者", "整理", "摄影"))


@cache
def label_sort(name: str) -> Sort | None:
    """Of what sort a label is: 本期责任编辑 is staff, 值班电话 a contact, 报 distribution; ``None`` if unknown."""
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
    line = survey.lines[index]
    text = line.text.strip()
    if not any(sign in text for sign in "：: \u3000印"):
        return
    if not _MAYBE.match(survey.source.text[line.span.start : line.span.end].strip("*> ")):
        return
    if line.form not in ("paragraph", "bullet", "caption", "table_note", "table_unit", "annex"):
        return
    parts = survey.colophon_parts(index)
    fields = [label_name(part) for part in parts if part.kind in ("field", "bare_field")]
    sorts = [label_sort(name) for name in fields]
    marks = any(part.kind in ("COPIES", "imprint") for part in parts)
    if parts[0].kind in ("COPIES", "imprint") or (sorts and sorts[0]):
        yield candidate(
            "colophon",
            len(fields) == 1 and fields[0] in _SOURCES and "source",
            bool(fields)
            and sorts[0] == "distribution"
            and len(text) > 60
            and "。" in text[:-1]
            and "sentence",
            bool(sorts) and sorts[0] != "distribution" and "。" in text and "sentence",
            index in survey.row and "columns",
            parts[0].kind == "bare_field" and len(fields) == 1 and "bare label",
        )
    elif any(sorts) or marks:
        yield candidate("colophon", "unknown label", "。" in text and "sentence")
    elif sorts and len(text) <= 60 and parts[0].kind == "field":
        near = index - 1 in survey.labelled or index + 1 in survey.labelled
        yield candidate(
            "colophon", "unknown labels", near and "known label near", "。" in text and "sentence"
        )


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
