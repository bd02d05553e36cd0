"""Pieces of a page kept from one version of a draft to the next, each element with its place.

Of a draft that is being typed nearly all stays as it was, but for where it stands. A piece is known
again by the shape of its node: classes, texts, and spans as seen from the node's beginning. That is
all that a template of ours can see of it, besides what :meth:`PageFragments.show` is told.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Container
from functools import cache
from typing import Any, Protocol

from bulletinc.syntax import (
    Colophon,
    EditorNote,
    Item,
    List,
    Masthead,
    Node,
    Paragraph,
    Section,
    Table,
    field_names,
)
from bulletinc.text.source import Span
from bulletinc.theme import Theme

_KEPT = (Item, Paragraph, Table, List, Masthead, Colophon, EditorNote, Section)
_MOST = 8192  # pieces, of a kilobyte each
_LONGEST_SECTION = 4000  # characters: of a longer one its items are kept, not it as a whole
_FIRST_ELEMENT = re.compile(r"\s*<[a-z][a-z0-9]*")
# The quotation marks of a text are escaped: this stands nowhere but where it was put here.
_PLACE = re.compile(r' data-span="(-?\d+),(-?\d+)"')


class Pieces(Protocol):
    """What shows nodes with their places."""

    def place(self, span: Span) -> str:
        """What an element says of its place."""

    def show(
        self,
        node: Node,
        told: tuple[int, Any],
        render: Callable[[], str],
        apart: Container[Span] | None,
    ) -> str:
        """The markup of a node. ``told`` is what it is told besides, ``render`` makes it anew."""


class PageFragments:
    """The pieces of pages of one theme."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[Any, str] = OrderedDict()

    def place(self, span: Span) -> str:
        """What an element says of its place."""
        return f' data-span="{span.start},{span.end}"'

    def show(
        self,
        node: Node,
        told: tuple[int, Any],
        render: Callable[[], str],
        apart: Container[Span] | None,
    ) -> str:
        """The markup of a node, each first element of a node in it with its place.

        ``told`` is the level of its heading and what stands after it; ``render`` makes the markup
        anew. ``apart`` are the spans of nodes whose markup depends on more, ``None`` for all.
        """
        start = node.span.start
        key = None
        if apart is not None and isinstance(node, _KEPT) and not _is_long(node):
            try:
                key = (told[0], _shape(told[1], start, apart), _shape(node, start, apart))
            except _UnkeptError:
                key = None
        if key is None:
            return _placed(render(), node.span)
        piece = self._pieces.get(key)
        if piece is not None:
            self._pieces.move_to_end(key)
            return _moved(piece, start)
        markup = _placed(render(), node.span)
        self._pieces[key] = _moved(markup, -start)
        if len(self._pieces) > _MOST:
            self._pieces.popitem(last=False)
        return markup


@cache
def fragments_of(theme: Theme) -> PageFragments:
    """The pieces that are kept for a theme."""
    del theme  # the cache's key
    return PageFragments()


def without_places(markup: str, places: list[int], counted: Callable[[int], int]) -> str:
    """The markup with a mark, ``data-from``, at each element with a place.

    Where it begins and ends goes to ``places``, counted as the page's reader does. So a piece is
    the same as long as its text is, wherever it stands.
    """

    def take(place: re.Match[str]) -> str:
        places.append(counted(int(place[1])))
        places.append(counted(int(place[2])))
        return " data-from"

    return _PLACE.sub(take, markup)


class _UnkeptError(Exception):
    """A node whose markup depends on more than its shape."""


def _is_long(node: Node) -> bool:
    return isinstance(node, Section) and node.span.end - node.span.start > _LONGEST_SECTION


def _shape(value: Any, start: int, apart: Container[Span]) -> Any:
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, tuple):
        return tuple([_shape(each, start, apart) for each in value])
    span = value.span
    if span in apart:
        raise _UnkeptError
    names = field_names(type(value))
    fields = [_shape(getattr(value, name), start, apart) for name in names]
    return (type(value), span.start - start, span.end - start, *fields)


def _placed(markup: str, span: Span) -> str:
    """The markup of a node, its first element with the node's place."""
    begun = _FIRST_ELEMENT.match(markup)
    if begun is None:  # a text without an element
        return markup
    return f'{begun[0]} data-span="{span.start},{span.end}"{markup[begun.end() :]}'


def _moved(markup: str, by: int) -> str:
    return _PLACE.sub(
        lambda place: f' data-span="{int(place[1]) + by},{int(place[2]) + by}"', markup
    )
