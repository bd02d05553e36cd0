"""附件说明: the list of what is attached."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import AnnexList, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

ROLES = frozenset(("annex-list", "annex-list-more"))
_NEXT = pattern(r"[\s；;]+(?=\d{1,2}\s?[.．、])")


def begins(_before: str, _role: str) -> bool:
    """附件1：… and 附件2：… below it are one list."""
    return False


def build(survey: Survey, lines: Sequence[LineRole]) -> AnnexList:
    """The list; several entries on one line are told apart by their numbers."""
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    entries: list[Text] = []
    label = Text(first.span, first.text)
    for number, (index, role) in enumerate(lines):
        line = survey.lines[index]
        start = line.span.start
        if role == "annex-list" and line.opening and not number:
            opened = line.opening.text.rstrip()
            end = line.opening.start + len(opened)
            label = Text(Span(line.opening.start, end), squeeze(opened).rstrip("：:"))
            start = line.opening.end
        entries += _entries(survey, start, line.span.end)
    return AnnexList(Span(first.span.start, last.span.end), label, tuple(entries))


def _entries(survey: Survey, start: int, end: int) -> list[Text]:
    text = survey.source.text[start:end]
    found: list[Text] = []
    at = 0
    for cut in [*(gap.span() for gap in _NEXT.finditer(text)), (len(text), len(text))]:
        entry = text[at : cut[0]].strip()
        if entry:
            begin = start + at + text[at:].index(entry)
            found.append(Text(Span(begin, begin + len(entry)), entry.replace("**", "")))
        at = cut[1]
    return found
