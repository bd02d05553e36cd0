"""The people of the office's list, where a draft names them and their posts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bulletinc.project.people import Person
from bulletinc.project.word_finder import WordFinder
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.source import Span


class NamedPerson(NamedTuple):
    """A person of the list, where the name stands."""

    person: Person
    span: Span


class NamedPost(NamedTuple):
    """A post of the list, where it stands."""

    post: str
    span: Span


@lru_cache(maxsize=4)
def _finder(words: tuple[str, ...]) -> WordFinder:
    return WordFinder([(word, "") for word in words], ())


def named_people(context: CheckContext) -> list[NamedPerson]:
    """Where people of the list are named, in the order of the text."""
    people = context.project.people
    words = tuple(person.name for person in people)
    return [NamedPerson(people[number], span) for span, number in _found(context, words)]


def named_posts(context: CheckContext) -> list[NamedPost]:
    """Where posts of the list stand, the longest first: 副区长, not 区长 in it."""
    words = tuple(dict.fromkeys(post for each in context.project.people for post in each.posts))
    return [NamedPost(words[number], span) for span, number in _found(context, words)]


def _found(context: CheckContext, words: tuple[str, ...]) -> Iterator[tuple[Span, int]]:
    if not words:
        return
    foreign = foreign_places(context)
    for start, end, number in _finder(words).find_all(context.text):
        if start not in foreign:
            yield Span(start, end), number
