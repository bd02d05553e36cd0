"""The roles that a line may have.

Each module of this room looks for those of one part of a bulletin.

A module has one function, ``suggest(survey, index)``, that yields a candidate for each role it
finds possible for a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bulletinc.parser.candidates import (
    colophon,
    endings,
    front,
    headings,
    items,
    masthead,
    tables,
    text,
)
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate


class Suggest(Protocol):
    """What each module of this room offers."""

    def __call__(self, survey: Survey, index: int, /) -> Iterator[Candidate]:
        """The roles that the line may have."""
        ...  # pragma: no cover


# Who is asked about a line, by its form. A candidate for running text comes last, so that of two
# roles that cost the same the other is taken.
_SUGGEST: dict[str, tuple[Suggest, ...]] = {
    form: tuple(module.suggest for module in (*modules, text))
    for form, modules in {
        "section": (headings,),
        "brief": (items,),
        "heading": (headings, items, tables),
        "signed": (front, headings, items, tables),
        "bullet": (front, colophon),
        "editor_note": (front,),
        "instruction": (front,),
        "contents": (front, headings),
        "glossary": (endings,),
        "annex": (endings, colophon),
        "subtitle": (front, tables),
        "figure": (tables,),
        "caption": (front, tables, colophon),
        "table_unit": (tables, colophon),
        "table_note": (tables, colophon),
        "row": (tables,),
        "paragraph": (front, headings, items, tables, endings, colophon),
    }.items()
}
# A long sentence is no name, no heading and no row.
_SUGGEST_FOR_PROSE: tuple[Suggest, ...] = (front.suggest_prose, items.suggest, text.suggest)


def candidates(survey: Survey) -> list[list[Candidate]]:
    """For each line the roles that it may have, each once, with its least cost."""
    return [_of_line(survey, index) for index in range(len(survey.lines))]


def _of_line(survey: Survey, index: int) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    line = survey.lines[index]
    asked = _SUGGEST_FOR_PROSE if survey.is_prose(index) else _SUGGEST[line.form]
    if index < survey.limit or line.text.endswith("号"):
        asked = (masthead.suggest, *asked)
    if line.form == "heading" and survey.has_above("editor_note", index):
        asked = (front.suggest_prose, *asked)
    if index in survey.contents:
        asked = (front.suggest, *asked)
    if survey.has_above("glossary", index):
        asked = (endings.suggest_entry, *asked)
    if survey.has_above("annex", index):
        asked = (endings.suggest_below_annex, *asked)
    if index in survey.below_colophon:
        asked = (colophon.suggest_more, *asked)
    for suggest in asked:
        for each in suggest(survey, index):
            before = found.get(each.role)
            if before is None or each.cost < before.cost:
                found[each.role] = each
    return list(found.values())
