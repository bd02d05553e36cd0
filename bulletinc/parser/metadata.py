"""What a web page says of a document above or below its title: 索引号：…, 来源：…　发布时间：…."""

from __future__ import annotations

from bulletinc.parser.survey import Survey
from bulletinc.syntax import Field, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_BULLET = pattern(r"[•·‣∙・*+-]\s*")
_NEXT = pattern(r"[ \t\u3000|｜]+(?=[^\W\d_a-zA-Z]{2,12}\s*[:：（(])")
_BRACKET = pattern(r"[\[【]([^\]】]{2,12})[\]】]\s*[:：]?\s*")
_NAME = pattern(r"[^：:（(]{1,16}")


def fields_of(survey: Survey, index: int) -> list[Field]:
    """The fields of a line, each with its name and value."""
    start, end = survey.lines[index].span
    text = survey.source.text[start:end]
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    found: list[Field] = []
    for cut in [*(gap.span() for gap in _NEXT.finditer(text, at)), (len(text), len(text))]:
        found.append(_field(text, at, cut[0], start, first=not found, line=start))
        at = cut[1]
    return found


def _field(text: str, at: int, end: int, offset: int, *, first: bool, line: int) -> Field:
    part = text[at:end].rstrip()
    if bracket := _BRACKET.match(part):  # [索引号] QX-2026-0312
        value = part[bracket.end() :]
        begin = offset + at + bracket.end()
        span = Span(line if first else offset + at, offset + at + len(part))
        return Field(span, bracket[1], Text(Span(begin, begin + len(value)), value))
    name = _NAME.match(part)
    length = name.end() if name else 0
    value = part[length:].lstrip(" \t\u3000")
    value = value[1:] if value[:1] in "：:" else value
    bare = value.strip()
    begin = offset + at + (part.rindex(bare) if bare else len(part))
    span = Span(line if first else offset + at, offset + at + len(part))
    return Field(span, squeeze(part[:length]), Text(Span(begin, begin + len(bare)), bare))
