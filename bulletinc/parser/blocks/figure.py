"""Pictures, or places for them, with their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletinc.parser.lines import text_of
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Figure, Text
from bulletinc.text.source import Span

ROLES = frozenset(("figure", "figure-caption"))
_MARKDOWN = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<path>[^)\s]*)[^)]*\)")
_NAMED = re.compile(r"[\[［【（(][^:：]*[:：]\s*(?P<path>|\S|\S.*\S)\s*[\]］】）)]\Z")


def begins(before: str, role: str) -> bool:
    """One picture, one caption."""
    return before == role or (before == "figure-caption" and role == "figure")


def build(survey: Survey, lines: Sequence[LineRole]) -> Figure:
    """The figure; the caption in the brackets of Markdown counts where no other is typed."""
    path: Text | None = None
    place: Text | None = None
    caption: Text | None = None
    for index, role in lines:
        line = survey.lines[index]
        if role == "figure-caption":
            caption = text_of(line.whole)
            continue
        text = survey.source.text[line.span.start : line.span.end]
        found = _MARKDOWN.fullmatch(text) or _NAMED.fullmatch(text)
        if found and found["path"]:
            path = _part(line.span.start, found, "path")
        if found and found.re is _MARKDOWN and found["caption"]:
            place = _part(line.span.start, found, "caption")
        elif path is None:
            place = text_of(line.whole)
    if caption is None and path:
        place, caption = None, place
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    return Figure(Span(first.span.start, last.span.end), path, place, caption)


def _part(offset: int, found: re.Match[str], name: str) -> Text:
    start, end = found.span(name)
    return Text(Span(offset + start, offset + end), found[name])
