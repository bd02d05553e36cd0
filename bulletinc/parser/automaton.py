"""One line of text in, its pieces out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.parser.tables import END, Tables, kind_of, line_grammar, tables

Start: TypeAlias = Literal["line", "text", "strong", "tag", "masthead_line", "colophon_line"]

LONGEST_LINE = 20_000  # characters; no paragraph of a bulletin has as many

_BOLD = 2  # the length of **
# Terminals that have an inside, read with the start symbol that gives the piece its kind, and the
# length of their brackets.
_INSIDE: dict[str, tuple[Start, int]] = {"STRONG": ("strong", _BOLD), "TAG": ("tag", 1)}
_WITH_INSIDE = frozenset(("BOLD_UNIT", *_INSIDE))
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


# What to try, in order: the name of a terminal, and the match of its expression.
_Trials: TypeAlias = tuple[tuple[str, Callable[[str, int], re.Match[str] | None]], ...]


def read(text: str, offset: int, start: Start) -> Token:
    """Read a text, stripped of white space at its ends and not empty.

    ``offset`` is where it begins in the source.

    Total: the terminals of the result, in order, are the text. Runs the automaton that Lark made: a
    token that fits takes it to the next state; where a rule is complete, the pieces of its parts
    become one, or stay for the rule around it (names with ``_``). Linear in the length
    of the text, and nothing recurses with it. A line beyond the longest is plain text from end to
    end: what is in it then needs no tree of a million pieces.
    """
    if len(text) > LONGEST_LINE and start in _PLAIN:
        return _plain(text, offset, _PLAIN[start])
    automaton = _tables()
    actions, rules, trials, openers = automaton.actions, automaton.rules, _trials, _openers
    end = automaton.ends[start]
    state = automaton.starts[start]
    states = [state]
    begins: list[int] = []  # where among the pieces each symbol after the first state begins
    pieces: list[Token] = []
    at, size = 0, len(text)
    while True:
        kind, token = END, ""
        if at < size:
            for name, match in trials[state, openers[text[at]]]:
                if found := match(text, at):
                    kind, token = name, found[0]
                    break
        while (action := actions[state][kind]) < 0:
            name, count = rules[~action]
            begin = begins[-count]
            if name[0] != "_":
                pieces[begin:] = [_ruled(name, tuple(pieces[begin:]), text, offset)]
            del states[-count:], begins[-count:]
            state = actions[states[-1]][name]
            states.append(state)
            begins.append(begin)
            if kind == END and state == end:
                return pieces[0]
        state = action
        states.append(state)
        begins.append(len(pieces))
        begin = offset + at
        at += len(token)
        plain = kind not in _WITH_INSIDE
        pieces.append(
            Token(kind, begin, offset + at, token) if plain else _piece(kind, begin, token)
        )


def _plain(text: str, offset: int, kinds: tuple[str, ...]) -> Token:
    *around, kind = kinds
    piece = Token(kind, offset, offset + len(text), text)
    for kind in reversed(around):
        piece = Token(kind, *piece[1:4], (piece,))
    return piece


@cache
def _tables() -> Tables:
    return tables(line_grammar())


class _Openers(dict[str, int]):
    """The number of those terminals that may begin with a character."""

    def __missing__(self, sign: str) -> int:
        openers = _tables().openers
        self[sign] = number = openers[sign if sign in openers else kind_of(sign)]
        return number


class _AllTrials(dict[tuple[int, int], _Trials]):
    """What to try in a state before a character of a number. An expression is compiled when it is
    first needed.
    """

    def __missing__(self, key: tuple[int, int]) -> _Trials:
        state, number = key
        automaton = _tables()
        beginners = automaton.beginners[number]
        self[key] = trials = tuple(
            (name, _match(name))
            for name in automaton.orders[automaton.scanners[state]]
            if name in beginners
        )
        return trials


@cache
def _match(terminal: str) -> Callable[[str, int], re.Match[str] | None]:
    return re.compile(_tables().terminals[terminal]).match


_openers = _Openers()
_trials = _AllTrials()


def _ruled(name: str, parts: tuple[Token, ...], text: str, offset: int) -> Token:
    start, end = parts[0].start, parts[-1].end
    return Token(name, start, end, text[start - offset : end - offset], parts)


def _piece(kind: str, start: int, text: str) -> Token:
    """A token with what stands inside it."""
    end = start + len(text)
    if kind == "BOLD_UNIT":
        return Token(
            "strong",
            start,
            end,
            text,
            (Token("UNIT", start + _BOLD, end - _BOLD, text[_BOLD:-_BOLD]),),
        )
    symbol, bracket = _INSIDE[kind]
    inside = text[bracket:-bracket]
    bare = inside.strip()
    return Token(
        symbol, start, end, text, read(bare, start + bracket + inside.index(bare), symbol).parts
    )
