"""One line of text in, its pieces out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.parser.tables import END, Tables, line_grammar, tables

Start: TypeAlias = Literal["line", "text", "strong", "tag", "masthead_line", "colophon_line"]

LONGEST_LINE = 20_000  # characters; no paragraph of a bulletin has as many

_BOLD = 2  # the length of **
# Terminals that have an inside, read with the start symbol that gives the piece its kind, and the
# length of their brackets.
_INSIDE: dict[str, tuple[Start, int]] = {"STRONG": ("strong", _BOLD), "TAG": ("tag", 1)}
# What a line beyond the longest is read as.
_PLAIN: dict[Start, tuple[str, ...]] = {
    "line": ("line", "paragraph", "text", "TEXT"),
    "text": ("text", "TEXT"),
    "colophon_line": ("colophon_line", "OTHER"),
}


class Token(NamedTuple):
    """A rule or terminal of the grammar and what it covers.

    ``kind`` is its name there; a terminal has no ``parts``.

    The parts of ``strong`` and ``tag`` are what stands inside their marks and brackets; the text
    has these too.
    """

    kind: str
    start: int
    end: int
    text: str
    parts: tuple[Token, ...] = ()


_Scan: TypeAlias = Callable[[str, int], re.Match[str] | None]


def read(text: str, offset: int, start: Start) -> Token:
    """Read a text, stripped of white space at its ends and not empty.

    ``offset`` is where it begins in the source.

    Total: the terminals of the result, in order, are the text. Runs the automaton that Lark made: a
    token that fits takes it to the next state; where a rule is complete, the pieces of its parts
    become one, or a list that goes into the rule around it (names with ``_``). Linear in the length
    of the text, and nothing recurses with it. A line beyond the longest is plain text from end to
    end: what is in it then needs no tree of a million pieces.
    """
    if len(text) > LONGEST_LINE and start in _PLAIN:
        return _plain(text, offset, _PLAIN[start])
    automaton = _tables()
    actions, rules, scan = automaton.actions, automaton.rules, _scans()
    end = automaton.ends[start]
    states = [automaton.starts[start]]
    values: list[Token | list[Token]] = []
    at, size = 0, len(text)
    while True:
        kind, token = END, ""
        if at < size and (match := scan[states[-1]](text, at)):
            kind, token = match.lastgroup or END, match[0]
        while (action := actions[states[-1]][kind]) < 0:
            name, count = rules[~action]
            if name[0] != "_":
                values[-count:] = [_ruled(name, values[-count:], text, offset)]
            elif count > 1:
                values[-count:] = [_listed(values[-count:])]
            del states[-count:]
            states.append(actions[states[-1]][name])
            if kind == END and states[-1] == end:
                return values[-1]  # type: ignore[return-value]  # a start symbol is no list
        states.append(action)
        values.append(_piece(kind, offset + at, token))
        at += len(token)


def _plain(text: str, offset: int, kinds: tuple[str, ...]) -> Token:
    *around, kind = kinds
    piece = Token(kind, offset, offset + len(text), text)
    for kind in reversed(around):
        piece = Token(kind, *piece[1:4], (piece,))
    return piece


@cache
def _tables() -> Tables:
    return tables(line_grammar())


@cache
def _scans() -> list[_Scan]:
    """What finds the next token, for each state. A pattern is compiled when it is first needed."""
    patterns = [_Later(pattern) for pattern in _tables().patterns]
    return [patterns[number].match for number in _tables().scanners]


class _Later:
    """A pattern that is compiled when it is first asked."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._match: _Scan | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        if self._match is None:
            self._match = re.compile(self._pattern).match
        return self._match(text, at)


def _listed(parts: list[Token | list[Token]]) -> list[Token]:
    """The parts in one list; the first, which grows with every round of a repetition, is not
    copied.
    """
    first, *others = parts
    whole = first if isinstance(first, list) else [first]
    for part in others:
        if isinstance(part, list):
            whole += part
        else:
            whole.append(part)
    return whole


def _ruled(name: str, parts: list[Token | list[Token]], text: str, offset: int) -> Token:
    pieces = _listed(parts)
    start, end = pieces[0].start, pieces[-1].end
    return Token(name, start, end, text[start - offset : end - offset], tuple(pieces))


def _piece(kind: str, start: int, text: str) -> Token:
    """A token, with what stands inside it."""
    end = start + len(text)
    if kind == "BOLD_UNIT":
        return Token(
            "strong",
            start,
            end,
            text,
            (Token("UNIT", start + _BOLD, end - _BOLD, text[_BOLD:-_BOLD]),),
        )
    if kind not in _INSIDE:
        return Token(kind, start, end, text)
    symbol, bracket = _INSIDE[kind]
    inside = text[bracket:-bracket]
    bare = inside.strip()
    return Token(
        symbol, start, end, text, read(bare, start + bracket + inside.index(bare), symbol).parts
    )
