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
        "heading": (headings,),
        "signed": (headings, items),
        "bullet": (front, colophon),
        "editor_note": (front,),
        "instruction": (front,),
        "contents": (front, headings),
        "glossary": (endings,),
        "annex": (endings, colophon),
        "subtitle": (front,),
        "figure": (tables,),
        "caption": (front, tables, colophon),
        "table_unit": (tables, colophon),
        "table_note": (tables, colophon),
        "row": (tables,),
        "paragraph": (front, headings, items, endings, colophon),
    }.items()
}
# A long sentence is no name, no heading and no row.
_SUGGEST_FOR_PROSE: tuple[Suggest, ...] = (items.suggest, text.suggest)
_SUGGEST_FOR_TEXT: tuple[Suggest, ...] = (text.suggest_prose,)
_SUGGEST_FOR_NUMBERED: tuple[Suggest, ...] = (headings.suggest, items.suggest, text.suggest)


# Who is asked besides about all lines below one of a form.
_SUGGEST_BELOW: dict[str, tuple[Suggest, ...]] = {
    "editor_note": (front.suggest_note,),
    "instruction": (front.suggest_instruction,),
    "glossary": (endings.suggest_entry,),
    "annex": (endings.suggest_below_annex,),
}


def candidates(survey: Survey) -> list[list[Candidate]]:
    """For each line the roles that it may have, each once, with its least cost."""
    found: list[list[Candidate]] = []
    below: tuple[Suggest, ...] = ()
    waiting = dict(_SUGGEST_BELOW)
    for index, line in enumerate(survey.lines):
        found.append(_of_line(survey, index, below))
        if line.form in waiting:
            below = (*below, *waiting.pop(line.form))
    return found


def _of_line(survey: Survey, index: int, below: tuple[Suggest, ...]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for suggest in (*below, *_asked(survey, index)):
        for each in suggest(survey, index):
            before = found.get(each.role)
            if before is None or each.cost < before.cost:
                found[each.role] = each
    return list(found.values())


def _asked(survey: Survey, index: int) -> tuple[Suggest, ...]:
    """Who may know something of the line."""
    line = survey.lines[index]
    if survey.is_prose(index):
        asked = _SUGGEST_FOR_PROSE if items.may_open(survey, index) else _SUGGEST_FOR_TEXT
    elif line.form == "heading" and survey.itemised:
        asked = _SUGGEST_FOR_NUMBERED
    else:
        asked = _SUGGEST[line.form]
    if index < survey.limit or line.text.endswith("号"):
        asked = (masthead.suggest, *asked)
    if index in survey.contents:
        asked = (front.suggest, *asked)
    if index in survey.near_table:
        asked = (tables.suggest, *asked)
    if index in survey.below_colophon:
        asked = (colophon.suggest_more, *asked)
    return asked
