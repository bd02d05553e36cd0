"""Pictures, places for them, and charts, with their captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletinc.parser.lines import text_of
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Chart, Figure, Text
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

ROLES = frozenset(("figure", "figure-caption"))
_MARKDOWN = pattern(r"!\[(?P<caption>[^\]]*)\]\((?P<path>[^)\s]*)[^)]*\)")
_NAMED = pattern(r"[\[［【（(][^:：]*[:：]\s*(?P<path>|\S|\S.*\S)\s*[\]］】）)]\Z")


# The letters of a name may stand apart: 表 1.
_CHART = pattern(r"[\[［【]\s*图表\s*[:：](?P<words>[^\]］】]*)[\]］】]\Z")
_WORD = pattern(r"附?表\s?[\d０-９一二三四五六七八九十]{1,3}(?:[-－—.．]\d{1,2})?|[^\s，,、；;]+")


def begins(before: str, role: str) -> bool:
    """One picture, one caption."""
    return before == role or (before == "figure-caption" and role == "figure")


def build(survey: Survey, lines: Sequence[LineRole]) -> Figure | Chart:
    """The figure; the caption in the brackets of Markdown counts where no other is typed."""
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    span = Span(first.span.start, last.span.end)
    for index, role in lines:
        line = survey.lines[index]
        typed = survey.source.text[line.span.start : line.span.end]
        if role == "figure" and (chart := _CHART.fullmatch(typed)):
            captions = [survey.lines[at] for at, other in lines if other == "figure-caption"]
            return _chart(
                span, line.span.start, chart, text_of(captions[0].whole) if captions else None
            )
    path: Text | None = None
    place: Text | None = None
    caption: Text | None = None
    for index, role in lines:
        line = survey.lines[index]
        if role == "figure-caption":
            caption = text_of(line.whole)
            continue
        text = survey.source.text[line.span.start : line.span.end]
        marked = _MARKDOWN.fullmatch(text)
        found = marked or _NAMED.fullmatch(text)
        if found and found["path"]:
            path = _part(line.span.start, found, "path")
        if marked and marked["caption"]:
            place = _part(line.span.start, marked, "caption")
        elif path is None:
            place = text_of(line.whole)
    if caption is None and path:
        place, caption = None, place
    return Figure(span, path, place, caption)


def _chart(span: Span, offset: int, found: re.Match[str], caption: Text | None) -> Chart:
    """A chart: the name of a table, if there is one, comes first, and columns after the form."""
    said = [
        Text(Span(offset + word.start(), offset + word.end()), word[0])
        for word in _WORD.finditer(found.string, *found.span("words"))
    ]
    table = said.pop(0) if said and said[0].text.startswith(("表", "附表")) else None
    form = said.pop(0) if said else None
    return Chart(span, table, form, tuple(said), caption)


def _part(offset: int, found: re.Match[str], name: str) -> Text:
    start, end = found.span(name)
    return Text(Span(offset + start, offset + end), found[name])
