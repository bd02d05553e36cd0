"""The roles that a line may have. Each module of this room looks for those of one part of a bulletin.

A module has one function, ``suggest(survey, index)``, that yields a candidate for each role it finds possible for a line.
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


_SUGGEST: tuple[Suggest, ...] = tuple(
    module.suggest for module in (masthead, front, headings, items, tables, endings, colophon, text)
)


def candidates(survey: Survey) -> list[list[Candidate]]:
    """For each line the roles that it may have, each once, with its least cost."""
    return [_of_line(survey, index) for index in range(len(survey.lines))]


def _of_line(survey: Survey, index: int) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for suggest in _SUGGEST:
        for each in suggest(survey, index):
            if each.role not in found or each.cost < found[each.role].cost:
                found[each.role] = each
    return list(found.values())
