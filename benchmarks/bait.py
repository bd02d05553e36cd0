"""Bait for patterns: what each repetition in a terminal of the grammar, or in a pattern of the
package, could try time and again.

For ``（(?:a[0-9]?)+）`` it is ``a0``, which keeps the repetition busy to the end of the line;
``（a0``, so that a search begins again at each; and ``（a0）``, which it finds. They are taken from
the patterns as they are, so a new one has its bait at once.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, get_args

from lark import Lark

import bulletinc.parser
import bulletinc.rules
from bulletinc.parser.automaton import Start
from bulletinc.parser.tables import line_grammar

_sre: Any = re._parser
_code: Any = re._constants
_compiler: Any = re._compiler
_OFTEN = 4  # a repetition of fewer rounds keeps nothing busy
_ANY = "民1a 。（("


def bait() -> dict[str, str]:
    """The texts, each by the pattern that it is bait for and itself."""
    texts: dict[str, str] = {}
    for name, pattern in (*_terminals(), *_patterns()):
        parsed = _sre.parse(pattern)
        for text in (*_repeated(parsed, parsed.state, ""), _sample(parsed, parsed.state)):
            texts.setdefault(text, name)
    return {f"{name} {text[:24]!r}": text for text, name in texts.items() if text}


def _terminals() -> Iterator[tuple[str, str]]:
    for terminal in Lark(line_grammar(), parser="lalr", start=list(get_args(Start))).terminals:
        yield terminal.name, terminal.pattern.to_regexp()


def _patterns() -> Iterator[tuple[str, str]]:
    for package in (bulletinc.parser, bulletinc.rules):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(pattern := getattr(value, "pattern", None), str):
                    yield f"{module.name.rpartition('.')[2]}.{name}", pattern


def _repeated(nodes: Iterable[Any], state: Any, before: str) -> Iterator[str]:
    """What may come many times, alone and after what the pattern begins with."""
    for code, value in nodes:
        match code:
            case _code.MAX_REPEAT | _code.MIN_REPEAT:
                if value[1] >= _OFTEN:
                    unit = _sample(value[2], state)
                    yield from (unit, before + unit)
                yield from _repeated(value[2], state, before)
            case _code.SUBPATTERN:
                yield from _repeated(value[3], state, before)
            case _code.ASSERT | _code.ASSERT_NOT:
                yield from _repeated(value[1], state, before)
            case _code.BRANCH:
                for branch in value[1]:
                    yield from _repeated(branch, state, before)
        before += _sample([(code, value)], state)


def _sample(nodes: Iterable[Any], state: Any) -> str:
    """A text that the pattern finds, or nearly so: of each choice the first, of each repetition
    one round.
    """
    text = ""
    for code, value in nodes:
        match code:
            case _code.LITERAL:
                text += chr(value)
            case _code.IN | _code.NOT_LITERAL | _code.ANY:
                one = _compiler.compile(_sre.SubPattern(state, [(code, value)]))
                named = [
                    chr(part[1][0] if part[0] is _code.RANGE else part[1])
                    for part in _listed(code, value)
                ]
                text += next((each for each in (*named, *_ANY) if one.match(each)), "")
            case _code.BRANCH:
                text += _sample(value[1][0], state)
            case _code.SUBPATTERN:
                text += _sample(value[3], state)
            case _code.MAX_REPEAT | _code.MIN_REPEAT:
                text += _sample(value[2], state) * max(1, value[0])
    return text


def _listed(code: Any, value: Any) -> list[Any]:
    return (
        [part for part in value if part[0] in (_code.LITERAL, _code.RANGE)]
        if code is _code.IN
        else []
    )
