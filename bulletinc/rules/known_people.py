"""The people of the office's list, where a draft names them and their posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


class _Known:
    """What finds people and posts of a list, made once for each list."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        self.people = people
        self.spelt = frozenset(person.name for person in people)
        self.posts = tuple(dict.fromkeys(post for each in people for post in each.posts))
        self.names = WordFinder([(person.name, "") for person in people], ())
        self.ranks = WordFinder([(post, "") for post in self.posts], ())
        self.alike: dict[tuple[str, str], list[Person]] = {}
        self.lengths: dict[str, set[int]] = {post: set() for post in self.posts}
        for person in people:
            for post in person.posts:
                self.lengths[post].add(len(person.name))
                for gap in _gaps(person.name):
                    self.alike.setdefault((post, gap), []).append(person)


_last: list[_Known] = []


def _known(people: tuple[Person, ...]) -> _Known:
    """What was made of a list. The list is told by what it is, not by its thousand names."""
    if not _last or _last[0].people is not people:
        _last[:] = [_Known(people)]
    return _last[0]


@lru_cache(maxsize=1)
def named_people(context: CheckContext) -> tuple[NamedPerson, ...]:
    """Where people of the list are named, in the order of the text."""
    known = _known(context.project.people)
    return tuple(
        NamedPerson(known.people[number], span) for span, number in _found(context, known.names)
    )


@lru_cache(maxsize=1)
def named_posts(context: CheckContext) -> tuple[NamedPost, ...]:
    """Where posts of the list stand, the longest first: 副区长, not 区长 in it."""
    known = _known(context.project.people)
    return tuple(
        NamedPost(known.posts[number], span) for span, number in _found(context, known.ranks)
    )


def lengths_of_names(context: CheckContext, post: str) -> Iterable[int]:
    """How long the names of those are who hold a post."""
    return sorted(_known(context.project.people).lengths[post])


def people_alike(context: CheckContext, post: str, name: str) -> Iterator[Person]:
    """Those who hold a post and differ in one character from a name that is not in the list."""
    known = _known(context.project.people)
    if name not in known.spelt:
        for gap in _gaps(name):
            yield from known.alike.get((post, gap), ())


def _gaps(name: str) -> Iterator[str]:
    """A name with each of its characters left out in turn."""
    return (f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name)))


def _found(context: CheckContext, finder: WordFinder) -> Iterator[tuple[Span, int]]:
    if not context.project.people:
        return
    foreign = foreign_places(context)
    for start, end, number in finder.find_all(context.text):
        if start not in foreign:
            yield Span(start, end), number
