"""Kinds of bulletin (快报, 简报 …).

One TOML file each in ``grammar/kinds/``, and how a text is recognised as one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.resources import kinds_folder


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``name`` is the file's name without suffix.

    ``words`` end a masthead's name; ``title_words`` do so only beside an issue number, because they
    end ordinary titles too. ``labels`` are what the issue number may carry in brackets.
    ``article_of`` names kinds whose masthead, above one titled article, makes this kind.
    ``salutation``: title and salutation stand in place of a masthead. ``requires`` are the parts
    that a masthead must have, by their names in :class:`~bulletinc.syntax.Masthead`: name, issue,
    issuer, date.
    """

    name: str
    title: str
    description: str
    description_en: str
    theme: str
    requires: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    article_of: tuple[str, ...] = ()
    salutation: bool = False
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class KindFeatures:
    """What of a text decides its kind.

    ``name`` and ``title`` are without white space; ``article``: the body is one titled article with
    headings, without sections.
    """

    name: str | None = None
    label: str | None = None
    title: str | None = None
    article: bool = False
    salutation: bool = False


@cache
def load_kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of their names."""
    files = sorted(
        (file for file in kinds_folder().iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(
        _read(PurePath(file.name).stem, file.read_text(encoding="utf-8")) for file in files
    )


def _read(name: str, text: str) -> Kind:
    data: dict[str, Any] = tomllib.loads(text)
    data |= data.pop("recognise", {})
    lists_as_tuples: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return Kind(**{"name": name, **lists_as_tuples})


def kind_name(word: str) -> str:
    """The name of the kind that a user calls by its name (kuaibao) or its title (快报).

    Raises BulletinError.
    """
    for kind in load_kinds():
        if word in {kind.name, kind.title}:
            return kind.name
    raise BulletinError(
        _("There is no kind “{name}”.").format(name=word),
        _("The kinds are: {names}. “bulletinc kinds” describes each.").format(
            names=_(", ").join(
                _("{what} ({detail})").format(what=kind.name, detail=kind.title)
                for kind in load_kinds()
            )
        ),
    )


@cache
def masthead_words() -> tuple[str, ...]:
    """The words that end a masthead's name, longest first."""
    return _longest_first(word for kind in load_kinds() for word in kind.words)


@cache
def title_words() -> tuple[str, ...]:
    """The words that end a masthead's name only beside an issue number, longest first."""
    return _longest_first(word for kind in load_kinds() for word in kind.title_words)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def recognise(traits: KindFeatures) -> Kind:
    """The kind of a text with these traits; the fallback kind where none fits."""
    kinds = load_kinds()
    if traits.label:
        for kind in kinds:
            if not set(kind.labels).isdisjoint(traits.label.split()):
                return kind
    named = _by_word(kinds, traits.name)
    if named and traits.article:
        for kind in kinds:
            if named.name in kind.article_of:
                return kind
    if named:
        return named
    if traits.salutation and traits.title:
        for kind in kinds:
            if kind.salutation and any(word in traits.title for word in kind.title_words):
                return kind
    return next(kind for kind in kinds if kind.fallback)


def holds_reports(traits: KindFeatures) -> bool:
    """Whether a masthead says that reports follow, and one titled article would be an exception."""
    return recognise(traits).name in {name for kind in load_kinds() for name in kind.article_of}


def _by_word(kinds: tuple[Kind, ...], name: str | None) -> Kind | None:
    """The kind with the longest word that the name ends with."""
    if not name:
        return None
    found = (
        (len(word), kind)
        for kind in kinds
        for word in kind.words + kind.title_words
        if name.endswith(word)
    )
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]
